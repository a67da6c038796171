import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { adminMutation, botMutation, memberQuery, ownerMutation } from "./access.ts";
import { member } from "./model/documents.ts";
import { found, storeError } from "./model/errors.ts";
import { membershipOf, ownerOf } from "./model/members.ts";
import { livingWorkspace, memberRole } from "./model/workspace.ts";

/**
 * A person of whom the platform says that they belong to the workspace; made when they are new. `isOwner` (the platform says
 * so: the installer of the Slack app, the guild's owner, the person at this machine) counts while the workspace has no owner.
 */
export const ensure = botMutation({
  args: { workspaceId: v.id("workspaces"), userId: v.string(), name: v.string(), isOwner: v.optional(v.boolean()) },
  returns: member,
  handler: async (ctx, { workspaceId, userId, name, isOwner = false }) => {
    await livingWorkspace(ctx, workspaceId);
    const known = await membershipOf(ctx, workspaceId, userId);
    const mayOwn = isOwner && (await ownerOf(ctx, workspaceId)) === null;
    if (known === null) {
      const role = mayOwn ? "owner" : "member";
      const id = await ctx.db.insert("workspaceMembers", { workspaceId, userId, name, role, joinedAt: Date.now() });
      return found(await ctx.db.get("workspaceMembers", id), "member");
    }
    const change = { ...(known.name === name ? {} : { name }), ...(mayOwn ? { role: "owner" as const } : {}) };
    if (Object.keys(change).length > 0) await ctx.db.patch("workspaceMembers", known._id, change);
    return { ...known, ...change };
  },
});

/** The workspace's members, longest first. */
export const list = memberQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(member),
  handler: async (ctx, { workspaceId, paginationOpts }) =>
    await ctx.db
      .query("workspaceMembers")
      .withIndex("by_workspace_user", (range) => range.eq("workspaceId", workspaceId))
      .paginate(paginationOpts),
});

/** Who asks, as the workspace knows them. */
export const me = memberQuery({
  args: {},
  returns: member,
  handler: async ({ member: self }) => self,
});

/** Somebody who is not on the platform's own list, such as a guest. They come in as a member. */
export const add = adminMutation({
  args: { userId: v.string(), name: v.string() },
  returns: v.id("workspaceMembers"),
  handler: async (ctx, { workspaceId, userId, name }) => {
    const known = await membershipOf(ctx, workspaceId, userId);
    if (known) return known._id;
    return await ctx.db.insert("workspaceMembers", { workspaceId, userId, name, role: "member", joinedAt: Date.now() });
  },
});

/** Only the owner makes and unmakes admins. `owner` hands the workspace over: the old owner stays as an admin. */
export const updateRole = ownerMutation({
  args: { userId: v.string(), role: memberRole },
  returns: v.null(),
  handler: async (ctx, { workspaceId, userId, role }) => {
    const row = found(await membershipOf(ctx, workspaceId, userId), "member");
    if (row._id === ctx.member._id) {
      throw storeError("invalid_argument", "The owner's role cannot be changed; make somebody else the owner first.");
    }
    await ctx.db.patch("workspaceMembers", row._id, { role });
    if (role === "owner") await ctx.db.patch("workspaceMembers", ctx.member._id, { role: "admin" });
    return null;
  },
});

/** The owner can't be removed; admins are removed by the owner. */
export const remove = adminMutation({
  args: { userId: v.string() },
  returns: v.null(),
  handler: async (ctx, { workspaceId, userId }) => {
    const row = found(await membershipOf(ctx, workspaceId, userId), "member");
    if (row.role === "owner") throw storeError("forbidden", "The owner cannot be removed.");
    if (row.role === "admin" && ctx.member.role !== "owner" && row._id !== ctx.member._id) {
      throw storeError("forbidden", "Only the owner can remove an admin.");
    }
    await ctx.db.delete("workspaceMembers", row._id);
    return null;
  },
});
