import type { Operation } from "../../convex/model/operations.ts";
import { PipelineError } from "../failure.ts";
import { evenSize } from "../look/layout.ts";
import { defaultFps, outputSizeOf, type RenderedVideo, renderVideo, type VideoRequest } from "../render.ts";
import { readTake } from "../take/store.ts";
import type { FrameSpan } from "../timeline/frameMap.ts";
import { type Timeline, timelineOf } from "../timeline/timeline.ts";
import { inspectVideo } from "./inspect.ts";
import { type Finding, isBroken, type Quality, qualityOf } from "./report.ts";

export type CheckedVideo = RenderedVideo & {
  quality: Quality;
  /** The operations that the video shows: those that were asked for, and one more where a blank start was taken off. */
  operations: readonly Operation[];
};

export type CheckedRequest = VideoRequest & {
  /** Take an empty page off the beginning. Only for a video whose operations nobody has built on yet. */
  trimsBlankStart?: boolean;
};

/** What would be left must still be a video. */
const leastLeftMs = 1_000;

/**
 * Renders a video and looks at it before anybody else does. What can be mended is: an empty start is trimmed, damaged segments
 * are rendered again. Throws a retryable `video_broken` when the file is not whole even then.
 */
export async function renderChecked(request: CheckedRequest): Promise<CheckedVideo> {
  let { operations } = request;
  let look = await renderAndLook({ ...request, operations });
  const mended: Finding[] = [];

  const blank = look.findings.find(({ kind }) => kind === "blank_lead_in");
  const startMs = blank?.endMs ?? 0;
  if (blank && request.trimsBlankStart && look.rendered.durationMs - startMs >= leastLeftMs) {
    operations = [...operations, { type: "trim", startMs, endMs: look.rendered.durationMs }];
    look = await renderAndLook({ ...request, operations });
    const message = `The first ${(startMs / 1000).toFixed(1)} s were an empty page and were left out.`;
    mended.push({ ...blank, repair: "trimmed", message });
  }

  for (const isLast of [false, true]) {
    const broken = look.findings.filter(isBroken);
    if (broken.length === 0) break;
    // First what is known to be damaged, from the cache's other segments; then everything from nothing.
    const distrust = isLast ? [wholeOf(look.timeline)] : broken.flatMap((finding) => framesOf(finding, look.timeline));
    look = await renderAndLook({ ...request, operations, distrust });
    if (look.findings.some(isBroken)) continue;
    mended.push(...broken.map((finding): Finding => ({ ...finding, repair: "rendered_again" })));
  }
  requireWhole(look.findings);
  return { ...look.rendered, operations, quality: qualityOf([...mended, ...look.findings]) };
}

type Look = { rendered: RenderedVideo; timeline: Timeline; findings: Finding[] };

async function renderAndLook(request: CheckedRequest): Promise<Look> {
  const { takeDir, operations, outFile, ffmpeg, signal, fps = defaultFps } = request;
  let fresh: readonly FrameSpan[] = [];
  const rendered = await renderVideo({ ...request, onFresh: (spans) => (fresh = spans) });
  const take = await readTake(takeDir);
  const size = evenSize(request.size ?? outputSizeOf(take, operations));
  const timeline = timelineOf(take, operations, { size, fps });
  const source = { dir: takeDir, take };
  const findings = await inspectVideo({ file: outFile, source, timeline, fresh, ffmpeg, signal });
  return { rendered, timeline, findings };
}

const wholeOf = ({ frameCount }: Timeline): FrameSpan => ({ from: 0, to: frameCount });

function framesOf({ startMs, endMs }: Finding, { fps }: Timeline): FrameSpan[] {
  if (startMs === undefined || endMs === undefined) return [];
  return [{ from: Math.round((startMs * fps) / 1000), to: Math.round((endMs * fps) / 1000) }];
}

/** A video that stops in the middle is worse than none. */
function requireWhole(findings: readonly Finding[]): void {
  const fatal = findings.find(({ kind }) => kind === "undecodable" || kind === "duration" || kind === "size");
  if (!fatal) return;
  throw new PipelineError("video_broken", "The finished video did not pass its check; ask once more, please.", {
    cause: new Error(fatal.message),
    isRetryable: true,
  });
}
