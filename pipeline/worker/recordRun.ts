import type { Operation } from "../../convex/model/operations.ts";
import { recordBeforeAndAfter } from "../beforeAfter/recordBeforeAndAfter.ts";
import { PipelineError } from "../failure.ts";
import { type Planning, planInteractions } from "../plan/plan.ts";
import type { OnProgress } from "../progress.ts";
import { loginFor } from "../record/login/login.ts";
import { type Recording, type RecordingRequest, recordPullRequest, type Workplace } from "../recordPullRequest.ts";
import { writePlan } from "../rerecord/planFile.ts";
import { type Replay, replan, replayInWords } from "../rerecord/replan.ts";
import type { Take } from "../take/take.ts";
import type { Earlier } from "./earlier.ts";
import type { Claim } from "./lane.ts";
import { reviewed } from "./planReview.ts";
import { recordTour } from "./recordTour.ts";
import { openSource } from "./storage/sources.ts";
import type { Workshop } from "./workshop.ts";

const usual = { size: { width: 1280, height: 720 }, deviceScale: 2, fps: 30, maxDurationMs: 60_000 } as const;

type Work = { outDir: string; earlier: Earlier | null; signal: AbortSignal; onProgress: OnProgress };

/** `operations` are what the first version is made with; `summary` is the take's, and what became of an old plan. */
type Recorded = { take: Take; summary: string; operations: Operation[] };

/** Records what a run asks for into `outDir`: a pull request, a public page, or a lead's site. */
export async function recordRun(workshop: Workshop, claim: Claim, work: Work): Promise<Recorded> {
  const { kind, viewport, ...request } = claim.run.request ?? { kind: "pr" as const };
  if (kind === "pr") return { ...(await recordChange(workshop, claim, work)), operations: [] };
  const { size, deviceScale, fps } = usual;
  return recordTour(
    workshop,
    { kind, ...request },
    { size: viewport ?? size, deviceScale, fps, outDir: work.outDir },
    work,
  );
}

/**
 * Records a pull request, with the plan beside it: alone or before and after, afresh or by the plan of an earlier recording.
 */
async function recordChange(
  workshop: Workshop,
  { run, jobId, attempt }: Claim,
  { outDir, earlier, signal, onProgress }: Work,
): Promise<Omit<Recorded, "operations">> {
  const { repoUrl, baseSha, commitSha, request } = run;
  if (!repoUrl || !baseSha || !commitSha) {
    throw new PipelineError(
      "not_recordable",
      "The commits of this pull request are not known, so it cannot be recorded; ask for it by its number.",
    );
  }
  const again = earlier?.plan ? replaying(earlier.plan) : null;
  const reviewing = async (planning: Planning) =>
    await reviewed(await planInteractions(planning), { store: workshop.store, claim: { jobId, attempt }, signal });
  const planWith = again?.planWith ?? reviewing;
  const common = {
    repoDir: await openSource(workshop, { _id: run._id, repoUrl, baseSha, commitSha }, signal),
    base: baseSha,
    head: commitSha,
    outDir,
    fps: usual.fps,
    maxDurationMs: request?.maxDurationMs ?? usual.maxDurationMs,
    ...(run.title !== undefined && { title: run.title }),
    ...(request?.focus !== undefined && { focus: request.focus }),
    planWith,
    login: await loginFor(workshop.loginsDir, run.repo ?? ""),
  };
  const workplace = { ...workshop, browser: await workshop.browser(), signal, onProgress };
  const { viewport, url, compare = false } = request ?? {};
  const alone = { ...common, size: viewport ?? usual.size, deviceScale: usual.deviceScale };
  const { take, plan, note } = compare
    ? {
        ...(await recordBeforeAndAfter({ ...common, layout: "side", ...(viewport && { size: viewport }) }, workplace)),
        note: "",
      }
    : await recordAlone(alone, url, workplace);
  await writePlan(outDir, plan);
  return { take, summary: [take.summary, note, again?.inWords() ?? ""].filter(Boolean).join(" ") };
}

/** On the preview deployment at `url` when it answers, else on a server of ours. `note` says what a viewer should know of it. */
async function recordAlone(
  request: RecordingRequest,
  url: string | undefined,
  workplace: Workplace,
): Promise<Recording & { note: string }> {
  if (url === undefined) {
    const recording = await recordPullRequest(request, workplace);
    const { withoutBase } = recording;
    return { ...recording, note: withoutBase ? `It was not compared with the base: ${asSentence(withoutBase)}` : "" };
  }
  try {
    const recording = await recordPullRequest({ ...request, url, isOnlyPublic: true }, workplace);
    return { ...recording, note: `Recorded on ${new URL(url).host}, without a comparison with the base.` };
  } catch (error) {
    const isOfSite = error instanceof PipelineError && /^site_(silent|refused)$/.test(error.code);
    if (!isOfSite) throw error;
    const recording = await recordAlone(request, undefined, workplace);
    const note = `The preview could not be used, so the app was started here. ${recording.note}`.trim();
    return { ...recording, note };
  }
}

/** The first line of a reason, which may quote a log. */
function asSentence(reason: string): string {
  const line = (reason.split("\n")[0] ?? "").trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
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
