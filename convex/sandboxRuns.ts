import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internalMutation } from "./_generated/server.js";
import { memberQuery, sharedMutation } from "./access.ts";
import { defined } from "./model/defined.ts";
import { sandboxRun } from "./model/documents.ts";
import { found } from "./model/errors.ts";
import { requireSameWorkspace } from "./model/sameWorkspace.ts";
import { BOOT_TIMEOUT_MS, endSandboxes, IDLE_TIMEOUT_MS, USUAL_DURATION_MS } from "./model/sandboxes.ts";
import { follow, isFinal, sandboxStatus } from "./model/states.ts";

/** A sandbox that is being started. It is ended by the schedule when it does not boot, idles, or outlasts its time. */
export const create = sharedMutation({
  args: {
    workspaceId: v.id("workspaces"),
    threadId: v.optional(v.id("threads")),
    runId: v.optional(v.id("runs")),
    maxDurationMs: v.optional(v.number()),
    idleTimeoutMs: v.optional(v.number()),
  },
  returns: v.id("sandboxRuns"),
  handler: async (ctx, { maxDurationMs = USUAL_DURATION_MS, idleTimeoutMs = IDLE_TIMEOUT_MS, ...subject }) => {
    await requireSameWorkspace(ctx, subject);
    const now = Date.now();
    const times = { startedAt: now, lastActivityAt: now, maxDurationMs, idleTimeoutMs };
    return await ctx.db.insert("sandboxRuns", { ...subject, ...times, status: "booting" });
  },
});

/** News of a sandbox; any news is activity. A final status stays: later news of it is refused as `illegal_transition`. */
export const update = sharedMutation({
  args: {
    id: v.id("sandboxRuns"),
    status: v.optional(sandboxStatus),
    sandboxId: v.optional(v.string()),
    costUsd: v.optional(v.number()),
    error: v.optional(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { id, status, ...news }) => {
    const row = found(await ctx.db.get("sandboxRuns", id), "sandbox");
    const now = Date.now();
    await ctx.db.patch("sandboxRuns", id, {
      ...defined(news),
      ...(status === undefined ? {} : { status: follow("sandbox run", row.status, status) }),
      ...(status !== undefined && isFinal("sandbox run", status) ? { finishedAt: now } : {}),
      lastActivityAt: now,
    });
    return null;
  },
});

/** A workspace's sandboxes, newest first. */
export const listByWorkspace = memberQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(sandboxRun),
  handler: async (ctx, { workspaceId, paginationOpts }) =>
    await ctx.db
      .query("sandboxRuns")
      .withIndex("by_workspace", (range) => range.eq("workspaceId", workspaceId))
      .order("desc")
      .paginate(paginationOpts),
});

/** Ends what does not boot, idles or has outlasted its time. There is no public list of idle sandboxes. */
export const sweep = internalMutation({
  args: {},
  returns: v.number(),
  handler: async (ctx) => await endSandboxes(ctx, Date.now(), BOOT_TIMEOUT_MS),
});
