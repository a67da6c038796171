import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { Delivery, Run, Thread } from "../../convex/model/documents.ts";
import { videoPostOf } from "../conversation/outcomes.ts";
import { commentKey } from "../github/postKeys.ts";
import type { VideoPost } from "../platform.ts";
import type { Library } from "../results/library.ts";
import { DeliveryError } from "./failure.ts";
import { smallGif } from "./gif.ts";
import type { Link, Links } from "./links.ts";

/** A video on its way, with everything that any channel may want of it. */
export type VideoParcel = {
  kind: "video";
  post: Omit<VideoPost, "thread">;
  run: Run;
  /** Where anybody with the link sees exactly this version; null without a public address. */
  link: Link | null;
  /** The comment on GitHub that shows this run; null when there is none. */
  commentId: string | null;
  /** A GIF that is small enough for a mail, when there is one. */
  gifPath: string | null;
  note: string | null;
};

/** Mails that say more than one video: whoever enqueues them says what is in them. */
export type LetterParcel = { kind: "letter" };
export type NoticeParcel = { kind: "notice"; text: string };

export type Workspace = { platform: string; externalId: string; name: string };

export type Parcel = {
  delivery: Delivery;
  /** Where it goes: the delivery's own address, or that of whoever hears by mail instead. */
  to: string;
  /** The conversation that asked for it. */
  thread: Thread | null;
  /** Slack's own name of that conversation's first message; null elsewhere, and where nothing is said in threads. */
  slackThreadTs: string | null;
  /** The platform and its own id of the workspace. */
  workspace: Workspace;
  content: VideoParcel | LetterParcel | NoticeParcel;
};

export type Packer = { pack(delivery: Delivery): Promise<Parcel> };

/** Puts together what is sent, from what the store holds. Throws DeliveryError when it is gone, or is not what was approved. */
export function openPacker({ store, library, links }: { store: Store; library: Library; links: Links }): Packer {
  async function pack(delivery: Delivery): Promise<Parcel> {
    const { workspaceId, threadId, payload } = delivery;
    const [workspace, thread] = await Promise.all([
      store.query(api.workspaces.get, { id: workspaceId }),
      threadId ? store.query(api.threads.get, { id: threadId }) : null,
    ]);
    if (workspace === null) throw gone("The workspace has been removed.");
    const { platform, externalId, name } = workspace;
    const slackThreadTs = thread?.platform === "slack" ? await threadTsOf(thread) : null;
    const base = { delivery, to: delivery.to, thread, slackThreadTs, workspace: { platform, externalId, name } };
    if (payload.kind === "notice") return { ...base, content: payload };
    if (payload.kind !== "video") return { ...base, content: { kind: "letter" } };
    return { ...base, content: await video(delivery, payload.note ?? null) };
  }

  /** A slash command's thread stands below the message that its door has posted. */
  async function threadTsOf({ _id: threadId, externalId }: Thread): Promise<string | null> {
    const ts = isTs(externalId) ? externalId : await store.query(api.posts.find, { threadId, key: "root" });
    return ts !== null && isTs(ts) ? ts : null;
  }

  async function video(delivery: Delivery, note: string | null): Promise<VideoParcel> {
    const { runId, editVersionId, workspaceId, sha256 } = delivery;
    if (runId === undefined || editVersionId === undefined) throw gone("It names no video.");
    const [run, versions] = await Promise.all([
      store.query(api.runs.get, { id: runId }),
      store.query(api.edits.listVersions, { runId }),
    ]);
    const version = versions.find(({ _id }) => _id === editVersionId);
    if (run === null || version === undefined) throw gone("The video has been deleted.");
    const files = await library.versionFiles(run, version);
    await requireSame(files.filePath, sha256);
    const link = await links.of({ workspaceId, runId, editVersionId });
    const gifPath = await smallGif(store, library, run, version);
    const { threadId } = run;
    const commentId = threadId ? await store.query(api.posts.find, { threadId, key: commentKey }) : null;
    const post = { ...videoPostOf(run, version, versions), ...files };
    return { kind: "video", post, run, link, commentId, gifPath, note };
  }

  return { pack };
}

const isTs = (text: string): boolean => /^\d+\.\d+$/.test(text);

const gone = (message: string): DeliveryError => new DeliveryError("permanent", "gone", message);

/** What goes out is exactly the file that the store let go: the one that was approved, where approval is required. */
async function requireSame(filePath: string, sha256: string | undefined): Promise<void> {
  if (sha256 === undefined) return;
  const hash = createHash("sha256");
  await pipeline(createReadStream(filePath), hash);
  if (hash.digest("hex") === sha256) return;
  const message =
    "The file on this machine is not the one that was let go; delete it from the videos folder and ask again.";
  throw new DeliveryError("permanent", "file_changed", message);
}
