import type { Names, Tables } from "./naming.ts";

/** Something that a person could name. */
export type Named = {
  node: Element;
  /** Only its words are seen, not its box. */
  isInk: boolean;
  role: string;
  label: string;
  group: string;
  /** Its group says what it is the value of. */
  isValue: boolean;
  /** Its place in the document's tree. */
  spot: number;
};

/**
 * Runs in the page, so it is self-contained: lists what a person could name, in the document's order: controls, headings,
 * images, short texts. Also what is not in view or not shown: it may come.
 */
export function listing({ longestText, mostThings }: Tables, names: Names) {
  const {
    short,
    given,
    hasOwnText,
    readable,
    roleOf,
    nameOf,
    legendOf,
    cardOf,
    meaningOf,
    nameBy,
    isField,
    controls,
    pressed,
  } = names;
  const mostNodes = 8000;
  /** A control of fewer letters holds nothing that has a name beside it; a card that is a link does. */
  const oneThing = 24;
  const headings = "h1, h2, h3, h4, h5, h6, [role=heading]";
  const sets = new Set(["group", "radiogroup"]);
  const skipped = new Set(
    "SCRIPT STYLE NOSCRIPT TEMPLATE HEAD IFRAME OBJECT CANVAS VIDEO AUDIO OPTION OPTGROUP DATALIST".split(" "),
  );

  const isTold = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

  return function list(): Named[] {
    const named: Named[] = [];
    const saidBy = new Set<Element>();
    let seen = 0;
    const add = (found: Omit<Named, "group" | "isValue"> & Partial<Named>): void => {
      const { group = cardOf(found.node, found.label) } = found;
      named.push({ isValue: false, ...found, group: short(group.replace(/:$/, "")) });
    };

    /** Adds what has a name by what it is. "whole": nothing in it needs one of its own. */
    const consider = (element: Element, role: string, spot: number): "whole" | "named" | "unnamed" => {
      if (controls.has(role)) {
        const label = nameOf(element, role);
        const legend = legendOf(element, role);
        if (isTold(label)) add({ node: element, isInk: false, role, label, spot, ...(legend && { group: legend }) });
        const isOne = (label.length <= oneThing && !element.querySelector(headings)) || holdsOneText(element);
        return isField(element, role) || isOne ? "whole" : "named";
      }
      if (sets.has(role) || element.tagName === "FIELDSET") {
        const legend = element.querySelector(":scope > legend");
        const label = given(element, "aria-label") || nameBy(element) || (legend ? readable(legend) : "");
        if (legend) saidBy.add(legend);
        if (isTold(label)) add({ node: element, isInk: false, role: "group", label: short(label), group: "", spot });
        return "named";
      }
      if (role === "heading" && !element.querySelector(pressed)) {
        const label = given(element, "aria-label") || readable(element);
        if (isTold(label)) add({ node: element, isInk: true, role, label: short(label), group: "", spot });
        return "whole";
      }
      const isSvg = element.tagName.toLowerCase() === "svg";
      if (role === "img" || isSvg) {
        const label = nameOf(element, "img");
        if (isTold(label)) add({ node: element, isInk: false, role: "img", label, spot });
        return "whole";
      }
      return "unnamed";
    };

    const addText = (element: Element, spot: number): boolean => {
      const label = readable(element);
      if (!isTold(label) || label.length > longestText) return false;
      // The field's own label says the same.
      if ((element.closest("label") as HTMLLabelElement | null)?.control) return true;
      const value = meaningOf(element, label);
      if (value?.by) saidBy.add(value.by);
      const group = value ? { group: value.of, isValue: true } : {};
      add({ node: element, isInk: true, role: "text", label, spot, ...group });
      return true;
    };

    const visit = (element: Element, isInText: boolean, spot: number): void => {
      if (named.length >= mostThings || seen++ > mostNodes || skipped.has(element.tagName)) return;
      const role = roleOf(element);
      const how = consider(element, role, spot);
      if (how === "whole") return;
      const isText = isInText || (how === "unnamed" && hasOwnText(element) && addText(element, spot));
      let place = 0;
      for (const inside of [element.shadowRoot, element]) {
        for (const child of inside?.children ?? []) {
          visit(child, isText, Math.imul(spot ^ (++place + child.tagName.length * 257), 0x01000193) >>> 0);
        }
      }
    };

    const holdsOneText = (element: Element): boolean => {
      const walker = element.ownerDocument.createTreeWalker(element, 4);
      let texts = 0;
      while (texts < 2 && walker.nextNode()) if (/\S/.test((walker.currentNode as Text).data)) texts += 1;
      return texts < 2;
    };

    if (document.body) visit(document.body, false, 0x811c9dc5);
    const isSaidByValue = ({ node, role }: Named): boolean =>
      role === "text" && [...saidBy].some((label) => label.contains(node));
    return saidBy.size === 0 ? named : named.filter((one) => !isSaidByValue(one));
  };
}
