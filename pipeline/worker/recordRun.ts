import { recordBeforeAndAfter } from "../beforeAfter/recordBeforeAndAfter.ts";
import { PipelineError } from "../failure.ts";
import type { Planning } from "../plan/plan.ts";
import type { OnProgress } from "../progress.ts";
import { loginFor } from "../record/login/storageState.ts";
import { recordPullRequest } from "../recordPullRequest.ts";
import { writePlan } from "../rerecord/planFile.ts";
import { type Replay, replan, replayInWords } from "../rerecord/replan.ts";
import type { Take } from "../take/take.ts";
import type { Earlier } from "./earlier.ts";
import type { Claim } from "./lane.ts";
import { openSource } from "./storage/sources.ts";
import type { Workshop } from "./workshop.ts";

const usual = { size: { width: 1280, height: 720 }, deviceScale: 2, fps: 30, maxDurationMs: 60_000 } as const;

/**
 * Records what a run asks for into `outDir`, with the plan beside it: alone or before and after, afresh or by the plan of an
 * earlier recording. `summary` is the take's, and what became of the old plan.
 */
export async function recordRun(
  workshop: Workshop,
  run: Claim["run"],
  {
    outDir,
    earlier,
    signal,
    onProgress,
  }: { outDir: string; earlier: Earlier | null; signal: AbortSignal; onProgress: OnProgress },
): Promise<{ take: Take; summary: string }> {
  const { repoUrl, baseSha, commitSha, request } = run;
  if (!repoUrl || !baseSha || !commitSha) {
    throw new PipelineError("not_recordable", "Only pull requests of a git repository can be recorded so far.");
  }
  const again = earlier?.plan ? replaying(earlier.plan) : null;
  const common = {
    repoDir: await openSource(workshop, { _id: run._id, repoUrl, baseSha, commitSha }, signal),
    base: baseSha,
    head: commitSha,
    outDir,
    fps: usual.fps,
    maxDurationMs: request?.maxDurationMs ?? usual.maxDurationMs,
    ...(run.title !== undefined && { title: run.title }),
    ...(request?.focus !== undefined && { focus: request.focus }),
    ...(again && { planWith: again.planWith }),
    storageState: await loginFor(workshop.loginsDir, run.repo ?? ""),
  };
  const workplace = { ...workshop, browser: await workshop.browser(), signal, onProgress };
  const { viewport } = request ?? {};
  const { take, plan } = request?.compare
    ? await recordBeforeAndAfter({ ...common, layout: "side", ...(viewport && { size: viewport }) }, workplace)
    : await recordPullRequest({ ...common, size: viewport ?? usual.size, deviceScale: usual.deviceScale }, workplace);
  await writePlan(outDir, plan);
  return { take, summary: [take.summary, again?.inWords() ?? ""].filter(Boolean).join(" ") };
}

/** Plans by an earlier plan, and can tell afterwards what became of it. */
function replaying(earlier: Parameters<typeof replan>[0]) {
  let replay: Replay | null = null;
  return {
    planWith: async (planning: Planning) => {
      const replanned = await replan(earlier, planning);
      replay = replanned.replay;
      return replanned.plan;
    },
    inWords: (): string => (replay ? replayInWords(replay) : ""),
  };
}
