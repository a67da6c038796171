import { afterEach, beforeEach, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { openStore, type StoreUnderTest } from "../store/support.ts";
import { openThread } from "./support.ts";

let store: StoreUnderTest;
beforeEach(async () => {
  store = await openStore();
});
afterEach(() => store.close());

const claimed = () => store.worker.mutation(api.jobs.claim, { workerId: "w1" });

it("records later when told to, says when, and calls it off", async () => {
  const { say, context } = await openThread(store);
  expect((await say("record PR 1 tomorrow at 9am")).text).toBe(
    "PR 1 (Coupons): the recording starts tomorrow at 09:00. The video comes here then; **cancel** calls it off.",
  );
  expect(await claimed()).toBeNull();
  expect((await say("when is it ready?")).text).toMatch(/^The recording starts at 09:00 on \w{3} \d{1,2} \w{3}\.$/);
  expect((await say("cancel it")).text).toMatch(/^Stopped\./);
  expect((await context()).run?.status).toBe("canceled");
});

it("records again later, and asks when a time may be of the morning or of the evening", async () => {
  const { say, context, finishRecording } = await openThread(store);
  await say("record PR 1");
  await finishRecording();
  const first = (await context()).run?._id;
  expect((await say("record it again tomorrow at 3")).text).toBe("Shall I record it **at 3am** or **at 3pm**?");
  expect((await say("3pm")).text).toMatch(/^PR 1 again, as it is then: the recording starts tomorrow at 15:00\./);
  expect((await context()).run?._id).not.toBe(first);
  expect(await claimed()).toBeNull();
});

it("records nothing at a time that has passed", async () => {
  const { say, context } = await openThread(store);
  expect((await say("record PR 1 today at 00:00")).text).toMatch(/^00:00 has passed already\..*\?$/);
  expect((await context()).run ?? null).toBeNull();
});
