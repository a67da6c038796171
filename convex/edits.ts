import { v } from "convex/values";
import { botMutation, botQuery, sharedQuery } from "./access.ts";
import { editVersion } from "./model/documents.ts";
import { addVersion, revertTo } from "./model/edits.ts";
import { found, storeError } from "./model/errors.ts";
import { replaceFiles, withVersionUrls } from "./model/files.ts";
import { author } from "./model/message.ts";
import { operation } from "./model/operations.ts";
import { reconsider } from "./model/outbox.ts";
import { follow, isFinal, versionStatus } from "./model/states.ts";
import { listedVersions } from "./model/versions.ts";
import { jobFor } from "./queue/enqueue.ts";
import { cancel } from "./queue/outcome.ts";

const by = {
  author: v.optional(author),
  summary: v.optional(v.string()),
  /** Asked again under the same key, the version of the first time is the answer. */
  idempotencyKey: v.optional(v.string()),
};

/** A run's newest 100 versions, oldest first. */
export const listVersions = botQuery({
  args: { runId: v.id("runs") },
  returns: v.array(editVersion),
  handler: async (ctx, { runId }) => {
    const versions = await listedVersions(ctx, runId);
    return await Promise.all(versions.map((version) => withVersionUrls(ctx, version)));
  },
});

export const getVersion = sharedQuery({
  args: { id: v.id("editVersions") },
  returns: v.union(editVersion, v.null()),
  handler: async (ctx, { id }) => {
    const version = await ctx.db.get("editVersions", id);
    return version && (await withVersionUrls(ctx, version));
  },
});

/** `applyEdits` with one operation. */
export const applyEdit = botMutation({
  args: { runId: v.id("runs"), parentVersionId: v.optional(v.id("editVersions")), operation, ...by },
  returns: v.id("editVersions"),
  handler: async (ctx, { operation, ...edit }) => await addVersion(ctx, { ...edit, operations: [operation] }),
});

/**
 * ONE new version: the parent's operations (the newest version that has not failed, unless told) and these, in order; its
 * render is put in the queue. With `isWhole` these are all of them, maybe none: what the parent has beside them is taken back.
 * Throws `illegal_operation` with a message for the person, and `not_ready` while there is no take.
 */
export const applyEdits = botMutation({
  args: {
    runId: v.id("runs"),
    parentVersionId: v.optional(v.id("editVersions")),
    operations: v.array(operation),
    isWhole: v.optional(v.boolean()),
    ...by,
  },
  returns: v.id("editVersions"),
  handler: async (ctx, edit) => await addVersion(ctx, edit),
});

/** A new version with an older one's operations, the original's unless told; that version's video serves again. */
export const revert = botMutation({
  args: { runId: v.id("runs"), toVersionId: v.optional(v.id("editVersions")), ...by },
  returns: v.id("editVersions"),
  handler: async (ctx, edit) => await revertTo(ctx, edit),
});

/** For versions that are rendered outside the queue. A final status also ends the version's render job. */
export const updateVersionStatus = botMutation({
  args: {
    id: v.id("editVersions"),
    status: versionStatus,
    videoStorageId: v.optional(v.id("_storage")),
    error: v.optional(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { id, status, ...news }) => {
    const version = found(await ctx.db.get("editVersions", id), "version");
    if (news.videoStorageId !== undefined) await replaceFiles(ctx, [version.videoStorageId], [news.videoStorageId]);
    else if (status === "completed" && version.videoStorageId === undefined) {
      throw storeError("invalid_argument", "A completed version needs its video; upload it first.");
    }
    await ctx.db.patch("editVersions", id, { status: follow("edit version", version.status, status), ...news });
    const job = isFinal("edit version", status)
      ? await jobFor(ctx, version.runId, { kind: "render", editVersionId: id })
      : null;
    if (job) await cancel(ctx, job);
    if (isFinal("edit version", status)) await reconsider(ctx, id);
    return null;
  },
});
