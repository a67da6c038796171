import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { hashKey } from "../../convex/model/keys.ts";
import { claim, held, joinAs, recordedRun, rowsOf, type StoreUnderTest } from "./support.ts";

const convexDir = fileURLToPath(new URL("../../convex", import.meta.url));

export type PublicFunction = {
  name: string;
  kind: "query" | "mutation" | "action";
  args: Json;
};
type Json = { type: string; value?: unknown; tableName?: string };
export type Field = { fieldType: Json; optional: boolean };

/** Every public function of the module tree. */
export async function publicFunctions(): Promise<PublicFunction[]> {
  const functions: PublicFunction[] = [];
  for (const file of readdirSync(convexDir, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts") || /^_generated|\..*\./.test(file)) continue;
    const module: Record<string, unknown> = await import(/* @vite-ignore */ join(convexDir, file));
    for (const [name, value] of Object.entries(module)) {
      if (isPublicFunction(value)) {
        const kind = value.isQuery ? "query" : value.isMutation ? "mutation" : "action";
        functions.push({ name: `${file.slice(0, -3)}:${name}`, kind, args: JSON.parse(value.exportArgs()) as Json });
      }
    }
  }
  return functions;
}

type Registered = { isPublic: boolean; isQuery?: boolean; isMutation?: boolean; exportArgs(): string };
const isPublicFunction = (value: unknown): value is Registered =>
  typeof value === "function" && (value as unknown as Registered).isPublic === true;

/** Some row of each table that functions name, all of one new workspace; its owner is U1. `label` tells it from another such set. */
export async function someRowOfEachTable(store: StoreUnderTest, label = ""): Promise<Record<string, string>> {
  const { workspaceId, threadId, runId } = await recordedRun(store);
  const run = await store.bot.query(api.runs.get, { id: runId });
  const operation = { type: "cut" as const, startMs: 0, endMs: 1_000 };
  const editVersionId = await store.bot.mutation(api.edits.applyEdit, { runId, operation });
  const exportJobId = await store.bot.mutation(api.exports.create, {
    runId,
    format: "mp4",
    fps: 30,
    width: 64,
    height: 64,
    quality: "web",
  });
  const [job] = await store.bot.query(api.jobs.activity, { threadId });
  const owner = await joinAs(store, workspaceId, "U1", { isOwner: true });
  const storageId = run?.videoStorageId as Id<"_storage">;
  const file = { workspaceId, kind: "video" as const, title: "Coupons", storageId };
  const delivery = await store.bot.mutation(api.deliveries.enqueue, {
    ...{ workspaceId, runId, purpose: "copy", channel: "email", to: "ann@example.com", payload: { kind: "video" } },
    idempotencyKey: `a delivery${label}`,
  });
  const made = await store.bot.mutation(api.digests.create, {
    ...{ threadId, cron: "0 9 * * 1", timezone: "UTC", what: "a digest" },
    recipients: [{ channel: "thread", to: threadId }],
  });
  const dueAt = made.nextRunAt;
  await store.host.runInternal("digests:open", { id: made._id, now: dueAt });
  const issues = await store.bot.query(api.digests.issues, {
    id: made._id,
    paginationOpts: { numItems: 1, cursor: null },
  });
  const campaign = {
    workspaceId,
    id: await owner.mutation(api.campaigns.create, { workspaceId, name: "Spring", recipe: {} }),
  };
  await owner.mutation(api.campaigns.addLeads, { ...campaign, leads: [{ email: "ann@example.com" }] });
  const leads = await owner.query(api.campaigns.listLeads, {
    ...campaign,
    paginationOpts: { numItems: 1, cursor: null },
  });
  const commits = { baseSha: `${label}a`, commitSha: `${label}b` };
  await store.bot.mutation(api.packs.addSource, {
    ...{ workspaceId, ...commits, sizeBytes: 1, sha256: "0".repeat(64), place: { kind: "bucket", keys: ["aura/1"] } },
  });
  const packId = (await rowsOf(store)).find(({ table, row }) => table === "packs" && row.includes(workspaceId))?.row;
  await store.bot.mutation(api.messages.append, { threadId, role: "user", content: "hello" });
  await store.bot.mutation(api.posts.record, { threadId, key: "a post", externalId: "1" });
  await store.bot.mutation(api.usage.countRequest, { workspaceId, userId: "U1", requestId: "m1" });
  await store.bot.mutation(api.deliveryPreferences.confirm, { workspaceId, address: "ann@example.com" });
  const planned = await store.worker.mutation(api.planReviews.ask, {
    ...held(await claim(store)),
    draft: { title: "Coupons", summary: "", steps: [] },
  });
  return {
    planReviews: planned ?? "",
    campaigns: campaign.id,
    leads: leads.page[0]?._id ?? "",
    packs: packId === undefined ? "" : String((JSON.parse(packId) as { _id: string })._id),
    digests: made._id,
    digestIssues: issues.page[0]?._id ?? "",
    artifacts: await store.worker.mutation(api.artifacts.create, file),
    sandboxRuns: await store.worker.mutation(api.sandboxRuns.create, { workspaceId }),
    viewTokens: await owner.mutation(api.viewers.createLink, {
      workspaceId,
      runId,
      tokenHash: await hashKey(`a link${label}`),
      lifetimeMs: 60_000,
    }),
    deliveries: delivery.id,
    workspaces: workspaceId,
    threads: threadId,
    runs: runId,
    editVersions: editVersionId,
    exportJobs: exportJobId,
    jobs: job?.jobId ?? "",
    _storage: run?.videoStorageId ?? "",
  };
}

/** The smallest arguments that a function's validator accepts, so that a call gets past it to the check of who calls. */
export const sampleOf = (args: Json, ids: Record<string, string>): Record<string, unknown> =>
  sample(args, ids) as Record<string, unknown>;

/** The smallest value that a validator accepts, so that a call gets past the validation to the access check. */
function sample(json: Json, ids: Record<string, string>): unknown {
  switch (json.type) {
    case "string":
      return "x";
    case "number":
      return 1;
    case "boolean":
      return false;
    case "null":
      return null;
    case "any":
      return {};
    case "array":
      return [];
    case "literal":
      return json.value;
    case "id":
      return ids[json.tableName ?? ""];
    case "union":
      return sample((json.value as Json[])[0] as Json, ids);
    case "object":
      return Object.fromEntries(
        Object.entries(json.value as Record<string, Field>).flatMap(([name, { fieldType, optional }]) =>
          optional ? [] : [[name, sample(fieldType, ids)]],
        ),
      );
    default:
      throw new Error(`No sample for ${json.type}`);
  }
}
