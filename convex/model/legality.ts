import type { Operation } from "./operations.ts";
import { applyToTime, outputDurationMs, type TimeMap, wholeTake } from "./timeMap.ts";

/** What legality depends on: the take's length and its picture. */
export type TakeShape = { durationMs: number; width: number; height: number };

/** Why a list of operations cannot be rendered: which one, and one sentence that says what would fit. */
export type Refusal = { index: number; type: Operation["type"]; message: string };

const SHORTEST_VIDEO_MS = 500;
const LONGEST_VIDEO_MS = 30 * 60_000;
const limits = {
  intensity: { min: 1, max: 6 },
  rate: { min: 0.1, max: 16 },
  cropSidePx: 32,
  captionChars: 300,
} as const;

const seconds = (ms: number): string => `${Number((ms / 1000).toFixed(1))} s`;

/** The first operation that contradicts the video, or null when the whole list is legal. */
export function refusalOf(operations: readonly Operation[], take: TakeShape): Refusal | null {
  let map: TimeMap = wholeTake(take.durationMs);
  for (const [index, operation] of operations.entries()) {
    const message = complaint(operation, map, take);
    if (message) return { index, type: operation.type, message };
    map = applyToTime(map, operation);
  }
  return null;
}

function complaint(operation: Operation, map: TimeMap, take: TakeShape): string | null {
  const numbers = Object.values(operation).filter((value): value is number => typeof value === "number");
  if (!numbers.every(Number.isFinite)) return `A ${operation.type} needs ordinary numbers.`;
  const lengthMs = outputDurationMs(map);
  return (
    outsideTime(operation, lengthMs) ??
    outsideFrame(operation, take) ??
    outsideLimits(operation) ??
    leavesTooLittleOrTooMuch(operation, map)
  );
}

function outsideTime(operation: Operation, lengthMs: number): string | null {
  const is = `The video is ${seconds(lengthMs)} long`;
  // Half a frame of grace: a span "to the end" may be rounded up.
  const endOfVideo = lengthMs + 20;
  switch (operation.type) {
    case "trim":
    case "cut":
    case "speed": {
      const { startMs, endMs } = operation;
      if (endMs <= startMs)
        return `The span ${seconds(startMs)}–${seconds(endMs)} ends before it begins; swap the two times.`;
      if (startMs < 0) return `${is} and begins at 0 s; choose a start of 0 s or later.`;
      if (startMs >= lengthMs) return `${is}; ${seconds(startMs)}–${seconds(endMs)} lies beyond its end.`;
      if (endMs > endOfVideo)
        return `${is}; ${seconds(endMs)} lies beyond its end, so choose an end of at most ${seconds(lengthMs)}.`;
      return null;
    }
    case "split":
      if (operation.atMs <= 0 || operation.atMs >= lengthMs) {
        return `${is}; split it somewhere between 0 s and ${seconds(lengthMs)}.`;
      }
      return null;
    case "zoom":
    case "caption":
    case "redact": {
      const { startMs, durationMs } = operation;
      if (durationMs <= 0) return `A ${operation.type} has to last longer than 0 s.`;
      if (startMs < 0) return `${is} and begins at 0 s; choose a start of 0 s or later.`;
      if (startMs >= lengthMs) return `${is}; ${seconds(startMs)} lies beyond its end.`;
      if (startMs + durationMs > endOfVideo) {
        return `${is}; a ${operation.type} from ${seconds(startMs)} can last at most ${seconds(lengthMs - startMs)}.`;
      }
      return null;
    }
    default:
      return null;
  }
}

function outsideFrame(operation: Operation, take: TakeShape): string | null {
  const frame = `The picture is ${take.width} × ${take.height} pixels`;
  if (operation.type === "zoom") {
    const { centerX, centerY } = operation;
    const inside = centerX >= 0 && centerY >= 0 && centerX <= take.width && centerY <= take.height;
    return inside ? null : `${frame}; the point ${centerX}, ${centerY} lies outside it.`;
  }
  if (operation.type !== "crop" && operation.type !== "redact") return null;
  const { x, y, width, height } = operation;
  if (width <= 0 || height <= 0) return `A ${operation.type} needs a width and a height above 0.`;
  if (x < 0 || y < 0 || x + width > take.width || y + height > take.height) {
    return `${frame}; the area ${width} × ${height} at ${x}, ${y} reaches outside it.`;
  }
  if (operation.type === "crop" && Math.min(width, height) < limits.cropSidePx) {
    return `A crop has to be at least ${limits.cropSidePx} pixels on each side.`;
  }
  return null;
}

function outsideLimits(operation: Operation): string | null {
  switch (operation.type) {
    case "zoom": {
      const { min, max } = limits.intensity;
      return operation.intensity < min || operation.intensity > max
        ? `A zoom's intensity lies between ${min} and ${max}.`
        : null;
    }
    case "speed": {
      const { min, max } = limits.rate;
      return operation.rate < min || operation.rate > max ? `A speed lies between ${min}× and ${max}×.` : null;
    }
    case "cursor_emphasis": {
      const { trailLength, size, smoothing } = operation;
      const legal =
        trailLength >= 0 &&
        trailLength <= 60 &&
        (size === 0 || size >= 0.25) &&
        size <= 6 &&
        smoothing >= 0 &&
        smoothing <= 1;
      return legal
        ? null
        : "The cursor's trail lies between 0 and 60 frames, its size between 0.25 and 6 or at 0 (hidden), its smoothing between 0 and 1.";
    }
    case "caption":
      if (!operation.text.trim()) return "A caption needs some text.";
      return operation.text.length > limits.captionChars
        ? `A caption has at most ${limits.captionChars} characters.`
        : null;
    case "style_preset": {
      const { zoomScale = 1, cornerRadius = 0, motionSmoothing = 0 } = operation.overrides ?? {};
      const legal =
        zoomScale >= 1 &&
        zoomScale <= 4 &&
        cornerRadius >= 0 &&
        cornerRadius <= 200 &&
        motionSmoothing >= 0 &&
        motionSmoothing <= 1;
      return legal
        ? null
        : "A style's zoom lies between 1 and 4, its corner radius between 0 and 200 pixels, its smoothing between 0 and 1.";
    }
    default:
      return null;
  }
}

function leavesTooLittleOrTooMuch(operation: Operation, map: TimeMap): string | null {
  const after = applyToTime(map, operation);
  if (after === map) return null;
  const leftMs = outputDurationMs(after);
  if (leftMs < SHORTEST_VIDEO_MS) {
    return `That would leave ${seconds(leftMs)} of the video; keep at least ${seconds(SHORTEST_VIDEO_MS)}.`;
  }
  if (leftMs > LONGEST_VIDEO_MS && leftMs > outputDurationMs(map)) {
    return `That would make the video ${Math.round(leftMs / 60_000)} min long; it may last at most 30 min.`;
  }
  return null;
}
