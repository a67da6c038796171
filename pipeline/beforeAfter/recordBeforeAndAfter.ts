import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { serveBeside } from "../compare/serveBeside.ts";
import { analyzeDiff } from "../diff/analyze.ts";
import { planInteractions } from "../plan/plan.ts";
import type { InteractionPlan, Scout } from "../plan/types.ts";
import type { OnProgress } from "../progress.ts";
import { openStage } from "../record/stage.ts";
import { keepOf, listening, type Recording, type RecordingRequest, type Workplace } from "../recordPullRequest.ts";
import { inferRoutes } from "../routes/infer.ts";
import { serveRevision } from "../serve/serveRevision.ts";
import { type BasePlan, basePlanFor } from "./basePlan.ts";
import { composeTakes, composingStage } from "./composeTakes.ts";
import { contentHeightOf } from "./contentHeight.ts";
import { type ComparisonLayout, fittedTo, pageSizeFor, stageFor } from "./layout.ts";

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
  const { repoDir, base, head, layout, fps, login } = request;
  const { browser, signal, onProgress } = workplace;
  const fullPage = pageSizeFor(layout, request.size);
  const { page, deviceScale } = stageFor(layout, fullPage);
  const at = (name: keyof typeof comparisonShares) => (fraction: number | null) =>
    onProgress({ stage: name, fraction });

  at("Reading the pull request")(0);
  const scratch = await mkdtemp(join(workplace.scratchDir, "compare-"));
  try {
    const analysis = await analyzeDiff({ repoDir, base, head });
    const changedPaths = analysis.changedFiles.map((file) => file.path);
    const serving = { repoDir, changedPaths, scratchDir: scratch, cacheDir: workplace.cacheDir };
    await using before = serveBeside({ ...serving, revision: analysis.base, signal });
    await using after = await serveRevision({ ...serving, revision: head, signal, onProgress });
    const routes = await inferRoutes({ dir: after.dir, app: after.app, analysis });
    const setting = { browser, size: page, deviceScale, fps, login };
    await using afterStage = await openStage({ ...setting, signal: AbortSignal.any([signal, after.died]) });
    await using beforeStage = await openStage({ ...setting, signal });

    at("Finding the change on screen")(0);
    const knownErrors: string[] = [];
    const keep = keepOf(analysis);
    const heights = [0];
    const afterScout = measuring(afterStage.scout(after.url, keep), heights);
    const beforeScout = before.url.then((url) =>
      url === null ? null : listening(measuring(beforeStage.scout(url, keep), heights), knownErrors),
    );
    const plan = await (request.planWith ?? planInteractions)({
      analysis,
      routes,
      app: after.app,
      scout: afterScout,
      base: beforeScout,
      maxDurationMs: request.maxDurationMs,
      ...(request.title !== undefined && { title: request.title }),
      ...(request.focus !== undefined && { focus: request.focus }),
    });

    const [beforeUrl, scoutOfBase] = await Promise.all([before.url, beforeScout]);
    if (beforeUrl === null || scoutOfBase === null) {
      const withoutBase = before.reason() ?? "the base did not start";
      const take = await afterStage.record({
        plan: { ...plan, summary: `${plan.summary} Before is missing: ${withoutBase}` },
        baseUrl: after.url,
        outDir: request.outDir,
        timeLimitMs: timeLimitOf(request),
        onProgress: ({ fraction }) => at(recordingStage)(fraction),
        keep,
        knownErrors,
      });
      return { take, plan, withoutBase };
    }

    const basePlan = await basePlanFor(plan.steps, { base: scoutOfBase, head: afterScout });
    const progress = shareProgress(at(recordingStage));
    const isFitted = layout === "side" && request.size === undefined;
    const stage = stageFor(layout, isFitted ? fittedTo(fullPage, Math.max(...heights)) : fullPage);
    const recordWith = { timeLimitMs: timeLimitOf(request), size: stage.page, keep, knownErrors };
    const [afterTake, beforeTake] = await Promise.all([
      afterStage.record({
        ...recordWith,
        plan,
        baseUrl: after.url,
        outDir: join(scratch, "after"),
        onProgress: progress(),
      }),
      basePlan.steps.length === 0
        ? null
        : beforeStage.record({
            ...recordWith,
            plan: playedOnBase(plan, basePlan),
            baseUrl: beforeUrl,
            outDir: join(scratch, "before"),
            onProgress: progress(),
          }),
    ]);

    const take = await composeTakes({
      stage,
      plan: { ...plan, summary: `${introductions[layout]} ${plan.summary}` },
      after: {
        dir: join(scratch, "after"),
        take: afterTake,
        steps: plan.steps,
        stepNumbers: plan.steps.map((_, number) => number),
      },
      before: beforeTake && { dir: join(scratch, "before"), take: beforeTake, ...basePlan },
      goneOnBase: basePlan.gone,
      withoutBasePage: basePlan.withoutPage,
      outDir: request.outDir,
      signal,
      onProgress,
    });
    return { take, plan };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const introductions: Record<ComparisonLayout, string> = {
  side: "Before and after, side by side.",
  wipe: "Before and after, one over the other.",
};

const timeLimitOf = ({ maxDurationMs }: Pick<ComparisonRequest, "maxDurationMs">): number => maxDurationMs * 5;

/** Notes how tall the pages are that it looks at. */
const measuring =
  (scout: Scout, heights: number[]): Scout =>
  async (...look) => {
    const snapshot = await scout(...look);
    heights.push(contentHeightOf(snapshot));
    return snapshot;
  };

/** The pieces of the diff are accounted for on head. */
function playedOnBase({ coverage: _, ...plan }: InteractionPlan, { steps }: BasePlan): InteractionPlan {
  return { ...plan, steps, notShown: [] };
}

/** Several recordings at once are one stage, as far as their mean. */
function shareProgress(report: (fraction: number) => void): () => OnProgress {
  const fractions: number[] = [];
  return () => {
    const mine = fractions.push(0) - 1;
    return ({ fraction }) => {
      fractions[mine] = fraction ?? fractions[mine] ?? 0;
      report(fractions.reduce((sum, one) => sum + one, 0) / fractions.length);
    };
  };
}
