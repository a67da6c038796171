import { api } from "../convex/_generated/api.js";
import type { Id } from "../convex/_generated/dataModel.js";
import type { Store } from "../convex/client.ts";
import type { Author } from "../convex/model/message.ts";
import { ActionError, type ThreadActions } from "./actions.ts";
import type { PlannedRecording } from "./context.ts";
import { type Couriers, noCouriers } from "./couriers.ts";
import type { LoadedThread } from "./loadThread.ts";
import { refusing } from "./refusing.ts";
import { commitsOf, runFields } from "./runFields.ts";
import { digestActions } from "./storeDigests.ts";
import { preferenceActions } from "./storePreferences.ts";

/** Of a thread's recordings the newest so many are found again. */
const LOOKED_THROUGH = 50;

export type Cause = {
  messageId: Id<"messages">;
  author?: Author | undefined;
  traceId?: string | null;
  couriers?: Couriers;
};

/**
 * What the tools cause, in the store. Its refusals become ActionErrors with their own sentence. A message that is answered again
 * (its agent was ended before it had answered) does nothing twice: what it makes carries the message and a count as its key.
 */
export function storeActions(
  store: Store,
  { stored }: LoadedThread,
  { messageId, author, traceId = null, couriers = noCouriers }: Cause,
): ThreadActions {
  let made = 0;
  const once = (): { idempotencyKey: string } => ({ idempotencyKey: `${messageId}:${made++}` });
  const { thread, run } = stored;
  const by = author ? { author } : {};
  let versions = stored.versions.map(({ _id, version }) => ({ id: _id, version }));
  const currentRun = (): Id<"runs"> => {
    if (run) return run._id;
    throw new ActionError("no_take", "Nothing is recorded here yet. Say **record PR 1** or give me an address first.");
  };
  const plannedRun = ({ runId }: PlannedRecording): Id<"runs"> => {
    const planned = stored.planned.find(({ _id }) => _id === runId);
    if (planned) return planned._id;
    throw new ActionError("not_found", "That recording is not planned any more.");
  };
  const versionId = (version: number): { id: Id<"editVersions"> } | null =>
    versions.find((one) => one.version === version) ?? null;
  /** The version that is meant: the one that this message has made, else what the person saw. */
  const versionOf = (wanted: string | undefined): Id<"editVersions"> => {
    const id = versions.find((one) => one.id === wanted)?.id ?? stored.currentVersion?._id;
    if (id) return id;
    throw new ActionError("no_take", "Nothing is recorded here yet. Say **record PR 1** or give me an address first.");
  };
  const added = (id: Id<"editVersions">): { versionId: string; version: number } => {
    const version = Math.max(0, ...versions.map((one) => one.version)) + 1;
    versions = [...versions, { id, version }];
    return { versionId: id, version };
  };

  return {
    startRun: async (plan) => ({
      runId: await refusing(
        store.mutation(api.runs.create, {
          ...runFields(plan),
          ...(traceId ? { traceId } : {}),
          ...startOf(plan.startMs),
          ...once(),
          timestamp: Date.now(),
          status: "queued",
          workspaceId: thread.workspaceId,
          threadId: thread._id,
        }),
      ),
    }),
    showVideo: async ({ pr }) => {
      const paginationOpts = { numItems: LOOKED_THROUGH, cursor: null };
      const { page } = await store.query(api.runs.listByThread, { threadId: thread._id, paginationOpts });
      const found = page.find((one) => one.pr === pr && one.status === "completed");
      if (!found) return null;
      await refusing(store.mutation(api.threads.show, { id: thread._id, runId: found._id }));
      return { runId: found._id, title: found.title };
    },
    cancelRun: async (planned) => {
      const id = planned ? plannedRun(planned) : currentRun();
      const { canceledJobs } = await refusing(store.mutation(api.runs.cancel, { id }));
      return { canceled: canceledJobs > 0 };
    },
    replan: async (planned, startMs) => {
      await refusing(store.mutation(api.runs.replan, { id: plannedRun(planned), ...startOf(startMs) }));
    },
    rerecord: async (pullRequest, startMs) => {
      const commits = pullRequest ? commitsOf(pullRequest, run?.request) : {};
      return {
        runId: await refusing(
          store.mutation(api.runs.rerecord, { id: currentRun(), ...commits, ...startOf(startMs), ...once() }),
        ),
      };
    },
    applyEdits: async ({ parent, operations, isWhole = false, summary }) => {
      const parentVersionId = versionId(parent)?.id;
      const edit = {
        runId: currentRun(),
        operations,
        ...(isWhole ? { isWhole } : {}),
        summary,
        ...by,
        ...once(),
        ...(parentVersionId ? { parentVersionId } : {}),
      };
      return added(await refusing(store.mutation(api.edits.applyEdits, edit)));
    },
    revert: async ({ version, summary }) => {
      const toVersionId = versionId(version)?.id;
      const edit = { runId: currentRun(), summary, ...by, ...once(), ...(toVersionId ? { toVersionId } : {}) };
      return added(await refusing(store.mutation(api.edits.revert, edit)));
    },
    createExport: async ({ versionId: wanted }, plan) => {
      const editVersionId = versions.find((one) => one.id === wanted)?.id;
      const job = { runId: currentRun(), ...plan, ...once(), ...(editVersionId ? { editVersionId } : {}) };
      return { exportId: await refusing(store.mutation(api.exports.create, job)) };
    },
    reach: async ({ what, channel, to }) => {
      const reached = await couriers.reach({ workspaceId: thread.workspaceId, channel, to, what });
      if (!reached.done) return reached;
      const address = { workspaceId: thread.workspaceId, channel, to: reached.to };
      return { done: true, isKnown: reached.isOwn || (await store.query(api.deliveries.isKnown, address)) };
    },
    share: async ({ channel, to, versionId: wanted }) => {
      const { workspaceId } = thread;
      const reached = await couriers.reach({ workspaceId, channel, to });
      if (!reached.done) return reached;
      const { heldFor } = await refusing(
        store.mutation(api.deliveries.enqueue, {
          ...{ workspaceId, threadId: thread._id, runId: currentRun(), editVersionId: versionOf(wanted) },
          ...{ purpose: "copy", channel, to: reached.to, payload: { kind: "video" } },
          ...(author ? { askedBy: author } : {}),
          ...once(),
        }),
      );
      return { done: true, waitsFor: heldFor ?? "nothing" };
    },
    review: async ({ decision, note, versionId: wanted }) => {
      const { workspaceId, platform } = thread;
      if (!author) return { done: false, message: "Only an owner or admin can do that." };
      // Whoever sits at this machine owns it; a chat's people come in through its own door.
      const self = { workspaceId, userId: author.id, name: author.name, isOwner: platform === "local" };
      await refusing(store.mutation(api.workspaceMembers.ensure, self));
      const { deliveries: released } = await refusing(
        store.as(author.id).mutation(api.artifacts.reviewVersion, {
          ...{ workspaceId, editVersionId: versionOf(wanted), decision },
          ...(note === undefined ? {} : { note }),
        }),
      );
      return { done: true, released };
    },
    ...digestActions(store, thread, { author, couriers, once }),
    ...preferenceActions(store, thread, author),
  };
}

const startOf = (startMs: number | undefined) => (startMs === undefined ? {} : { notBefore: startMs });
