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

async function ffmpeg(...parameters: string[]) {
  return await execa((await findFfmpeg()).path, ["-hide_banner", "-xerror", ...parameters], { stdin: "ignore" });
}
