import type { TakeOnDisk } from "../compose/drawFrames.ts";
import type { FfmpegProgram } from "../encode/ffmpeg.ts";
import type { FrameSpan } from "../timeline/frameMap.ts";
import { subpixel, type Timeline } from "../timeline/timeline.ts";
import { type Container, containerFindings, readContainer } from "./container.ts";
import { motionFindings } from "./motion.ts";
import type { Finding } from "./report.ts";
import { drawnThumbs, isBlank, keyFrameThumbs, looksAlike, type Thumb, thumbsFrom } from "./thumbs.ts";

export type Inspection = {
  file: string;
  source: TakeOnDisk;
  timeline: Timeline;
  /** The segments that were encoded just now; the others were looked at when they were. */
  fresh: readonly FrameSpan[];
  ffmpeg: FfmpegProgram;
  signal?: AbortSignal | undefined;
};

/** So many frames are drawn again to compare with, and so many segments decoded whole. */
const mostDrawn = 5;
const mostDecoded = 2;
/** A render of less than this share was an edit: only what is new is looked at. */
const editShare = 0.3;
/** A blank start is looked for no further than this. */
const longestBlankMs = 8_000;

/**
 * What is wrong with a finished video: its container is read to the end, its pictures are compared with what should be there
 * at some key frames, and its motion with the timeline's. Costs a few percent of a render.
 */
export async function inspectVideo(inspection: Inspection): Promise<Finding[]> {
  const { file, timeline, fresh, signal } = inspection;
  const container = await readContainer(file);
  const { frameCount: frames, fps, size } = timeline;
  const findings = containerFindings(container, { frames, fps, ...size });
  if (findings.some(({ kind }) => kind === "undecodable" || kind === "duration")) return findings;
  const torn = tornSegments(timeline, container);
  if (torn.length > 0) return [...findings, ...torn.map((span) => broken(span, fps))];
  signal?.throwIfAborted();
  const freshFrames = fresh.reduce((sum, { from, to }) => sum + to - from, 0);
  const isEdit = fresh.length > 0 && freshFrames < editShare * frames;
  findings.push(...(isEdit ? await freshFindings(inspection) : await wholeFindings(inspection)));
  findings.push(...motionFindings(timeline, container));
  return findings;
}

function tornSegments({ segments }: Timeline, container: Container | null): FrameSpan[] {
  const isTorn = (frame: number): boolean => container?.packets[frame]?.isWhole === false;
  return segments.filter(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index).some(isTorn));
}

async function wholeFindings(inspection: Inspection): Promise<Finding[]> {
  const { source, timeline } = inspection;
  const { segments } = timeline;
  const chosen = spread(segments, mostDrawn);
  const keys = await keyFrameThumbs(inspection);
  if (keys === null || keys.length !== segments.length) return await damagedSegments(inspection, segments);
  const expected = await drawnThumbs(
    source,
    timeline,
    chosen.map(({ from }) => from),
  );
  const wrong = chosen.filter((segment, index) => {
    const thumb = keys[segments.indexOf(segment)];
    return !thumb || !expected[index] || !looksAlike(thumb, expected[index]);
  });
  // The first frames were compared above.
  const decoded = await brokenSegments(inspection, spread(segments, mostDecoded));
  const blank = expected[0] && isBlankAt(timeline, 0, expected[0]) ? await blankLeadIn(inspection) : [];
  return [...wrong.map((span) => wrongPicture(span, timeline.fps)), ...decoded, ...blank];
}

/** They were drawn a moment ago; only what the encoder made of them is in question. */
const freshFindings = (inspection: Inspection): Promise<Finding[]> =>
  brokenSegments(inspection, spread(inspection.fresh, mostDecoded));

/** Every segment on its own, to find which is damaged: slow, and only needed when something is. */
const damagedSegments = async (inspection: Inspection, segments: readonly FrameSpan[]): Promise<Finding[]> => {
  const findings = await brokenSegments(inspection, segments);
  const unknown: Finding = { kind: "undecodable", message: "The video cannot be decoded to its end." };
  return findings.length > 0 ? findings : [unknown];
};

/** Decodes whole segments. */
async function brokenSegments(inspection: Inspection, spans: readonly FrameSpan[]): Promise<Finding[]> {
  const { fps } = inspection.timeline;
  const findings: Finding[] = [];
  for (const span of spans) {
    const frames = span.to - span.from;
    const thumbs = await thumbsFrom(inspection, { from: span.from, frames, fps });
    if (thumbs?.length !== frames) findings.push(broken(span, fps));
  }
  return findings;
}

const placeOf = ({ from, to }: FrameSpan, fps: number) => ({
  startMs: Math.round((from * 1000) / fps),
  endMs: Math.round((to * 1000) / fps),
});

const broken = (span: FrameSpan, fps: number): Finding => ({
  ...placeOf(span, fps),
  kind: "undecodable",
  message: `The video is damaged between ${(span.from / fps).toFixed(1)} and ${(span.to / fps).toFixed(1)} s.`,
});

const wrongPicture = (span: FrameSpan, fps: number): Finding => ({
  ...placeOf(span, fps),
  kind: "wrong_picture",
  message: `The picture at ${(span.from / fps).toFixed(1)} s is not what was recorded there.`,
});

function isBlankAt({ size, frameAt, picture }: Timeline, frame: number, thumb: Thumb): boolean {
  const [x, y, width, height] = frameAt(frame).window.map((side) => side / subpixel) as [
    number,
    number,
    number,
    number,
  ];
  // A little inside, away from the window's rounded corners and soft edge.
  const inset = 0.02 * width;
  // A browser bar stands above the page, and is never blank.
  const bar = (Math.max(0, -picture.y) / picture.height) * height;
  return isBlank(thumb, {
    left: (x + inset) / size.width,
    top: (y + bar + inset) / size.height,
    right: (x + width - inset) / size.width,
    bottom: (y + height - inset) / size.height,
  });
}

/** How long the page is empty at the beginning. */
async function blankLeadIn({ source, timeline }: Inspection): Promise<Finding[]> {
  const { fps, frameCount } = timeline;
  const last = Math.min(frameCount, Math.round((longestBlankMs * fps) / 1000));
  let picture = timeline.frameAt(0).picture;
  for (let frame = 1; frame < last; frame++) {
    const next = timeline.frameAt(frame).picture;
    if (next === picture) continue;
    picture = next;
    const [thumb] = await drawnThumbs(source, timeline, [frame]);
    if (!thumb || isBlankAt(timeline, frame, thumb)) continue;
    const endMs = Math.round((frame * 1000) / fps);
    return [
      {
        kind: "blank_lead_in",
        startMs: 0,
        endMs,
        message: `The page is empty for the first ${(endMs / 1000).toFixed(1)} s.`,
      },
    ];
  }
  return [];
}

/** At most so many of a list, evenly, with the first and the last. */
function spread<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  const picked = Array.from({ length: most }, (_, index) => Math.round((index * (items.length - 1)) / (most - 1)));
  return [...new Set(picked)].map((index) => items[index] as Item);
}
