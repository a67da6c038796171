import { openAsBlob } from "node:fs";
import { basename } from "node:path";
import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import { settingsOf } from "../../convex/model/workspace.ts";
import { openLatest } from "../conversation/latest.ts";
import type { Log } from "../log.ts";
import type { Elsewhere, FilePost, Platform, Progress, ThreadAddress, VideoPost } from "../platform.ts";
import { size } from "../words.ts";
import { progressMessage, videoBlocks, videoComment, videoName } from "./blocks.ts";
import { channelNamed } from "./channels.ts";
import { openSlackDrafts } from "./drafts.ts";
import { cut, limits, mrkdwn } from "./mrkdwn.ts";
import type { Team, Teams } from "./teams.ts";
import { commandKey, directKey } from "./threads.ts";

/** Marks Aura's posts, so that one is recognised whose place was not remembered any more. */
const POST_EVENT = "aura_post";
/** The replies of a thread that are looked through for a post. */
const LOOKED_THROUGH = 200;

export type SlackPlatform = Platform & {
  /** The message in the channel under which a slash command's thread is; posted when it is not there yet. */
  rootOf(thread: ThreadAddress, words?: string): Promise<string | undefined>;
};

/** Slack as a place to post to. Each key is posted once, also across restarts. */
export function openSlackPlatform(options: { teams: Teams; store: Store; log: Log }): SlackPlatform {
  const { teams, store, log } = options;
  const roots = new Map<string, Promise<string | undefined>>();
  const latest = openLatest((error) => log.warn({ err: error }, "progress was not shown in Slack"));

  async function teamOf({ workspaceId }: Pick<ThreadAddress, "workspaceId">): Promise<Team> {
    const workspace = await store.query(api.workspaces.get, { id: workspaceId });
    return await teams.of(workspace?.externalId ?? "");
  }

  async function isApprovalRequired(thread: ThreadAddress): Promise<boolean> {
    const workspace = await store.query(api.workspaces.get, { id: thread.workspaceId });
    return workspace !== null && settingsOf(workspace).approvalRequired;
  }

  function rootOf(thread: ThreadAddress, words?: string): Promise<string | undefined> {
    const { threadKey } = thread;
    if (threadKey.startsWith(directKey)) return Promise.resolve(undefined);
    if (!threadKey.startsWith(commandKey)) return Promise.resolve(threadKey);
    const known = roots.get(thread.id) ?? findOrPostRoot(thread, words);
    roots.set(thread.id, known);
    known.catch(() => roots.delete(thread.id));
    return known;
  }

  async function findOrPostRoot(thread: ThreadAddress, words: string | undefined): Promise<string> {
    const key = "root";
    const known = await store.query(api.posts.find, { threadId: thread.id, key });
    if (known !== null) return known;
    const title = (await store.query(api.threads.get, { id: thread.id }))?.title ?? "";
    const { client } = await teamOf(thread);
    const { ts = "" } = await client.chat.postMessage({
      channel: thread.channel,
      text: words ?? (mrkdwn(title) || "A recording"),
      metadata: { event_type: POST_EVENT, event_payload: { key: `${thread.id}:root` } },
    });
    await store.mutation(api.posts.record, { threadId: thread.id, key, externalId: ts });
    return ts;
  }

  /** Where the post stands, when it is there: as the store remembers, or as the thread itself shows. */
  async function placeOf(thread: ThreadAddress, key: string, fileName?: string): Promise<string | null> {
    const known = await store.query(api.posts.find, { threadId: thread.id, key });
    return known ?? (await lookFor(thread, key, fileName));
  }

  async function lookFor(thread: ThreadAddress, key: string, fileName?: string): Promise<string | null> {
    const ts = await rootOf(thread);
    const { client, botUserId } = await teamOf(thread);
    const listed = ts
      ? await client.conversations.replies({
          channel: thread.channel,
          ts,
          limit: LOOKED_THROUGH,
          include_all_metadata: true,
        })
      : await client.conversations.history({
          channel: thread.channel,
          limit: LOOKED_THROUGH,
          include_all_metadata: true,
        });
    const found = listed.messages?.find((message) => {
      const { metadata, files, user } = message as Posted;
      if (metadata?.event_type === POST_EVENT && metadata.event_payload?.key === key) return true;
      return fileName !== undefined && user === botUserId && files?.some((file) => file.name === fileName);
    });
    return found?.ts ?? null;
  }

  /** Posts once: what is there already is remembered and left alone. */
  async function once(
    thread: ThreadAddress,
    key: string,
    post: (team: Team, threadTs: { thread_ts?: string }) => Promise<string | undefined>,
    fileName?: string,
  ): Promise<void> {
    const known = await placeOf(thread, key, fileName);
    const place = known ?? (await post(await teamOf(thread), inThread(await rootOf(thread)))) ?? "posted";
    await store.mutation(api.posts.record, { threadId: thread.id, key, externalId: place });
  }

  const drafts = openSlackDrafts({
    ...{ store, lookFor },
    clientOf: async (thread) => (await teamOf(thread)).client,
    threadTsOf: async (thread) => inThread(await rootOf(thread)),
  });

  const say = (thread: ThreadAddress, key: string, words: string): Promise<void> =>
    once(thread, key, async ({ client }, threadTs) => {
      const text = cut(words, limits.messageText);
      const finished = await drafts.finish(thread, key, text);
      if (finished !== undefined) return finished;
      const message = await client.chat.postMessage({
        channel: thread.channel,
        ...threadTs,
        text,
        metadata: { event_type: POST_EVENT, event_payload: { key } },
        unfurl_links: false,
      });
      return message.ts;
    });

  async function showProgress(thread: ThreadAddress, progress: Progress): Promise<void> {
    const key = `progress:${progress.jobId}`;
    const { client } = await teamOf(thread);
    const message = progressMessage(progress);
    const place = await store.query(api.posts.find, { threadId: thread.id, key });
    if (place !== null) {
      await client.chat.update({ channel: thread.channel, ts: place, ...message });
      return;
    }
    if (progress.state !== "active") return;
    const { ts = "" } = await client.chat.postMessage({
      channel: thread.channel,
      ...inThread(await rootOf(thread)),
      ...message,
    });
    await store.mutation(api.posts.record, { threadId: thread.id, key, externalId: ts });
  }

  async function upload(team: Team, post: VideoPost | FilePost, threadTs: { thread_ts?: string }, more: object) {
    const { thread, filePath } = post;
    const file = Buffer.from(await (await openAsBlob(filePath)).arrayBuffer());
    const answer = (await team.client.files.uploadV2({
      channel_id: thread.channel,
      ...threadTs,
      file,
      filename: basename(filePath),
      ...more,
    } as Parameters<typeof team.client.files.uploadV2>[0])) as Uploaded;
    // Slack may say only later where the file was shared; until then its name tells it apart in the thread.
    const { shares } = answer.files?.[0]?.files?.[0] ?? {};
    return { ...shares?.public, ...shares?.private }[thread.channel]?.[0]?.ts;
  }

  const elsewhere: Elsewhere = {
    channelNamed: async (workspaceId, name) => {
      const { client } = await teamOf({ workspaceId });
      return await channelNamed(client, name);
    },
    placeOf: async ({ channel }) => channel,
    postCopy: async (channel, post) => {
      // Without a thread there, it stands in the channel itself.
      const copy = { ...post, thread: { ...post.thread, channel, threadKey: directKey } };
      const words = { title: videoName(post), initial_comment: videoComment(post) };
      await once(copy.thread, post.key, (team) => upload(team, copy, {}, words), basename(post.filePath));
    },
    mailAddressOf: async (workspaceId, userId) => {
      const { client } = await teamOf({ workspaceId });
      const { user } = await client.users.info({ user: userId });
      return user?.profile?.email ?? null;
    },
  };

  return {
    name: "slack",
    elsewhere,
    capabilities: { maxUploadBytes: 1_000_000_000, editsMessages: true },
    rootOf,
    drafts,
    postReply: ({ thread, key, text }) => say(thread, key, mrkdwn(text)),
    postError: ({ thread, key, message }) => say(thread, key, `:warning: ${mrkdwn(message)}`),
    showProgress: (thread, progress) => latest.show(progress.jobId, () => showProgress(thread, progress)),
    postVideo: async (post) => {
      const { thread, key, filePath } = post;
      const words = { title: videoName(post), initial_comment: videoComment(post) };
      await once(thread, key, (team, threadTs) => upload(team, post, threadTs, words), basename(filePath));
      await once(thread, `${key}:details`, async ({ client }, threadTs) => {
        const message = await client.chat.postMessage({
          channel: thread.channel,
          ...threadTs,
          text: videoName(post),
          blocks: videoBlocks(post, await isApprovalRequired(thread)),
          metadata: { event_type: POST_EVENT, event_payload: { key: `${key}:details` } },
        });
        return message.ts;
      });
    },
    postFile: (post) => {
      const { format, sizeBytes, note, filePath } = post;
      const words = `*${format.toUpperCase()}* (${size(sizeBytes)})${note ? `: ${mrkdwn(note)}` : ""}`;
      return once(
        post.thread,
        post.key,
        (team, threadTs) => upload(team, post, threadTs, { initial_comment: cut(words, limits.messageText) }),
        basename(filePath),
      );
    },
  };
}

type Shares = Record<string, { ts?: string }[]>;
type Uploaded = { files?: { files?: { shares?: { public?: Shares; private?: Shares } }[] }[] };

type Posted = {
  user?: string;
  files?: { name?: string }[];
  metadata?: { event_type?: string; event_payload?: { key?: string } };
};

const inThread = (ts: string | undefined): { thread_ts?: string } => (ts === undefined ? {} : { thread_ts: ts });
