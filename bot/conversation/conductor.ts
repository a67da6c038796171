import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { Thread } from "../../convex/model/documents.ts";
import { DoorError, failureOf } from "../failure.ts";
import type { Log } from "../log.ts";
import type { Message, Platform, ThreadAddress } from "../platform.ts";
import type { Library } from "../results/library.ts";
import type { Agent } from "./agent.ts";
import { type ThreadWatch, watchThread } from "./threadWatch.ts";

/** What came of a message. `duplicate`: it had been received before, and nothing was done. `ok`: the agent could act on it. */
type Receipt = { threadId: Id<"threads">; duplicate: boolean; ok: boolean };

export type Conductor = {
  /** Stores the message, lets the agent answer, and posts the reply. Resolves when the reply stands in the thread. */
  receive(message: Message): Promise<Receipt>;
  /** Posts in the thread what has ended there and what will; a thread that receives a message is followed anyway. */
  follow(threadId: Id<"threads">): Promise<void>;
  /** Follows the threads of a workspace in which something may have ended or been left unanswered while nobody was here. */
  resume(workspaceId: Id<"workspaces">): Promise<void>;
  /** Resolves when nothing is under way in the thread and all results are posted. */
  settled(threadId: Id<"threads">): Promise<void>;
  threadOf(message: Pick<Message, "platform" | "workspaceId" | "channel" | "threadKey">): Promise<Id<"threads">>;
  /** How much work is under way in the followed threads. */
  activeJobs(): Promise<number>;
  /** Marks the recordings that are under way canceled. Edits and exports stay in the queue for the next start. */
  cancelRecordings(): Promise<number>;
  close(): Promise<void>;
};

type Followed = {
  address: ThreadAddress;
  platforms: readonly Platform[];
  watch: ThreadWatch;
  /** Messages of one thread are answered one after the other. */
  tail: Promise<unknown>;
};

const RESUMED_THREADS = 50;

/** One conversation partner for every door. `workspaceName` names a workspace that is new to the store. */
export function openConductor(options: {
  store: Store;
  agent: Agent;
  library: Library;
  platforms: readonly Platform[];
  log: Log;
  workspaceName?: (message: Pick<Message, "platform" | "workspaceId">) => string;
}): Conductor {
  const { store, agent, library, platforms, log, workspaceName = ({ workspaceId }) => workspaceId } = options;
  const workspaces = new Map<string, Promise<Id<"workspaces">>>();
  const followed = new Map<Id<"threads">, Promise<Followed>>();
  const closing = new AbortController();
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  function workspaceOf(message: Pick<Message, "platform" | "workspaceId">): Promise<Id<"workspaces">> {
    const key = `${message.platform}:${message.workspaceId}`;
    const known = workspaces.get(key);
    if (known) return known;
    const { platform, workspaceId: externalId } = message;
    const name = workspaceName(message);
    const ensured = store.mutation(api.workspaces.ensure, { platform, externalId, name });
    workspaces.set(key, ensured);
    ensured.catch(() => workspaces.delete(key));
    return ensured;
  }

  async function threadOf(
    message: Pick<Message, "platform" | "workspaceId" | "channel" | "threadKey">,
  ): Promise<Id<"threads">> {
    return store.mutation(api.threads.ensure, {
      workspaceId: await workspaceOf(message),
      platform: message.platform,
      channelType: message.platform,
      channelTarget: message.channel,
      externalId: message.threadKey,
      timezone,
    });
  }

  function followThread(threadId: Id<"threads">): Promise<Followed> {
    const known = followed.get(threadId);
    if (known) return known;
    const opening = openThread(threadId);
    followed.set(threadId, opening);
    opening.catch(() => followed.delete(threadId));
    return opening;
  }

  async function openThread(threadId: Id<"threads">): Promise<Followed> {
    const row = await store.query(api.threads.get, { id: threadId });
    if (row === null) throw new Error(`There is no thread ${threadId}.`);
    const address = addressOf(row);
    const serving = platforms.filter((platform) => platform.name === row.platform);
    const watch = watchThread({ store, library, log, thread: address, platforms: serving });
    return { address, platforms: serving, watch, tail: Promise.resolve() };
  }

  async function answer(
    thread: Followed,
    message: { id: Id<"messages">; text: string; author: Message["author"] },
  ): Promise<boolean> {
    const { address, platforms: serving, watch } = thread;
    watch.hold();
    try {
      const { id: messageId, text: asked, author } = message;
      const request = { threadId: address.id, messageId, text: asked, author, signal: closing.signal };
      const reply = await agent.respond(request).catch((error: unknown) => {
        // Unanswered in the store: the next start answers it.
        closing.signal.throwIfAborted();
        log.error({ err: error, messageId: message.id }, "the agent could not answer");
        return { text: failureOf(error).message, ok: false };
      });
      const key = replyKey(message.id);
      const { text } = reply;
      await store.mutation(api.messages.append, {
        threadId: address.id,
        role: "assistant",
        content: text,
        idempotencyKey: key,
      });
      await Promise.all(serving.map((platform) => platform.postReply({ thread: address, key, text })));
      return reply.ok;
    } finally {
      watch.release();
    }
  }

  /** Runs after everything that was asked in the thread before. */
  function inTurn<T>(thread: Followed, work: () => Promise<T>): Promise<T> {
    const turn = thread.tail.then(work);
    thread.tail = turn.catch(() => undefined);
    return turn;
  }

  async function resumeThread(row: Thread): Promise<void> {
    const { messages, jobs } = await store.query(api.threads.context, { id: row._id });
    const last = messages.at(-1);
    const isUnanswered = last?.role === "user";
    const thread = await followThread(row._id);
    if (jobs.length > 0) log.info({ threadId: row._id, jobs: jobs.length }, "work goes on");
    if (!isUnanswered) return;
    const author = last.author ?? { id: "unknown", name: "you" };
    await inTurn(thread, () => answer(thread, { id: last._id, text: last.content, author }));
  }

  const opened = async (): Promise<Followed[]> => {
    const all = await Promise.allSettled(followed.values());
    return all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  };
  return {
    threadOf,
    receive: async (message) => {
      const threadId = await threadOf(message);
      const thread = await followThread(threadId);
      return inTurn(thread, async () => {
        const { id, duplicate } = await store.mutation(api.messages.append, {
          threadId,
          role: "user",
          author: message.author,
          content: message.text,
          idempotencyKey: `message:${message.platform}:${message.id}`,
        });
        if (duplicate) return { threadId, duplicate, ok: true };
        const ok = await answer(thread, { id, text: message.text, author: message.author });
        return { threadId, duplicate, ok };
      });
    },
    follow: async (threadId) => {
      await followThread(threadId);
    },
    resume: async (workspaceId) => {
      const paginationOpts = { numItems: RESUMED_THREADS, cursor: null };
      const { page } = await store.query(api.threads.list, { workspaceId, paginationOpts });
      const served = page.filter((row) => platforms.some((platform) => platform.name === row.platform));
      await Promise.all(served.map(resumeThread));
    },
    settled: async (threadId) => {
      const thread = await followThread(threadId);
      await thread.tail;
      await thread.watch.settled();
    },
    activeJobs: async () => (await opened()).reduce((sum, { watch }) => sum + watch.activeJobs().length, 0),
    cancelRecordings: async () => {
      const threads = await opened();
      const activities = threads.map(({ address }) => store.query(api.jobs.activity, { threadId: address.id }));
      const recordings = (await Promise.all(activities)).flat().filter((job) => job.kind === "record");
      await Promise.all(recordings.map((job) => store.mutation(api.runs.cancel, { id: job.runId })));
      return recordings.length;
    },
    close: async () => {
      closing.abort(new DoorError("closing", "Aura is being stopped; the next start goes on."));
      const threads = await opened();
      followed.clear();
      await Promise.all(threads.map(({ watch }) => watch.close()));
    },
  };
}

const replyKey = (messageId: Id<"messages">): string => `reply:${messageId}`;

function addressOf(row: Thread): Followed["address"] {
  return { id: row._id, workspaceId: row.workspaceId, channel: row.channelTarget, threadKey: row.externalId };
}
