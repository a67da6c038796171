import { fileURLToPath } from "node:url";
import { internalMutationGeneric } from "convex/server";
import { v } from "convex/values";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { importFunctions } from "../../convex-embedded/modules/load.ts";
import { newThread, openStore, refusalOfCall, rowsOf, type StoreUnderTest } from "./support.ts";

const convexDir = fileURLToPath(new URL("../../convex", import.meta.url));
const insertMany = internalMutationGeneric({
  args: { table: v.string(), documents: v.array(v.any()) },
  handler: async (ctx, { table, documents }) => {
    for (const document of documents) await ctx.db.insert(table, document);
  },
});
const DAY_MS = 24 * 3_600_000;
let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore(undefined, {
    loadModules: async () => ({ ...(await importFunctions(convexDir)), "testing.ts": { insertMany } }),
  });
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

it("remembers for as many days as was settled, and as usual what was not named", async () => {
  const { workspaceId } = await newThread(store);
  await store.bot.mutation(api.usage.countRequest, { workspaceId, userId: "U1", requestId: "r1" });
  await store.bot.mutation(api.retention.settle, { history: 10 });
  expect(await store.bot.query(api.retention.get, {})).toEqual({ deliveries: 180, history: 10 });
  const now = Date.now();
  vi.useFakeTimers({ toFake: ["Date"], now: now + 9 * DAY_MS });
  expect(await store.host.runInternal("usage:forgetOld")).toBe(0);
  vi.useFakeTimers({ toFake: ["Date"], now: now + 12 * DAY_MS });
  expect(await store.host.runInternal("usage:forgetOld")).toBe(1);
  await store.bot.mutation(api.retention.settle, {});
  expect(await store.bot.query(api.retention.get, {})).toEqual({ deliveries: 180, history: 90 });
});

it.for([0, 1.5, 4_000, Number.NaN])("refuses to remember for %s days, and says what would do", async (history) => {
  const refusal = await refusalOfCall(store.bot.mutation(api.retention.settle, { history }));
  expect(refusal.message).toBe("history is a whole number of days from 1 to 3650.");
});

it("forgets more than one batch at a time", async () => {
  await store.bot.mutation(api.retention.settle, {});
  const { workspaceId } = await newThread(store);
  const hour = { workspaceId, requests: 1, hourStartAt: 0 };
  await store.host.runInternal("testing:insertMany", {
    table: "usage",
    documents: Array.from({ length: 600 }, (_, at) => ({ ...hour, userId: `U${at}` })),
  });
  expect(await store.host.runInternal("usage:forgetOld")).toBe(500);
  await expect.poll(async () => (await rowsOf(store)).some(({ row }) => row.includes('"hourStartAt":0'))).toBe(false);
});
