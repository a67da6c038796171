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

export const isInside = (inner: PageElement, outer: PageElement): boolean =>
  inner !== outer &&
  inner.box.x >= outer.box.x - 1 &&
  inner.box.y >= outer.box.y - 1 &&
  inner.box.x + inner.box.width <= outer.box.x + outer.box.width + 1 &&
  inner.box.y + inner.box.height <= outer.box.y + outer.box.height + 1;
