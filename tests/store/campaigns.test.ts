import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { until } from "../support/aura.ts";
import {
  claim,
  codeOf,
  finishRecording,
  held,
  joinAs,
  newThread,
  openStore,
  rowsOf,
  runOf,
  type StoreUnderTest,
  versionsOf,
} from "./support.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const page = { paginationOpts: { numItems: 100, cursor: null } };

async function newCampaign() {
  const { workspaceId } = await newThread(store);
  const owner = await joinAs(store, workspaceId, "olga", { isOwner: true });
  const member = await joinAs(store, workspaceId, "max");
  const recipe = { focus: "the coupon field", maxDurationMs: 20_000 };
  const id = await member.mutation(api.campaigns.create, { workspaceId, name: " Spring ", recipe });
  const its = { workspaceId, id };
  return {
    ...{ workspaceId, owner, member, id, its },
    campaign: () => member.query(api.campaigns.get, its),
    /** How many people are in each state. */
    async states() {
      const { page: rows } = await member.query(api.campaigns.listLeads, { ...its, ...page });
      return Object.fromEntries(
        Object.entries(Object.groupBy(rows, ({ state }) => state)).map(([k, v]) => [k, v?.length]),
      );
    },
    leadsIn: async (state: "waiting" | "recording" | "ready" | "failed" | "skipped") =>
      (await member.query(api.campaigns.listLeads, { ...its, state, ...page })).page,
  };
}

const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    name: `Person ${from + index}`,
    email: `P${from + index}@example.com`,
  }));

describe("a campaign", () => {
  it("takes people in batches, each of them once", async () => {
    const { member, its, campaign } = await newCampaign();
    const add = (leads: object[]) => member.mutation(api.campaigns.addLeads, { ...its, leads });
    expect(await add(people(200))).toEqual({ added: 200, known: 0, unknown: 0 });
    expect(await add([...people(2, 199), { email: " p0@EXAMPLE.com" }, {}])).toEqual({
      added: 1,
      known: 2,
      unknown: 1,
    });
    expect(await codeOf(add(people(201)))).toBe("invalid_argument");
    expect(await campaign()).toMatchObject({ name: "Spring", state: "draft", leadCount: 201 });
    const first = await member.query(api.campaigns.listLeads, {
      ...its,
      paginationOpts: { numItems: 150, cursor: null },
    });
    const rest = await member.query(api.campaigns.listLeads, {
      ...its,
      paginationOpts: { numItems: 150, cursor: first.continueCursor },
    });
    expect([...first.page, ...rest.page].map(({ lead }) => lead.name)).toEqual(people(201).map(({ name }) => name));
  });

  it("records a few at a time until everybody has had their turn, and goes on when somebody is added", async () => {
    const { member, its, campaign, states, leadsIn } = await newCampaign();
    await member.mutation(api.campaigns.addLeads, { ...its, leads: people(6) });
    await member.mutation(api.campaigns.start, its);
    const isUnderWay = async (count: number) => (await leadsIn("recording")).length === count;
    await until("four are under way", () => isUnderWay(4));
    expect(await states()).toEqual({ recording: 4, waiting: 2 });
    const first = await claim(store, "w1", ["record"]);
    expect(first.run).toMatchObject({
      source: "lead",
      request: { kind: "lead", focus: "the coupon field", lead: { name: "Person 0" } },
    });
    await finishRecording(store, first);
    await until("the next begins", async () => (await states()).waiting === 1);
    const failing = await claim(store, "w1", ["record"]);
    const failure = { code: "site_silent", message: "The page did not answer.", retryable: false };
    await store.worker.mutation(api.jobs.fail, { ...held(failing), ...failure });
    await until("all have begun", async () => (await states()).waiting === undefined);
    const [, , third] = await leadsIn("recording");
    await store.bot.mutation(api.runs.cancel, { id: third?.runId as Id<"runs"> });
    for (let left = 3; left > 0; left -= 1) await finishRecording(store, await claim(store, "w1", ["record"]));
    await until("it is over", async () => (await campaign()).state === "completed");
    expect(await states()).toEqual({ ready: 4, failed: 1, skipped: 1 });
    const [ready] = await leadsIn("ready");
    expect(await versionsOf(store, ready?.runId as Id<"runs">)).toHaveLength(1);

    const [failed] = await leadsIn("failed");
    expect(failed?.error).toBe("The page did not answer.");
    const retry = { workspaceId: its.workspaceId, id: failed?._id as Id<"leads"> };
    await member.mutation(api.campaigns.retryLead, retry);
    expect(await codeOf(member.mutation(api.campaigns.retryLead, retry))).toBe("illegal_transition");
    await until("it is recorded once more", () => isUnderWay(1));
    expect((await leadsIn("recording"))[0]).toMatchObject({ attempt: 2 });
    await finishRecording(store, await claim(store, "w1", ["record"]));
    await until("it is over again", async () => (await campaign()).state === "completed");
    await member.mutation(api.campaigns.addLeads, { ...its, leads: people(1, 50) });
    await until("the new one is under way", () => isUnderWay(1));
    await finishRecording(store, await claim(store, "w1", ["record"]));
  });

  it("can be paused, and ends what is under way when it is canceled", async () => {
    const { member, its, campaign, states, leadsIn } = await newCampaign();
    expect(await codeOf(member.mutation(api.campaigns.start, its))).toBe("invalid_argument");
    await member.mutation(api.campaigns.addLeads, { ...its, leads: people(6) });
    await member.mutation(api.campaigns.start, its);
    await until("four are under way", async () => (await leadsIn("recording")).length === 4);
    await member.mutation(api.campaigns.pause, its);
    await finishRecording(store, await claim(store, "w1", ["record"]));
    await until("one is ready", async () => (await leadsIn("ready")).length === 1);
    expect(await states()).toEqual({ ready: 1, recording: 3, waiting: 2 });
    await member.mutation(api.campaigns.start, its);
    await until("the next begins", async () => (await leadsIn("recording")).length === 4);
    const underWay = await leadsIn("recording");
    await member.mutation(api.campaigns.cancel, its);
    for (const { runId } of underWay)
      expect(await runOf(store, runId as Id<"runs">)).toMatchObject({ status: "canceled" });
    expect(await states()).toEqual({ ready: 1, skipped: 4, waiting: 1 });
    expect(await codeOf(member.mutation(api.campaigns.start, its))).toBe("illegal_transition");
    expect((await campaign()).state).toBe("canceled");
  });

  it("belongs to its workspace, is removed by admins alone, and goes with the workspace", async () => {
    const { member, owner, its, workspaceId } = await newCampaign();
    const other = await newCampaign();
    const foreign = { workspaceId: other.workspaceId, id: its.id };
    expect(await codeOf(other.member.query(api.campaigns.get, foreign))).toBe("not_found");
    expect(await codeOf(other.member.mutation(api.campaigns.start, foreign))).toBe("not_found");
    await member.mutation(api.campaigns.addLeads, { ...its, leads: people(120) });
    expect(await codeOf(member.mutation(api.campaigns.remove, its))).toBe("forbidden");
    await owner.mutation(api.campaigns.remove, its);
    expect((await member.query(api.campaigns.list, { workspaceId, ...page })).page).toEqual([]);
    expect(await codeOf(member.query(api.campaigns.get, its))).toBe("not_found");

    await other.member.mutation(api.campaigns.addLeads, { ...other.its, leads: people(120) });
    await other.owner.mutation(api.workspaces.remove, { workspaceId: other.workspaceId });
    await until("the workspace is gone with all", async () => {
      const left = (await rowsOf(store)).filter(({ table }) => table === "campaigns" || table === "leads");
      return left.every(({ row }) => !row.includes(its.id) && !row.includes(other.its.id));
    });
  });
});
