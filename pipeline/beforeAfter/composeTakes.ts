import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Image } from "@napi-rs/canvas";
import type { Box, Shot } from "../../convex/model/recording.ts";
import { PipelineError } from "../failure.ts";
import { coverageInTake } from "../plan/recorded.ts";
import type { InteractionPlan, PlanStep } from "../plan/types.ts";
import type { OnProgress } from "../progress.ts";
import { idleSpans } from "../record/director/idle.ts";
import { chaptersOf, screenshotsOf, storyOf } from "../take/describe.ts";
import { writeTake } from "../take/store.ts";
import type { Picture, Take } from "../take/take.ts";
import { type AlignedStep, alignSteps } from "./align.ts";
import { groundFor, openPainter } from "./draw.ts";
import { type Look, looksOf, type Sweep, withSweeps } from "./frames.ts";
import type { Stage } from "./layout.ts";
import { marksOf } from "./marks.ts";
import { encodePng } from "./png.ts";
import { differingPixels, openSide, type Side } from "./sides.ts";
import { stretchesOf } from "./stretches.ts";

export const composingStage = "Putting before and after together";

/** One revision's recording of the shared plan. */
export type Recorded = {
  dir: string;
  take: Take;
  /** The steps that it was recorded from, and which step of the shared plan each of them is. */
  steps: readonly PlanStep[];
  stepNumbers: readonly number[];
};

export type Composition = {
  stage: Stage;
  plan: InteractionPlan;
  /** Null when the base has none of the plan's pages. */
  before: Recorded | null;
  after: Recorded;
  /** Steps whose element the base does not have. */
  goneOnBase: ReadonlySet<number>;
  /** Steps whose page the base does not have. */
  withoutBasePage: ReadonlySet<number>;
  /** The take's folder; it appears when the take is whole. */
  outDir: string;
  signal: AbortSignal;
  onProgress: OnProgress;
};

/**
 * Makes one ordinary take of two: step by step side by side, or one over the other with a wipe. Throws `nothing_differs`.
 * Only pictures that differ are composed.
 */
export async function composeTakes(composition: Composition): Promise<Take> {
  const startedAt = performance.now();
  const { before, after, stage, goneOnBase, withoutBasePage, outDir } = composition;
  const sides = {
    after: openSide(after.dir, after.take),
    before: before ? openSide(before.dir, before.take) : null,
  };
  const aligned = align(composition);
  const sweeps = await differences(aligned, sides, composition);
  if (sweeps.length === 0 && goneOnBase.size === 0 && withoutBasePage.size === 0) throw nothingDiffers();

  const steps = stage.layout === "wipe" ? withSweeps(aligned, sweeps) : aligned;
  const marks = await marksOf(
    steps,
    { after: sides.after, before: sides.before ?? sides.after },
    (step) => !goneOnBase.has(step) && !withoutBasePage.has(step),
  );
  const looks = looksOf({
    layout: stage.layout,
    steps,
    marks,
    sweeps,
    isBasePageThere: (step) => before !== null && !withoutBasePage.has(step),
  });

  const workDir = `${outDir}.partial-${process.pid}`;
  await rm(workDir, { recursive: true, force: true });
  try {
    await mkdir(join(workDir, "pictures"), { recursive: true });
    const pictures = await paintPictures(looks, sides, composition, workDir);
    const take = describe(composition, steps, looks.length, pictures, Math.round(performance.now() - startedAt));
    await writeTake(workDir, take);
    await mkdir(dirname(outDir), { recursive: true });
    await rename(workDir, outDir);
    return take;
  } catch (error) {
    await rm(workDir, { recursive: true, force: true });
    throw error;
  }
}

function align({ stage, before, after }: Composition): AlignedStep[] {
  const right = stretchesOf(after.take, after.steps, after.stepNumbers);
  const left = before ? stretchesOf(before.take, before.steps, before.stepNumbers) : [];
  if (stage.layout === "side") return alignSteps(left, right);
  // Under a wipe nobody sees the base act: what counts is how it looks when it is done.
  const ends = left.map((one) => ({ ...one, from: one.to - 1, act: one.to - 1 }));
  return alignSteps(
    ends.filter((one) => right.some(({ step }) => step === one.step)),
    right,
  );
}

/** So many CSS pixels have to differ before a viewer sees it. A caret is smaller. */
const leastDifferingPx = 50;
/** A wipe that turns back at every step is a pendulum. */
const mostSweeps = 3;

/**
 * The steps at whose end a wipe turns back to show how it was: the first page, and those that look most unlike what was
 * turned back on before. None when both sides look the same throughout.
 */
async function differences(
  steps: readonly AlignedStep[],
  { before, after }: { before: Side | null; after: Side },
  { stage, withoutBasePage }: Composition,
): Promise<Sweep[]> {
  const least = leastDifferingPx * stage.deviceScale ** 2;
  const found: (Sweep & { news: number })[] = [];
  let beforeFrame = 0;
  let afterFrame = 0;
  let lastShown: Image | null = null;
  for (const step of steps) {
    if (step.before) beforeFrame = step.before.to - 1;
    if (step.after) afterFrame = step.after.to - 1;
    const now = await after.imageAt(afterFrame);
    const isNewPage = before === null || withoutBasePage.has(step.step);
    if (!isNewPage && differingPixels(await before.imageAt(beforeFrame), now) < least) continue;
    const news = lastShown ? differingPixels(lastShown, now) : Number.POSITIVE_INFINITY;
    lastShown = now;
    const box = step.after?.shot.box;
    found.push({ step: step.step, handleY: box ? box.y + box.height / 2 : stage.size.height / 2, news });
  }
  const kept = found.toSorted((a, b) => b.news - a.news).slice(0, mostSweeps);
  return found.filter((one) => kept.includes(one) && one.news >= least);
}

/** Compressing is done on other threads; more pictures than this under way would only take memory. */
const mostUnderWay = 3;

async function paintPictures(
  looks: readonly Look[],
  sides: { before: Side | null; after: Side },
  { stage, after, signal, onProgress }: Composition,
  workDir: string,
): Promise<Picture[]> {
  const painter = openPainter(stage, after.take.pageBackground);
  const files = new Map<string, string>();
  const pictures: Picture[] = [];
  const underWay = new Set<Promise<void>>();
  for (const [frame, look] of looks.entries()) {
    const key = keyOf(look, sides);
    let file = files.get(key);
    if (file === undefined) {
      signal.throwIfAborted();
      onProgress({ stage: composingStage, fraction: frame / looks.length });
      file = `pictures/${String(frame).padStart(6, "0")}.png`;
      files.set(key, file);
      const [left, right] = await Promise.all([
        look.before === null ? null : (sides.before?.imageAt(look.before) ?? null),
        look.after === null ? null : sides.after.imageAt(look.after),
      ]);
      painter.paint(look, left, right);
      const path = join(workDir, file);
      const writing: Promise<void> = encodePng(painter.canvas)
        .then((bytes) => writeFile(path, bytes))
        .finally(() => underWay.delete(writing));
      // A failure is thrown by whoever waits; nobody may be waiting just now.
      writing.catch(() => {});
      underWay.add(writing);
      while (underWay.size >= mostUnderWay) await Promise.race(underWay);
    }
    if (pictures.at(-1)?.file !== file) pictures.push({ atFrame: frame, file });
  }
  await Promise.all(underWay);
  return pictures;
}

const keyOf = (look: Look, { before, after }: { before: Side | null; after: Side }): string =>
  JSON.stringify([
    look.before === null ? null : before?.fileAt(look.before),
    look.after === null ? null : after.fileAt(look.after),
    look.wiped,
    look.wiped > 0 ? look.handleY : 0,
    look.marks,
  ]);

function describe(
  { stage, plan, after, before }: Composition,
  steps: readonly AlignedStep[],
  frameCount: number,
  pictures: Picture[],
  wallMs: number,
): Take {
  const { fps, pageBackground, capture, notShown } = after.take;
  const msAt = (frame: number): number => Math.round((frame * 1000) / fps);
  const track = trackOf(steps, stage, { before: before?.take ?? null, after: after.take });
  const shots = shotsOf(steps, stage, msAt);
  const durationMs = msAt(frameCount);
  const busyMs = [
    ...pictures.map(({ atFrame }) => msAt(atFrame)),
    ...track.pointer.map(({ atMs }) => atMs),
    ...track.keys.map(({ atMs }) => atMs),
  ];
  return {
    format: 1,
    ...stage.size,
    deviceScale: stage.deviceScale,
    fps,
    frameCount,
    durationMs,
    pictures,
    ...track,
    shots,
    idle: idleSpans(
      busyMs,
      shots.filter(({ changed }) => changed),
      durationMs,
    ),
    // A wipe fills the picture with the page; side by side the pages stand on a ground of their own.
    pageBackground: stage.layout === "wipe" ? pageBackground : groundFor(pageBackground),
    title: plan.title,
    summary: plan.summary,
    comparison: stage.layout,
    notShown,
    ...(plan.coverage && { coverage: coverageInTake(plan, shots) }),
    story: storyOf(shots),
    chapters: chaptersOf(shots),
    screenshots: screenshotsOf({ shots, pictures, fps }),
    capture: { ...capture, wallMs: capture.wallMs + wallMs },
  };
}

function shotsOf(steps: readonly AlignedStep[], stage: Stage, msAt: (frame: number) => number): Shot[] {
  return steps.flatMap((step, index) => {
    const played = step.after ?? step.before;
    if (!played) return [];
    const pane = step.after ? stage.after : stage.before;
    // Where elements are is known of each side alone.
    const { box, atMs, elementId: _, ...shot } = played.shot;
    return [
      {
        ...shot,
        id: `shot-${index + 1}`,
        startMs: msAt(step.from),
        endMs: msAt(step.to),
        ...(atMs === undefined ? {} : { atMs: msAt(step.act) }),
        ...(box ? { box: shifted(box, pane) } : {}),
      },
    ];
  });
}

const shifted = (box: Box, pane: Box): Box => ({ ...box, x: box.x + pane.x, y: box.y + pane.y });

/** The hand and the keys of the head's side; the base's own only where the base acts alone. */
function trackOf(
  steps: readonly AlignedStep[],
  stage: Stage,
  takes: { before: Take | null; after: Take },
): Pick<Take, "pointer" | "keys" | "consoleErrors"> {
  const track: Pick<Take, "pointer" | "keys" | "consoleErrors"> = { pointer: [], keys: [], consoleErrors: [] };
  for (const step of steps) {
    const side = step.after ? "after" : "before";
    const [played, take] = [step[side], takes[side]];
    if (!played || !take) continue;
    const [fromMs, toMs] = [played.from, played.to].map((frame) => (frame * 1000) / take.fps) as [number, number];
    const shiftMs = ((played.at - played.from) * 1000) / take.fps;
    const during = <T extends { atMs: number }>(events: readonly T[]): T[] =>
      events
        .filter(({ atMs }) => atMs >= fromMs && (atMs < toMs || played.to >= take.frameCount))
        .map((event) => ({ ...event, atMs: event.atMs + shiftMs }));
    const { x, y } = stage[side];
    track.pointer.push(...during(take.pointer).map((one) => ({ ...one, x: one.x + x, y: one.y + y })));
    track.keys.push(...during(take.keys));
    track.consoleErrors.push(...during(take.consoleErrors));
  }
  return track;
}

const nothingDiffers = (): PipelineError =>
  new PipelineError(
    "nothing_differs",
    "Before and after look the same at every step, so there is nothing to compare; ask for an ordinary recording instead.",
  );
