import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { claim, openStore, type StoreUnderTest } from "../store/support.ts";
import { openThread, recordedThread } from "./support.ts";

let store: StoreUnderTest;
beforeEach(async () => {
  store = await openStore();
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
});

/** The planned recording's day has come, and a worker claims it. */
async function begins() {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2 * 86_400_000 });
  return await claim(store, "w1", ["record"]);
}

const claimed = () => store.worker.mutation(api.jobs.claim, { workerId: "w1" });

it("records later when told to, says when, and calls it off", async () => {
  const { say, context } = await openThread(store);
  expect((await say("record PR 1 tomorrow at 9am")).text).toBe(
    "PR 1 (Coupons): the recording starts tomorrow at 09:00. The video comes here then; **cancel** calls it off.",
  );
  expect(await claimed()).toBeNull();
  expect((await say("when is it ready?")).text).toBe("The recording of PR 1 starts tomorrow at 09:00.");
  expect((await say("cancel it")).text).toBe("Called off: PR 1 is not recorded tomorrow at 09:00.");
  expect(await context()).toMatchObject({ run: null, planned: [], jobs: [] });
});

it("takes tomorrow for the day after, also in the first minute of a day", async () => {
  const midnightInBerlin = Date.parse("2031-11-21T23:00:00Z");
  vi.useFakeTimers({ toFake: ["Date"], now: midnightInBerlin + 30_000 });
  const { say, context } = await openThread(store);
  expect((await say("record PR 1 tomorrow at 9am")).text).toMatch(/starts tomorrow at 09:00\./);
  const [planned] = (await context()).planned;
  expect(new Date(planned?.startsAt ?? 0).toISOString()).toBe("2031-11-23T08:00:00.000Z");
});

it("records again later, and asks when a time may be of the morning or of the evening", async () => {
  const { say, context } = await recordedThread(store);
  const first = (await context()).run?._id;
  expect((await say("record it again tomorrow at 3")).text).toBe("Shall I record it **at 3am** or **at 3pm**?");
  expect((await say("3pm")).text).toMatch(/^PR 1 again, as it is now: the recording starts tomorrow at 15:00\./);
  expect((await context()).run?._id).toBe(first);
  expect(await claimed()).toBeNull();
});

it("records nothing at a time that has passed", async () => {
  const { say, context } = await openThread(store);
  expect((await say("record PR 1 today at 00:00")).text).toMatch(/^00:00 has passed already\..*\?$/);
  expect((await context()).run ?? null).toBeNull();
});

/** A thread with the video of PR 1, and a recording of PR 2 that is planned for tomorrow at nine. */
async function planned() {
  const thread = await recordedThread(store);
  await thread.say("record PR 2 tomorrow at 9");
  const texts = async (...said: string[]) => {
    const all: string[] = [];
    for (const text of said) all.push((await thread.say(text)).text);
    return all;
  };
  return { ...thread, texts };
}

it("goes on with the video that is there until the planned recording begins", async () => {
  const { texts, context } = await planned();
  const [when, zoomed, status] = await texts("when is it recorded?", "zoom on the coupon field", "status");
  expect(when).toBe("The recording of PR 2 starts tomorrow at 09:00.");
  expect(zoomed).toMatch(/^Zoom on \*\*Coupon code\*\*/);
  expect(status).toMatch(/^Rendering the new version.* The recording of PR 2 starts tomorrow at 09:00\.$/);
  expect(await context()).toMatchObject({ run: { pr: 1 }, currentVersion: { operations: [{ type: "zoom" }] } });
  expect((await begins()).run.pr).toBe(2);
  expect(await context()).toMatchObject({ run: { pr: 2 }, planned: [] });
  expect((await texts("make it shorter"))[0]).toMatch(/^The recording of PR 2 is still being made/);
});

it("gives it another time, however it is said", async () => {
  const { texts } = await planned();
  const told = await texts(
    "make it 10 instead",
    "no, at 11:30",
    "an hour later",
    "postpone the recording by two hours",
  );
  expect(told.map((text) => /starts (.*?)\. /.exec(text)?.[1])).toEqual([
    "tomorrow at 10:00",
    "tomorrow at 11:30",
    "tomorrow at 12:30",
    "tomorrow at 14:30",
  ]);
  const [edited, moved] = await texts("make it 30 seconds long", "move the recording of PR 2 to noon");
  expect(edited).toMatch(/shorter/);
  expect(moved).toMatch(/^PR 2: the recording starts tomorrow at 12:00\./);
});

it("begins now instead, and then is the one that is spoken of", async () => {
  const { texts, context } = await planned();
  expect(await texts("record it now instead")).toEqual(["Recording PR 2. The video comes here as soon as it is done."]);
  expect(await context()).toMatchObject({ run: { pr: 2 }, planned: [] });
  expect((await claimed())?.run.pr).toBe(2);
});

it("calls off the one that is meant, and leaves no trace of it", async () => {
  const { texts, context } = await planned();
  const told = await texts(
    "record PR 1 again tomorrow at 8:30",
    "make it shorter",
    "cancel the recording",
    "PR 1",
    "please don't record PR 2 tomorrow after all",
  );
  expect(told[2]).toBe("Which recording shall I call off: **PR 1 tomorrow at 08:30** or **PR 2 tomorrow at 09:00**?");
  expect(told[3]).toMatch(/^Called off: PR 1 is not recorded tomorrow at 08:30\.$/);
  expect(told[4]).toBe("Called off: PR 2 is not recorded tomorrow at 09:00.");
  expect(await context()).toMatchObject({ run: { pr: 1 }, planned: [], currentVersion: { version: 2 } });
});

it("stops what is under way first, unless the last word was of what is planned", async () => {
  const { texts, context } = await planned();
  expect((await texts("export as gif", "cancel it"))[1]).toMatch(/^Stopped\./);
  expect((await context()).planned).toHaveLength(1);
  await texts("export as gif", "move the recording to 10am");
  expect(await texts("cancel it")).toEqual(["Called off: PR 2 is not recorded tomorrow at 10:00."]);
  expect((await context()).jobs).toMatchObject([{ kind: "export" }]);
});
