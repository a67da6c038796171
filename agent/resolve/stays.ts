import type { Span } from "../../convex/model/recording.ts";
import type { ContextShot } from "../context.ts";

type Stay = Span & { route: string; shots: ContextShot[] };

/** Consecutive shots on one page, as one stay. */
export function stays(shots: readonly ContextShot[]): Stay[] {
  const list: Stay[] = [];
  for (const shot of shots) {
    const last = list.at(-1);
    if (last && last.route === shot.route) {
      last.endMs = Math.max(last.endMs, shot.endMs);
      last.shots.push(shot);
    } else list.push({ route: shot.route, startMs: shot.startMs, endMs: shot.endMs, shots: [shot] });
  }
  return list;
}
