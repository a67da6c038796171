import { outputToTake, timeMapOf } from "../../../convex/model/timeMap.ts";
import type { ThreadContext } from "../../context.ts";
import { isView, openView, placeInMap } from "../../resolve/view.ts";

const moments = ["startMs", "endMs", "atMs"];

/** A call's input that was told in the times of one version, in those of the version that is seen now. */
export function timesNow<Input extends object>(
  input: Input,
  version: number | undefined,
  context: ThreadContext,
): Input {
  const view = openView(context);
  const then = context.versions.find((one) => one.version === version);
  if (!isView(view) || !then || then.version === view.seen.version) return input;
  const map = timeMapOf(then.operations, view.take.durationMs);
  const now = (ms: number): number => Math.round(placeInMap(view.seen.map, outputToTake(map, ms)));
  const said = input as Record<string, unknown>;
  const moved = moments.flatMap((key) => (typeof said[key] === "number" ? [[key, now(said[key])] as const] : []));
  const { startMs, durationMs } = said;
  const lasts = typeof startMs === "number" && typeof durationMs === "number";
  const length = lasts ? { durationMs: Math.max(1, now(startMs + durationMs) - now(startMs)) } : {};
  return { ...input, ...Object.fromEntries(moved), ...length };
}
