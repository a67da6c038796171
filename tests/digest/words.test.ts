import { afterAll, beforeAll, expect, it } from "vitest";
import type { Couriers } from "../../agent/couriers.ts";
import { loadThread } from "../../agent/loadThread.ts";
import { pretendedForge } from "../../agent/pretended.ts";
import { storeActions } from "../../agent/store.ts";
import { toolsFor } from "../../agent/tools/index.ts";
import type { ToolInput, ToolName } from "../../agent/tools/inputs.ts";
import type { Outcome } from "../../agent/tools/outcome.ts";
import { startTurn } from "../../agent/turn.ts";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { newThread, openStore, type StoreUnderTest } from "../store/support.ts";
import { sentFrom } from "./support.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const author = { id: "U1", name: "Ana" };
const couriers: Couriers = { reach: async ({ to }) => ({ done: true, to, isOwn: false }) };

/** What one tool does for a message of Ana's in the thread, as the model would call it. */
async function call<Name extends ToolName>(
  threadId: Id<"threads">,
  name: Name,
  input: ToolInput<Name>,
): Promise<Outcome> {
  const content = `message ${crypto.randomUUID()}`;
  const { id: messageId } = await store.bot.mutation(api.messages.append, { threadId, role: "user", author, content });
  const loaded = await loadThread(store.bot, { threadId, messageId }, "acme/shop");
  const actions = storeActions(store.bot, loaded, { messageId, author, couriers });
  const known: typeof actions = { ...actions, reach: async () => ({ done: true, isKnown: true }) };
  const turn = startTurn({ context: loaded.context, actions: known, forge: pretendedForge("acme/shop"), author });
  const tool = toolsFor(turn, () => undefined).tools[name];
  return (await tool?.execute?.(input as never, { toolCallId: "1", messages: [], context: {} } as never)) as Outcome;
}

it("schedules, lists and stops digests", async () => {
  const thread = await newThread(store);
  const { threadId } = thread;
  expect(await call(threadId, "list_digests", {})).toMatchObject({
    kind: "told",
    message: expect.stringMatching(/There is no digest/),
  });
  expect(await call(threadId, "cancel_digest", {})).toMatchObject({ kind: "unavailable" });
  const wrong = { cron: "* * * * *", to: ["team@acme.com"] };
  expect(await call(threadId, "schedule_digest", wrong)).toMatchObject({ kind: "refused", code: "schedule" });

  const monday = { cron: "0 9 * * 1", to: ["team@acme.com"] };
  const made = await call(threadId, "schedule_digest", monday);
  expect(made.kind).toBe("done");
  expect(made.message).toMatch(
    /^A digest goes to team@acme\.com: at 09:00, only on Monday \(Europe\/Berlin\), next on Mon.* 09:00\. team@acme\.com is asked by mail first, and gets it after a yes\.$/,
  );
  expect((await sentFrom(store, thread)).map(({ purpose, to }) => [purpose, to])).toEqual([
    ["confirmation", "team@acme.com"],
  ]);
  const listed = await call(threadId, "list_digests", {});
  expect(listed.message).toMatch(/^One digest goes out: to team@acme\.com \(has not answered yet\), at 09:00/);

  await call(threadId, "schedule_digest", { cron: "0 17 * * 5", timezone: "America/New_York", to: ["local"] });
  const which = await call(threadId, "cancel_digest", {});
  expect(which).toMatchObject({ kind: "question" });
  expect(which.message).toMatch(/Say its number\.\n1\. .*\n2\. /);
  const numbered = which.message.split("\n").findIndex((line) => line.includes("this chat"));
  const stopped = await call(threadId, "cancel_digest", { which: numbered });
  expect(stopped.message).toBe("The digest is off: to this chat, at 17:00, only on Friday (America/New_York).");
  expect(await call(threadId, "cancel_digest", {})).toMatchObject({ kind: "done" });
  expect(await call(threadId, "list_digests", {})).toMatchObject({
    message: expect.stringMatching(/There is no digest/),
  });
});

it("settles how somebody hears of things", async () => {
  const { threadId, workspaceId } = await newThread(store);
  const settle = async (wish: ToolInput<"preferences">) => (await call(threadId, "preferences", wish)).message;
  expect(await settle({})).toBe("What you ask for comes here and nowhere else.");
  expect(await settle({ channel: "email", wanted: true })).toBe("Which is your mail address?");
  expect(await settle({ wanted: true, to: "ana@acme.com" })).toBe(
    "What you ask for is also mailed to ana@acme.com. I have asked ana@acme.com by mail; it begins after a yes.",
  );
  expect(await settle({})).toMatch(/ana@acme\.com has not said yes yet/);
  await store.bot.mutation(api.deliveryPreferences.confirm, { workspaceId, address: "ana@acme.com" });
  expect(await settle({})).toBe(
    "What you ask for comes here and to ana@acme.com (mail). When a channel fails, it is mailed to ana@acme.com.",
  );
  expect(await settle({ quietHours: { from: "20:00", until: "8:00" } })).toBe(
    "I mail you nothing from 20:00 to 08:00 (Europe/Berlin); it comes afterwards.",
  );
  expect(await settle({ quietHours: "off", fallbackToEmail: false })).toBe(
    "I mail you nothing in the place of a channel that fails. There are no quiet hours any more.",
  );
  expect(await settle({ quietHours: { from: "9:00", until: "9:00" } })).toMatch(/From when until when/);
  expect(await settle({ quietHours: { from: "9:00", until: "10:00" }, timezone: "Mars/Olympus" })).toMatch(
    /no time zone/,
  );
  expect(await settle({ channel: "email", wanted: false })).toBe("I mail nothing to ana@acme.com any more.");
  await store.bot.mutation(api.deliveryPreferences.subscribe, { workspaceId, address: "ana@acme.com", wanted: false });
  expect(await settle({ channel: "email", wanted: true })).toMatch(/has stopped these mails by the link in one/);
});
