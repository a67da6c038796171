import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { connectStore } from "../../convex/client.ts";
import { hashKey } from "../../convex/model/keys.ts";
import schema from "../../convex/schema.ts";
import { until } from "../support/aura.ts";
import { type Field, type PublicFunction, publicFunctions, sampleOf, someRowOfEachTable } from "./everyFunction.ts";
import { codeOf, joinAs, openStore, rowsOf, type StoreUnderTest } from "./support.ts";

const convexDir = fileURLToPath(new URL("../../convex", import.meta.url));

let store: StoreUnderTest;
const functions: PublicFunction[] = [];
const ids: Record<string, string> = {};

beforeAll(async () => {
  store = await openStore();
  functions.push(...(await publicFunctions()));
  Object.assign(ids, await someRowOfEachTable(store));
});
afterAll(() => store.close());

async function call({ name, kind, args }: PublicFunction, caller: unknown): Promise<unknown> {
  const client = new ConvexHttpClient(store.host.url, { logger: false });
  const given = { ...sampleOf(args, ids), caller };
  if (kind === "query") return await client.query(makeFunctionReference<"query">(name), given);
  return await client.mutation(makeFunctionReference<"mutation">(name), given);
}

describe("every public function", () => {
  it("is found", () => {
    const names = functions.map(({ name }) => name);
    for (const name of ["runs:create", "edits:applyEdits", "jobs:claim", "threads:context"])
      expect(names).toContain(name);
    expect(functions.filter(({ kind }) => kind === "action")).toEqual([]);
  });

  it("asks who calls", () => {
    for (const { name, args } of functions) {
      const caller = (args.value as Record<string, Field>).caller;
      expect(caller, name).toMatchObject({ optional: false, fieldType: { type: "object" } });
    }
  });

  it("turns an unknown key away, before anything else and with nothing changed", async () => {
    const before = await store.bot.query(api.threads.context, { id: ids.threads as never });
    for (const entry of functions) {
      for (const kind of ["bot", "worker", "viewer"] as const) {
        expect(await codeOf(call(entry, { kind, key: "a guess", person: "U1" })), entry.name).toBe("forbidden");
      }
    }
    expect(await store.bot.query(api.threads.context, { id: ids.threads as never })).toEqual(before);
  });

  it("is open to those it is for, and to nobody else", async () => {
    const callers = {
      worker: { kind: "worker", key: "the worker's key" },
      bot: { kind: "bot", key: "the bot's key" },
      stranger: { kind: "bot", key: "the bot's key", person: "nobody" },
      member: { kind: "bot", key: "the bot's key", person: "U2" },
      owner: { kind: "bot", key: "the bot's key", person: "U1" },
      viewer: { kind: "viewer", key: "a link" },
    };
    const workspaceId = ids.workspaces as Id<"workspaces">;
    await joinAs(store, workspaceId, "U2");
    const openTo = async (name: keyof typeof callers): Promise<string[]> => {
      const open: string[] = [];
      for (const entry of functions) {
        // What takes away what the others are called on is tried where it is tested.
        if (/:(remove|withdrawLink)$/.test(entry.name)) continue;
        const answer = await call(entry, callers[name]).then(
          () => "open",
          (error: { data?: { code?: string } }) => error.data?.code ?? String(error),
        );
        if (answer !== "forbidden") open.push(entry.name);
      }
      return open.toSorted();
    };
    const forWorkers = await openTo("worker");
    expect(forWorkers).toEqual([
      "artifacts:create",
      "edits:getVersion",
      "exports:get",
      "jobs:claim",
      "jobs:fail",
      "jobs:finishExport",
      "jobs:finishRecording",
      "jobs:finishReel",
      "jobs:finishRender",
      "jobs:heartbeat",
      "jobs:isWanted",
      "jobs:ready",
      "jobs:release",
      "jobs:takeInUse",
      "packs:addTake",
      "packs:forget",
      "packs:source",
      "packs:take",
      "packs:toDelete",
      "planReviews:ask",
      "planReviews:get",
      "runs:elements",
      "runs:generateUploadUrl",
      "runs:get",
      "sandboxRuns:create",
      "sandboxRuns:update",
    ]);
    expect(await openTo("viewer")).toEqual(["viewers:watch", "viewers:watched"]);
    const forBots = await openTo("bot");
    expect(forBots).not.toContain("jobs:claim");
    expect(await openTo("stranger")).toEqual(forBots);
    const forMembers = (await openTo("member")).filter((name) => !forBots.includes(name));
    expect(forMembers).toEqual([
      "artifacts:get",
      "artifacts:listPending",
      "campaigns:addLeads",
      "campaigns:cancel",
      "campaigns:create",
      "campaigns:get",
      "campaigns:list",
      "campaigns:listLeads",
      "campaigns:pause",
      "campaigns:retryLead",
      "campaigns:start",
      "deliveryPreferences:list",
      "sandboxRuns:listByWorkspace",
      "usage:list",
      "viewers:createLink",
      "viewers:list",
      "workspaceMembers:list",
      "workspaceMembers:me",
    ]);
    const forOwners = (await openTo("owner")).filter((name) => ![...forBots, ...forMembers].includes(name));
    expect(forOwners).toEqual([
      "artifacts:review",
      "artifacts:reviewVersion",
      "workspaceMembers:add",
      "workspaceMembers:updateRole",
      "workspaces:updateSettings",
    ]);
  });

  it("is made in access.ts: no other module has Convex's bare builders", () => {
    for (const file of readdirSync(convexDir, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts") || file.startsWith("_generated") || file === "access.ts") continue;
      const source = readFileSync(join(convexDir, file), "utf8");
      expect(source, file).not.toMatch(
        /import \{[^}]*\b(query|mutation|action|httpAction)\b[^}]*\} from "[./]*_generated/,
      );
      expect(source, file).not.toMatch(/(query|mutation|action)Generic/);
    }
  });
});

describe("keys", () => {
  it("are kept as hashes, work for their own kind alone, and can be revoked", async () => {
    const keyHash = await hashKey("another worker's key");
    expect(keyHash).toMatch(/^[0-9a-f]{64}$/);
    await store.host.runInternal("credentials:register", { kind: "worker", keyHash, label: "second" });
    const another = connectStore({ url: store.host.url, key: "another worker's key", kind: "worker" });
    const pretender = connectStore({ url: store.host.url, key: "another worker's key", kind: "bot" });
    try {
      expect(await another.query(api.jobs.ready, {})).toMatchObject({ count: expect.any(Number) });
      expect(await codeOf(pretender.query(api.jobs.ready, {}))).toBe("forbidden");
      await store.host.runInternal("credentials:revoke", { keyHash });
      expect(await codeOf(another.mutation(api.runs.generateUploadUrl, {}))).toBe("forbidden");
      await store.host.runInternal("credentials:register", { kind: "worker", keyHash, label: "second" });
      expect(await another.mutation(api.runs.generateUploadUrl, {})).toMatch(/^http/);
    } finally {
      await Promise.all([another.close(), pretender.close()]);
    }
  });

  it("cannot be registered from outside", async () => {
    const client = new ConvexHttpClient(store.host.url, { logger: false });
    const register = makeFunctionReference<"mutation">("credentials:register");
    const mine = { kind: "bot", keyHash: await hashKey("mine"), label: "mine" };
    await expect(client.mutation(register, mine)).rejects.toThrow();
    expect(await codeOf(call(functions[0] as PublicFunction, { kind: "bot", key: "mine" }))).toBe("forbidden");
  });
});

describe("removing a workspace", () => {
  it("leaves no row behind that names it or anything of it", async () => {
    const owned = Object.entries(schema.tables).flatMap(([table, { validator }]) => {
      const fields = "fields" in validator ? validator.fields : (validator.members[0]?.fields ?? {});
      return ["workspaceId", "threadId", "runId", "campaignId"].some((name) => name in fields) ? [table] : [];
    });
    const workspaceId = ids.workspaces as Id<"workspaces">;
    const view = { sessionId: "a sitting", watchedMs: 1, durationMs: 1 };
    await store.bot.asViewer("a link").mutation(api.viewers.watched, view);
    const names = [workspaceId, ids.threads, ids.runs, ids.campaigns, ids.jobs].map(String);
    const left = async () => (await rowsOf(store)).filter(({ row }) => names.some((name) => row.includes(name)));
    const ofItsOwn = new Set((await left()).map(({ table }) => table));
    expect(owned.filter((table) => !ofItsOwn.has(table))).toEqual([]);
    // The tests above have handed the workspace over.
    const members = (await rowsOf(store)).filter(({ table }) => table === "workspaceMembers");
    const owner = members.map(({ row }) => JSON.parse(row) as { role: string; userId: string; workspaceId: string });
    const { userId = "" } = owner.find((one) => one.workspaceId === workspaceId && one.role === "owner") ?? {};
    await store.bot.as(userId).mutation(api.workspaces.remove, { workspaceId });
    await until("nothing of it is left", async () =>
      (await left()).every(({ table, row }) => isForAWorker(table, row)),
    );
  });
});

/** The scheduler's own memory, and what a worker has yet to delete from a bucket. */
const isForAWorker = (table: string, row: string) =>
  table === "_scheduled_functions" || (table === "packs" && row.includes("removedAt"));
