import type { Id } from "../../convex/_generated/dataModel.js";
import { chaptersOf } from "../../convex/model/chapters.ts";
import type { Activity, EditVersion, ExportJob, Run } from "../../convex/model/documents.ts";
import { takeSummaryOf } from "../../convex/model/documents.ts";
import type { MessagePart } from "../../convex/model/message.ts";
import { qualityInWords } from "../../convex/model/quality.ts";
import { notShownInWords } from "../chapters.ts";
import type { Platform, Progress, ThreadAddress, VideoPost } from "../platform.ts";
import type { Library } from "../results/library.ts";
import { duration, size } from "../words.ts";

/** A run with all that was made of it. */
export type RunState = { run: Run; versions: readonly EditVersion[]; exports: readonly ExportJob[] };

/** One thing that has ended and belongs in the thread, once. */
export type Outcome = {
  /** The mark in the store by which it is known to have been posted. */
  key: string;
  askedAt: number;
  /** Of a video: the marks of newer ones of its run. After one of them it would look like the latest, so it is not posted. */
  newer?: readonly string[];
  /** What the thread remembers of it. */
  content: string;
  part: Extract<MessagePart, { type: "posted" }>;
  post(platforms: readonly Platform[], thread: ThreadAddress, library: Library): Promise<void>;
};

const all = async (platforms: readonly Platform[], post: (platform: Platform) => Promise<void>): Promise<void> => {
  await Promise.all(platforms.map(post));
};

/** What has ended in a run, in the order in which it was asked for. What was canceled says so in its progress message alone. */
export function outcomesOf({ run, versions, exports }: RunState): Outcome[] {
  const ended = [
    ...(run.status === "failed" ? [failure(run, "The recording failed", run._id, run.timestamp)] : []),
    ...versions.flatMap((version) => {
      if (version.status === "completed")
        return isWithheld(run, version, versions) ? [] : [finishedVideo(run, version, versions)];
      if (version.status !== "failed" || version.errorCode === "canceled") return [];
      return [failure(version, `Version ${version.version} failed`, version._id, version.createdAt)];
    }),
    ...exports.flatMap((job) => {
      if (job.status === "completed") return [finishedFile(run, job, versions)];
      if (job.status !== "failed" || job.errorCode === "canceled") return [];
      return [failure(job, "The export failed", job._id, job.createdAt)];
    }),
  ];
  return ended.sort((a, b) => a.askedAt - b.askedAt);
}

function failure(
  what: { error?: string },
  beginning: string,
  id: Id<"runs" | "editVersions" | "exportJobs">,
  askedAt: number,
): Outcome {
  const message = `${beginning}: ${what.error ?? "the worker's log has the details."}`;
  const key = `failed:${id}`;
  return {
    key,
    askedAt,
    content: message,
    part: { type: "posted", subject: "failure", id },
    post: (platforms, thread) => all(platforms, (platform) => platform.postError({ thread, key, message })),
  };
}

/** Of a recording made again only the version with the earlier edits is posted, unless that one fails. */
const isWithheld = (run: Run, version: EditVersion, versions: readonly EditVersion[]): boolean =>
  version._id !== leadOf(run, versions)?._id && version._id === versions[0]?._id;

/** The version that stands for the run. */
function leadOf(run: Run, versions: readonly EditVersion[]): EditVersion | undefined {
  return versions.find(({ _id, status }) => _id === run.carriedVersionId && status !== "failed") ?? versions[0];
}

const videoKey = ({ _id }: Pick<EditVersion, "_id">): string => `version:${_id}`;

function finishedVideo(run: Run, version: EditVersion, versions: readonly EditVersion[]): Outcome {
  const post = videoPostOf(run, version, versions);
  const { key, summary } = post;
  const name = version._id === leadOf(run, versions)?._id ? post.run.title : `Version ${version.version}`;
  const length = duration(post.version.durationMs);
  return {
    key,
    askedAt: version.createdAt,
    newer: versions.filter((one) => one.version > version.version && one.status === "completed").map(videoKey),
    content: summary === name ? `${name} (${length})` : `${name} (${length}): ${summary}`,
    part: { type: "posted", subject: "version", id: version._id },
    post: async (platforms, thread, library) => {
      const files = await library.versionFiles(run, version);
      await all(platforms, (platform) => platform.postVideo({ ...post, ...files, thread }));
    },
  };
}

/** What a post of a version says, wherever it goes. */
export function videoPostOf(
  run: Run,
  version: EditVersion,
  versions: readonly EditVersion[],
): Omit<VideoPost, "thread" | "filePath" | "posterPath"> {
  const isFirst = version._id === leadOf(run, versions)?._id;
  const take = takeSummaryOf(run);
  const durationMs = version.durationMs ?? take?.durationMs ?? 0;
  const told = isFirst ? run.summary : (version.summary ?? `Version ${version.version}`);
  const flaw = version.quality ? qualityInWords(version.quality) : null;
  return {
    key: videoKey(version),
    run: { id: run._id, title: run.title ?? run.summary, repo: run.repo ?? null, pr: run.pr ?? null },
    version: { id: version._id, number: version.version, durationMs, sizeBytes: version.sizeBytes ?? 0 },
    summary: flaw === null ? told : `${/[.!?]$/.test(told) ? told : `${told}.`} ${flaw}`,
    notShown: isFirst ? notShownInWords(run.notShown ?? []) : [],
    chapters: take ? chaptersOf(take.shots, version.operations, take.durationMs) : [],
  };
}

function finishedFile(run: Run, job: ExportJob, versions: readonly EditVersion[]): Outcome {
  const key = `export:${job._id}`;
  const version = versions.find((one) => one._id === job.editVersionId) ?? null;
  const sizeBytes = job.fileSizeBytes ?? 0;
  const { format, note = null } = job;
  const facts = `${job.width} × ${job.height}, ${size(sizeBytes)}`;
  return {
    key,
    askedAt: job.createdAt,
    content: `${format} of version ${version?.version ?? 1} (${facts})${note ? `: ${note}` : ""}`,
    part: { type: "posted", subject: "export", id: job._id },
    post: async (platforms, thread, library) => {
      const filePath = await library.exportFile(run, version, job);
      await all(platforms, (platform) => platform.postFile({ thread, key, format, filePath, sizeBytes, note }));
    },
  };
}

/** A job as a progress message tells it. */
export function progressOf(job: Activity, { run, versions, exports }: RunState): Progress {
  const { jobId, kind, stage, progress: percent, etaMs } = job;
  return { jobId, kind, subject: subjectOf(), stage, percent, etaMs, state: "active" };

  function subjectOf(): string {
    if (job.kind === "record") return run.pr === undefined ? (run.repo ?? run.summary) : `PR ${run.pr}`;
    if (job.kind === "export")
      return exports.find((one) => one._id === job.exportJobId)?.format.toUpperCase() ?? "File";
    const version = versions.find((one) => one._id === job.editVersionId);
    return version ? `Version ${version.version}` : "New version";
  }
}

/** How a job that is no longer active ended. */
export function endOf(job: Activity, { run, versions, exports }: RunState): Progress["state"] {
  const made =
    job.kind === "record"
      ? run
      : job.kind === "render"
        ? versions.find((one) => one._id === job.editVersionId)
        : exports.find((one) => one._id === job.exportJobId);
  if (!made || made.status === "canceled" || made.errorCode === "canceled") return "canceled";
  return made.status === "failed" ? "failed" : "done";
}
