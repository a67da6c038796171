import { writeFile } from "node:fs/promises";
import { drawFrames, type TakeOnDisk } from "../compose/drawFrames.ts";
import { framesOfTakeSpan } from "../timeline/frameMap.ts";
import type { Timeline } from "../timeline/timeline.ts";
import { frameToCanvas } from "./pixels.ts";
import { writeWhole } from "./wholeFile.ts";

/** Long enough after an action for the page to have answered. */
const answeredMs = 900;
/** A frame in which nothing has moved for so long is settled. */
const stillMs = 250;

/**
 * The frame that tells most: what the last changed step led to, settled (what comes first is often a try that fails or a
 * preparation). Without one, the end of the last step.
 */
export function tellingFrame({ take }: TakeOnDisk, timeline: Timeline): number {
  const { frameMap, frameCount } = timeline;
  const acted = take.shots.filter((shot) => shot.action !== "navigate");
  const changed = acted.filter((shot) => shot.changed);
  // Clicks and submits change what is seen; typing only prepares it.
  const lastDeed = changed.findLast((shot) => shot.action !== "type" && shot.action !== "hover");
  const ordered = [lastDeed, changed.at(-1), acted.at(-1), take.shots.at(-1)];
  for (const shot of ordered) {
    if (!shot) continue;
    const actionMs = shot.atMs ?? shot.startMs;
    const answered = framesOfTakeSpan(frameMap, { startMs: actionMs + answeredMs, endMs: shot.endMs }).at(-1);
    const seen = answered ?? framesOfTakeSpan(frameMap, { startMs: actionMs, endMs: shot.endMs }).at(-1);
    if (seen) return settledFrame(timeline, seen.from, Math.min(frameCount, seen.to));
  }
  return settledFrame(timeline, 0, frameCount);
}

/**
 * The frame of a stretch before which it was calm for longest (a calm of `stillMs` counts as enough; of such frames the one
 * that the camera is nearest in wins, and then the last): camera and page at rest, no ripple, no caption on its way in or out.
 */
function settledFrame(timeline: Timeline, from: number, to: number): number {
  const enough = Math.max(1, Math.round((stillMs * timeline.fps) / 1000));
  const step = Math.max(1, Math.floor((to - from) / 600));
  let best = { frame: Math.max(from, to - 1), calm: -1, windowWidth: 0 };
  let calm = 0;
  let before = "";
  for (let frame = from; frame < to; frame += step) {
    const state = timeline.frameAt(frame);
    const now = JSON.stringify([state.window, state.seen, state.picture, state.captions, state.redactions]);
    calm = now === before && state.ripples.length === 0 ? Math.min(enough, calm + step) : 0;
    before = now;
    const windowWidth = state.window[2];
    const isAsCalm = calm === best.calm && windowWidth >= best.windowWidth;
    if (calm > best.calm || isAsCalm) best = { frame, calm, windowWidth };
  }
  return best.frame;
}

/** Writes one frame as JPEG or, where the name ends in .png, as PNG. */
export async function writePoster(source: TakeOnDisk, timeline: Timeline, outFile: string): Promise<void> {
  const frame = tellingFrame(source, timeline);
  const { width, height } = timeline.size;
  for await (const bytes of drawFrames(source, timeline, [{ from: frame, to: frame + 1 }])) {
    const canvas = frameToCanvas(bytes, width, height);
    const encoded = outFile.endsWith(".png") ? await canvas.encode("png") : await canvas.encode("jpeg", 90);
    await writeWhole(outFile, (partial) => writeFile(partial, encoded));
  }
}
