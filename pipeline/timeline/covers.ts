import type { Operation } from "../../convex/model/operations.ts";
import type { Box } from "../../convex/model/recording.ts";
import { boxDuring, inside } from "../take/elements.ts";
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
  const paths = new Map(take.elements?.map(({ id, path }) => [id, path]));
  const frameMs = 1000 / take.fps;
  // Moments of a path are whole milliseconds.
  const marginMs = marginFrames[take.capture?.method ?? "begin-frame"] * frameMs + 1;
  return ({ anchor, x, y, width, height }, takeFrame) => {
    const path = anchor?.elementId === undefined ? undefined : paths.get(anchor.elementId);
    if (!path) return { x, y, width, height };
    const atMs = takeFrame * frameMs;
    const box = boxDuring(path, atMs - marginMs, atMs + marginMs);
    return box && inside(grown(box), take);
  };
}

const grown = ({ x, y, width, height }: Box): Box => ({
  x: x - roomPx,
  y: y - roomPx,
  width: width + 2 * roomPx,
  height: height + 2 * roomPx,
});
