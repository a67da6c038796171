import { cropRests, LEAST_SEEN_MS, type Rest, SETTLED_BEFORE_MS, type Standing } from "../../convex/model/cropRests.ts";
import type { Operation } from "../../convex/model/operations.ts";
import type { Box, Span } from "../../convex/model/recording.ts";
import type { StylePreset } from "../look/presets.ts";
import { seenElements } from "../take/elements.ts";
import { type Ease, eases } from "./ease.ts";
import { type FrameMap, framesOfTakeSpan, withLead } from "./frameMap.ts";
import type { TimelineTake } from "./timeline.ts";

/** Which part of the take fills the window. */
export type CropTrack = {
  /** In an output frame, in whole 1/`cropSteps` pixels. */
  at(frame: number): Box;
  /** Where it stands when a moment of the take is shown, and for how long. */
  restAt(takeMs: number): CropRest;
  /** The frames in which it begins to move. */
  moves: readonly number[];
};
export type CropRest = { picture: Box; endMs: number };

export const cropSteps = 16;
/** How long a move takes, in zooms: the farther it goes, the longer. */
const shortestWay = 0.75;
const longestWay = 1.3;
/** A layout counts for a rest that is held so soon after it was read. */
const nearLayoutMs = 150;
/** What a cut edge costs: lines of text and buttons, and the boxes around them. */
const weights = { unit: 1, panel: 0.5 } as const;

export function stillCrop(picture: Box): CropTrack {
  const rest = { picture, endMs: Number.POSITIVE_INFINITY };
  return { at: () => picture, restAt: () => rest, moves: [] };
}

type Crop = Extract<Operation, { type: "crop" }>;
/** A rest that is in the video, and its first frame there, which may lie before the video begins. */
type Seen = CropRest & { startMs: number; from: number };
type Move = { atFrame: number; durationFrames: number; to: Box };

/** Where a crop is; one that follows is where things are used, planned on the take, then looked up in the video. */
export function cropTrack(
  take: TimelineTake,
  crop: Crop,
  operations: readonly Operation[],
  { frames, style }: { frames: FrameMap; style: StylePreset },
): CropTrack {
  const { x, y, width, height } = crop;
  if (!crop.follow) return stillCrop({ x, y, width, height });
  const elements = take.elements && seenElements(take.elements, take);
  const rests = cropRests({ ...take, elements }, crop, operations, (rest) => standingIn(take, rest));
  const [first, ...others] = seenIn(frames, rests, crop);
  if (!first) return stillCrop({ x, y, width, height });
  const moves = others.map(({ picture, from }, at): Move => {
    const before = (others[at - 1] ?? first).picture;
    const share = Math.hypot((picture.x - before.x) / crop.width, (picture.y - before.y) / crop.height);
    const durationMs = style.zoomDurationMs * Math.min(longestWay, shortestWay + share / 2);
    const durationFrames = Math.max(1, Math.round((durationMs * frames.fps) / 1000));
    return { atFrame: from - durationFrames, durationFrames, to: picture };
  });
  const ease = eases[style.zoomEasing];
  return {
    at: (frame) => ({ ...first.picture, ...placeAt(first.picture, moves, frame, ease) }),
    restAt: (takeMs) => others.findLast(({ startMs }) => startMs <= takeMs) ?? first,
    moves: moves.map(({ atFrame }) => atFrame),
  };
}

/** The rests of which a video has kept enough. */
function seenIn(frames: FrameMap, rests: readonly Rest[], { width, height }: Crop): Seen[] {
  const led = withLead(frames);
  const least = Math.round((LEAST_SEEN_MS * frames.fps) / 1000);
  return rests.flatMap(({ x, y, startMs, endMs }): Seen[] => {
    const spans = framesOfTakeSpan(led, { startMs, endMs });
    const length = spans.reduce((sum, { from, to }) => sum + to - from, 0);
    const [span] = spans;
    if (!span || length < least) return [];
    return [{ picture: { x, y, width, height }, startMs, endMs, from: span.from }];
  });
}

/** The sum of all moves, eased: those that overlap carry their speed into each other. Whole numbers, so that it is exact. */
function placeAt(first: Box, moves: readonly Move[], frame: number, ease: Ease): { x: number; y: number } {
  let { x, y } = first;
  let before = first;
  for (const { atFrame, durationFrames, to } of moves) {
    if (frame < atFrame) break;
    const share = ease((frame - atFrame) / durationFrames);
    x += (to.x - before.x) * share;
    y += (to.y - before.y) * share;
    before = to;
  }
  return { x: Math.round(x * cropSteps) / cropSteps, y: Math.round(y * cropSteps) / cropSteps };
}

/** What the layouts of a rest show, each thing once. */
function standingIn({ layouts = [] }: TimelineTake, { startMs, endMs }: Span): Standing[] {
  const standing = new Map<string, Standing>();
  for (const { atMs, units, panels } of layouts) {
    if (atMs < startMs - nearLayoutMs + SETTLED_BEFORE_MS || atMs > endMs - nearLayoutMs) continue;
    for (const [kind, rects] of [
      ["unit", units],
      ["panel", panels],
    ] as const) {
      for (const [x, y, width, height] of rects) {
        standing.set(`${kind} ${x} ${y} ${width} ${height}`, { box: { x, y, width, height }, weight: weights[kind] });
      }
    }
  }
  return [...standing.values()];
}
