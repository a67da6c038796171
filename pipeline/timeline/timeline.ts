import type { Operation } from "../../convex/model/operations.ts";
import type { Box, Shot } from "../../convex/model/recording.ts";
import { browserBarHeight } from "../look/browserBar.ts";
import { type Layout, layoutOf, type Size } from "../look/layout.ts";
import { flattened, type StylePreset, styleOf } from "../look/presets.ts";
import type { Picture, PointerSample, Take } from "../take/take.ts";
import { cameraAt, type Step } from "./camera.ts";
import { coversOf } from "./covers.ts";
import { type CropTrack, cropSteps, cropTrack, stillCrop } from "./cropTrack.ts";
import { type CursorState, type CursorTrack, cursorTrack, type RippleState } from "./cursor.ts";
import { eases } from "./ease.ts";
import { type Effects, effectsOf } from "./effects.ts";
import { type FrameMap, type FrameSpan, pieceAt, segmentsOf, tickInPiece } from "./frameMap.ts";
import { askedFramings, automaticFramings, type Scene, stepsOf } from "./framing.ts";
import { namedBox } from "./namedBox.ts";
import { type CaptionState, captionsAt, redactionMargin, redactionsAt } from "./overlays.ts";
import { type TypingState, typingTrack } from "./typing.ts";

/** The parts of a take that a timeline depends on. */
export type TimelineTake = {
  width: number;
  height: number;
  fps: number;
  frameCount: number;
  durationMs: number;
  pictures: readonly Picture[];
  pointer: readonly PointerSample[];
  shots: readonly Shot[];
  comparison?: Take["comparison"];
  tour?: Take["tour"];
  keys?: Take["keys"];
  layouts?: Take["layouts"];
  elements?: Take["elements"];
  capture?: Pick<Take["capture"], "method">;
};

/** Everything that is drawn in one output frame, in whole numbers: what is hashed is what is drawn. */
export type FrameState = {
  /** Index into the take's pictures. */
  readonly picture: number;
  /** Where the whole window stands, in 1/16 output pixels. Its scale is the camera's. */
  readonly window: readonly [x: number, y: number, width: number, height: number];
  /** Where the part of the take that fills the window begins, in 1/16 take pixels; only of a crop that moves. */
  readonly seen?: readonly [x: number, y: number];
  readonly cursor: CursorState | null;
  readonly ripples: readonly RippleState[];
  readonly captions: readonly CaptionState[];
  /** What is covered, in take pixels. */
  readonly redactions: readonly Box[];
  readonly typing: TypingState | null;
  /** What the browser bar says; null without one. */
  readonly address: string | null;
};

export type Timeline = {
  size: Size;
  fps: number;
  frameCount: number;
  style: StylePreset;
  layout: Layout;
  /** The take pixels that fill the window. They begin above the page when a browser bar stands there. */
  picture: Box;
  /** Take pixels; 0 without one. */
  browserBarHeight: number;
  captions: readonly { text: string; position: "top" | "bottom" }[];
  segments: readonly FrameSpan[];
  frameMap: FrameMap;
  frameAt(frame: number): FrameState;
};

export const subpixel = 16;

export type TimelineOptions = {
  size: Size;
  fps: number;
  segmentMs?: number;
  /** One tone instead of a gradient, for files of few colours. */
  flatGround?: boolean;
};

/** Pure: the same take, operations and options give the same numbers, and no file or clock is touched. */
export function timelineOf(
  take: TimelineTake,
  operations: readonly Operation[],
  { size, fps, segmentMs = 1_000, flatGround = false }: TimelineOptions,
): Timeline {
  const style = flatGround ? flattened(styleOf(operations)) : styleOf(operations);
  const effects = effectsOf(operations, take.durationMs, fps);
  // A comparison shows two pages, and a crop a part of one: no bar belongs to either.
  const hasBar = style.browserBar && !effects.crop && !take.comparison;
  const barHeight = hasBar ? browserBarHeight(take.width) : 0;
  const page = { width: take.width, height: take.height };
  const frameMap = effects.frames;
  const crop = effects.crop
    ? cropTrack(take, effects.crop, operations, { frames: frameMap, style })
    : stillCrop({ ...page, x: 0, y: -barHeight, height: take.height + barHeight });
  // Where it begins; all of it where it does not move.
  const { picture } = crop.restAt(0);
  const layout = layoutOf(picture, size, style);
  const scene: Scene = {
    layout,
    style,
    frames: frameMap,
    picture,
    crop,
    cropAsked: effects.crop,
    page,
    isTour: take.tour === true,
    layouts: take.layouts ?? [],
    namedBox: (zoom, span) => namedBox(take, zoom, span),
  };
  const automatic = take.comparison === "side" ? [] : automaticFramings(take.shots, scene);
  const steps = stepsOf(automatic, askedFramings(effects.zooms, scene), scene);
  const track = cursorTrack(take, scene, effects.cursor);
  const ease = eases[style.zoomEasing];
  const typing = style.keystrokes ? typingTrack(take.keys ?? [], frameMap) : () => null;
  const addressAt = hasBar ? addressesOf(take.shots) : () => null;
  const coveredAt = coversOf(take);

  return {
    size,
    fps,
    frameCount: frameMap.frameCount,
    style,
    layout,
    picture,
    browserBarHeight: barHeight,
    captions: effects.captions.map(({ operation: { text, position } }) => ({ text, position })),
    segments: segmentsOf(
      frameMap,
      Math.max(1, Math.round((segmentMs * fps) / 1000)),
      bordersOf(effects, track, steps, crop),
    ),
    frameMap,
    frameAt(frame) {
      const tick = tickInPiece(pieceAt(frameMap, frame), frame);
      const window = windowAt(layout, cameraAt(steps, frame, size, ease));
      const takeFrame = takeFrameAt(take, (tick * take.fps) / fps);
      const redactions = redactionsAt(frame, effects.redactions);
      return {
        picture: pictureAt(take, takeFrame),
        window,
        ...(crop.moves.length > 0 ? { seen: seenAt(crop, frame) } : {}),
        cursor: track.cursorAt(frame, window),
        ripples: track.ripplesAt(frame, window),
        captions: captionsAt(frame, effects.captions, frameMap, layout),
        redactions: redactions.flatMap(({ operation }) => coveredAt(operation, takeFrame) ?? []),
        // What is hidden on the page must not be told beside it.
        typing: redactions.length > 0 ? null : typing(frame),
        address: addressAt((tick * 1000) / fps),
      };
    },
  };
}

/** Where what an edit adds begins to be seen. */
function bordersOf(
  { zooms, captions, redactions, frames }: Effects,
  { glides }: CursorTrack,
  steps: Step[],
  { moves }: CropTrack,
): number[] {
  const starts = (placed: readonly { spans: readonly FrameSpan[] }[]): number[] =>
    placed.flatMap(({ spans }) => spans.map(({ from }) => from));
  // The camera's way to where it will be after a cut.
  const cuts = new Set(frames.pieces.slice(1).map(({ firstFrame }) => firstFrame));
  const leads = steps.filter(({ atFrame, durationFrames }) => cuts.has(atFrame + durationFrames));
  return [
    ...starts(zooms),
    ...starts(captions),
    ...starts(redactions).map((frame) => frame - redactionMargin),
    ...glides.map(({ from }) => from),
    ...leads.map(({ atFrame }) => atFrame),
    ...moves,
  ];
}

function seenAt(crop: CropTrack, frame: number): readonly [number, number] {
  const { x, y } = crop.at(frame);
  return [x * cropSteps, y * cropSteps];
}

function windowAt({ window, size }: Layout, view: { x: number; y: number; width: number }): FrameState["window"] {
  const strength = size.width / view.width;
  const place = (value: number): number => Math.round(value * strength * subpixel);
  return [place(window.x - view.x), place(window.y - view.y), place(window.width), place(window.height)];
}

/** The route that is on screen at a take time. */
function addressesOf(shots: readonly Shot[]): (takeMs: number) => string {
  return (takeMs) => (shots.findLast(({ startMs }) => startMs <= takeMs + 1e-6) ?? shots[0])?.route ?? "";
}

/** The frame that shows at a time in frames of the take; its ends hold. */
const takeFrameAt = (take: TimelineTake, time: number): number =>
  Math.min(take.frameCount - 1, Math.max(0, Math.floor(time + 1e-6)));

/** The picture on screen at a take frame. */
function pictureAt(take: TimelineTake, frame: number): number {
  let low = 0;
  let high = take.pictures.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((take.pictures[middle]?.atFrame ?? 0) <= frame) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
