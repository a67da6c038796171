import { existsSync, mkdirSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { findFfmpeg } from "../../pipeline/provision/ffmpeg.ts";

export type FixtureVideo = { videoPath: string; posterPath: string; durationMs: number };

/** A small real H.264 video of a moving test picture, and its poster; made once a machine and length. */
export async function fixtureVideo(seconds: number): Promise<FixtureVideo> {
  const dir = join(tmpdir(), "aura-fixture-videos");
  mkdirSync(dir, { recursive: true });
  const videoPath = join(dir, `small-${seconds}s.mp4`);
  const posterPath = join(dir, `small-${seconds}s.jpg`);
  const { path: ffmpeg } = await findFfmpeg();
  const make = async (path: string, ...parameters: string[]) => {
    if (existsSync(path)) return;
    const unfinished = path.replace(/(\.\w+)$/, `.${process.pid}$1`);
    await execa(ffmpeg, ["-v", "error", "-y", ...parameters, unfinished]);
    renameSync(unfinished, path);
  };
  const picture = `testsrc2=size=1280x720:rate=30:duration=${seconds}`;
  const encoding = [
    "-c:v",
    "libx264",
    "-preset",
    "ultrafast",
    "-crf",
    "38",
    "-pix_fmt",
    "yuv420p",
    "-movflags",
    "+faststart",
  ];
  await make(videoPath, "-f", "lavfi", "-i", picture, ...encoding);
  await make(posterPath, "-i", videoPath, "-frames:v", "1");
  return { videoPath, posterPath, durationMs: seconds * 1000 };
}
