import type { EditView } from "../../resolve/view.ts";
import { fold } from "../../words.ts";
import type { Reading } from "../words/reading.ts";

export const aspects = ["16:9", "1:1", "9:16", "4:5"] as const;
export type Aspect = (typeof aspects)[number];
const ratios: Record<Aspect, number> = { "16:9": 16 / 9, "1:1": 1, "9:16": 9 / 16, "4:5": 4 / 5 };

/** The shape that is asked for: "square", "9:16". */
export function aspectOf(reading: Reading): Aspect | "unsupported" | null {
  const said = reading.first("aspect")?.value;
  if (said !== undefined) return aspects.find((aspect) => aspect === said) ?? "unsupported";
  if (reading.has("square")) return "1:1";
  if (reading.has("fourFive")) return "4:5";
  if (reading.has("vertical")) return "9:16";
  return reading.has("landscape") ? "16:9" : null;
}

/** "in 16:9, square and 4:5": all that a list names; none where it is no list. */
export function shapesListed(reading: Reading): Aspect[] {
  const said = fold(reading.source).match(shapeWords) ?? [];
  const isList = new RegExp(
    `(?:${shapeWords.source})(?: \\p{L}+)?(?:,| and| und| y|, and) (?:an? |the |ein\\w* |una? )?(?:${shapeWords.source})`,
    "u",
  );
  if (!isList.test(fold(reading.source))) return [];
  const named = said.flatMap((word) =>
    Object.entries(shapeNames).flatMap(([shape, words]) => (words.test(word) ? [shape as Aspect] : [])),
  );
  return [...new Set(named)];
}
const shapeNames: Record<Aspect, RegExp> = {
  "16:9": /16:9|landscape|wide ?screen|querformat|horizontal/,
  "1:1": /1:1|square|quadrat\w*|cuadrad[oa]/,
  "9:16": /9:16|vertical|portrait|upright|hochformat/,
  "4:5": /4:5/,
};
const shapeWords = new RegExp(
  Object.values(shapeNames)
    .map(({ source }) => source)
    .join("|"),
  "g",
);

/** The shape to which the version seen is cropped, or which it was recorded in; null for another. */
export function shapeNow({ seen, take }: EditView): Aspect | null {
  const { width, height } = seen.operations.findLast((one) => one.type === "crop") ?? take;
  return aspects.find((aspect) => Math.abs(width / height - ratios[aspect]) < 0.02) ?? null;
}

/** Whether the version seen is cropped to that shape already. */
export function hasShapeAsked(reading: Reading): boolean {
  const isCropped = reading.view?.seen.operations.some(({ type }) => type === "crop");
  return isCropped === true && reading.view !== null && shapeNow(reading.view) === aspectOf(reading);
}
