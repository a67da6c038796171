import type { FfmpegProgram } from "../encode/ffmpeg.ts";
import { PipelineError } from "../failure.ts";
import type { Size } from "../look/layout.ts";
import { containerFindings, type Promised, readContainer } from "./container.ts";
import type { Finding } from "./report.ts";
import { keyFrameThumbs, looksAlike, shrunk, type Thumb } from "./thumbs.ts";

/** Remembers a little of some of the frames that an encoder is given. */
export type FrameWatch = {
  frames(given: AsyncIterable<Uint8Array>, size: Size): AsyncGenerator<Uint8Array>;
  /** By frame; of the frames that were given last. */
  thumbs(): ReadonlyMap<number, Thumb>;
};

/** Every so manieth: a key frame stands on a multiple of it unless the picture changed at once. */
const watchedEvery = 30;

export function watchFrames(): FrameWatch {
  let thumbs = new Map<number, Thumb>();
  return {
    async *frames(given, size) {
      const own = new Map<number, Thumb>();
      thumbs = own;
      let frame = 0;
      for await (const bytes of given) {
        if (frame % watchedEvery === 0) own.set(frame, shrunk(bytes, size));
        frame++;
        yield bytes;
      }
    },
    thumbs: () => thumbs,
  };
}

export type FileInspection = {
  file: string;
  promised: Promised;
  watch: FrameWatch;
  ffmpeg: FfmpegProgram;
  signal?: AbortSignal | undefined;
};

/**
 * What is wrong with a video that was encoded in one piece. What it shows was looked at when its version was rendered; what
 * may have gone wrong since is the encoding: the container is read to its end, key frames are decoded and compared.
 */
export async function inspectFile({ file, promised, watch, ffmpeg, signal }: FileInspection): Promise<Finding[]> {
  const container = await readContainer(file);
  const findings = containerFindings(container, promised);
  if (!container || findings.some(({ kind }) => kind === "undecodable" || kind === "duration")) return findings;
  const isTorn = container.packets.some(({ isWhole }) => !isWhole);
  const keys = isTorn ? null : await keyFrameThumbs({ file, ffmpeg, signal });
  const keyFrames = container.packets.flatMap(({ isKey }, frame) => (isKey ? [frame] : []));
  if (keys?.length !== keyFrames.length) {
    return [...findings, { kind: "undecodable", message: "The video cannot be decoded to its end." }];
  }
  const known = watch.thumbs();
  const wrong = keyFrames.findIndex((frame, index) => {
    const [is, should] = [keys[index], known.get(frame)];
    return is && should && !looksAlike(is, should);
  });
  if (wrong < 0) return findings;
  const seconds = ((keyFrames[wrong] ?? 0) / promised.fps).toFixed(1);
  return [
    ...findings,
    { kind: "wrong_picture", message: `The picture at ${seconds} s is not the one that was drawn.` },
  ];
}

/** Makes a file, looks at it, and makes it once more when something is wrong with it. Throws a retryable `video_broken`. */
export async function madeWell<Made>(
  make: () => Promise<Made>,
  inspect: (made: Made) => Promise<Finding[]>,
): Promise<Made> {
  let findings: Finding[] = [];
  for (let attempt = 0; attempt < 2; attempt++) {
    const made = await make();
    findings = await inspect(made);
    if (findings.length === 0) return made;
  }
  throw new PipelineError("video_broken", "The finished video did not pass its check; ask once more, please.", {
    cause: new Error(findings.map(({ message }) => message).join(" ")),
    isRetryable: true,
  });
}
