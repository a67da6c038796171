import { cropRests, LEAST_SEEN_MS, type Standing } from "../../convex/model/cropRests.ts";
import type { Operation } from "../../convex/model/operations.ts";
import type { Box, Span } from "../../convex/model/recording.ts";
import { takeToOutput, timeMapOf } from "../../convex/model/timeMap.ts";
import { thingsOf } from "./things.ts";
import type { EditView } from "./view.ts";

/** The part of the picture that a version shows, and when in the take. */
export type Shown = Span & { box: Box };

/** In order and without a gap: more than one where a crop follows the action. */
export function shownBy(
  { context, take }: Pick<EditView, "context" | "take">,
  operations: readonly Operation[],
): Shown[] {
  const { durationMs } = take;
  const crop = operations.findLast((one) => one.type === "crop");
  const { x, y, width, height } = crop ?? { x: 0, y: 0, ...take };
  const still: Shown[] = [{ startMs: 0, endMs: durationMs, box: { x, y, width, height } }];
  if (!crop?.follow) return still;
  const things = thingsOf(context).all;
  const standing = things.map(({ box }): Standing => ({ box, weight: 1 }));
  const { shots, elements } = context;
  const map = timeMapOf(operations, durationMs);
  const seenMs = (span: Span): number => takeToOutput(map, span).reduce((sum, one) => sum + one.endMs - one.startMs, 0);
  const rests = cropRests({ ...take, shots, elements }, crop, operations, () => standing);
  const kept = rests.filter((rest) => seenMs(rest) >= LEAST_SEEN_MS);
  return kept.length === 0
    ? still
    : kept.map(({ x, y, startMs }, at) => ({
        box: { x, y, width, height },
        startMs: at === 0 ? 0 : startMs,
        endMs: kept[at + 1]?.startMs ?? durationMs,
      }));
}

/** The part that is shown at a moment of the take. */
export const placeAt = (shown: readonly Shown[], takeMs: number): Box =>
  (shown.findLast(({ startMs }) => startMs <= takeMs) ?? (shown[0] as Shown)).box;
