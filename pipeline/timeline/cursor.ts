import type { Operation } from "../../convex/model/operations.ts";
import type { Box, Span } from "../../convex/model/recording.ts";
import type { PointerSample } from "../take/take.ts";
import { settle, smooth } from "./ease.ts";
import {
  type FrameMap,
  type FramePiece,
  type FrameSpan,
  frameOfTakeTime,
  pieceAt,
  tickInPiece,
  withLead,
} from "./frameMap.ts";
import type { Scene } from "./framing.ts";
import { type PointerKind, type PointerPath, pointerPath } from "./pointer.ts";

/** Positions are quarter output pixels; scales are 1/64 of the cursor's own size. */
export type CursorState = {
  readonly x: number;
  readonly y: number;
  readonly kind: PointerKind;
  readonly scale: number;
  /** Where the tip was in the frames before, newest first; empty without a trail. */
  readonly trail: readonly (readonly [x: number, y: number])[];
};

/** A ring that spreads from a click. `phase` is 1 to 255. */
export type RippleState = { readonly x: number; readonly y: number; readonly phase: number; readonly scale: number };

export type CursorTrack = {
  /** Where the pointer is led to its place after a cut. */
  glides: readonly FrameSpan[];
  cursorAt(frame: number, window: readonly number[]): CursorState | null;
  ripplesAt(frame: number, window: readonly number[]): RippleState[];
};

export const positionSteps = 4;
export const scaleSteps = 64;
const rippleMs = 620;
const pressMs = 110;
const releaseMs = 220;
const pressedScale = 0.84;
/** Before a cut the pointer glides to where it will be; what comes after the cut is as it was recorded. */
const glideMs = 320;

type Emphasis = Extract<Operation, { type: "cursor_emphasis" }>;

/** The pointer and the keys of a take. */
type Hands = { pointer: readonly PointerSample[]; keys?: readonly { atMs: number }[] };

export function cursorTrack(hands: Hands, scene: Scene, emphasis: Emphasis | null): CursorTrack {
  const { pointer: samples, keys = [] } = hands;
  const { style, frames, crop, layout } = scene;
  const { fps } = frames;
  const path = pointerPath(samples, emphasis?.smoothing ?? style.motionSmoothing);
  // An emphasis of size 0 hides the pointer, and the rings of its clicks with it.
  const isHidden = emphasis?.size === 0;
  const size = emphasis ? Math.max(style.cursorSize, 1.2) * emphasis.size : style.cursorSize;
  const trailLength = Math.round(emphasis?.trailLength ?? (style.cursorTrailEnabled ? 10 : 0));
  const msOf = (piece: FramePiece, frame: number): number => (tickInPiece(piece, frame) * 1000) / fps;
  const led = withLead(frames);
  const glides = glidesOf(frames, path, Math.round((glideMs * fps) / 1000));

  const typing = typingSpans(samples, keys);

  const pointAt = (frame: number): { x: number; y: number } | null => {
    const point = path.at(msOf(pieceAt(frames, frame), frame));
    const glide = glides.find(({ from, to }) => frame >= from && frame < to);
    if (!point || !glide) return point;
    const share = smooth((frame - glide.from) / (glide.to - glide.from));
    return { x: point.x + glide.x * share, y: point.y + glide.y * share };
  };

  const pressAt = (ms: number): number =>
    path.presses.reduce((scale, press) => {
      const pressed =
        ms <= press.upMs
          ? smooth((ms - (press.downMs - pressMs)) / pressMs)
          : 1 - settle((ms - press.upMs) / releaseMs);
      return Math.min(scale, 1 - (1 - pressedScale) * Math.max(0, pressed));
    }, 1);

  const place = (x: number, y: number, picture: Box, window: readonly number[]): readonly [number, number] => {
    const [left = 0, top = 0, width = 0, height = 0] = window;
    return [
      Math.round(((left + ((x - picture.x) * width) / picture.width) / 16) * positionSteps),
      Math.round(((top + ((y - picture.y) * height) / picture.height) / 16) * positionSteps),
    ];
  };

  const cameraStrength = (window: readonly number[]): number => (window[2] ?? 0) / 16 / layout.window.width;
  const scaleOf = (size: number): number => Math.max(1, Math.round(size * layout.unit * scaleSteps));

  const isInside = (x: number, y: number, picture: Box): boolean =>
    x >= picture.x && y >= picture.y && x <= picture.x + picture.width && y <= picture.y + picture.height;

  return {
    glides,
    cursorAt(frame, window) {
      if (isHidden) return null;
      const point = pointAt(frame);
      const picture = crop.at(frame);
      if (!point || !isInside(point.x, point.y, picture)) return null;
      const ms = msOf(pieceAt(frames, frame), frame);
      if (typing.some(({ startMs, endMs }) => ms >= startMs && ms < endMs)) return null;
      const [x, y] = place(point.x, point.y, picture, window);
      const trail: (readonly [number, number])[] = [];
      for (let back = 1; back <= trailLength; back++) {
        const past = pointAt(frame - back);
        if (past) trail.push(place(past.x, past.y, picture, window));
      }
      const isStill = trail.every(([trailX, trailY]) => trailX === x && trailY === y);
      // It grows with the camera, but less than the page does: at a strong zoom it would hide what it points at.
      const scale = scaleOf(size * pressAt(ms) * cameraStrength(window) ** 0.7);
      return { x, y, kind: path.kindAt(ms), scale, trail: isStill ? [] : trail };
    },

    ripplesAt(frame, window) {
      if (isHidden) return [];
      const length = Math.max(2, Math.round((rippleMs * fps) / 1000));
      const picture = crop.at(frame);
      return path.presses.flatMap((press) => {
        const began = frameOfTakeTime(led, press.downMs);
        if (began === null || frame < began || frame >= began + length || !isInside(press.x, press.y, picture))
          return [];
        const [x, y] = place(press.x, press.y, picture, window);
        const phase = Math.max(1, Math.round(((frame - began + 1) / (length + 1)) * 255));
        return [{ x, y, phase, scale: scaleOf(cameraStrength(window)) }];
      });
    },
  };
}

/** From a key until the pointer moves again it is out of sight, as systems do it: it would stand on the typed text. */
function typingSpans(samples: readonly PointerSample[], keys: readonly { atMs: number }[]): Span[] {
  const spans: Span[] = [];
  for (const { atMs } of keys) {
    if (atMs < (spans.at(-1)?.endMs ?? 0)) continue;
    const index = samples.findLastIndex((sample) => sample.atMs <= atMs);
    const at = samples[index];
    if (!at) continue;
    const movesOn = samples.findIndex(({ x, y }, later) => later > index && Math.hypot(x - at.x, y - at.y) > 1);
    spans.push({ startMs: atMs, endMs: samples[movesOn - 1]?.atMs ?? Number.POSITIVE_INFINITY });
  }
  return spans;
}

type Glide = { from: number; to: number; x: number; y: number };

/** One for each cut over which the pointer is somewhere else; it waits for a press before the cut, and is shorter then. */
function glidesOf({ pieces, fps }: FrameMap, path: PointerPath, longest: number): Glide[] {
  return pieces.flatMap((piece, index) => {
    const next = pieces[index + 1];
    if (!next) return [];
    const to = piece.firstFrame + piece.frames;
    const cutMs = (tickInPiece(piece, to) * 1000) / fps;
    const before = path.at(cutMs);
    const after = path.at((next.firstTick * 1000) / fps);
    if (!before || !after || Math.hypot(after.x - before.x, after.y - before.y) < 0.5) return [];
    const pressed = path.presses.findLast(({ downMs }) => downMs < cutMs);
    const sincePress = pressed ? Math.floor((((cutMs - pressed.upMs) / 1000) * fps) / piece.rate) : longest;
    const frames = Math.min(piece.frames, Math.max(longest / 2, Math.min(longest, sincePress)));
    return [{ from: to - Math.round(frames), to, x: after.x - before.x, y: after.y - before.y }];
  });
}
