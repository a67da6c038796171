import type { Shot } from "../../convex/model/recording.ts";
import type { Take } from "../../pipeline/take/take.ts";
import type { Pair } from "./pairs.ts";

export type Verdict = {
  /** The change's element has a step in the demo, whatever that step claims. */
  found: boolean;
  /** A shot marked `changed` shows it on the expected page. */
  shown: boolean;
  /** That shot says where on the screen it is, so that the camera goes there. */
  zoomed: boolean;
  /** What no picture can show is named, and what can be shown is not called invisible. */
  accounted: boolean;
};

/** Compares a take with what a person would look for. */
export function judge({ expect }: Pair, take: Take, changedFiles: readonly string[]): Verdict {
  const missing = new Set(take.notShown.map(({ file }) => file));
  const areNamed = expect.notShown.every((file) => missing.has(file));
  if (expect.outcome === "accounted") {
    // Nothing of it can be seen: a demo that claims to show it would be wrong.
    const isHonest = !take.shots.some(({ changed }) => changed);
    return { found: isHonest, shown: isHonest, zoomed: isHonest, accounted: areNamed };
  }
  const [label, route] = [new RegExp(expect.label, "i"), new RegExp(expect.route)];
  const matching = take.shots.filter((shot) => label.test(shot.label) && route.test(shot.route));
  const telling = matching.filter(({ changed }) => changed);
  const visible = changedFiles.filter((file) => !expect.notShown.includes(file));
  const isAnyShown = telling.length > 0 && !visible.every((file) => missing.has(file));
  return {
    found: matching.length > 0,
    shown: telling.length > 0,
    zoomed: telling.some((shot) => isInSight(shot, take)),
    accounted: areNamed && isAnyShown,
  };
}

/** Its box lies on the screen, at least by half. */
function isInSight({ box }: Shot, { width, height }: Take): boolean {
  if (!box || box.width * box.height === 0) return false;
  const seenWidth = Math.min(box.x + box.width, width) - Math.max(box.x, 0);
  const seenHeight = Math.min(box.y + box.height, height) - Math.max(box.y, 0);
  return (
    seenWidth > 0 && seenHeight > 0 && seenWidth * seenHeight >= Math.min(box.width * box.height, width * height) / 2
  );
}
