import { type DefaultTreeAdapterTypes, parse } from "parse5";
import type { AttributeValue, MarkupElement } from "./markup.ts";
import { squeeze } from "./syntax.ts";
import type { LineRange } from "./types.ts";

const unseen = new Set(["script", "style", "template", "noscript", "head", "meta", "link", "title", "base"]);

/** Every visible element of an HTML page, in order of writing. */
export function htmlElements(text: string): MarkupElement[] {
  const found: MarkupElement[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node, parent: MarkupElement | null): void => {
    if (!("childNodes" in node)) return;
    for (const child of node.childNodes) {
      if (!("tagName" in child) || unseen.has(child.tagName)) continue;
      // Elements that the parser put in by itself stand nowhere in the source.
      const element = child.sourceCodeLocation ? describe(child, parent) : parent;
      if (element && element !== parent) {
        parent?.children.push(element);
        found.push(element);
      }
      visit(child, element);
    }
  };
  visit(parse(text, { sourceCodeLocationInfo: true }), null);
  return found;
}

function describe(node: DefaultTreeAdapterTypes.Element, parent: MarkupElement | null): MarkupElement {
  const own = node.childNodes.filter((child) => child.nodeName === "#text") as DefaultTreeAdapterTypes.TextNode[];
  const texts = own.map(({ value }) => squeeze(value)).filter(Boolean);
  const attributes = new Map<string, AttributeValue>(
    node.attrs.map(({ name, value }) => [name, value === "" ? { kind: "flag" } : { kind: "text", text: value }]),
  );
  const location = node.sourceCodeLocation?.startTag ?? node.sourceCodeLocation;
  const lines: LineRange[] = [{ from: location?.startLine ?? 1, to: location?.endLine ?? 1 }];
  for (const { value, sourceCodeLocation } of own) {
    if (value.trim() === "" || !sourceCodeLocation) continue;
    const leading = value.slice(0, value.length - value.trimStart().length).split("\n").length - 1;
    const from = sourceCodeLocation.startLine + leading;
    lines.push({ from, to: from + value.trim().split("\n").length - 1 });
  }
  return {
    tag: node.tagName,
    attributes,
    texts,
    signature: [node.tagName, ...node.attrs.map(({ name, value }) => `${name}=${squeeze(value)}`), ...texts].join(" "),
    ownLines: lines,
    line: location?.startLine ?? 1,
    parent,
    children: [],
    component: null,
    isConditional: false,
    isRepeated: false,
    uses: new Set(),
  };
}
