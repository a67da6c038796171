import type { CDPSession } from "playwright-core";
import type { Box } from "../../../convex/model/recording.ts";

export type DomNode = {
  index: number;
  parent: number;
  backendId: number;
  /** Upper case, as HTML has it. */
  tag: string;
  attributes: Record<string, string>;
  /** CSS pixels of the document; null when it is not to be seen. */
  box: Box | null;
  text: string;
  hasOwnText: boolean;
  options: string[];
  isChecked: boolean;
  isClickable: boolean;
  isInsideSvg: boolean;
  /** It stands directly below a shadow root. */
  isShadowTop: boolean;
};

export type Dom = { nodes: DomNode[]; documentHeight: number };

const computedStyles = ["visibility", "opacity"];
const longestText = 400;
const elementType = 1;
const textType = 3;

/** The main document's elements in order, with their boxes and their visible text. */
export async function readDom(session: CDPSession): Promise<Dom> {
  const { documents, strings } = await session.send("DOMSnapshot.captureSnapshot", { computedStyles });
  const [document] = documents;
  if (!document) return { nodes: [], documentHeight: 0 };
  const { nodes, layout } = document;
  const text = (index: number | undefined): string => (index === undefined || index < 0 ? "" : (strings[index] ?? ""));
  const parents = nodes.parentIndex ?? [];
  const types = nodes.nodeType ?? [];
  const count = parents.length;
  const clickable = new Set(nodes.isClickable?.index);
  const checked = new Set(nodes.inputChecked?.index);
  const shadowRoots = new Set(nodes.shadowRootType?.index);

  const layoutOf = new Map(layout.nodeIndex.map((nodeIndex, index) => [nodeIndex, index]));
  const faded = new Set<number>();
  const boxes = new Map<number, Box>();
  for (let index = 0; index < count; index++) {
    const at = layoutOf.get(index);
    const [visibility, opacity] = at === undefined ? [] : (layout.styles[at] ?? []).map(text);
    if (opacity === "0" || faded.has(parents[index] ?? -1)) faded.add(index);
    const [x = 0, y = 0, width = 0, height = 0] = at === undefined ? [] : (layout.bounds[at] ?? []);
    if (width > 1 && height > 1 && visibility !== "hidden" && !faded.has(index)) {
      boxes.set(index, { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) });
    }
  }

  const found: (DomNode | undefined)[] = [];
  for (let index = 0; index < count; index++) {
    const parent = parents[index] ?? -1;
    const value = text(nodes.nodeValue?.[index]);
    if (types[index] === textType && value.trim() && layoutOf.has(index)) spread(index, value);
    if (types[index] !== elementType) continue;
    const tag = text(nodes.nodeName?.[index]);
    found[index] = {
      index,
      parent: elementAbove(parent),
      backendId: nodes.backendNodeId?.[index] ?? -1,
      tag: tag.toUpperCase(),
      attributes: attributesOf(nodes.attributes?.[index] ?? []),
      box: boxes.get(index) ?? null,
      text: "",
      hasOwnText: false,
      options: [],
      isChecked: checked.has(index),
      isClickable: clickable.has(index) && tag !== "HTML" && tag !== "BODY",
      isInsideSvg: insideSvg(parent),
      isShadowTop: shadowRoots.has(parent),
    };
  }
  for (let index = 0; index < count; index++) collectOption(index);
  const listed = found.filter((node): node is DomNode => node !== undefined);
  for (const node of listed) node.text = node.text.replace(/\s+/g, " ").trim();
  return { nodes: listed, documentHeight: Math.round(document.contentHeight ?? 0) };

  /** Gives a text to its element and to all around it. */
  function spread(index: number, value: string): void {
    const own = found[elementAbove(parents[index] ?? -1)];
    if (own) own.hasOwnText = true;
    for (let at = parents[index] ?? -1; at >= 0; at = parents[at] ?? -1) {
      const node = found[at];
      if (node && node.text.length < longestText) node.text += `${value} `;
    }
  }

  function collectOption(index: number): void {
    const node = found[index];
    if (node?.tag !== "OPTION") return;
    let select = found[node.parent];
    if (select?.tag === "OPTGROUP") select = found[select.parent];
    const label = (nodes.parentIndex ?? []).flatMap((parent, child) =>
      parent === index && types[child] === textType ? [text(nodes.nodeValue?.[child])] : [],
    );
    if (select?.tag === "SELECT") select.options.push(node.attributes.label ?? label.join("").trim());
  }

  /** Shadow roots and documents stand between elements. */
  function elementAbove(index: number): number {
    let at = index;
    while (at >= 0 && types[at] !== elementType) at = parents[at] ?? -1;
    return at;
  }

  function insideSvg(index: number): boolean {
    for (let at = index; at >= 0; at = parents[at] ?? -1) {
      if (text(nodes.nodeName?.[at]).toLowerCase() === "svg") return true;
    }
    return false;
  }

  function attributesOf(pairs: readonly number[]): Record<string, string> {
    const entries: [string, string][] = [];
    for (let at = 0; at + 1 < pairs.length; at += 2) entries.push([text(pairs[at]), text(pairs[at + 1])]);
    return Object.fromEntries(entries);
  }
}
