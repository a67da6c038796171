import type { PageElement } from "./types.ts";

/** Class names of CSS modules are wrapped in a file's name and a hash. */
export const hasClass = (live: PageElement, name: string): boolean =>
  live.classes.includes(name) ||
  (name.length >= 3 && live.classes.some((own) => new RegExp(`(^|_)${name.replace(/[^\w-]/g, "\\$&")}_`).test(own)));

export function containsPieces(text: string, pieces: readonly string[]): boolean {
  const hay = plain(text);
  let at = 0;
  for (const piece of pieces.map(plain)) {
    const found = hay.indexOf(piece, at);
    if (piece === "" || found < 0) return false;
    at = found + piece.length;
  }
  return pieces.length > 0;
}

export const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();

/** True when `inner` stands in `outer`: by the way down to it where that tells, else by the boxes. */
export function isInside(inner: PageElement, outer: PageElement): boolean {
  if (inner === outer) return false;
  if (inner.selector.startsWith(`${outer.selector} `)) return true;
  // Selectors begin at the nearest element with a name of its own; within the same one, another way down is another place.
  const isSameRoot = rootOf(inner) === rootOf(outer);
  return !isSameRoot && isWithinBox(inner, outer);
}

const rootOf = ({ selector }: PageElement): string => selector.split(" > ")[0] ?? selector;

const isWithinBox = ({ box }: PageElement, { box: outer }: PageElement): boolean =>
  box.x >= outer.x - 1 &&
  box.y >= outer.y - 1 &&
  box.x + box.width <= outer.x + outer.width + 1 &&
  box.y + box.height <= outer.y + outer.height + 1;

/** Elements that stand on one page and not on another, whole: nothing in them was there before. */
export function freshElements(before: readonly PageElement[], after: readonly PageElement[]): Set<PageElement> {
  const known = new Set(before.map(identity));
  const fresh = after.filter((live) => !known.has(identity(live)));
  const old = after.filter((live) => known.has(identity(live)) && live.text !== "");
  return new Set(fresh.filter((live) => !old.some((other) => isInside(other, live))));
}

const identity = ({ tag, id, classes, role, name, text, box }: PageElement): string =>
  [tag, id ?? "", classes.join(" "), role, name, plain(text), box.height > 4].join("|");

/** Whether an element of a snapshot stands in another one of it. */
export function isWithin(inner: PageElement, outer: PageElement, elements: readonly PageElement[]): boolean {
  for (let at = inner.parent; at !== undefined; at = elements[at]?.parent) {
    if (elements[at] === outer) return true;
  }
  return false;
}
