import { createHash, hash } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Take } from "../take/take.ts";
import type { Timeline } from "../timeline/timeline.ts";
import type { FfmpegProgram } from "./ffmpeg.ts";
import { frameHashBytes, type SegmentIdentity } from "./segmentCache.ts";
import type { VideoSettings } from "./settings.ts";

/** Raise it when the same numbers are drawn differently than before. */
const drawingVersion = 5;

type SegmentSource = {
  takeDir: string;
  take: Take;
  timeline: Timeline;
  settings: VideoSettings;
  ffmpeg: FfmpegProgram;
};

export type SegmentKey = SegmentIdentity & {
  /** The frames to encode: those that show something else than the frame before. */
  shown: readonly { frame: number; holds: number }[];
};

/** For each segment what its bytes depend on: what is drawn in its frames, and how it is encoded. */
export async function segmentKeys(source: SegmentSource): Promise<SegmentKey[]> {
  const { takeDir, take, timeline, settings, ffmpeg } = source;
  const pictures = await Promise.all(take.pictures.map(({ file }) => pictureIdentity(join(takeDir, file))));
  const { style, layout, picture } = timeline;
  const common = JSON.stringify([
    drawingVersion,
    ffmpeg.version,
    settings,
    style,
    layout,
    picture,
    take.deviceScale,
    take.pageBackground,
  ]);
  const hashOf = (frame: number): Buffer => {
    const state = timeline.frameAt(frame);
    const drawn = {
      ...state,
      picture: pictures[state.picture],
      captions: state.captions.map((caption) => ({ ...caption, ...timeline.captions[caption.caption], caption: 0 })),
    };
    return hash("sha256", JSON.stringify(drawn), "buffer").subarray(0, frameHashBytes);
  };
  return timeline.segments.map(({ from, to }) => {
    const hashes: Buffer[] = [];
    const shown: { frame: number; holds: number }[] = [];
    for (let frame = from; frame < to; frame++) {
      const own = hashOf(frame);
      const last = shown.at(-1);
      if (last && hashes.at(-1)?.equals(own)) {
        last.holds++;
        continue;
      }
      hashes.push(own);
      shown.push({ frame, holds: 1 });
    }
    const frameHashes = Buffer.concat(hashes);
    const named = (hashes: Buffer): string =>
      createHash("sha256").update(common).update(hashes).digest("hex").slice(0, 32);
    const start = named(frameHashes.subarray(0, frameHashBytes));
    return { start, whole: named(frameHashes), frameHashes, shown };
  });
}

/** Takes are never changed, so a picture is known by where, how long and since when it is there; reading all would cost more. */
async function pictureIdentity(file: string): Promise<string> {
  const { size, mtimeNs, ino } = await stat(file, { bigint: true });
  return `${size}:${mtimeNs}:${ino}`;
}
