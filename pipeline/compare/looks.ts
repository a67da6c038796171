import { comparedStyles, type PageElement } from "../plan/types.ts";
import type { SeenAspect } from "./types.ts";

export type Change = { aspects: SeenAspect[]; styles: string[] };

/** Handed down from the elements around: one that only follows its parent has no change of its own. */
const inherited = new Set([
  "color",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "letter-spacing",
  "text-transform",
  "text-align",
]);
/** Of no effect on an element that says nothing itself. */
const ofText = new Set([...inherited, "text-decoration-line"]);

/** What a viewer sees differently of one element; null when nothing. `parents` is the pair around it. */
export function changeOf(
  before: PageElement,
  after: PageElement,
  parents: readonly [PageElement, PageElement] | null,
): Change | null {
  const styles = stylesThatDiffer(before, after, parents);
  const aspects: SeenAspect[] = [];
  const isRenamed = /^(input|textarea|select)$/.test(after.tag) && before.name !== after.name;
  if (plainText(before) !== plainText(after) || before.placeholder !== after.placeholder || isRenamed)
    aspects.push("text");
  if (before.drawing !== after.drawing) aspects.push("drawing");
  if (before.checked !== after.checked || before.disabled !== after.disabled) aspects.push("state");
  if (styles.length > 0) aspects.push("look");
  return aspects.length > 0 ? { aspects, styles } : null;
}

const plainText = ({ ownText, text }: PageElement): string => (ownText ?? text).trim();

function stylesThatDiffer(
  before: PageElement,
  after: PageElement,
  parents: readonly [PageElement, PageElement] | null,
): string[] {
  if (!before.styles || !after.styles) return [];
  return comparedStyles.flatMap((name, index) => {
    const [was, is] = [before.styles?.[index], after.styles?.[index]];
    if (was === is || was === undefined || is === undefined) return [];
    if (isUnseen(name, after) && isUnseen(name, before)) return [];
    const isHandedDown =
      inherited.has(name) && parents?.[0].styles?.[index] === was && parents[1].styles?.[index] === is;
    return isHandedDown ? [] : [`${name}: ${was} → ${is}`];
  });
}

/** A colour of a border without width, or of text that is not there. */
function isUnseen(
  name: (typeof comparedStyles)[number],
  { styles, ownText, text, drawing, tag }: PageElement,
): boolean {
  const value = (wanted: string): string => styles?.[(comparedStyles as readonly string[]).indexOf(wanted)] ?? "";
  if (/^border-(top|bottom)-color$/.test(name)) return value(name.replace("color", "width")) === "0px";
  if (!ofText.has(name)) return false;
  // An icon may take the colour of the text around it.
  const isSaying = Boolean(ownText ?? text) || Boolean(drawing) || /^(input|textarea|select|svg)$/.test(tag);
  return !isSaying && !(inherited.has(name) && text !== "");
}
