import { v } from "convex/values";
import { internal } from "./_generated/api.js";
import { internalMutation } from "./_generated/server.js";
import { botMutation, workerMutation, workerQuery } from "./access.ts";
import { storeError } from "./model/errors.ts";
import {
  addPack,
  foundPack,
  PACK_BATCH,
  PACK_LIFE_MS,
  packFields,
  packNamed,
  packPlace,
  removePacks,
  withAddresses,
} from "./model/packs.ts";
import { livingRun } from "./model/runs.ts";
import { livingWorkspace } from "./model/workspace.ts";

const BATCH = 50;

/**
 * Keeps a take for other workers. It is named after the run and the attempt that recorded it, so a late writer changes
 * nothing. One that its run does not show in the end goes after a week. Answers whether it was new.
 */
export const addTake = workerMutation({
  args: { runId: v.id("runs"), ...packFields },
  returns: v.boolean(),
  handler: async (ctx, { runId, ...pack }) => {
    const { workspaceId, takeRef } = await livingRun(ctx, runId);
    if (!pack.name.startsWith(`${runId}-`)) {
      throw storeError("invalid_argument", "A take is named after its run; name it so.");
    }
    const life = takeRef === pack.name ? {} : { expiresAt: Date.now() + PACK_LIFE_MS };
    return await addPack(ctx, { ...pack, ...life, kind: "take", workspaceId, runId });
  },
});

/** The take that a run's edits are rendered from; null when it was kept nowhere, or another run's take was asked for. */
export const take = workerQuery({
  args: { takeRef: v.string() },
  returns: v.union(foundPack, v.null()),
  handler: async (ctx, { takeRef }) => {
    const pack = await packNamed(ctx, "take", takeRef);
    return pack && (await withAddresses(ctx, pack));
  },
});

const commits = { baseSha: v.string(), commitSha: v.string() };
const nameOf = ({ baseSha, commitSha }: { baseSha: string; commitSha: string }) => `${baseSha}-${commitSha}`;

/** Gives two commits to the workers for a week. Answers whether they were new. */
export const addSource = botMutation({
  args: { workspaceId: v.id("workspaces"), ...commits, place: packPlace, sizeBytes: v.number(), sha256: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { workspaceId, baseSha, commitSha, ...pack }) => {
    await livingWorkspace(ctx, workspaceId);
    const name = nameOf({ baseSha, commitSha });
    return await addPack(ctx, { ...pack, name, kind: "source", workspaceId, expiresAt: Date.now() + PACK_LIFE_MS });
  },
});

/** True when the workers have these commits already; they keep them for another week. */
export const renewSource = botMutation({
  args: commits,
  returns: v.boolean(),
  handler: async (ctx, args) => {
    const pack = await packNamed(ctx, "source", nameOf(args));
    if (pack) await ctx.db.patch("packs", pack._id, { expiresAt: Date.now() + PACK_LIFE_MS });
    return pack !== null;
  },
});

/** The commits that a run is about; null when nobody has given them. */
export const source = workerQuery({
  args: { runId: v.id("runs") },
  returns: v.union(foundPack, v.null()),
  handler: async (ctx, { runId }) => {
    const run = await ctx.db.get("runs", runId);
    if (!run?.baseSha || !run.commitSha) return null;
    const pack = await packNamed(ctx, "source", nameOf({ baseSha: run.baseSha, commitSha: run.commitSha }));
    return pack && (await withAddresses(ctx, pack));
  },
});

/** Packs whose objects a worker that reaches the bucket is to delete, and then to `forget`. */
export const toDelete = workerQuery({
  args: {},
  returns: v.array(v.object({ id: v.id("packs"), keys: v.array(v.string()) })),
  handler: async (ctx) => {
    const rows = await ctx.db
      .query("packs")
      .withIndex("by_removed", (range) => range.gt("removedAt", 0))
      .take(BATCH);
    return rows.map(({ _id, place }) => ({ id: _id, keys: place.kind === "bucket" ? place.keys : [] }));
  },
});

export const forget = workerMutation({
  args: { id: v.id("packs") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    const pack = await ctx.db.get("packs", id);
    if (pack?.removedAt !== undefined) await ctx.db.delete("packs", id);
    return null;
  },
});

/** Takes that no run shows, and sources, a batch at a time. */
export const expire = internalMutation({
  args: {},
  returns: v.number(),
  handler: async (ctx) => {
    const rows = await ctx.db
      .query("packs")
      .withIndex("by_expiry", (range) => range.gt("expiresAt", 0).lte("expiresAt", Date.now()))
      .take(PACK_BATCH);
    const removed = await removePacks(ctx, rows);
    const mayBeMore = rows.length === PACK_BATCH || removed < rows.length;
    if (mayBeMore) await ctx.scheduler.runAfter(0, internal.packs.expire, {});
    return removed;
  },
});
