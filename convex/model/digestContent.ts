import type { Doc, Id } from "../_generated/dataModel.js";
import type { QueryCtx } from "../_generated/server.js";
import { jobFor } from "../queue/enqueue.ts";
import { askerOf } from "./copies.ts";
import type { DigestContent } from "./digests.ts";
import { gateOf } from "./outbox.ts";
import type { ReelSource } from "./reel.ts";
import { currentOf, listedVersions } from "./versions.ts";

type Period = { workspaceId: Id<"workspaces">; fromMs: number; untilMs: number };
type Video = DigestContent["videos"][number];
type Gathered = { content: DigestContent; sources: ReelSource[] };

/** Runs that were asked for before the period and ended in it are found when they took no longer than this. */
const LONGEST_RUN_MS = 24 * 3_600_000;
const LOOKED_AT = 300;
const MOST_VIDEOS = 100;
const MOST_FAILURES = 20;
const COUNTED_VIEWS = 1_000;
const FILES_OF_VERSION = 20;

/**
 * What was recorded in a period, newest last: of each pull request the newest recording, and a failure only while nothing newer
 * has succeeded. Where a workspace wants approvals, what nobody has approved is not in it.
 */
export async function gatherDigest(ctx: QueryCtx, period: Period): Promise<Gathered> {
  const { workspaceId, fromMs, untilMs } = period;
  const ended = await runsEndedIn(ctx, period);
  const views = await ctx.db
    .query("views")
    .withIndex("by_workspace", (range) =>
      range.eq("workspaceId", workspaceId).gt("startedAt", fromMs).lte("startedAt", untilMs),
    )
    .take(COUNTED_VIEWS);
  const content: DigestContent = { videos: [], failures: [], counts: { recorded: 0, approved: 0, viewed: 0 } };
  const sources: ReelSource[] = [];
  for (const run of newestOfEach(ended)) {
    if (run.status === "failed") {
      if (content.failures.length < MOST_FAILURES) content.failures.push(failureOf(run));
      continue;
    }
    if (content.videos.length >= MOST_VIDEOS) continue;
    const shown = await videoOf(ctx, run, views.filter(({ runId }) => runId === run._id).length);
    if (!shown) continue;
    content.videos.push(shown.video);
    if (shown.source) sources.push(shown.source);
  }
  content.counts = {
    recorded: content.videos.length,
    approved: content.videos.filter(({ isApproved }) => isApproved).length,
    viewed: views.length,
  };
  return { content, sources };
}

/** Whether there is something in it that people would want a mail about. */
export const isWorthTelling = ({ videos, failures }: DigestContent): boolean => videos.length + failures.length > 0;

async function runsEndedIn(ctx: QueryCtx, { workspaceId, fromMs, untilMs }: Period): Promise<Doc<"runs">[]> {
  const asked = await ctx.db
    .query("runs")
    .withIndex("by_workspace", (range) =>
      range
        .eq("workspaceId", workspaceId)
        .gt("timestamp", fromMs - LONGEST_RUN_MS)
        .lte("timestamp", untilMs),
    )
    .order("desc")
    .filter((row) => row.eq(row.field("removedAt"), undefined))
    .take(LOOKED_AT);
  const ended: Doc<"runs">[] = [];
  for (const run of asked.toReversed()) {
    if (run.status !== "completed" && run.status !== "failed") continue;
    const job = await jobFor(ctx, run._id, { kind: "record" });
    const endedAt = job?.finishedAt ?? run.timestamp;
    if (endedAt > fromMs && endedAt <= untilMs) ended.push(run);
  }
  return ended;
}

/** A pull request that was recorded five times is one piece of news. A success stands, whatever failed after it. */
function newestOfEach(runs: readonly Doc<"runs">[]): Doc<"runs">[] {
  const newest = new Map<string, Doc<"runs">>();
  for (const run of runs) {
    const subject = run.pr === undefined ? (run.request?.url ?? run._id) : `${run.repo ?? ""}#${run.pr}`;
    const before = newest.get(subject);
    if (before?.status === "completed" && run.status === "failed") continue;
    newest.delete(subject);
    newest.set(subject, run);
  }
  return [...newest.values()];
}

const titleOf = (run: Doc<"runs">): string => run.title ?? run.summary;
const placeOf = (run: Doc<"runs">): string => run.repo ?? hostOf(run.request?.url) ?? "Other";

function hostOf(address: string | undefined): string | null {
  // No URL.parse: the store's own runtime may not have it yet.
  return /^https?:\/\/([^/?#]+)/.exec(address ?? "")?.[1] ?? null;
}

const failureOf = (run: Doc<"runs">) => ({
  title: titleOf(run),
  repo: placeOf(run),
  reason: run.error ?? "The worker's log has the details.",
});

async function videoOf(
  ctx: QueryCtx,
  run: Doc<"runs">,
  views: number,
): Promise<{ video: Video; source: ReelSource | null } | null> {
  const { _id: runId, workspaceId, takeRef, takeDurationMs, shots = [] } = run;
  const versions = await listedVersions(ctx, runId);
  const version = currentOf(versions.filter(({ status }) => status === "completed"));
  if (!version) return null;
  const gate = await gateOf(ctx, { workspaceId, purpose: "digest", editVersionId: version._id });
  if (gate.state !== "queued") return null;
  const title = titleOf(run);
  const video = {
    ...{ runId, editVersionId: version._id, title, repo: placeOf(run), views },
    ...(run.pr === undefined ? {} : { pr: run.pr }),
    author: await authorOf(ctx, run),
    durationMs: version.durationMs ?? run.durationMs ?? 0,
    isApproved: await isApproved(ctx, version),
  };
  const isFilmed = takeRef !== undefined && takeDurationMs !== undefined;
  const source = isFilmed ? { runId, takeRef, takeDurationMs, title, shots, operations: version.operations } : null;
  return { video, source };
}

async function isApproved(ctx: QueryCtx, version: Doc<"editVersions">): Promise<boolean> {
  const rows = await ctx.db
    .query("artifacts")
    .withIndex("by_version", (range) => range.eq("editVersionId", version._id))
    .order("desc")
    .take(FILES_OF_VERSION);
  return rows.some((row) => row.storageId === version.videoStorageId && row.reviewState === "approved");
}

const NOBODY = "Somebody";
const LOOKED_FOR_AUTHOR = 20;

/** Whoever said the message that the run answers; without one, whoever spoke first in its thread. */
async function authorOf(ctx: QueryCtx, run: Doc<"runs">): Promise<string> {
  const asker = await askerOf(ctx, run);
  if (asker) return asker.name;
  const { threadId } = run;
  if (threadId === undefined) return NOBODY;
  const first = await ctx.db
    .query("messages")
    .withIndex("by_thread", (range) => range.eq("threadId", threadId))
    .take(LOOKED_FOR_AUTHOR);
  return first.find(({ author }) => author !== undefined)?.author?.name ?? NOBODY;
}
