import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { Message as MessageRow, Thread } from "../../convex/model/documents.ts";
import { DoorError, failureOf } from "../failure.ts";
import type { Log } from "../log.ts";
import type { Message, Platform, ThreadAddress } from "../platform.ts";
import type { Library } from "../results/library.ts";
import type { Agent } from "./agent.ts";
import { openDraftFeed } from "./draftFeed.ts";
import { type ThreadWatch, watchThread } from "./threadWatch.ts";
import { takeUpUntold } from "./untold.ts";

/** What came of a message. `duplicate`: it had been received before, and nothing was done. `ok`: the agent could act on it. */
type Receipt = { threadId: Id<"threads">; duplicate: boolean; ok: boolean };

type InWorkspace = Pick<Message, "platform" | "workspaceId" | "workspaceName">;
type InThread = InWorkspace & Pick<Message, "channel" | "threadKey" | "timezone">;
type Accepted = { threadId: Id<"threads">; duplicate: boolean; answered: Promise<Receipt> };

export type Conductor = {
  /**
   * Stores the message, and lets the agent answer after everything that was said in the thread before. Resolves as soon as
   * the message is in the store, so that a door may acknowledge it: what was accepted is answered, after a crash too.
   */
  accept(message: Message): Promise<Accepted>;
  /** As `accept`, and resolves when the reply stands in the thread. */
  receive(message: Message): Promise<Receipt>;
  /** Says something in the thread that is no answer to a message; once for each key. Resolves when it is in the store. */
  tell(threadId: Id<"threads">, key: string, text: string): Promise<void>;
  /** Posts in the thread what has ended there and what will; a thread that receives a message is followed anyway. */
  follow(threadId: Id<"threads">): Promise<void>;
  /**
   * Takes up the threads of the platforms here in which something is planned or under way, or has ended or been left
   * unanswered while nobody was here, and from then on each in which something happens that nobody here has begun.
   */
  resume(): Promise<void>;
  /** Resolves when nothing is under way in the thread and all results are posted. */
  settled(threadId: Id<"threads">): Promise<void>;
  workspaceOf(message: InWorkspace): Promise<Id<"workspaces">>;
  threadOf(message: InThread): Promise<Id<"threads">>;
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
  /** Messages of one thread are stored, and answered, one after the other. */
  line: Promise<unknown>;
  tail: Promise<unknown>;
  /** Messages that are being stored or answered. */
  underWay: number;
  usedAtMs: number;
};

/** Among so many messages of a thread, the newest, those are found that wait for a recording. */
const LOOKED_BACK = 200;
/** With more than these, quiet threads are let go; the next message in one of them follows it again. */
const usualRest = { mostFollowed: 200, afterMs: 60_000 };

/** One conversation partner for every door. */
export function openConductor(options: {
  store: Store;
  agent: Agent;
  library: Library;
  platforms: readonly Platform[];
  log: Log;
  rest?: typeof usualRest;
}): Conductor {
  const { store, agent, library, platforms, log, rest = usualRest } = options;
  const workspaces = new Map<string, Promise<Id<"workspaces">>>();
  const followed = new Map<Id<"threads">, Promise<Followed>>();
  const closing = new AbortController();
  const machineTimezone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  function workspaceOf(message: InWorkspace): Promise<Id<"workspaces">> {
    const key = `${message.platform}:${message.workspaceId}`;
    const known = workspaces.get(key);
    if (known) return known;
    const { platform, workspaceId: externalId, workspaceName: name = externalId } = message;
    const ensured = store.mutation(api.workspaces.ensure, { platform, externalId, name });
    workspaces.set(key, ensured);
    ensured.catch(() => workspaces.delete(key));
    return ensured;
  }

  async function threadOf(message: InThread): Promise<Id<"threads">> {
    return store.mutation(api.threads.ensure, {
      workspaceId: await workspaceOf(message),
      platform: message.platform,
      channelType: message.platform,
      channelTarget: message.channel,
      externalId: message.threadKey,
      timezone: message.timezone ?? machineTimezone,
    });
  }

  function followThread(threadId: Id<"threads">): Promise<Followed> {
    const known = followed.get(threadId);
    const opening = known ?? openThread(threadId);
    // The one that was used last is the last in the map.
    followed.delete(threadId);
    followed.set(threadId, opening);
    if (known) return touched(known);
    opening.catch(() => followed.delete(threadId));
    letGo().catch((error: unknown) => log.warn({ err: error }, "a quiet thread was not let go"));
    return opening;
  }

  async function touched(following: Promise<Followed>): Promise<Followed> {
    const thread = await following;
    thread.usedAtMs = performance.now();
    return thread;
  }

  /** Each followed thread is a live query: a bot that runs for months must not hold one for every thread that it has seen. */
  async function letGo(): Promise<void> {
    for (const [threadId, following] of [...followed].slice(0, Math.max(0, followed.size - rest.mostFollowed))) {
      const { watch, underWay, usedAtMs } = await following;
      const isQuiet = underWay === 0 && watch.isQuiet() && performance.now() - usedAtMs >= rest.afterMs;
      if (!isQuiet || followed.get(threadId) !== following) continue;
      followed.delete(threadId);
      await watch.close();
    }
  }

  async function openThread(threadId: Id<"threads">): Promise<Followed> {
    const row = await store.query(api.threads.get, { id: threadId });
    if (row === null) throw new Error(`There is no thread ${threadId}.`);
    const address = addressOf(row);
    const serving = platforms.filter((platform) => platform.name === row.platform);
    const lines = { line: Promise.resolve(), tail: Promise.resolve(), underWay: 0 };
    const usedAtMs = performance.now();
    // What waited for the video is done below it.
    const onVideo = () => answerWaiting(thread);
    const onTold = (lastActivityAt: number) => tellStore(thread, lastActivityAt);
    const watch = watchThread({ store, library, log, thread: address, platforms: serving, onVideo, onTold });
    const thread: Followed = { address, platforms: serving, watch, ...lines, usedAtMs };
    return thread;
  }

  /** The next start need not look at this thread. */
  function tellStore({ address: { id }, underWay }: Followed, lastActivityAt: number): void {
    if (underWay > 0) return;
    store.mutation(api.threads.told, { id, lastActivityAt }).catch((error: unknown) => {
      log.warn({ err: error, threadId: id }, "the next start looks at this thread again");
    });
  }

  /** Answers, after everything that was asked before, what was put off until the recording is there. */
  function answerWaiting(thread: Followed): void {
    const { id } = thread.address;
    inTurn(thread, async () => {
      const paginationOpts = { numItems: LOOKED_BACK, cursor: null };
      const { page } = await store.query(api.messages.list, { threadId: id, paginationOpts });
      const waiting = waitingIn(page.toReversed());
      const keys = waiting.map(({ said }) => laterKey(said._id));
      const known = await store.query(api.messages.known, { threadId: id, idempotencyKeys: keys });
      for (const { said, runId } of waiting) {
        const { _id, content: text, author = unknownAuthor } = said;
        if (known.includes(laterKey(_id)) || !(await isRecorded(runId))) continue;
        await answer(thread, { id: _id, text, author, runId }, laterKey(_id));
      }
    }).catch((error: unknown) => log.error({ err: error, threadId: id }, "what waited was not answered"));
  }

  const isRecorded = async (id: Id<"runs">): Promise<boolean> =>
    (await store.query(api.runs.get, { id }))?.status === "completed";

  async function answer(
    thread: Followed,
    message: { id: Id<"messages">; text: string; author: Message["author"]; runId?: Id<"runs"> },
    key = replyKey(message.id),
  ): Promise<boolean> {
    const { address, platforms: serving } = thread;
    const draft = openDraftFeed({ platforms: serving, thread: address, key, log });
    try {
      const { id: messageId, text: asked, author, runId } = message;
      const { signal } = closing;
      const hearing = draft.isShown ? { onText: draft.tell } : {};
      const waited = runId === undefined ? {} : { runId };
      const request = { threadId: address.id, messageId, text: asked, author, signal, ...waited, ...hearing };
      const reply = await agent.respond(request).catch((error: unknown) => {
        // Unanswered in the store: the next start answers it.
        closing.signal.throwIfAborted();
        log.error({ err: error, messageId: message.id }, "the agent could not answer");
        return { text: failureOf(error).message, ok: false, parts: undefined };
      });
      const { text, parts } = reply;
      await draft.close();
      await store.mutation(api.messages.append, {
        threadId: address.id,
        role: "assistant",
        content: text,
        ...(parts ? { parts } : {}),
        idempotencyKey: key,
      });
      await Promise.all(serving.map((platform) => platform.postReply({ thread: address, key, text })));
      return reply.ok;
    } finally {
      await draft.close();
    }
  }

  /** Runs after everything that was asked in the thread before. */
  function inTurn<T>(thread: Followed, work: () => Promise<T>): Promise<T> {
    thread.underWay += 1;
    const turn = thread.tail.then(async () => {
      thread.watch.hold();
      try {
        return await work();
      } finally {
        thread.underWay -= 1;
        thread.watch.release();
      }
    });
    thread.tail = turn.catch(() => undefined);
    return turn;
  }

  async function accept(message: Message): Promise<Accepted> {
    const threadId = await threadOf(message);
    const thread = await followThread(threadId);
    const { author, text } = message;
    const idempotencyKey = saidKey(message);
    // In the thread's own order, so that two messages are answered as they were stored.
    const stored = inLine(thread, () =>
      store.mutation(api.messages.append, { threadId, role: "user", author, content: text, idempotencyKey }),
    );
    const answered = inTurn(thread, async () => {
      const { id, duplicate } = await stored;
      return { threadId, duplicate, ok: duplicate || (await answer(thread, { id, text, author })) };
    });
    answered.catch((error: unknown) => log.error({ err: error, threadId }, "a message was not answered"));
    const { duplicate } = await stored;
    return { threadId, duplicate, answered };
  }

  /** Stored one after the other, without waiting for the answers. */
  function inLine<T>(thread: Followed, work: () => Promise<T>): Promise<T> {
    const next = thread.line.then(work);
    thread.line = next.catch(() => undefined);
    return next;
  }

  async function resumeThread(threadId: Id<"threads">): Promise<void> {
    const { messages, jobs } = await store.query(api.threads.context, { id: threadId });
    const asked = messages.filter(({ role }) => role === "user");
    const keys = asked.map(({ _id }) => replyKey(_id));
    const known = await store.query(api.messages.known, { threadId, idempotencyKeys: keys });
    const thread = await followThread(threadId);
    if (jobs.length > 0) log.info({ threadId, jobs: jobs.length }, "work goes on");
    const unanswered = asked.filter(({ _id }) => !known.includes(replyKey(_id)));
    await Promise.all(
      unanswered.map(({ _id: id, content: text, author = unknownAuthor }) =>
        inTurn(thread, () => answer(thread, { id, text, author })),
      ),
    );
    answerWaiting(thread);
  }

  const opened = async (): Promise<Followed[]> => {
    const all = await Promise.allSettled(followed.values());
    return all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  };
  return {
    workspaceOf,
    threadOf,
    accept,
    receive: async (message) => (await accept(message)).answered,
    tell: async (threadId, key, content) => {
      const { address, platforms: serving } = await followThread(threadId);
      const told = { threadId, role: "assistant", content, idempotencyKey: key } as const;
      const { duplicate } = await store.mutation(api.messages.append, told);
      if (duplicate) return;
      const posts = serving.map((platform) => platform.postReply({ thread: address, key, text: content }));
      Promise.all(posts).catch((error: unknown) => log.error({ err: error, threadId }, "something was not told"));
    },
    follow: async (threadId) => {
      await followThread(threadId);
    },
    resume: async () => {
      const names = [...new Set(platforms.map(({ name }) => name))];
      const parts = { store, log, signal: closing.signal, takeUp: resumeThread, follow: followThread };
      await Promise.all(names.map((platform) => takeUpUntold({ platform, ...parts })));
    },
    settled: async (threadId) => {
      const thread = await followThread(threadId);
      let seen: unknown;
      do {
        seen = thread.tail;
        await seen;
        await thread.watch.settled();
      } while (seen !== thread.tail);
    },
    activeJobs: async () => (await opened()).reduce((sum, { watch }) => sum + watch.activeJobs().length, 0),
    cancelRecordings: async () => {
      const threads = await opened();
      const contexts = await Promise.all(
        threads.map(({ address }) => store.query(api.threads.context, { id: address.id })),
      );
      const recordings = contexts.flatMap(({ jobs, planned }) =>
        jobs.filter(({ kind, runId }) => kind === "record" && planned.every(({ _id }) => _id !== runId)),
      );
      await Promise.all(recordings.map((job) => store.mutation(api.runs.cancel, { id: job.runId })));
      return recordings.length;
    },
    close: async () => {
      closing.abort(new DoorError("closing", "Aura is being stopped; the next start goes on."));
      const threads = await opened();
      followed.clear();
      await Promise.all(threads.map(({ watch }) => watch.close()));
      await agent.close?.();
    },
  };
}

/** Under which a person's message is in the store. */
export const saidKey = ({ platform, id }: Pick<Message, "platform" | "id">): string => `message:${platform}:${id}`;
const replyKey = (messageId: Id<"messages">): string => `reply:${messageId}`;
/** Of the second answer to a message that was put off at first. */
const laterKey = (messageId: Id<"messages">): string => `later:${messageId}`;
const unknownAuthor = { id: "unknown", name: "you" };

type Waiting = { said: MessageRow; runId: Id<"runs"> };

/** The people's messages that wait for a recording, and were not taken back, oldest first. */
function waitingIn(messages: readonly MessageRow[]): Waiting[] {
  let waiting: Waiting[] = [];
  for (const { idempotencyKey: key, parts = [] } of messages) {
    const part = parts.find(({ type }) => type === "putOff");
    if (part?.type !== "putOff") continue;
    const { state, runId } = part;
    const said = messages.find(({ _id }) => replyKey(_id) === key);
    if (state === "withdrawn") waiting = waiting.filter((one) => one.runId !== runId);
    else if (said && runId) waiting = [...waiting, { said, runId }];
  }
  return waiting;
}

function addressOf(row: Thread): Followed["address"] {
  return { id: row._id, workspaceId: row.workspaceId, channel: row.channelTarget, threadKey: row.externalId };
}
