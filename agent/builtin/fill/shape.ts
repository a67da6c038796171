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

/** Whether the version seen is cropped to that shape already. */
export function hasShapeAsked(reading: Reading): boolean {
  const aspect = aspectOf(reading);
  const crop = reading.view?.seen.operations.findLast((one) => one.type === "crop");
  if (!crop || aspect === null || aspect === "unsupported") return false;
  return Math.abs(crop.width / crop.height - ratios[aspect]) < 0.02;
}
