import { afterAll, beforeAll, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { scriptedAgent } from "../../tests/doors/scriptedAgent.ts";
import { openTestHouse, silentLog, type TestHouse } from "../../tests/doors/testHouse.ts";
import { until } from "../../tests/support/aura.ts";
import { localMessage } from "../house/conversations.ts";
import type { Platform } from "../platform.ts";
import { type Conductor, openConductor } from "./conductor.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const said = (threadKey: string, text: string) => localMessage({ threadKey, channel: "local" }, text);

/** A platform that keeps no more of what it is given than the name of each version's thread, and its number. */
function listingVideos(): { posted: string[]; platform: Platform } {
  const posted: string[] = [];
  const nothing = async () => undefined;
  const platform: Platform = {
    ...{ name: "local", capabilities: { maxUploadBytes: null, editsMessages: true } },
    ...{ showProgress: nothing, postFile: nothing, postError: nothing, postReply: nothing },
    postVideo: async ({ thread, version }) => void posted.push(`${thread.threadKey} ${version.number}`),
  };
  return { posted, platform };
}

async function untold(): Promise<Id<"threads">[]> {
  const paginationOpts = { numItems: 100, cursor: null };
  return (await house.store.query(api.threads.untold, { platform: "local", paginationOpts })).page;
}

/** Plans a recording for tomorrow, as one that was asked for in the thread. */
async function plan(conductor: Conductor, threadKey: string): Promise<Id<"runs">> {
  const threadId = await conductor.threadOf(said(threadKey, ""));
  const { store, workspaceId } = house;
  return await store.mutation(api.runs.create, {
    ...{ workspaceId, threadId, timestamp: Date.now(), notBefore: Date.now() + 86_400_000, summary: threadKey },
    ...{ pr: 1, repo: "shop", status: "queued", source: "pr", request: { kind: "pr" } },
  });
}

it("posts what was planned in a thread that has long been quiet, and looks at no other at its start", async () => {
  const { posted, platform } = listingVideos();
  const first = await house.converse([platform]);
  const planned = await plan(first, "planned");
  for (let index = 0; index < 60; index += 1) {
    const threadId = await first.threadOf(said(`quiet ${index}`, ""));
    await house.store.mutation(api.messages.append, { threadId, role: "assistant", content: "Hello" });
    await first.follow(threadId);
    await first.settled(threadId);
  }
  await until("only the planned one is not told", async () => (await untold()).length === 1);
  const second = await house.converse([platform]);
  await second.resume();
  const elsewhere = await plan(second, "planned while nobody looks");
  for (const id of [planned, elsewhere]) await house.store.mutation(api.runs.replan, { id });
  await until("both videos are posted", () => posted.length === 2);
  expect(posted.toSorted()).toEqual(["planned 1", "planned while nobody looks 1"]);
  await until("everything is told", async () => (await untold()).length === 0);
  await second.close();
});

it("lets quiet threads go, and takes them up again when somebody speaks there", async () => {
  const { posted, platform } = listingVideos();
  let watched = 0;
  const store: typeof house.store = {
    ...house.store,
    watch: (...asked) => {
      const stop = house.store.watch(...asked);
      watched += 1;
      return () => {
        watched -= 1;
        stop();
      };
    },
  };
  const { library } = house;
  const conductor = openConductor({
    ...{ store, library, log: silentLog, platforms: [platform] },
    agent: scriptedAgent(store),
    rest: { mostFollowed: 1, afterMs: 0 },
  });
  const ask = async (threadKey: string, text: string) => {
    const { threadId } = await conductor.receive(said(threadKey, text));
    await conductor.settled(threadId);
  };
  for (const thread of ["a", "b", "c"]) await ask(thread, "record PR 1");
  await until("the quiet ones are let go", () => watched <= 2);
  await ask("a", "make it shorter");
  expect(posted).toEqual(["a 1", "b 1", "c 1", "a 2"]);
  await conductor.close();
  expect(watched).toBe(0);
});
