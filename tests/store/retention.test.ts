import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { newThread, openStore, type StoreUnderTest } from "./support.ts";

const DAY_MS = 24 * 3_600_000;
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterEach(() => vi.useRealTimers());
afterAll(() => store.close());

it("remembers what was sent for half a year, and what is still to be sent for as long as it takes", async () => {
  const { workspaceId, threadId } = await newThread(store);
  const send = async (name: string) => {
    const payload = { kind: "notice" as const, text: "Hello" };
    const whereTo = { workspaceId, threadId, purpose: "notice", channel: "thread", to: threadId } as const;
    return (await store.bot.mutation(api.deliveries.enqueue, { ...whereTo, payload, idempotencyKey: name })).id;
  };
  const sent = await send("sent");
  const claimed = await store.bot.mutation(api.deliveries.claim, {});
  const outcome = { kind: "sent", via: "door", usedFallback: false } as const;
  await store.bot.mutation(api.deliveries.settle, { id: sent, attempt: claimed?.attempt ?? 0, outcome });
  const waiting = await send("waiting");
  const isThere = async (id: typeof sent) => (await store.bot.query(api.deliveries.get, { id })) !== null;

  const now = Date.now();
  vi.useFakeTimers({ toFake: ["Date"], now: now + 179 * DAY_MS });
  expect(await store.host.runInternal("deliveries:forgetOld")).toBe(0);
  vi.useFakeTimers({ toFake: ["Date"], now: now + 181 * DAY_MS });
  expect(await store.host.runInternal("deliveries:forgetOld")).toBe(1);
  expect([await isThere(sent), await isThere(waiting)]).toEqual([false, true]);
});
