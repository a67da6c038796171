import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Take } from "../take/take.ts";
import type { Timeline } from "../timeline/timeline.ts";
import type { FfmpegProgram } from "./ffmpeg.ts";
import type { VideoSettings } from "./settings.ts";

/** Raise it when the same numbers are drawn differently than before. */
const drawingVersion = 3;

type SegmentSource = {
  takeDir: string;
  take: Take;
  timeline: Timeline;
  settings: VideoSettings;
  ffmpeg: FfmpegProgram;
};

/** For each segment the hash of all that its bytes depend on: what is drawn in every frame, and how it is encoded. */
export async function segmentKeys({ takeDir, take, timeline, settings, ffmpeg }: SegmentSource): Promise<string[]> {
  const pictures = await Promise.all(take.pictures.map(({ file }) => pictureIdentity(join(takeDir, file))));
  const { style, layout, picture } = timeline;
  const common = JSON.stringify([drawingVersion, ffmpeg.version, settings, style, layout, picture, take.deviceScale]);
  return timeline.segments.map(({ from, to }) => {
    const hash = createHash("sha256").update(common);
    for (let frame = from; frame < to; frame++) {
      const state = timeline.frameAt(frame);
      const drawn = {
        ...state,
        picture: pictures[state.picture],
        captions: state.captions.map((caption) => ({ ...caption, ...timeline.captions[caption.caption], caption: 0 })),
        redactions: state.redactions.map((redaction) => timeline.redactions[redaction]),
      };
      hash.update(JSON.stringify(drawn));
    }
    return hash.digest("hex");
  });
}

/** Takes are never changed, so a picture is known by where, how long and since when it is there; reading all would cost more. */
async function pictureIdentity(file: string): Promise<string> {
  const { size, mtimeNs, ino } = await stat(file, { bigint: true });
  return `${size}:${mtimeNs}:${ino}`;
}
