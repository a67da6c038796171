import type { CDPSession } from "playwright-core";
import type { Box } from "../../../convex/model/recording.ts";
import { comparedStyles } from "../../plan/types.ts";

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
  /** Without that of its descendants. */
  ownText: string;
  /** Computed values of `comparedStyles`, in their order; empty when it takes no place. */
  styles: string[];
  /** What it draws that is no text: an icon's paths, a picture's address. Empty for anything else. */
  drawing: string;
  /** Of a list, what may be chosen, and what is. */
  options: string[];
  chosen: string | null;
  isChecked: boolean;
  isClickable: boolean;
  isInsideSvg: boolean;
  /** It stands directly below a shadow root. */
  isShadowTop: boolean;
};

export type Dom = { nodes: DomNode[]; documentHeight: number };

/** What a viewer sees of an element beside its text; the first two also say whether it is seen at all. */
const computedStyles = ["visibility", "opacity", ...comparedStyles];
const longestText = 400;
const longestDrawing = 4000;
/** Attributes that shape or colour a part of an icon. */
const drawnAttributes = new Set(
  "d points cx cy r rx ry x y x1 y1 x2 y2 width height fill stroke stroke-width transform viewbox viewBox href xlink:href opacity".split(
    " ",
  ),
);
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
  const chosen = new Set(nodes.optionSelected?.index);
  const shadowRoots = new Set(nodes.shadowRootType?.index);

  const layoutOf = new Map(layout.nodeIndex.map((nodeIndex, index) => [nodeIndex, index]));
  const faded = new Set<number>();
  const boxes = new Map<number, Box>();
  const stylesOf = (index: number): string[] => {
    const at = layoutOf.get(index);
    return at === undefined ? [] : (layout.styles[at] ?? []).slice(2).map(text);
  };
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
  /** By the element that stands for the drawing: the outermost svg, or the picture itself. */
  const drawings = new Map<number, string>();
  for (let index = 0; index < count; index++) {
    const parent = parents[index] ?? -1;
    const value = text(nodes.nodeValue?.[index]);
    if (types[index] === textType && value.trim() && layoutOf.has(index)) spread(index, value);
    if (types[index] !== elementType) continue;
    const tag = text(nodes.nodeName?.[index]);
    const attributes = attributesOf(nodes.attributes?.[index] ?? []);
    draw(index, tag, attributes);
    found[index] = {
      index,
      parent: elementAbove(parent),
      backendId: nodes.backendNodeId?.[index] ?? -1,
      tag: tag.toUpperCase(),
      attributes,
      box: boxes.get(index) ?? null,
      text: "",
      ownText: "",
      styles: stylesOf(index),
      drawing: "",
      options: [],
      chosen: null,
      isChecked: checked.has(index),
      isClickable: clickable.has(index) && tag !== "HTML" && tag !== "BODY",
      isInsideSvg: insideSvg(parent),
      isShadowTop: shadowRoots.has(parent),
    };
  }
  for (let index = 0; index < count; index++) collectOption(index);
  const listed = found.filter((node): node is DomNode => node !== undefined);
  for (const node of listed) {
    node.text = node.text.replace(/\s+/g, " ").trim();
    node.ownText = node.ownText.replace(/\s+/g, " ").trim();
    node.drawing += drawings.get(node.index) ?? "";
  }
  return { nodes: listed, documentHeight: Math.round(document.contentHeight ?? 0) };

  /** Gives a text to its element and to all around it. */
  function spread(index: number, value: string): void {
    const own = found[elementAbove(parents[index] ?? -1)];
    if (own && own.ownText.length < longestText) own.ownText += `${value} `;
    for (let at = parents[index] ?? -1; at >= 0; at = parents[at] ?? -1) {
      const node = found[at];
      if (node && node.text.length < longestText) node.text += `${value} `;
    }
  }

  /** Notes what an icon's inner elements are made of, and where a picture comes from, without what a rebuild renames. */
  function draw(index: number, tag: string, attributes: Record<string, string>): void {
    const isPicture = /^(img|source|video|canvas|iframe)$/i.test(tag);
    const svg = isPicture ? index : outermostSvg(index);
    if (svg < 0) return;
    const known = drawings.get(svg) ?? "";
    if (known.length > longestDrawing) return;
    const own = isPicture
      ? (attributes.src ?? attributes.srcset ?? "").replace(/[?#].*$|[-.][\w-]{8,}(?=\.\w+$)/g, "")
      : Object.entries(attributes)
          .filter(([name]) => drawnAttributes.has(name))
          .map(([name, value]) => `${name}=${value}`)
          .join(" ");
    drawings.set(svg, `${known}${isPicture ? "" : tag.toLowerCase()} ${own};`);
  }

  function collectOption(index: number): void {
    const node = found[index];
    if (node?.tag !== "OPTION") return;
    let select = found[node.parent];
    if (select?.tag === "OPTGROUP") select = found[select.parent];
    const label = (nodes.parentIndex ?? []).flatMap((parent, child) =>
      parent === index && types[child] === textType ? [text(nodes.nodeValue?.[child])] : [],
    );
    if (select?.tag !== "SELECT") return;
    const name = node.attributes.label ?? label.join("").trim();
    if (node.attributes.disabled === undefined) select.options.push(name);
    if (chosen.has(index)) select.chosen = name;
  }

  /** Shadow roots and documents stand between elements. */
  function elementAbove(index: number): number {
    let at = index;
    while (at >= 0 && types[at] !== elementType) at = parents[at] ?? -1;
    return at;
  }

  function insideSvg(index: number): boolean {
    return outermostSvg(index) >= 0;
  }

  function outermostSvg(index: number): number {
    let outermost = -1;
    for (let at = index; at >= 0; at = parents[at] ?? -1) {
      if (text(nodes.nodeName?.[at]).toLowerCase() === "svg") outermost = at;
    }
    return outermost;
  }

  function attributesOf(pairs: readonly number[]): Record<string, string> {
    const entries: [string, string][] = [];
    for (let at = 0; at + 1 < pairs.length; at += 2) entries.push([text(pairs[at]), text(pairs[at + 1])]);
    return Object.fromEntries(entries);
  }
}
