import type { FunctionReturnType } from "convex/server";
import { api } from "../convex/_generated/api.js";
import type { Id } from "../convex/_generated/dataModel.js";
import type { Store } from "../convex/client.ts";
import type { PlannedRecording, ThreadContext } from "./context.ts";

type StoredContext = FunctionReturnType<typeof api.threads.context>;
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
  const before = versions.filter((version) => !isMadeBy(messageId, version));
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
  const { thread, run, planned, versions, currentVersion, jobs, messages, exports } = stored;
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
    run: run && runOf(run, messageId),
    planned: plannedOf(stored, messageId),
    currentVersion: currentVersion?.version ?? null,
    seenVersion: seenBy(stored),
    versions: versions.map(({ _id, version, operations, status, author, summary, sizeBytes }) => ({
      ...{ id: _id, version, operations, status, author, summary, sizeBytes },
      review: reviews.find(({ editVersionId }) => editVersionId === _id),
    })),
    shots: (run?.shots ?? []).map((shot) => ofGroup(shot, elements)),
    elements,
    idle: run?.idle ?? [],
    jobs: jobs
      .filter(({ runId }) => planned.every(({ _id }) => _id !== runId))
      .map(({ kind, stage, progress, etaMs }) => ({ kind, stage, progress, etaMs })),
    exports: exports.map(({ format, width, height, fps, status, editVersionId, fileSizeBytes, maxFileSizeMb }) => ({
      ...{ format, width, height, fps, status, maxFileSizeMb },
      version: versions.find(({ _id }) => _id === editVersionId)?.version,
      sizeBytes: fileSizeBytes,
    })),
    audience: { sent, links, views },
    messages: messages.map(messageOf),
  };
}

/** A choice is one of the set that its element is one of. */
function ofGroup<Shot extends { group?: string; elementId?: string }>(shot: Shot, elements: Elements): Shot {
  const group = shot.group ?? elements.find(({ id }) => id === shot.elementId)?.group;
  return group === undefined ? shot : { ...shot, group };
}

/** What a message made carries the message's id in its key. */
const isMadeBy = (messageId: Id<"messages"> | undefined, { idempotencyKey }: { idempotencyKey?: string }): boolean =>
  messageId !== undefined && idempotencyKey?.startsWith(`${messageId}:`) === true;

function runOf(run: NonNullable<StoredContext["run"]>, messageId: Id<"messages">): ThreadContext["run"] {
  const { source, status, repo, pr, title, width, height, fps, stage, progress, etaMs, error } = run;
  return {
    ...{ id: run._id, source, status, repo, pr, title, width, height, fps, stage, progress, etaMs, error },
    url: run.request?.url,
    summary: status === "completed" ? run.summary : undefined,
    durationMs: run.takeDurationMs,
    isOfMessage: isMadeBy(messageId, run),
  };
}

function plannedOf({ planned, messages }: StoredContext, messageId: Id<"messages">): PlannedRecording[] {
  const before = planned.filter((run) => !isMadeBy(messageId, run));
  const messageBefore = messages.findLast(({ _id, role }) => role === "user" && _id !== messageId)?._id;
  const reply = messages.findLast(({ role }) => role === "assistant");
  const hasMoved = reply?.parts?.some((part) => part.type === "tool-call" && part.toolName === "replan") ?? false;
  return before.map((run) => ({
    ...{ runId: run._id, pr: run.pr, title: run.title, startMs: run.startsAt ?? 0 },
    // Of several nobody knows by the call alone which one was moved.
    isJustAsked: isMadeBy(messageBefore, run) || (hasMoved && before.length === 1),
  }));
}

function messageOf({ role, content, author, parts = [] }: StoredContext["messages"][number]) {
  const open = parts.flatMap((part) => (part.type === "question" ? part.open : []));
  return {
    ...{ role, content, author },
    ...(parts.some(({ type }) => type === "posted") ? { isPosted: true } : {}),
    ...(parts.some(({ type }) => type === "question") ? { open } : {}),
  };
}
