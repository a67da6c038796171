import type { Root } from "postcss";
import type { MarkupElement } from "../markup.ts";
import type { Syntax } from "../syntax.ts";

/** A file of any language, taken apart. All lines are the file's own. */
export type Source = {
  elements: MarkupElement[];
  scripts: Syntax[];
  sheets: Root[];
  /** What of it could not be read, in words. */
  unread?: string;
};

/** Blanks out everything but a part, so that a parser of the part tells the file's own lines and offsets. */
export const onlyPart = (text: string, start: number, end: number): string =>
  blank(text.slice(0, start)) + text.slice(start, end);

export const blank = (text: string): string => text.replace(/[^\n\r]/g, " ");

/** "src/cart/CouponField.vue" → "CouponField"; an index file is called like its folder. */
export function componentNameOf(path: string): string {
  const parts = path.split("/");
  const file = (parts.at(-1) ?? "").replace(/(\.component)?\.[^.]+$/, "");
  const name = /^(index|\+?page|\+?layout)$/i.test(file) ? (parts.at(-2) ?? file) : file;
  return name
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => (word[0] ?? "").toUpperCase() + word.slice(1))
    .join("");
}
