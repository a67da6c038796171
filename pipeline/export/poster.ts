import { writeFile } from "node:fs/promises";
import { drawFrames, type TakeOnDisk } from "../compose/drawFrames.ts";
import { frameOfTakeTime, framesOfTakeSpan } from "../timeline/frameMap.ts";
import type { Timeline } from "../timeline/timeline.ts";
import { frameToCanvas } from "./pixels.ts";
import { writeWhole } from "./wholeFile.ts";

/** Long enough after an action for the page to have answered. */
const answeredMs = 900;

/** The frame that tells most: what the first changed step led to. Without one, the end of the last step. */
export function tellingFrame({ take }: TakeOnDisk, { frameMap, frameCount }: Timeline): number {
  const acted = take.shots.filter((shot) => shot.action !== "navigate");
  const changed = acted.filter((shot) => shot.changed);
  // Clicks and submits change what is seen; typing only prepares it.
  const firstDeed = changed.find((shot) => shot.action !== "type" && shot.action !== "hover");
  const ordered = [firstDeed, changed[0], acted.at(-1), take.shots.at(-1)];
  for (const shot of ordered) {
    if (!shot) continue;
    const endMs = Math.max(shot.startMs + 1, Math.min(shot.endMs, (shot.atMs ?? shot.startMs) + answeredMs * 2));
    const whole = frameOfTakeTime(frameMap, Math.max(shot.startMs, endMs - 1_000 / frameMap.fps));
    if (whole !== null) return whole;
    const seen = framesOfTakeSpan(frameMap, { startMs: shot.atMs ?? shot.startMs, endMs }).at(-1);
    if (seen) return Math.min(frameCount - 1, seen.to - 1);
  }
  return Math.floor(frameCount / 2);
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
