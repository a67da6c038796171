import type { Doc, Id } from "../_generated/dataModel.js";
import type { QueryCtx } from "../_generated/server.js";

export async function membershipOf(
  ctx: QueryCtx,
  workspaceId: Id<"workspaces">,
  userId: string,
): Promise<Doc<"workspaceMembers"> | null> {
  return await ctx.db
    .query("workspaceMembers")
    .withIndex("by_workspace_user", (range) => range.eq("workspaceId", workspaceId).eq("userId", userId))
    .first();
}

export async function ownerOf(ctx: QueryCtx, workspaceId: Id<"workspaces">): Promise<Doc<"workspaceMembers"> | null> {
  return await ctx.db
    .query("workspaceMembers")
    .withIndex("by_workspace_role", (range) => range.eq("workspaceId", workspaceId).eq("role", "owner"))
    .first();
}
