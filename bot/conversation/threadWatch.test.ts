import { afterAll, beforeAll, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { silentLog } from "../../tests/doors/testHouse.ts";
import { claim, finishRender, openStore, recordedRun, type StoreUnderTest } from "../../tests/store/support.ts";
import { until } from "../../tests/support/aura.ts";
import type { Platform, ThreadAddress } from "../platform.ts";
import { watchThread } from "./threadWatch.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

it("posts no version after a newer one: it would look like the latest", async () => {
  const { runId, threadId, workspaceId } = await recordedRun(store);
  const posted: number[] = [];
  const nothing = async () => undefined;
  const platform: Platform = {
    ...{ name: "local", capabilities: { maxUploadBytes: null, editsMessages: true } },
    ...{ showProgress: nothing, postFile: nothing, postError: nothing, postReply: nothing },
    postVideo: async ({ version }) => void posted.push(version.number),
  };
  const thread: ThreadAddress = { id: threadId, workspaceId, channel: "local", threadKey: "one" };
  const library = {
    versionFiles: async () => ({ filePath: "video.mp4", posterPath: null }),
    exportFile: () => Promise.reject(new Error("Nothing is exported here.")),
  };
  const open = () => watchThread({ store: store.bot, library, thread, platforms: [platform], log: silentLog });
  const watch = open();
  const edit = (rate: number) =>
    store.bot.mutation(api.edits.applyEdits, { runId, operations: [{ type: "speed", rate, startMs: 0, endMs: 4000 }] });
  await edit(2);
  await edit(1.5);
  const newest = await claim(store, "w1", ["render"]);
  expect(newest.version?.version).toBe(3);
  await finishRender(store, newest);
  await until("the newest version", () => posted.includes(3));
  const overtaken = await claim(store, "w1", ["render"]);
  expect(overtaken.version?.version).toBe(2);
  await finishRender(store, overtaken);
  await watch.settled();
  await watch.close();
  const again = open();
  await again.settled();
  await again.close();
  expect(posted).toEqual([1, 3]);
});
