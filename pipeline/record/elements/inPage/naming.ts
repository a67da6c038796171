/** What the functions that run in the page are told. */
export type Tables = {
  impliedRoles: Readonly<Record<string, string>>;
  inputRoles: Readonly<Record<string, string>>;
  longestLabel: number;
  longestText: number;
  mostThings: number;
};

export type Names = ReturnType<typeof naming>;

/**
 * Runs in the page, so it is self-contained: what things are called. Controls by their accessible names, values by what stands
 * beside them. What a person filled in is never read.
 */
export function naming({ impliedRoles, inputRoles, longestLabel, longestText }: Tables) {
  const briefText = 80;
  const controls = new Set(
    "button link textbox searchbox checkbox radio combobox listbox slider spinbutton switch tab menuitem menuitemcheckbox menuitemradio option treeitem".split(
      " ",
    ),
  );
  const fields = new Set("textbox searchbox spinbutton slider".split(" "));
  const pressed = "a[href], button, input, select, textarea, summary, [role=button], [role=link], [role=tab]";
  const cards = "li, tr, article, [role=listitem], [role=row]";

  const plain = (text: string): string => text.replace(/\s+/g, " ").trim();
  const short = (text: string): string => plain(text).slice(0, longestLabel);
  const given = (element: Element, name: string): string => plain(element.getAttribute(name) ?? "");
  const hasOwnText = (element: Element): boolean => {
    for (const child of element.childNodes) if (child.nodeType === 3 && /\S/.test((child as Text).data)) return true;
    return false;
  };

  /** The words in an element, without those that a person chose or filled in; null when there are more than `most` letters. */
  const wordsIn = (element: Element, most: number): string | null => {
    const isLeftOut = (node: Node): boolean => /^(SELECT|TEXTAREA|SCRIPT|STYLE)$/.test(node.nodeName);
    const walker = element.ownerDocument.createTreeWalker(element, 5, (node) => (isLeftOut(node) ? 2 : 1));
    let text = "";
    while (walker.nextNode()) {
      if (walker.currentNode.nodeType === 3) text += ` ${(walker.currentNode as Text).data}`;
      if (text.length > most * 4 || plain(text).length > most) return null;
    }
    return plain(text);
  };

  /** As the page shows it, with its own spaces. */
  const readable = (element: Element): string =>
    plain(
      element.childElementCount === 0
        ? (element.textContent ?? "")
        : ((element as HTMLElement).innerText ?? element.textContent ?? ""),
    );

  const roleOf = (element: Element): string => {
    const written = given(element, "role").split(" ")[0];
    if (written) return written;
    const { tagName } = element;
    if (tagName === "INPUT") return inputRoles[(element as HTMLInputElement).type] ?? "textbox";
    if (tagName === "A") return element.hasAttribute("href") ? "link" : "";
    if ((element as HTMLElement).contentEditable === "true") return "textbox";
    return impliedRoles[tagName] ?? "";
  };

  /** Takes a person's input, which is no name of it. */
  const isField = ({ tagName }: Element, role: string): boolean =>
    /^(INPUT|SELECT|TEXTAREA)$/.test(tagName) || fields.has(role);

  /** What names it from elsewhere on the page. */
  const nameBy = (element: Element): string => {
    const root = element.getRootNode() as Document | ShadowRoot;
    const names = given(element, "aria-labelledby").split(" ").filter(Boolean);
    return plain(names.map((id) => nameIn(root.getElementById(id))).join(" "));
  };
  const nameIn = (label: Element | null): string => (label && wordsIn(label, longestLabel)) ?? "";

  /** By the order in which a screen reader looks for a name. */
  const nameOf = (element: Element, role: string): string => {
    const isFilledIn = isField(element, role);
    const isCaption = element.tagName === "INPUT" && /^(submit|button|reset)$/.test((element as HTMLInputElement).type);
    const picture = isFilledIn ? null : element.querySelector("img[alt], [aria-label]");
    const names = [
      nameBy(element),
      given(element, "aria-label"),
      [...((element as HTMLInputElement).labels ?? [])].map(nameIn).join(" "),
      given(element, "alt"),
      isCaption ? (element as HTMLInputElement).value : "",
      isFilledIn ? "" : readable(element),
      picture ? given(picture, "alt") || given(picture, "aria-label") : "",
      given(element, "placeholder"),
      plain(element.querySelector("title")?.textContent ?? ""),
      given(element, "title"),
      isFilledIn ? given(element, "name") : "",
    ];
    return short(names.find((name) => plain(name) !== "") ?? "");
  };

  /** The legend over a set of choices. */
  const legendOf = (element: Element, role: string): string => {
    if (!["radio", "checkbox", "switch", "option", "tab"].includes(role)) return "";
    const set = element.closest("fieldset, [role=radiogroup], [role=group], [role=listbox], [role=tablist]");
    const title = set?.querySelector(":scope > legend");
    return (set && given(set, "aria-label")) || short(title?.textContent ?? "");
  };

  /** The name of the list item, table row or card that an element stands in. */
  const cardOf = (element: Element, label: string): string => {
    const card = element.closest(cards);
    if (!card || card === element || element.closest("th")) return "";
    const title = card.querySelector("h1, h2, h3, h4, h5, h6, [role=heading], th");
    if (title && element.contains(title)) return "";
    const words = title ? wordsIn(title, briefText) : null;
    if (words) return words === label ? "" : words;
    const walker = element.ownerDocument.createTreeWalker(card, 4);
    while (walker.nextNode()) {
      const first = plain((walker.currentNode as Text).data);
      if (/\p{L}/u.test(first)) return first === label ? "" : first.slice(0, briefText);
    }
    return "";
  };

  /** The element together with what only wraps it. */
  const holderOf = (element: Element, words: string): Element => {
    let holder = element;
    for (let step = 0; step < 3; step++) {
      const around = holder.parentElement;
      if (!around || /^(DD|TD|LI)$/.test(holder.tagName) || wordsIn(around, longestText) !== words) break;
      holder = around;
    }
    return holder;
  };

  type Value = { of: string; by: Element | null };

  /** What a text is the value of: "Total" of the sum beside it. */
  const meaningOf = (element: Element, label: string): Value | null => {
    const written = given(element, "aria-label");
    if (written && written !== label) return { of: written, by: null };
    const holder = holderOf(element, wordsIn(element, longestText) ?? label);
    const around = holder.parentElement;
    if (!around || holder.tagName === "TH") return null;
    if (holder.tagName === "DD") {
      let term = holder.previousElementSibling;
      while (term && term.tagName !== "DT") term = term.previousElementSibling;
      return term ? { of: wordsIn(term, briefText) ?? "", by: term } : null;
    }
    if (holder.tagName === "TD") {
      const column = (holder as HTMLTableCellElement).cellIndex;
      const head = holder.closest("table")?.tHead?.rows[0]?.cells[column];
      const row = cardOf(holder, label);
      const names = [row, head ? (wordsIn(head, briefText) ?? "") : ""].filter((name) => name && name !== label);
      return names.length > 0 ? { of: names.join(", "), by: null } : null;
    }
    const labels = [...((holder as HTMLOutputElement).labels ?? [])];
    if (labels[0]) return { of: wordsIn(labels[0], briefText) ?? "", by: labels[0] };
    if (around.childElementCount > 4 || hasOwnText(around)) return null;
    const pair = [...around.children].filter((child) => wordsIn(child, briefText) !== "");
    const other = pair.find((child) => child !== holder);
    if (pair.length !== 2 || !other || other.matches(pressed) || other.querySelector(pressed)) return null;
    const of = wordsIn(other, briefText) ?? "";
    if (of === "" || /\d/.test(of)) return null;
    const isAfter = pair[1] === holder;
    const isNamedBefore = isAfter && (/:$/.test(of) || /^(DT|LABEL|STRONG|B|TH|SMALL)$/.test(other.tagName));
    return /[\d@]/.test(label) || isNamedBefore ? { of, by: other } : null;
  };

  return {
    plain,
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
  };
}
