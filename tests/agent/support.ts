import { afterAll, beforeAll } from "vitest";
import { type AgentReply, createAgent } from "../../agent/agent.ts";
import type { Forge, PullRequest } from "../../agent/forge.ts";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Author } from "../../convex/model/message.ts";
import type { Operation } from "../../convex/model/operations.ts";
import type { TakeSummary } from "../../convex/model/recording.ts";
import { readThread } from "../phrases/check.ts";
import { claim, held, newThread, openStore, type StoreUnderTest, uploadVideo } from "../store/support.ts";

const pullRequests: PullRequest[] = [
  {
    number: 1,
    title: "Coupons",
    branch: "coupons",
    headSha: "b".repeat(40),
    baseSha: "a".repeat(40),
    repoUrl: "/shop",
  },
  { number: 2, title: "Cards", branch: "cards", headSha: "c".repeat(40), baseSha: "a".repeat(40), repoUrl: "/shop" },
];
const forge: Forge = {
  defaultRepo: "shop",
  listPullRequests: async () => pullRequests,
  getPullRequest: async (_repo, number) => pullRequests.find((one) => one.number === number) ?? null,
};

/** What is recorded, as one of the phrases' threads has it. */
type Recorded = Pick<TakeSummary, "shots" | "idle" | "elements"> & {
  run: Pick<TakeSummary, "durationMs" | "width" | "height" | "fps">;
};

function takeOf(file: string): TakeSummary {
  const { shots, idle = [], elements, run } = readThread(file) as Recorded;
  const { durationMs, width, height, fps } = run;
  return {
    ...{ durationMs, width, height, fps, title: "Coupons", summary: "Adds coupons.", idle, notShown: [] },
    shots: shots.map((shot, index) => ({ ...shot, id: `s${index + 1}` })),
    ...(elements ? { elements } : {}),
  };
}

export const ana: Author = { id: "u1", name: "Ana" };
export const ben: Author = { id: "u2", name: "Ben" };

export type Heard = { messageId: Id<"messages">; text: string; author: Author };

/** One real store for all tests of a file. */
export function openedStore(): () => StoreUnderTest {
  let store: StoreUnderTest;
  beforeAll(async () => {
    store = await openStore();
  });
  afterAll(async () => {
    await store.close();
  });
  return () => store;
}

/** A thread of the real store, and people who say things in it. The door keeps what is said and answered in the store. */
export async function openThread(store: StoreUnderTest) {
  const ids = await newThread(store);
  const agent = createAgent({ store: store.bot, forge, environment: { AURA_MODEL: "gpt-5-mini" } });
  const { threadId } = ids;
  /** A message that is stored and not answered yet. */
  const hear = async (content: string, author = ana): Promise<Heard> => {
    const { id } = await store.bot.mutation(api.messages.append, { threadId, role: "user", content, author });
    return { messageId: id, text: content, author };
  };
  const answer = async (heard: Heard): Promise<AgentReply> => await agent.respond({ threadId, ...heard });
  const say = async (text: string, by = ana): Promise<AgentReply> => {
    const reply = await answer(await hear(text, by));
    const { text: content, parts } = reply;
    await store.bot.mutation(api.messages.append, { threadId, role: "assistant", content, parts });
    return reply;
  };
  const context = () => store.bot.query(api.threads.context, { id: threadId });
  const finishRecording = (file = "coupon.context.json") => recorded(store, takeOf(file));
  return { ...ids, hear, answer, say, context, finishRecording };
}

/** A thread whose video is there, and the edits of its newest version. */
export async function recordedThread(store: StoreUnderTest, file?: string) {
  const thread = await openThread(store);
  await thread.say("record PR 1");
  await thread.finishRecording(file);
  const operations = async (): Promise<Operation[]> => (await thread.context()).currentVersion?.operations ?? [];
  const types = async () => (await operations()).map(({ type }) => type);
  return { ...thread, operations, types };
}

async function recorded(store: StoreUnderTest, take: TakeSummary): Promise<void> {
  const claimed = await claim(store, "w1", ["record"]);
  await store.worker.mutation(api.jobs.finishRecording, {
    ...held(claimed),
    ...(await uploadVideo(store)),
    take,
    takeRef: "takes/1",
    videoDurationMs: take.durationMs,
    sizeBytes: 1_000,
    routesTested: ["/cart"],
  });
}

/**
 * What is left after these turns about a video in which an error is seen from 4.6 to 9.2 s: the captions as "words start–end
 * place", the other edits, and the reply to the last turn.
 */
export async function captionsAfter(store: StoreUnderTest, turns: readonly string[]) {
  const { say, operations } = await recordedThread(store, "retry.context.json");
  let reply = "";
  for (const turn of turns) reply = (await say(turn)).text;
  const made = await operations();
  const captions = made.flatMap((one) =>
    one.type === "caption" ? [`${one.text} ${one.startMs}–${one.startMs + one.durationMs} ${one.position}`] : [],
  );
  return { captions, others: made.filter(({ type }) => type !== "caption"), reply };
}
