import { afterAll, beforeAll, expect, it } from "vitest";
import { scriptedAgent } from "../../tests/doors/scriptedAgent.ts";
import { openTestHouse, silentLog, type TestHouse } from "../../tests/doors/testHouse.ts";
import { until } from "../../tests/support/aura.ts";
import { localMessage } from "../house/conversations.ts";
import type { Platform } from "../platform.ts";
import { openConductor } from "./conductor.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

it("lets quiet threads go, and takes them up again when somebody speaks there", async () => {
  const posted: string[] = [];
  const nothing = async () => undefined;
  const platform: Platform = {
    ...{ name: "local", capabilities: { maxUploadBytes: null, editsMessages: true } },
    ...{ showProgress: nothing, postFile: nothing, postError: nothing, postReply: nothing },
    postVideo: async ({ thread, version }) => void posted.push(`${thread.threadKey} ${version.number}`),
  };
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
    const { threadId } = await conductor.receive(localMessage({ threadKey, channel: "local" }, text));
    await conductor.settled(threadId);
  };
  for (const thread of ["a", "b", "c"]) await ask(thread, "record PR 1");
  await until("the quiet ones are let go", () => watched <= 2);
  await ask("a", "make it shorter");
  expect(posted).toEqual(["a 1", "b 1", "c 1", "a 2"]);
  await conductor.close();
  expect(watched).toBe(0);
});
