import type { Operation } from "./operations.ts";
import type { Shot } from "./recording.ts";
import { takeToOutput, timeMapOf } from "./timeMap.ts";

/** One shot of a video, in the video's own time (output time). */
export type Chapter = {
  shotId: string;
  label: string;
  route: string;
  action: string;
  changed: boolean;
  startMs: number;
  endMs: number;
};

/** The shots that a version still shows, in its own time. A shot that a cut splits begins where it is first seen. */
export function chaptersOf(
  shots: readonly Shot[],
  operations: readonly Operation[],
  takeDurationMs: number,
): Chapter[] {
  const map = timeMapOf(operations, takeDurationMs);
  return shots.flatMap((shot) => {
    const seen = takeToOutput(map, shot);
    const first = seen[0];
    const last = seen.at(-1);
    if (!first || !last) return [];
    return [
      {
        shotId: shot.id,
        label: shot.title ?? shot.label,
        route: shot.route,
        action: shot.action,
        changed: shot.changed === true,
        startMs: Math.round(first.startMs),
        endMs: Math.round(last.endMs),
      },
    ];
  });
}
