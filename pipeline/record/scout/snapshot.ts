import type { CDPSession } from "playwright-core";
import type { PageElement, PageSnapshot } from "../../plan/types.ts";
import { readAccessibility } from "./accessibility.ts";
import { type DomNode, readDom } from "./dom.ts";
import { selectorsFor } from "./selectors.ts";

type Listed = { element: PageElement; weight: number; level: number; index: number };
type Seen = Pick<PageSnapshot, "elements" | "headings" | "documentHeight">;

const mostElements = 1500;
const longestText = 200;

const interactive = new Set(
  "button link textbox searchbox checkbox radio combobox listbox slider spinbutton switch tab menuitem menuitemcheckbox menuitemradio treeitem".split(
    " ",
  ),
);
const meaningful = new Set(
  "heading img figure listitem row cell columnheader dialog alertdialog alert status region form navigation main banner contentinfo complementary search article table progressbar meter tooltip tabpanel paragraph".split(
    " ",
  ),
);
/** What comes and goes in these is told by their members. */
const containers = new Set(["UL", "OL", "DL", "TABLE", "TBODY"]);
const neverListed = new Set(["HTML", "HEAD", "BODY", "SCRIPT", "STYLE", "OPTION", "OPTGROUP", "BR", "HR", "NOSCRIPT"]);

/** Lists what can be seen in the main document. The browser reads it, so the page's own code has no say. */
export async function readSnapshot(session: CDPSession): Promise<Seen> {
  const [dom, accessibility] = await Promise.all([readDom(session), readAccessibility(session)]);
  const selectorOf = selectorsFor(dom.nodes);
  const listed: Listed[] = [];
  for (const node of dom.nodes) {
    if (!node.box || neverListed.has(node.tag) || node.isInsideSvg) continue;
    const {
      role = "generic",
      name = "",
      disabled = false,
      checked,
      level = 0,
    } = accessibility.get(node.backendId) ?? {};
    const weight = weightOf(node, role);
    if (weight === 0) continue;
    listed.push({
      element: describe(node, { role, name, disabled, checked }, selectorOf(node)),
      weight,
      level,
      index: node.index,
    });
  }
  const kept = heaviest(listed);
  setParents(kept, dom.nodes);
  return {
    elements: kept.map(({ element }) => element),
    headings: listed
      .filter(({ element }) => element.role === "heading")
      .map(({ element: { name, text, box }, level }) => ({ level: level || 2, text: name || text, box })),
    documentHeight: dom.documentHeight,
  };
}

/** 3: can be used. 2: means something. 1: a block of text, or named by its author. 0: only holds others. */
function weightOf(node: DomNode, role: string): 0 | 1 | 2 | 3 {
  if (interactive.has(role) || node.tag === "SELECT" || node.isClickable) return 3;
  if (meaningful.has(role) || node.attributes["data-testid"]) return 2;
  if (containers.has(node.tag)) return 1;
  const isNamed = node.attributes.class !== undefined || node.attributes.id !== undefined;
  return isNamed || node.ownText !== "" || node.drawing !== "" ? 1 : 0;
}

/** Drops the least telling when there are too many, and keeps the order of the page. */
function heaviest<T extends { weight: number }>(listed: readonly T[]): T[] {
  if (listed.length <= mostElements) return [...listed];
  const kept = new Set(listed.toSorted((a, b) => b.weight - a.weight).slice(0, mostElements));
  return listed.filter((one) => kept.has(one));
}

/** Says of each listed element which listed one it stands in. */
function setParents(kept: readonly Listed[], nodes: readonly DomNode[]): void {
  const places = new Map(kept.map(({ index }, place) => [index, place]));
  const parentOf = new Map(nodes.map(({ index, parent }) => [index, parent]));
  for (const { element, index } of kept) {
    let at = parentOf.get(index);
    while (at !== undefined && !places.has(at)) at = parentOf.get(at);
    const parent = at === undefined ? undefined : places.get(at);
    if (parent !== undefined) element.parent = parent;
  }
}

type Read = { role: string; name: string; disabled: boolean; checked: boolean | undefined };

function describe(node: DomNode, { role, name, disabled, checked }: Read, selector: string): PageElement {
  const { attributes } = node;
  const isChecked = checked ?? (["checkbox", "radio", "switch"].includes(role) ? node.isChecked : undefined);
  return {
    role,
    name,
    text: node.text.slice(0, longestText),
    ownText: node.ownText.slice(0, longestText),
    styles: node.styles,
    ...(node.drawing === "" ? {} : { drawing: node.drawing }),
    tag: node.tag.toLowerCase(),
    ...(node.tag === "INPUT" ? { inputType: (attributes.type ?? "text").toLowerCase() } : {}),
    ...(attributes["data-testid"] ? { testId: attributes["data-testid"] } : {}),
    ...(attributes.id ? { id: attributes.id } : {}),
    classes: (attributes.class ?? "").split(/\s+/).filter(Boolean),
    ...(attributes.href === undefined ? {} : { href: attributes.href }),
    ...(attributes.placeholder ? { placeholder: attributes.placeholder } : {}),
    ...(node.tag === "SELECT" ? { options: node.options } : {}),
    ...(node.chosen === null ? {} : { chosen: node.chosen }),
    ...(isChecked === undefined ? {} : { checked: isChecked }),
    disabled: disabled || attributes.disabled !== undefined,
    box: node.box ?? { x: 0, y: 0, width: 0, height: 0 },
    selector,
  };
}
