import type { Shot } from "../../convex/model/recording.ts";
import type { ChangedFile } from "../../pipeline/diff/types.ts";
import type { Take } from "../../pipeline/take/take.ts";
import { momentOf, pictureAt } from "./moment.ts";
import type { Pair } from "./pairs.ts";

export type Verdict = {
  /** The change's element has a step in the demo, whatever that step claims. */
  found: boolean;
  /** A shot marked `changed` shows it on the expected page. */
  shown: boolean;
  /** That shot says where on the screen it is, so that the camera goes there. */
  zoomed: boolean;
  /** Every changed line is in a piece that is shown or says why not; what no picture can show is not called shown. */
  accounted: boolean;
};

/** Compares a take with what a person would look for. */
export function judge({ expect }: Pair, take: Take, changedFiles: readonly ChangedFile[]): Verdict {
  const coverage = take.coverage ?? [];
  const isShown = (file: string): boolean => coverage.some((one) => one.file === file && one.status === "shown");
  const accounted =
    changedFiles.every((file) => isAccounted(file, coverage)) && !expect.notShown.some((file) => isShown(file));
  if (expect.outcome === "accounted") {
    // Nothing of it can be seen: a demo that claims to show it would be wrong.
    const isHonest = !take.shots.some(({ changed }) => changed);
    return { found: isHonest, shown: isHonest, zoomed: isHonest, accounted };
  }
  const [label, route] = [new RegExp(expect.label, "i"), new RegExp(expect.route)];
  const matching = take.shots.filter((shot) => label.test(shot.label) && route.test(shot.route));
  const telling = matching.filter((shot) => shot.changed && !isStale(shot, take));
  return {
    found: matching.length > 0,
    shown: telling.length > 0,
    zoomed: telling.some((shot) => isInSight(shot, take)),
    accounted: accounted && changedFiles.some(({ path }) => isShown(path)),
  };
}

/** Each of the file's changed lines, as the diff has them, is in a piece that is shown or has a reason. */
function isAccounted({ path, addedLines }: ChangedFile, coverage: NonNullable<Take["coverage"]>): boolean {
  const pieces = coverage.filter(({ file }) => file === path);
  return (
    pieces.length > 0 &&
    addedLines.every(({ from, to }) => pieces.some((piece) => piece.fromLine <= to && piece.toLine >= from))
  );
}

/** The screen still shows what it showed on another page: whatever the shot says, nobody has seen this one. */
function isStale(shot: Shot, take: Take): boolean {
  const picture = pictureAt(take, momentOf(shot));
  const earlier = take.shots.filter(({ endMs, route }) => endMs <= shot.startMs && route !== shot.route);
  return earlier.some((one) => pictureAt(take, one.startMs) === picture);
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
