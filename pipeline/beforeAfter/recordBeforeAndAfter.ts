import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { analyzeDiff } from "../diff/analyze.ts";
import { failureOf } from "../failure.ts";
import { planInteractions } from "../plan/plan.ts";
import type { InteractionPlan } from "../plan/types.ts";
import type { Progress } from "../progress.ts";
import { openStage } from "../record/stage.ts";
import type { Recording, RecordingRequest, Workplace } from "../recordPullRequest.ts";
import { writePlan } from "../rerecord/planFile.ts";
import { inferRoutes } from "../routes/infer.ts";
import { type Served, serveRevision } from "../serve/serveRevision.ts";
import type { Take } from "../take/take.ts";
import { basePlanFor } from "./basePlan.ts";
import { composeTakes, composingStage, type Recorded } from "./composeTakes.ts";
import { type ComparisonLayout, pageSizeFor, stageFor } from "./layout.ts";

export type ComparisonRequest = Omit<RecordingRequest, "size" | "deviceScale"> & {
  layout: ComparisonLayout;
  /** Of each page; unless given, what fills the picture best. */
  size?: RecordingRequest["size"];
};

const recordingStage = "Recording before and after";

/** As `recordingShares`, for a comparison. */
export const comparisonShares = {
  "Reading the pull request": 1,
  "Installing its dependencies": 5,
  "Starting the app": 4,
  "Finding the change on screen": 7,
  [recordingStage]: 18,
  [composingStage]: 8,
} as const;

/**
 * Records what changed between two commits on both of them, as one take: base beside head, or under a wipe. When the base
 * does not start, the take shows head alone and says so. Throws `nothing_differs` when there is nothing to compare.
 */
export async function recordBeforeAndAfter(request: ComparisonRequest, workplace: Workplace): Promise<Recording> {
  const { repoDir, base, head, layout, fps } = request;
  const { browser, signal, onProgress } = workplace;
  const stage = stageFor(layout, pageSizeFor(layout, request.size));
  const at = (name: keyof typeof comparisonShares) => (fraction: number | null) =>
    onProgress({ stage: name, fraction });

  at("Reading the pull request")(0);
  const scratch = await mkdtemp(join(workplace.scratchDir, "compare-"));
  try {
    const analysis = await analyzeDiff({ repoDir, base, head });
    const changedPaths = analysis.changedFiles.map((file) => file.path);
    const serving = { repoDir, changedPaths, scratchDir: scratch, cacheDir: workplace.cacheDir };
    await using served = await serveBoth({ base, head, signal, onProgress }, (revision, work) =>
      serveRevision({ ...serving, revision, ...work }),
    );
    const { after, before } = served;
    const routes = await inferRoutes({ dir: after.dir, app: after.app, analysis });
    const { page: size, deviceScale } = stage;
    const setting = { browser, size, deviceScale, fps, signal, storageState: request.storageState };
    await using afterStage = await openStage(setting);

    at("Finding the change on screen")(0);
    const afterScout = afterStage.scout(after.url);
    const plan = await planInteractions({
      analysis,
      routes,
      app: after.app,
      scout: afterScout,
      maxDurationMs: request.maxDurationMs,
      ...(request.title !== undefined && { title: request.title }),
      ...(request.focus !== undefined && { focus: request.focus }),
    });

    const recordWith = { plan, timeLimitMs: request.maxDurationMs * 5 };
    if (before.kind === "failed") {
      const spoken = { ...plan, summary: `${plan.summary} ${before.sentence}` };
      const take = await afterStage.record({
        ...recordWith,
        plan: spoken,
        baseUrl: after.url,
        outDir: request.outDir,
        onProgress: ({ fraction }) => at(recordingStage)(fraction),
      });
      await writePlan(request.outDir, plan);
      return { take, plan };
    }

    await using beforeStage = await openStage(setting);
    const scouts = { base: beforeStage.scout(before.served.url), head: afterScout };
    const basePlan = await basePlanFor(plan.steps, scouts);

    const fractions = [0, 0];
    const onSide =
      (side: 0 | 1) =>
      ({ fraction }: Progress): void => {
        fractions[side] = fraction ?? fractions[side] ?? 0;
        at(recordingStage)(((fractions[0] ?? 0) + (fractions[1] ?? 0)) / 2);
      };
    const [afterTake, beforeTake] = await Promise.all([
      afterStage.record({ ...recordWith, baseUrl: after.url, outDir: join(scratch, "after"), onProgress: onSide(0) }),
      basePlan.steps.length === 0
        ? null
        : beforeStage.record({
            plan: { ...plan, steps: basePlan.steps, notShown: [] },
            timeLimitMs: recordWith.timeLimitMs,
            baseUrl: before.served.url,
            outDir: join(scratch, "before"),
            onProgress: onSide(1),
          }),
    ]);

    const whole = { ...plan, summary: `${introductions[layout]} ${plan.summary}` };
    const take = await composeTakes({
      stage,
      plan: whole,
      after: {
        dir: join(scratch, "after"),
        take: afterTake,
        steps: plan.steps,
        stepNumbers: plan.steps.map((_, number) => number),
      },
      before: beforeTake && recorded(join(scratch, "before"), beforeTake, basePlan),
      goneOnBase: basePlan.gone,
      withoutBasePage: basePlan.withoutPage,
      outDir: request.outDir,
      signal,
      onProgress,
    });
    await writePlan(request.outDir, plan);
    return { take, plan };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const introductions: Record<ComparisonLayout, string> = {
  side: "Before and after, side by side.",
  wipe: "Before and after, one over the other.",
};

const recorded = (
  dir: string,
  take: Take,
  { steps, stepNumbers }: { steps: InteractionPlan["steps"]; stepNumbers: number[] },
): Recorded => ({ dir, take, steps, stepNumbers });

type ServedBefore = { kind: "served"; served: Served } | { kind: "failed"; sentence: string };
type Work = { signal: AbortSignal; onProgress: Workplace["onProgress"] };

/** Head must start; a base that does not is told, not thrown. */
async function serveBoth(
  { base, head, signal, onProgress }: { base: string; head: string } & Work,
  serve: (revision: string, work: Work) => Promise<Served>,
): Promise<{ after: Served; before: ServedBefore } & AsyncDisposable> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const starting = serve(base, { signal: either, onProgress: () => {} }).then(
    (served): ServedBefore => ({ kind: "served", served }),
    (error: unknown): ServedBefore => ({ kind: "failed", sentence: baseSilent(error) }),
  );
  const dispose = async (served: ServedBefore): Promise<void> => {
    if (served.kind === "served") await served.served.stop();
  };
  try {
    const after = await serve(head, { signal: either, onProgress });
    const before = await starting;
    signal.throwIfAborted();
    return {
      after,
      before,
      async [Symbol.asyncDispose]() {
        await Promise.all([after.stop(), dispose(before)]);
      },
    };
  } catch (error) {
    stop.abort("the other side did not start");
    await dispose(await starting);
    throw error;
  }
}

const baseSilent = (error: unknown): string => `The base could not be shown beside it: ${failureOf(error).message}`;
