import type { PointerSample } from "../take/take.ts";

export type PointerKind = PointerSample["cursor"];
export type Press = { downMs: number; upMs: number; x: number; y: number };

/** The pointer's way through the take. Times are take milliseconds, positions take pixels. */
export type PointerPath = {
  at(ms: number): { x: number; y: number } | null;
  kindAt(ms: number): PointerKind;
  presses: readonly Press[];
};

/** How far the smoothing looks to each side when it is at its strongest. */
const widestReachMs = 110;
const taps = 9;

/**
 * `smoothing` (0 to 1) averages the way over a short window that closes around each press, so that the drawn pointer is
 * exactly where the page was clicked.
 */
export function pointerPath(samples: readonly PointerSample[], smoothing: number): PointerPath {
  const presses = pressesOf(samples);
  const reachAt = (ms: number): number => {
    const nearest = presses.reduce((least, press) => {
      const away = ms < press.downMs ? press.downMs - ms : ms > press.upMs ? ms - press.upMs : 0;
      return Math.min(least, away);
    }, Number.POSITIVE_INFINITY);
    return Math.min(widestReachMs * smoothing, nearest);
  };
  return {
    presses,
    kindAt: (ms) => samples[Math.max(0, lastIndexAt(samples, ms))]?.cursor ?? "default",
    at(ms) {
      if (samples.length === 0) return null;
      const reachMs = reachAt(ms);
      if (reachMs < 1) return between(samples, ms);
      let x = 0;
      let y = 0;
      let total = 0;
      for (let tap = 0; tap < taps; tap++) {
        const offset = (tap - (taps - 1) / 2) / ((taps + 1) / 2);
        const weight = (1 - offset * offset) ** 2;
        const point = between(samples, ms + offset * reachMs);
        x += point.x * weight;
        y += point.y * weight;
        total += weight;
      }
      return { x: x / total, y: y / total };
    },
  };
}

function pressesOf(samples: readonly PointerSample[]): Press[] {
  const presses: Press[] = [];
  let down: PointerSample | null = null;
  for (const sample of samples) {
    if (sample.event === "down") down = sample;
    else if (sample.event === "up" && down) {
      presses.push({ downMs: down.atMs, upMs: Math.max(down.atMs, sample.atMs), x: down.x, y: down.y });
      down = null;
    }
  }
  if (down) presses.push({ downMs: down.atMs, upMs: down.atMs + 80, x: down.x, y: down.y });
  return presses;
}

/** The last sample at or before a time; -1 before the first. */
function lastIndexAt(samples: readonly PointerSample[], ms: number): number {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((samples[middle]?.atMs ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function between(samples: readonly PointerSample[], ms: number): { x: number; y: number } {
  const index = lastIndexAt(samples, ms);
  const before = samples[Math.max(0, index)];
  const after = samples[index + 1];
  if (!before) return { x: 0, y: 0 };
  if (index < 0 || !after || after.atMs <= before.atMs) return { x: before.x, y: before.y };
  const share = (ms - before.atMs) / (after.atMs - before.atMs);
  return { x: before.x + (after.x - before.x) * share, y: before.y + (after.y - before.y) * share };
}
