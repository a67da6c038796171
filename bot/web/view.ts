import { captionCues } from "../../convex/model/captions.ts";
import { chaptersOf } from "../../convex/model/chapters.ts";
import type { EditVersion, ExportJob, Message } from "../../convex/model/documents.ts";
import { takeSummaryOf } from "../../convex/model/documents.ts";
import { notShownInWords } from "../chapters.ts";
import { progressOf, type RunState } from "../conversation/outcomes.ts";
import type { Context } from "../conversation/runStates.ts";
import type { ExportView, JobView, MessageView, RunView, ThreadView, VersionView } from "./pageTypes.ts";

/** The thread as the page shows it. `states` holds the thread's runs, oldest first; `messages` too. */
export function threadView(context: Context, states: readonly RunState[], messages: readonly Message[]): ThreadView {
  const { thread, currentVersion, jobs } = context;
  return {
    id: thread._id,
    threadKey: thread.externalId,
    channel: thread.channelTarget,
    title: thread.title,
    runs: states.map(runView),
    currentVersionId: currentVersion?._id ?? null,
    messages: messages.map(messageView),
    jobs: jobs.flatMap((job): JobView[] => {
      const state = states.find((one) => one.run._id === job.runId);
      if (!state) return [];
      const { jobId: id, kind, subject, stage, percent, etaMs } = progressOf(job, state);
      return [{ id, kind, subject, stage, percent, etaMs, runId: job.runId, versionId: job.editVersionId ?? null }];
    }),
  };
}

function runView(state: RunState): RunView {
  const { run, versions, exports } = state;
  return {
    id: run._id,
    title: run.title ?? run.summary,
    repo: run.repo ?? null,
    pr: run.pr ?? null,
    branch: run.branch ?? null,
    status: run.status,
    error: run.error ?? null,
    summary: run.summary,
    notShown: notShownInWords(run.notShown ?? []),
    width: run.width ?? 1280,
    height: run.height ?? 720,
    versions: versions.map((version) => versionView(state, version)),
    exports: exports.map((job) => exportView(job, versions)),
  };
}

function versionView({ run, versions }: RunState, version: EditVersion): VersionView {
  const take = takeSummaryOf(run);
  const isReady = version.status === "completed";
  return {
    id: version._id,
    runId: run._id,
    number: version.version,
    parentNumber: versions.find((one) => one._id === version.parentVersionId)?.version ?? null,
    status: version.status,
    summary: version.summary ?? `Version ${version.version}`,
    error: version.error ?? null,
    durationMs: version.durationMs ?? 0,
    sizeBytes: version.sizeBytes ?? 0,
    createdAt: version.createdAt,
    videoUrl: isReady ? `/media/versions/${version._id}.mp4` : null,
    posterUrl: isReady && version.posterUrl !== null ? `/media/versions/${version._id}.jpg` : null,
    captionsUrl:
      isReady && take && captionCues(version.operations, take.durationMs).length > 0
        ? `/media/versions/${version._id}.vtt`
        : null,
    fileName: isReady ? `${run.repo?.split("/").at(-1) ?? "video"}-v${version.version}.mp4` : null,
    chapters: take ? chaptersOf(take.shots, version.operations, take.durationMs) : [],
  };
}

function exportView(job: ExportJob, versions: readonly EditVersion[]): ExportView {
  const { _id: id, runId, format, width, height, status, fileSizeBytes: sizeBytes = 0, note = null } = job;
  const versionNumber = versions.find((one) => one._id === job.editVersionId)?.version ?? 1;
  const url = status === "completed" ? `/media/exports/${id}.${format}` : null;
  return { id, runId, versionNumber, format, width, height, status, sizeBytes, note, url };
}

const SENT = "message:local:";

function messageView(message: Message): MessageView {
  const posted = message.parts?.find((part) => part.type === "posted");
  const key = message.idempotencyKey ?? "";
  return {
    id: message._id,
    role: message.role,
    author: message.author?.name ?? null,
    text: message.content,
    atMs: message._creationTime,
    sentId: key.startsWith(SENT) ? key.slice(SENT.length) : null,
    key: message.role === "assistant" ? (message.idempotencyKey ?? null) : null,
    posted: posted ? { subject: posted.subject, id: posted.id } : null,
  };
}
