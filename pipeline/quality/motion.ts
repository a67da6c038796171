import { positionSteps } from "../timeline/cursor.ts";
import { pieceAt } from "../timeline/frameMap.ts";
import { type FrameState, subpixel, type Timeline } from "../timeline/timeline.ts";
import type { Container } from "./container.ts";
import type { Finding } from "./report.ts";

/** A pointer that crosses this share of the window from one frame to the next is not seen to move: it jumps. */
const jumpShare = 0.22;
const fpsOfThatShare = 30;
/** A file that stands still for so long while the camera plainly moves is frozen. */
const frozenMs = 250;
/** Camera moves of fewer 1/16 pixels a frame may cost nothing. */
const plainMove = 32;
/** Body text of this many output pixels can still be read. */
const legiblePx = 7;
const usualTextPx = 14;

/** What the timeline itself says of pointer and text, and of stretches in which the file stands still though it should not. */
export function motionFindings(timeline: Timeline, container: Container | null): Finding[] {
  const { frameCount, fps } = timeline;
  const steps = new Uint8Array(frameCount);
  let widest = 0;
  let jumpAt: number | null = null;
  let before: FrameState | null = null;
  for (let frame = 0; frame < frameCount; frame++) {
    const now = timeline.frameAt(frame);
    widest = Math.max(widest, now.window[2] / subpixel);
    if (before) {
      steps[frame] = stepBetween(before, now);
      if (jumpAt === null && jumps(before, now, timeline, frame)) jumpAt = frame;
    }
    before = now;
  }
  return [
    ...(jumpAt === null ? [] : [jump(jumpAt, fps)]),
    ...smallText(widest, timeline),
    ...(container ? frozenRuns(steps, container, fps) : []),
  ];
}

const msOf = (frame: number, fps: number): number => Math.round((frame * 1000) / fps);

const STILL = 1;
const MOVES = 2;

function stepBetween(one: FrameState, other: FrameState): number {
  const isPlain = one.window.some((side, index) => Math.abs(side - (other.window[index] ?? 0)) >= plainMove);
  if (isPlain) return MOVES;
  return JSON.stringify(one) === JSON.stringify(other) ? STILL : 0;
}

function jumps(before: FrameState, now: FrameState, { frameMap, fps }: Timeline, frame: number): boolean {
  const from = placeIn(before);
  const to = placeIn(now);
  if (!from || !to) return false;
  // Time-lapse moves the pointer as many times faster.
  const allowed = jumpShare * Math.max(1, pieceAt(frameMap, frame).rate) * (fpsOfThatShare / fps);
  return Math.hypot(to.x - from.x, to.y - from.y) > allowed;
}

const jump = (frame: number, fps: number): Finding => ({
  kind: "cursor_jump",
  startMs: msOf(frame, fps),
  message: `The pointer jumps at ${(frame / fps).toFixed(1)} s.`,
});

/** The pointer's place in the window, as shares of its width. */
function placeIn({ cursor, window }: FrameState): { x: number; y: number } | null {
  if (!cursor) return null;
  const [left, top, width] = window;
  const toWindow = subpixel / positionSteps;
  return { x: (cursor.x * toWindow - left) / width, y: (cursor.y * toWindow - top) / width };
}

/** The page's text counts where the camera comes nearest: what matters is read there. */
function smallText(widest: number, { picture }: Timeline): Finding[] {
  const textPx = (widest / picture.width) * usualTextPx;
  if (textPx >= legiblePx) return [];
  const message = `The page's text is only about ${Math.max(1, Math.round(textPx))} pixels high; a wider video or a zoom would help.`;
  return [{ kind: "small_text", message }];
}

/** Frames in which the camera should move but whose bytes say that nothing changed. */
function frozenRuns(steps: Uint8Array, { packets }: Container, fps: number): Finding[] {
  if (packets.length !== steps.length) return [];
  const still = packets.filter(({ isKey }, frame) => !isKey && steps[frame] === STILL);
  const usual = still.map(({ sizeBytes }) => sizeBytes).sort((one, other) => one - other);
  // Without still frames to compare with: what x264 needs to say "as before" of a whole frame.
  const nothing = 1.25 * Math.max(96, usual[Math.floor(usual.length / 2)] ?? 0);
  const least = Math.max(3, Math.round((frozenMs * fps) / 1000));
  const findings: Finding[] = [];
  let stuck: number[] = [];
  for (let frame = 1; frame <= steps.length; frame++) {
    const packet = packets[frame];
    // Key frames are never small, and where the camera hardly moves nobody can tell: neither ends a run.
    if (packet && (packet.isKey || steps[frame] !== MOVES)) continue;
    if (packet && packet.sizeBytes <= nothing) {
      stuck.push(frame);
      continue;
    }
    const [first = 0] = stuck;
    const last = stuck.at(-1) ?? 0;
    if (stuck.length >= least) findings.push(frozen(first, last + 1, fps));
    stuck = [];
  }
  return findings;
}

const frozen = (from: number, to: number, fps: number): Finding => ({
  kind: "frozen",
  startMs: msOf(from, fps),
  endMs: msOf(to, fps),
  message: `The picture stands still from ${(from / fps).toFixed(1)} to ${(to / fps).toFixed(1)} s, where it should move.`,
});
