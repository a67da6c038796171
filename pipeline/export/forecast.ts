import { EncodedPacketSink, FilePathSource, Input, MP4 } from "mediabunny";
import type { FrameSpan } from "../timeline/frameMap.ts";
import type { FrameState, Timeline } from "../timeline/timeline.ts";

/** What an export will come to, said before it is made. */
export type Forecast = { sizeBytes: number; wallMs: number };

/** How much changes from one frame to the next; frames of one kind weigh about the same. */
type Kind = "still" | "pointer" | "page" | "camera";
const kinds: readonly Kind[] = ["still", "pointer", "page", "camera"];

const mostClassified = 6_000;

/** For each frame that was looked at (all, or every so many of a very long video) how it differs from the one before. */
export type Activity = { kindAt(frame: number): Kind; counts: Record<Kind, number> };

export function activityOf(timeline: Timeline): Activity {
  const step = Math.max(1, Math.ceil(timeline.frameCount / mostClassified));
  const counts = noneOf();
  const known = new Map<number, Kind>();
  const kindAt = (frame: number): Kind => {
    const kind =
      known.get(frame) ?? (frame <= 0 ? "camera" : kindOf(timeline.frameAt(frame - 1), timeline.frameAt(frame)));
    known.set(frame, kind);
    return kind;
  };
  for (let frame = 0; frame < timeline.frameCount; frame += step) counts[kindAt(frame)] += step;
  return { kindAt, counts };
}

function kindOf(before: FrameState, now: FrameState): Kind {
  if ([before.window, before.seen].join() !== [now.window, now.seen].join()) return "camera";
  if (before.picture !== now.picture) return "page";
  return JSON.stringify(before) === JSON.stringify(now) ? "still" : "pointer";
}

/**
 * Short stretches of the video: two of its camera moves and two of its busy pages (one very, one little), which weigh most and vary
 * most, and two ordinary ones. All of a short video.
 */
export function probesOf(timeline: Timeline, activity: Activity): FrameSpan[] {
  const length = Math.max(6, Math.round(timeline.fps * 0.8));
  if (timeline.frameCount <= 6 * length * 1.5) return [{ from: 0, to: timeline.frameCount }];
  const candidates = windowsOf(timeline, length).map((span) => ({ span, seen: countsIn(span, activity) }));
  const chosen: FrameSpan[] = [];
  const isFree = ({ from, to }: FrameSpan): boolean => chosen.every((other) => to <= other.from || from >= other.to);
  const choose = (count: number, worth: (seen: Record<Kind, number>) => number): void => {
    const ordered = candidates.toSorted((one, other) => worth(other.seen) - worth(one.seen));
    for (const { span, seen } of ordered) {
      if (count === 0 || worth(seen) === 0) return;
      if (!isFree(span)) continue;
      chosen.push(span);
      count--;
    }
  };
  choose(2, ({ camera }) => camera);
  choose(1, ({ page }) => page);
  choose(1, ({ page }) => (page <= length / 3 ? page : 0));
  choose(2, ({ still, pointer }) => still + pointer);
  return chosen.sort((one, other) => one.from - other.from);
}

const mostWindows = 400;

function windowsOf({ frameCount }: Timeline, length: number): FrameSpan[] {
  const step = Math.max(Math.ceil(length / 4), Math.floor(frameCount / mostWindows));
  const windows: FrameSpan[] = [];
  for (let from = 0; from + length <= frameCount; from += step) windows.push({ from, to: from + length });
  return windows;
}

function countsIn({ from, to }: FrameSpan, { kindAt }: Activity): Record<Kind, number> {
  const counts = noneOf();
  for (let frame = from + 1; frame < to; frame++) counts[kindAt(frame)]++;
  return counts;
}

const noneOf = (): Record<Kind, number> => ({ still: 0, pointer: 0, page: 0, camera: 0 });

/**
 * The size of a whole MP4 from a probe of some of its frames: a mean for each kind of frame and for key frames, times how
 * many of each there will be. `keyEvery` is the encoder's longest distance between key frames.
 */
export async function predictMp4(
  probe: { file: string; spans: readonly FrameSpan[] },
  timeline: Timeline,
  activity: Activity,
  keyEvery: number,
): Promise<number> {
  const frames = probe.spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));
  const spanStarts = new Set(probe.spans.map(({ from }) => from));
  const weights: Record<Kind | "key", number[]> = { key: [], still: [], pointer: [], page: [], camera: [] };
  for (const { shown, sizeBytes, isKey } of await packetsOf(probe.file)) {
    const frame = frames[shown] ?? 0;
    // The first frame of a later stretch pays for the jump to it, as none in the whole video does.
    if (isKey) weights.key.push(sizeBytes);
    else if (!spanStarts.has(frame)) weights[activity.kindAt(frame)].push(sizeBytes);
  }
  const everything = kinds.flatMap((kind) => weights[kind]);
  const key = mean(weights.key) ?? 0;
  const total = kinds.reduce(
    (sum, kind) => sum + activity.counts[kind] * (mean(weights[kind]) ?? mean(everything) ?? key),
    0,
  );
  const container = 3_000 + 16 * timeline.frameCount;
  return Math.round(total + key * Math.ceil(timeline.frameCount / keyEvery) + container);
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sizes of an MP4's frames, with their place in the order in which they are shown. */
async function packetsOf(file: string): Promise<{ shown: number; sizeBytes: number; isKey: boolean }[]> {
  const input = new Input({ formats: [MP4], source: new FilePathSource(file) });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) return [];
    const packets: { timestamp: number; sizeBytes: number; isKey: boolean }[] = [];
    for await (const packet of new EncodedPacketSink(track).packets()) {
      packets.push({ timestamp: packet.timestamp, sizeBytes: packet.data.byteLength, isKey: packet.type === "key" });
    }
    const order = packets.toSorted((one, other) => one.timestamp - other.timestamp);
    return order.map(({ sizeBytes, isKey }, shown) => ({ shown, sizeBytes, isKey }));
  } finally {
    input.dispose();
  }
}

/** "about 4.2 MB, in about 20 s". */
export function forecastInWords({ sizeBytes, wallMs }: Forecast): string {
  const megabytes = sizeBytes / 1e6;
  const size = megabytes < 10 ? megabytes.toFixed(1) : String(Math.round(megabytes));
  const seconds = Math.max(1, Math.round(wallMs / 1000));
  const time = seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return `${megabytes < 0.1 ? "less than 0.1" : `about ${size}`} MB, in about ${time}`;
}
