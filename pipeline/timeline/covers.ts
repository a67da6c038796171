import type { Operation } from "../../convex/model/operations.ts";
import type { Box } from "../../convex/model/recording.ts";
import { boxDuring, inside } from "../take/elements.ts";
import type { ElementPath } from "../take/take.ts";
import type { TimelineTake } from "./timeline.ts";

type Redaction = Extract<Operation, { type: "redact" }>;

/** Around an element that is followed: what is drawn beyond its box (shadows, overhanging letters) is covered, too. */
const roomPx = 8;
/** A frame too many on either side; in real time the browser tells where things are a little before or after it draws them. */
const marginFrames = { "begin-frame": 1, screencast: 4 } as const;

/**
 * What a redaction covers at a frame of the take, in take pixels: the element that it follows wherever that is, nothing while
 * it is not seen. Its own rectangle where it follows none, or one that the take does not know.
 */
export function coversOf(take: TimelineTake): (redaction: Redaction, takeFrame: number) => Box | null {
  const { method } = take.capture ?? { method: "begin-frame" };
  const frameMs = 1000 / take.fps;
  // Moments of a path are whole milliseconds.
  const marginMs = marginFrames[method] * frameMs + 1;
  const isExact = method === "begin-frame";
  const paths = new Map(take.elements?.map(({ id, path }) => [id, isExact ? path : drawnOut(path, marginMs)]));
  return ({ anchor, x, y, width, height }, takeFrame) => {
    const path = anchor?.elementId === undefined ? undefined : paths.get(anchor.elementId);
    if (!path) return { x, y, width, height };
    const atMs = takeFrame * frameMs;
    const box = boxDuring(path, atMs - marginMs, atMs + marginMs);
    return box && inside(grown(box), take);
  };
}

/** In real time an element may have come before it was first known, and go after: on the way that it is known to have moved. */
function drawnOut(path: ElementPath, marginMs: number): ElementPath {
  const goneMs = (index: number): number =>
    Math.min((path[index]?.atMs ?? 0) + marginMs, path[index + 1]?.atMs ?? Number.POSITIVE_INFINITY);
  return path.flatMap((entry, index) => {
    const [earlier, before, after] = [path[index - 2], path[index - 1], path[index + 1]];
    if (!entry.box && before?.box && earlier?.box) {
      const atMs = goneMs(index);
      return [
        { atMs, box: beyond(earlier, before, atMs - before.atMs) },
        { atMs, box: null },
      ];
    }
    if (!entry.box || before?.box || !after?.box) return [entry];
    const atMs = Math.max(entry.atMs - marginMs, before ? goneMs(index - 1) : 0);
    return [{ atMs, box: beyond(after, entry, entry.atMs - atMs) }, entry];
  });
}

/** Where a motion from one entry to another leads in some more time. */
function beyond(from: ElementPath[number], to: ElementPath[number], ms: number): Box | null {
  if (!from.box || !to.box) return to.box;
  const share = ms / Math.max(1, Math.abs(to.atMs - from.atMs));
  const dx = (to.box.x - from.box.x) * share;
  const dy = (to.box.y - from.box.y) * share;
  return { ...to.box, x: to.box.x + dx, y: to.box.y + dy };
}

const grown = ({ x, y, width, height }: Box): Box => ({
  x: x - roomPx,
  y: y - roomPx,
  width: width + 2 * roomPx,
  height: height + 2 * roomPx,
});
