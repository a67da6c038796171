import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { internalMutationGeneric } from "convex/server";
import { type GenericId, type Value, v } from "convex/values";
import { afterEach, beforeEach, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { hashKey } from "../../convex/model/keys.ts";
import schema from "../../convex/schema.ts";
import { importFunctions } from "../../convex-embedded/modules/load.ts";
import { codeOf, joinAs, openStore, queueRun, recordedRun, rowsOf, type StoreUnderTest } from "./support.ts";

const convexDir = fileURLToPath(new URL("../../convex", import.meta.url));

// A new table is in none of these and so must go, with its files, when its workspace goes.
const ofNoWorkspace = ["credentials", "installations", "limits", "keptFiles", "fileSweeps", "retention"];
/** Rows that outlive the run that they name: they belong to their workspace, their thread or their campaign. */
const outliveTheirRun = [
  "workspaces",
  "workspaceMembers",
  "threads",
  "messages",
  "posts",
  "untold",
  "campaigns",
  "leads",
].concat(...["sandboxRuns", "digests", "digestIssues", "deliveryPreferences", "usage"]);
const tables = Object.keys(schema.tables).filter((table) => !ofNoWorkspace.includes(table));

type Json =
  | { type: "object"; value: Record<string, { fieldType: Json; optional: boolean }> }
  | { type: "union"; value: Json[] }
  | { type: "array"; value: Json }
  | { type: "id"; tableName: string }
  | { type: "literal"; value: Value }
  | { type: "string" | "number" | "boolean" | "null" | "any" };

const firstPage = { paginationOpts: { numItems: 10, cursor: null } };

let store: StoreUnderTest;
/** The one row of each table, and the tables whose row holds each file. */
let ids: Map<string, string>;
let holders: Map<string, string>;

/** Writes any row, which no function of the store does. */
const insert = internalMutationGeneric({
  args: { table: v.string(), document: v.any() },
  handler: async (ctx, { table, document }) => await ctx.db.insert(table, document),
});

const patch = internalMutationGeneric({
  args: { id: v.string(), fields: v.any() },
  handler: async (ctx, { id, fields }) => await ctx.db.patch(id as GenericId<string>, fields),
});

beforeEach(async () => {
  store = await openStore(undefined, {
    loadModules: async () => ({ ...(await importFunctions(convexDir)), "testing.ts": { insert, patch } }),
  });
  ids = new Map();
  holders = new Map();
  await fillEveryTable();
});
afterEach(() => store.close());

/** One row in each table, made from its validator: every field is there, every id is that of the other table's row. */
async function fillEveryTable(): Promise<void> {
  for (let left = tables; left.length > 0; ) {
    const ready = left.filter((table) => requiredTables(documentOf(table), table).every((needed) => ids.has(needed)));
    expect(ready, `one of ${left.join(", ")} can be written`).not.toEqual([]);
    for (const table of ready) {
      const document = (await sample(documentOf(table), table)) as Value;
      ids.set(table, (await store.host.runInternal("testing:insert", { table, document })) as string);
    }
    left = left.filter((table) => !ids.has(table));
  }
}

const documentOf = (table: string) =>
  (schema.tables[table as keyof typeof schema.tables].validator as unknown as { json: Json }).json;

/** The tables whose rows must be there before this one. */
function requiredTables(json: Json, table: string): string[] {
  if (json.type === "id") return json.tableName === "_storage" ? [] : [json.tableName];
  if (json.type === "array") return requiredTables(json.value, table);
  if (json.type === "union") return requiredTables(chosen(json.value, table), table);
  if (json.type !== "object") return [];
  return Object.values(json.value).flatMap(({ fieldType, optional }) =>
    optional ? [] : requiredTables(fieldType, table),
  );
}

/** A union's first member, which has files where any has; not a row of the table's own, of which there is none yet. */
const chosen = (members: Json[], table: string): Json =>
  members.find((member) => member.type !== "id" || member.tableName !== table) as Json;

/** A value that the validator accepts. */
async function sample(json: Json, table: string): Promise<unknown> {
  switch (json.type) {
    case "object": {
      const fields = Object.entries(json.value).filter(
        ([name, { fieldType, optional }]) =>
          name !== "removedAt" && (!optional || requiredTables(fieldType, table).every((needed) => ids.has(needed))),
      );
      const values = fields.map(async ([name, { fieldType }]) => [name, await sample(fieldType, table)] as const);
      return Object.fromEntries(await Promise.all(values));
    }
    case "union":
      return await sample(chosen(json.value, table), table);
    case "array":
      return [await sample(json.value, table)];
    case "id":
      return json.tableName === "_storage" ? await newFile(table) : ids.get(json.tableName);
    case "literal":
      return json.value;
    case "string":
      return `some ${table}`;
    case "number":
      return 1;
    case "boolean":
      return false;
    default:
      return null;
  }
}

async function newFile(table: string): Promise<string> {
  const id = await store.worker.upload(new TextEncoder().encode(crypto.randomUUID()), "video/mp4");
  await store.host.runInternal("testing:insert", { table: "keptFiles", document: { storageId: id } });
  holders.set(id, table);
  return id;
}

const rowsPerTable = async () => Object.groupBy(await rowsOf(store), ({ table }) => table);
const filesOnDisk = () => readdirSync(join(store.dir, "files"));

it("a workspace leaves no row of any table and no file behind", async () => {
  const before = await rowsPerTable();
  expect(tables.filter((table) => before[table]?.length !== 1)).toEqual([]);
  expect(filesOnDisk().length).toBe(holders.size);
  expect(new Set(holders.values())).toEqual(
    new Set(["runs", "editVersions", "exportJobs", "artifacts", "packs", "digestIssues"]),
  );
  const workspaceId = ids.get("workspaces") as Id<"workspaces">;
  await store.bot.as("some workspaceMembers").mutation(api.workspaces.remove, { workspaceId });
  await expect
    .poll(async () => Object.keys(await rowsPerTable()).toSorted(), { timeout: 30_000 })
    .toEqual(["_scheduled_functions", "credentials"]);
  expect(filesOnDisk()).toEqual([]);
});

it("a run leaves behind what belongs to its workspace alone", async () => {
  const runId = ids.get("runs") as Id<"runs">;
  await store.bot.mutation(api.runs.remove, { id: runId });
  const gone = tables.filter((table) => !outliveTheirRun.includes(table));
  await expect
    .poll(async () => Object.keys(await rowsPerTable()).filter((table) => gone.includes(table)), { timeout: 30_000 })
    .toEqual([]);
  const left = await rowsPerTable();
  expect(outliveTheirRun.filter((table) => left[table]?.length !== 1)).toEqual([]);
  const filesLeft = (left._storage ?? []).map(({ row }) => holders.get((JSON.parse(row) as { _id: string })._id));
  expect(new Set(filesLeft)).toEqual(new Set(["digestIssues"]));
  expect(filesOnDisk().length).toBe(filesLeft.length);
});

it("a workspace that is being removed is closed to everybody at once", async () => {
  const { workspaceId, threadId, runId } = await recordedRun(store);
  const owner = await joinAs(store, workspaceId, "olga", { isOwner: true });
  const tokenHash = await hashKey("a link");
  await owner.mutation(api.viewers.createLink, { workspaceId, runId, tokenHash, lifetimeMs: 60_000 });
  const viewer = store.bot.asViewer("a link");
  expect(await viewer.query(api.viewers.watch, {})).toMatchObject({ title: "Coupons in the cart" });
  await queueRun(store, { workspaceId, threadId });
  await store.host.runInternal("testing:patch", { id: workspaceId, fields: { removedAt: 1 } });

  const place = { platform: "local", channelType: "c", channelTarget: "t", externalId: "new", timezone: "UTC" };
  const calls: Record<string, Promise<unknown>> = {
    run: queueRun(store, { workspaceId, threadId }),
    thread: store.bot.mutation(api.threads.ensure, { workspaceId, ...place }),
    request: store.bot.mutation(api.usage.countRequest, { workspaceId, userId: "olga", requestId: "r" }),
    person: store.bot.mutation(api.workspaceMembers.ensure, { workspaceId, userId: "max", name: "Max" }),
  };
  for (const [what, call] of Object.entries(calls)) expect(await codeOf(call), what).toBe("not_found");
  expect(await codeOf(viewer.mutation(api.viewers.watched, { sessionId: "s", watchedMs: 1, durationMs: 1 }))).toBe(
    "forbidden",
  );
  const claimed = await store.worker.mutation(api.jobs.claim, { workerId: "w1", kinds: ["record"] });
  expect(claimed?.run.workspaceId).not.toBe(workspaceId);
});

it("one link counts so many sittings and no more", async () => {
  const { workspaceId, runId } = await recordedRun(store);
  const owner = await joinAs(store, workspaceId, "olga", { isOwner: true });
  const tokenHash = await hashKey("another link");
  const id = await owner.mutation(api.viewers.createLink, { workspaceId, runId, tokenHash, lifetimeMs: 60_000 });
  const viewer = store.bot.asViewer("another link");
  const watch = async (sessionId: string, watchedMs = 1) =>
    await viewer.mutation(api.viewers.watched, { sessionId, watchedMs, durationMs: 10 });
  const views = async () => (await owner.query(api.viewers.list, { workspaceId, ...firstPage })).page.length;
  await watch("first");
  await store.host.runInternal("testing:patch", { id, fields: { sittings: 1_000 } });
  await watch("second");
  expect(await views()).toBe(1);
  expect(await codeOf(watch("first", Number.POSITIVE_INFINITY))).toBe("invalid_argument");
});
