import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FfmpegInUse } from "./ffmpeg.ts";
import { probe } from "./program.ts";

/** Encodes one frame as the renderer does. Returns null when it worked, else why not. */
export async function tryFfmpeg({ path }: FfmpegInUse): Promise<string | null> {
  const dir = await mkdtemp(join(tmpdir(), "aura-trial-"));
  try {
    const file = join(dir, "frame.mp4");
    const source = ["-f", "lavfi", "-i", "color=c=white:s=64x64:r=30"];
    const encoding = ["-frames:v", "1", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-movflags", "+faststart"];
    const answer = await probe(path, ["-v", "error", "-y", ...source, ...encoding, file]);
    if (!answer.ok) return answer.reason;
    const written = await stat(file).catch(() => null);
    return written && written.size > 0 ? null : "wrote no video";
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
