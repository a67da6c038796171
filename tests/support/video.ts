import { execa } from "execa";
import { findFfmpeg } from "../../pipeline/provision/ffmpeg.ts";

export type VideoFacts = {
  durationMs: number;
  width: number;
  height: number;
  fps: number;
  frames: number;
  codec: string;
  pixelFormat: string;
};

/** Decodes a whole video and says what came out; throws when a frame does not decode. */
export async function probeVideo(path: string): Promise<VideoFacts> {
  const { stderr } = await ffmpeg("-i", path, "-map", "0:v:0", "-f", "null", "-");
  const [, codec = "", pixelFormat = ""] = /Video: (\w+)[^,]*, (\w+)/.exec(stderr) ?? [];
  const [, width, height] = /Video: .*? (\d{2,5})x(\d{2,5})/.exec(stderr) ?? [];
  const [, hours, minutes, seconds] = /Duration: (\d+):(\d+):([\d.]+)/.exec(stderr) ?? [];
  return {
    codec,
    pixelFormat,
    width: Number(width),
    height: Number(height),
    fps: Number(/([\d.]+) fps/.exec(stderr)?.[1]),
    frames: Number([...stderr.matchAll(/frame=\s*(\d+)/g)].at(-1)?.[1]),
    durationMs: Math.round(((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000),
  };
}

const SEEN = { width: 320, height: 180, fps: 6 };
/** By how much each channel may differ from the colour: video rounds it. */
const TOLERANCE = 40;

/** How much of the picture has a colour, frame by frame (a few each second), 0 to 1. */
export async function frameShares(
  path: string,
  { red, green, blue }: { red: number; green: number; blue: number },
): Promise<number[]> {
  const { width, height, fps } = SEEN;
  const look = `fps=${fps},scale=${width}:${height}:flags=area`;
  const parameters = ["-hide_banner", "-i", path, "-vf", look, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"];
  const { stdout } = await execa((await findFfmpeg()).path, parameters, { stdin: "ignore", encoding: "buffer" });
  const pixels = width * height;
  const isNear = (at: number, wanted: number) => Math.abs((stdout[at] ?? 0) - wanted) <= TOLERANCE;
  return Array.from({ length: Math.floor(stdout.length / (pixels * 3)) }, (_, frame) => {
    let count = 0;
    for (let at = frame * pixels * 3; at < (frame + 1) * pixels * 3; at += 3) {
      if (isNear(at, red) && isNear(at + 1, green) && isNear(at + 2, blue)) count += 1;
    }
    return count / pixels;
  });
}

async function ffmpeg(...parameters: string[]) {
  return await execa((await findFfmpeg()).path, ["-hide_banner", "-xerror", ...parameters], { stdin: "ignore" });
}
