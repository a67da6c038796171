import type { FunctionReturnType } from "convex/server";
import { api } from "../convex/_generated/api.js";
import type { Id } from "../convex/_generated/dataModel.js";
import type { Store } from "../convex/client.ts";
import { titleOfLead } from "../convex/model/leadSite.ts";
import type { Author } from "../convex/model/message.ts";
import type { RecordRequest } from "../convex/model/request.ts";
import { ActionError, type RecordPlan, type ThreadActions } from "./actions.ts";
import type { PlannedRecording, ThreadContext } from "./context.ts";
import { type Couriers, noCouriers } from "./couriers.ts";
import type { PullRequest } from "./forge.ts";
import { refusing } from "./refusing.ts";
import { digestActions } from "./storeDigests.ts";
import { preferenceActions } from "./storePreferences.ts";

type StoredContext = FunctionReturnType<typeof api.threads.context>;
/** Of a thread's recordings the newest so many are found again. */
const LOOKED_THROUGH = 50;
type Audience = FunctionReturnType<typeof api.threads.audience>;
type Elements = FunctionReturnType<typeof api.runs.elements>;
export type LoadedThread = { stored: StoredContext; context: ThreadContext };

/**
 * The thread as the agent needs it, as it was when the message was said: without the messages after it, and, when the message
 * is answered a second time, without what the first time made. `runId`: the recording that it is said of, else the thread's
 * current one. `defaultRepo` is the forge's.
 */
export async function loadThread(
  store: Store,
  { threadId, messageId, runId }: { threadId: Id<"threads">; messageId: Id<"messages">; runId?: Id<"runs"> },
  defaultRepo: string,
): Promise<LoadedThread> {
  const at = { id: threadId, ...(runId === undefined ? {} : { runId }) };
  const [whole, audience] = await Promise.all([
    store.query(api.threads.context, at),
    store.query(api.threads.audience, at),
  ]);
  const stored = asAt(whole, messageId);
  const elements = whole.run ? await store.query(api.runs.elements, { id: whole.run._id }) : [];
  return { stored, context: contextOf(stored, audience, elements, messageId, defaultRepo) };
}

/** What the person had before them: what others asked for while the message waited for its answer was not there yet. */
function seenBy({ messages, versions }: StoredContext): number | null {
  const saidAt = messages.at(-1)?._creationTime ?? Number.POSITIVE_INFINITY;
  return versions.findLast(({ status, createdAt }) => status !== "failed" && createdAt <= saidAt)?.version ?? null;
}

function asAt(thread: StoredContext, messageId: Id<"messages">): StoredContext {
  const { messages, versions } = thread;
  const at = messages.findIndex(({ _id }) => _id === messageId);
  const before = versions.filter(({ idempotencyKey }) => !idempotencyKey?.startsWith(`${messageId}:`));
  return {
    ...thread,
    // One that is no longer among the newest has nothing before it that is known.
    messages: messages.slice(0, at + 1),
    versions: before,
    currentVersion: before.findLast(({ status }) => status !== "failed") ?? null,
  };
}

function contextOf(
  stored: StoredContext,
  audience: Audience,
  elements: Elements,
  messageId: Id<"messages">,
  defaultRepo: string,
): ThreadContext {
  const { thread, run, planned, versions, currentVersion, jobs, messages } = stored;
  const plannedBefore = planned.filter(({ idempotencyKey }) => !idempotencyKey?.startsWith(`${messageId}:`));
  const before = messages.findLast(({ _id, role }) => role === "user" && _id !== messageId)?._id;
  const lastReply = messages.findLast(({ role }) => role === "assistant");
  // Of several nobody knows by the call alone which one it was.
  const isJustMoved =
    plannedBefore.length === 1 &&
    lastReply?.parts?.some((part) => part.type === "tool-call" && part.toolName === "replan") === true;
  const { reviews, sent, links, views } = audience;
  return {
    thread: {
      channelType: thread.channelType,
      channelTarget: thread.channelTarget,
      threadId: thread.externalId,
      timezone: thread.timezone,
      now: new Date().toISOString(),
      defaultRepo,
    },
    run: run && {
      id: run._id,
      source: run.source,
      status: run.status,
      repo: run.repo,
      pr: run.pr,
      url: run.request?.url,
      title: run.title,
      summary: run.status === "completed" ? run.summary : undefined,
      durationMs: run.takeDurationMs,
      width: run.width,
      height: run.height,
      fps: run.fps,
      stage: run.stage,
      progress: run.progress,
      etaMs: run.etaMs,
      error: run.error,
      isOfMessage: run.idempotencyKey?.startsWith(`${messageId}:`) ?? false,
    },
    planned: plannedBefore.map(({ _id, pr, title, startsAt = 0, idempotencyKey = "" }) => ({
      ...{ runId: _id, pr, title, startMs: startsAt },
      isJustAsked: (before !== undefined && idempotencyKey.startsWith(`${before}:`)) || isJustMoved,
    })),
    currentVersion: currentVersion?.version ?? null,
    seenVersion: seenBy(stored),
    versions: versions.map(({ _id, version, operations, status, author, summary, sizeBytes }) => ({
      ...{ id: _id, version, operations, status, author, summary, sizeBytes },
      review: reviews.find(({ editVersionId }) => editVersionId === _id),
    })),
    shots: run?.shots ?? [],
    elements,
    idle: run?.idle ?? [],
    jobs: jobs
      .filter(({ runId }) => planned.every(({ _id }) => _id !== runId))
      .map(({ kind, stage, progress, etaMs }) => ({ kind, stage, progress, etaMs })),
    exports: stored.exports.map(
      ({ format, width, height, fps, status, editVersionId, fileSizeBytes, maxFileSizeMb }) => ({
        ...{ format, width, height, fps, status, maxFileSizeMb },
        version: versions.find(({ _id }) => _id === editVersionId)?.version,
        sizeBytes: fileSizeBytes,
      }),
    ),
    audience: { sent, links, views },
    messages: messages.map(({ role, content, author, parts }) => ({
      role,
      content,
      author,
      ...(parts?.some(({ type }) => type === "posted") ? { isPosted: true } : {}),
      ...(parts?.some(({ type }) => type === "question")
        ? { open: parts.flatMap((part) => (part.type === "question" ? part.open : [])) }
        : {}),
    })),
  };
}

export type Cause = {
  messageId: Id<"messages">;
  author?: Author | undefined;
  traceId?: string | null;
  couriers?: Couriers;
};

/**
 * What the tools cause, in the store. Its refusals become ActionErrors with their own sentence. A message that is answered again
 * (its agent was ended before it had answered) does nothing twice: what it makes carries the message and a count as its key.
 */
export function storeActions(
  store: Store,
  { stored }: LoadedThread,
  { messageId, author, traceId = null, couriers = noCouriers }: Cause,
): ThreadActions {
  let made = 0;
  const once = (): { idempotencyKey: string } => ({ idempotencyKey: `${messageId}:${made++}` });
  const { thread, run } = stored;
  const by = author ? { author } : {};
  let versions = stored.versions.map(({ _id, version }) => ({ id: _id, version }));
  const currentRun = (): Id<"runs"> => {
    if (run) return run._id;
    throw new ActionError("no_take", "Nothing is recorded here yet. Say **record PR 1** or give me an address first.");
  };
  const plannedRun = ({ runId }: PlannedRecording): Id<"runs"> => {
    const planned = stored.planned.find(({ _id }) => _id === runId);
    if (planned) return planned._id;
    throw new ActionError("not_found", "That recording is not planned any more.");
  };
  const versionId = (version: number): { id: Id<"editVersions"> } | null =>
    versions.find((one) => one.version === version) ?? null;
  /** The version that is meant: the one that this message has made, else what the person saw. */
  const versionOf = (wanted: string | undefined): Id<"editVersions"> => {
    const id = versions.find((one) => one.id === wanted)?.id ?? stored.currentVersion?._id;
    if (id) return id;
    throw new ActionError("no_take", "Nothing is recorded here yet. Say **record PR 1** or give me an address first.");
  };
  const added = (id: Id<"editVersions">): { versionId: string; version: number } => {
    const version = Math.max(0, ...versions.map((one) => one.version)) + 1;
    versions = [...versions, { id, version }];
    return { versionId: id, version };
  };

  return {
    startRun: async (plan) => ({
      runId: await refusing(
        store.mutation(api.runs.create, {
          ...runFields(plan),
          ...(traceId ? { traceId } : {}),
          ...startOf(plan.startMs),
          ...once(),
          timestamp: Date.now(),
          status: "queued",
          workspaceId: thread.workspaceId,
          threadId: thread._id,
        }),
      ),
    }),
    showVideo: async ({ pr }) => {
      const paginationOpts = { numItems: LOOKED_THROUGH, cursor: null };
      const { page } = await store.query(api.runs.listByThread, { threadId: thread._id, paginationOpts });
      const found = page.find((one) => one.pr === pr && one.status === "completed");
      if (!found) return null;
      await refusing(store.mutation(api.threads.show, { id: thread._id, runId: found._id }));
      return { runId: found._id, title: found.title };
    },
    cancelRun: async (planned) => {
      const id = planned ? plannedRun(planned) : currentRun();
      const { canceledJobs } = await refusing(store.mutation(api.runs.cancel, { id }));
      return { canceled: canceledJobs > 0 };
    },
    replan: async (planned, startMs) => {
      await refusing(store.mutation(api.runs.replan, { id: plannedRun(planned), ...startOf(startMs) }));
    },
    rerecord: async (pullRequest, startMs) => {
      const commits = pullRequest ? commitsOf(pullRequest, run?.request) : {};
      return {
        runId: await refusing(
          store.mutation(api.runs.rerecord, { id: currentRun(), ...commits, ...startOf(startMs), ...once() }),
        ),
      };
    },
    applyEdits: async ({ parent, operations, isWhole = false, summary }) => {
      const parentVersionId = versionId(parent)?.id;
      const edit = {
        runId: currentRun(),
        operations,
        ...(isWhole ? { isWhole } : {}),
        summary,
        ...by,
        ...once(),
        ...(parentVersionId ? { parentVersionId } : {}),
      };
      return added(await refusing(store.mutation(api.edits.applyEdits, edit)));
    },
    revert: async ({ version, summary }) => {
      const toVersionId = versionId(version)?.id;
      const edit = { runId: currentRun(), summary, ...by, ...once(), ...(toVersionId ? { toVersionId } : {}) };
      return added(await refusing(store.mutation(api.edits.revert, edit)));
    },
    createExport: async ({ versionId: wanted }, plan) => {
      const editVersionId = versions.find((one) => one.id === wanted)?.id;
      const job = { runId: currentRun(), ...plan, ...once(), ...(editVersionId ? { editVersionId } : {}) };
      return { exportId: await refusing(store.mutation(api.exports.create, job)) };
    },
    reach: async ({ what, channel, to }) => {
      const reached = await couriers.reach({ workspaceId: thread.workspaceId, channel, to, what });
      if (!reached.done) return reached;
      const address = { workspaceId: thread.workspaceId, channel, to: reached.to };
      return { done: true, isKnown: reached.isOwn || (await store.query(api.deliveries.isKnown, address)) };
    },
    share: async ({ channel, to, versionId: wanted }) => {
      const { workspaceId } = thread;
      const reached = await couriers.reach({ workspaceId, channel, to });
      if (!reached.done) return reached;
      const { heldFor } = await refusing(
        store.mutation(api.deliveries.enqueue, {
          ...{ workspaceId, threadId: thread._id, runId: currentRun(), editVersionId: versionOf(wanted) },
          ...{ purpose: "copy", channel, to: reached.to, payload: { kind: "video" } },
          ...(author ? { askedBy: author } : {}),
          ...once(),
        }),
      );
      return { done: true, waitsFor: heldFor ?? "nothing" };
    },
    review: async ({ decision, note, versionId: wanted }) => {
      const { workspaceId, platform } = thread;
      if (!author) return { done: false, message: "Only an owner or admin can do that." };
      // Whoever sits at this machine owns it; a chat's people come in through its own door.
      const self = { workspaceId, userId: author.id, name: author.name, isOwner: platform === "local" };
      await refusing(store.mutation(api.workspaceMembers.ensure, self));
      const { deliveries: released } = await refusing(
        store.as(author.id).mutation(api.artifacts.reviewVersion, {
          ...{ workspaceId, editVersionId: versionOf(wanted), decision },
          ...(note === undefined ? {} : { note }),
        }),
      );
      return { done: true, released };
    },
    ...digestActions(store, thread, { author, couriers, once }),
    ...preferenceActions(store, thread, author),
  };
}

const startOf = (startMs: number | undefined) => (startMs === undefined ? {} : { notBefore: startMs });

/** With new commits, a preview deployment of the old ones shows nothing any more. */
function commitsOf({ headSha: commitSha, baseSha, previewUrl }: PullRequest, earlier: RecordRequest | undefined) {
  const { url: _, ...wished } = earlier ?? { kind: "pr" as const };
  return { commitSha, baseSha, request: { ...wished, ...(previewUrl === undefined ? {} : { url: previewUrl }) } };
}

function runFields(plan: RecordPlan) {
  const { pullRequest, repo } = plan;
  const request: RecordRequest = { kind: plan.kind, ...wishesOf(plan) };
  if (!pullRequest) {
    const title = plan.kind === "lead" ? titleOfLead(plan.lead ?? {}) : (plan.url ?? "");
    return { source: plan.kind, summary: title, title, request };
  }
  const { number, title, branch, headSha, baseSha, repoUrl } = pullRequest;
  const commits = { branch, commitSha: headSha, baseSha, repoUrl, ...(repo === undefined ? {} : { repo }) };
  return {
    source: plan.kind,
    pr: number,
    ...commits,
    title: title || `PR ${number}`,
    summary: title || `PR ${number}`,
    request,
  };
}

function wishesOf({
  url,
  lead,
  focus,
  maxDurationMs,
  preset,
  viewport,
  compare,
}: RecordPlan): Omit<RecordRequest, "kind"> {
  return {
    ...(url === undefined ? {} : { url }),
    ...(lead === undefined ? {} : { lead }),
    ...(focus === undefined ? {} : { focus }),
    ...(maxDurationMs === undefined ? {} : { maxDurationMs }),
    ...(preset === undefined ? {} : { preset }),
    ...(viewport === undefined ? {} : { viewport }),
    ...(compare === undefined ? {} : { compare }),
  };
}
