import type { Operation } from "../../convex/model/operations.ts";
import type { PointerSample } from "../take/take.ts";
import { settle, smooth } from "./ease.ts";
import { type FramePiece, frameOfTakeTime, pieceAt, tickInPiece } from "./frameMap.ts";
import type { Scene } from "./framing.ts";
import { type PointerKind, pointerPath } from "./pointer.ts";

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
  cursorAt(frame: number, window: readonly number[]): CursorState | null;
  ripplesAt(frame: number, window: readonly number[]): RippleState[];
};

export const positionSteps = 4;
export const scaleSteps = 64;
const rippleMs = 620;
const pressMs = 110;
const releaseMs = 220;
const pressedScale = 0.84;
/** After a cut the pointer glides from where it was to where it is. */
const glideMs = 320;

type Emphasis = Extract<Operation, { type: "cursor_emphasis" }>;

export function cursorTrack(samples: readonly PointerSample[], scene: Scene, emphasis: Emphasis | null): CursorTrack {
  const { style, frames, picture, layout } = scene;
  const { fps } = frames;
  const path = pointerPath(samples, emphasis?.smoothing ?? style.motionSmoothing);
  const size = emphasis ? Math.max(style.cursorSize, 1.2) * emphasis.size : style.cursorSize;
  const trailLength = Math.round(emphasis?.trailLength ?? (style.cursorTrailEnabled ? 10 : 0));
  const msOf = (piece: FramePiece, frame: number): number => (tickInPiece(piece, frame) * 1000) / fps;
  const glide = Math.round((glideMs * fps) / 1000);

  const pointAt = (frame: number): { x: number; y: number } | null => {
    const piece = pieceAt(frames, frame);
    const point = path.at(msOf(piece, frame));
    const sinceCut = frame - piece.firstFrame;
    if (!point || piece.firstFrame === 0 || sinceCut >= glide) return point;
    const before = pieceAt(frames, piece.firstFrame - 1);
    const from = path.at(msOf(before, piece.firstFrame));
    const to = path.at(msOf(piece, piece.firstFrame));
    if (!from || !to) return point;
    const left = 1 - smooth(sinceCut / glide);
    return { x: point.x + (from.x - to.x) * left, y: point.y + (from.y - to.y) * left };
  };

  const pressAt = (ms: number): number =>
    path.presses.reduce((scale, press) => {
      const pressed =
        ms <= press.upMs
          ? smooth((ms - (press.downMs - pressMs)) / pressMs)
          : 1 - settle((ms - press.upMs) / releaseMs);
      return Math.min(scale, 1 - (1 - pressedScale) * Math.max(0, pressed));
    }, 1);

  const place = (x: number, y: number, window: readonly number[]): readonly [number, number] => {
    const [left = 0, top = 0, width = 0, height = 0] = window;
    return [
      Math.round(((left + ((x - picture.x) * width) / picture.width) / 16) * positionSteps),
      Math.round(((top + ((y - picture.y) * height) / picture.height) / 16) * positionSteps),
    ];
  };

  const cameraStrength = (window: readonly number[]): number => (window[2] ?? 0) / 16 / layout.window.width;
  const scaleOf = (size: number): number => Math.max(1, Math.round(size * layout.unit * scaleSteps));

  const isInside = (x: number, y: number): boolean =>
    x >= picture.x && y >= picture.y && x <= picture.x + picture.width && y <= picture.y + picture.height;

  return {
    cursorAt(frame, window) {
      const point = pointAt(frame);
      if (!point || !isInside(point.x, point.y)) return null;
      const ms = msOf(pieceAt(frames, frame), frame);
      const [x, y] = place(point.x, point.y, window);
      const trail: (readonly [number, number])[] = [];
      for (let back = 1; back <= trailLength && frame - back >= 0; back++) {
        const past = pointAt(frame - back);
        if (past) trail.push(place(past.x, past.y, window));
      }
      const isStill = trail.every(([trailX, trailY]) => trailX === x && trailY === y);
      // It grows with the camera, but less than the page does: at a strong zoom it would hide what it points at.
      const scale = scaleOf(size * pressAt(ms) * cameraStrength(window) ** 0.7);
      return { x, y, kind: path.kindAt(ms), scale, trail: isStill ? [] : trail };
    },

    ripplesAt(frame, window) {
      const length = Math.max(2, Math.round((rippleMs * fps) / 1000));
      return path.presses.flatMap((press) => {
        const began = frameOfTakeTime(frames, press.downMs);
        if (began === null || frame < began || frame >= began + length || !isInside(press.x, press.y)) return [];
        const [x, y] = place(press.x, press.y, window);
        const phase = Math.max(1, Math.round(((frame - began + 1) / (length + 1)) * 255));
        return [{ x, y, phase, scale: scaleOf(cameraStrength(window)) }];
      });
    },
  };
}
