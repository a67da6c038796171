import type { Operation } from "../convex/model/operations.ts";
import type { NotShown, Shot } from "../convex/model/recording.ts";
import { takeToOutput, timeMapOf } from "../convex/model/timeMap.ts";
import type { Chapter } from "./platform.ts";

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
        label: shot.label,
        route: shot.route,
        action: shot.action,
        changed: shot.changed === true,
        startMs: Math.round(first.startMs),
        endMs: Math.round(last.endMs),
      },
    ];
  });
}

const reasons: Record<NotShown["reason"], string> = {
  not_reachable: "no page of the app leads to it",
  server_only: "it runs on the server only",
  needs_login: "it needs a login",
  test_file: "it is a test",
  configuration: "it is configuration",
  no_visible_effect: "it has no visible effect",
  not_found_on_page: "it was not found on the page",
};

/** "src/api.ts: the retry limit (it runs on the server only)". */
export const notShownInWords = (missing: readonly NotShown[]): string[] =>
  missing.map(({ file, what, reason, detail }) => `${what || file} (${detail ?? reasons[reason]})`);
