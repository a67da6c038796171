import { v } from "convex/values";
import { internal } from "./_generated/api.js";
import { internalMutation } from "./_generated/server.js";
import { adminMutation, botMutation, botQuery, ownerMutation } from "./access.ts";
import { workspace } from "./model/documents.ts";
import { found, storeError } from "./model/errors.ts";
import { requireSettings, workspaceSettings } from "./model/workspace.ts";
import { deleteSomeOfWorkspace } from "./model/workspaceRemoval.ts";

/** The workspace of a Slack team, a Discord guild or the local machine; made when it is new, renamed when its name changed. */
export const ensure = botMutation({
  args: { platform: v.string(), externalId: v.string(), name: v.string() },
  returns: v.id("workspaces"),
  handler: async (ctx, { platform, externalId, name }) => {
    const known = await ctx.db
      .query("workspaces")
      .withIndex("by_external", (range) => range.eq("platform", platform).eq("externalId", externalId))
      .filter((row) => row.eq(row.field("removedAt"), undefined))
      .first();
    if (known === null) return await ctx.db.insert("workspaces", { platform, externalId, name });
    if (known.name !== name) await ctx.db.patch("workspaces", known._id, { name });
    return known._id;
  },
});

export const get = botQuery({
  args: { id: v.id("workspaces") },
  returns: v.union(workspace, v.null()),
  handler: async (ctx, { id }) => {
    const row = await ctx.db.get("workspaces", id);
    return row?.removedAt === undefined ? row : null;
  },
});

/** All workspaces of a platform that Aura has heard of (at most 1,000), for a door that starts. */
export const listOfPlatform = botQuery({
  args: { platform: v.string() },
  returns: v.array(workspace),
  handler: async (ctx, { platform }) =>
    await ctx.db
      .query("workspaces")
      .withIndex("by_external", (range) => range.eq("platform", platform))
      .filter((row) => row.eq(row.field("removedAt"), undefined))
      .take(1_000),
});

/** Settles what is named and leaves the rest. */
export const updateSettings = adminMutation({
  args: { settings: workspaceSettings },
  returns: v.null(),
  handler: async (ctx, { workspaceId, settings }) => {
    const row = found(await ctx.db.get("workspaces", workspaceId), "workspace");
    requireSettings(settings);
    await ctx.db.patch("workspaces", workspaceId, { settings: { ...row.settings, ...settings } });
    return null;
  },
});

/** Deletes the workspace and all it owns: closed to everybody at once, the rest follows in batches. */
export const remove = ownerMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx, { workspaceId }) => {
    await ctx.db.patch("workspaces", workspaceId, { removedAt: Date.now() });
    await ctx.db.delete("workspaceMembers", ctx.member._id);
    await ctx.scheduler.runAfter(0, internal.workspaces.removeBatch, { id: workspaceId });
    return null;
  },
});

/** One batch of a removal; schedules the next until nothing is left. */
export const removeBatch = internalMutation({
  args: { id: v.id("workspaces") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    const row = await ctx.db.get("workspaces", id);
    if (row === null) return null;
    if (row.removedAt === undefined) throw storeError("invalid_argument", "This workspace is not being removed.");
    const finished = await deleteSomeOfWorkspace(ctx, row);
    if (!finished) await ctx.scheduler.runAfter(0, internal.workspaces.removeBatch, { id });
    return null;
  },
});
