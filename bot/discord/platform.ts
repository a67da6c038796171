import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { DiscordAPIError, type RawFile, type REST, Routes } from "discord.js";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import { settingsOf } from "../../convex/model/workspace.ts";
import { openLatest } from "../conversation/latest.ts";
import { progressLine } from "../conversation/progressLine.ts";
import type { Log } from "../log.ts";
import type { Elsewhere, FilePost, Platform, Progress, ThreadAddress, VideoPost } from "../platform.ts";
import { size } from "../words.ts";
import { openDiscordDrafts } from "./drafts.ts";
import type { Guilds } from "./guilds.ts";
import { cut, limits, markdown } from "./markdown.ts";
import { videoContent, videoControls, videoEmbeds } from "./messages.ts";
import { type Draft, openPoster } from "./once.ts";
import { directKey, openPlaces, type Places } from "./places.ts";

export type DiscordPlatform = Platform & { places: Places };

const UNKNOWN_MESSAGE = 10_008;
const ENTITY_TOO_LARGE = 40_005;
/** What else is in the request, so that the file stays below the limit of the whole. */
const REQUEST_OVERHEAD_BYTES = 64 * 1024;
/** A video that was made to fit is at most so large (longest side in pixels). */
const FITTING_SIZE = { width: 1280, height: 720, fps: 30 };

/** Discord as a place to post to. Each key is posted once, also across restarts. */
export function openDiscordPlatform(options: { rest: REST; store: Store; guilds: Guilds; log: Log }): DiscordPlatform {
  const { rest, store, guilds, log } = options;
  const places = openPlaces({ rest, store });
  const post = openPoster({ rest, store, places });
  const drafts = openDiscordDrafts({ rest, store, places, post });
  const latest = openLatest((error) => log.warn({ err: error }, "progress was not shown in Discord"));

  async function say(thread: ThreadAddress, key: string, text: string): Promise<void> {
    const content = cut(text, limits.content);
    if (!(await drafts.finish(thread, key, content))) await post(thread, key, async () => ({ content }));
  }

  async function showProgress(thread: ThreadAddress, progress: Progress): Promise<void> {
    const key = `progress:${progress.jobId}`;
    const line = progressLine(progress, { plain: markdown, bold: (words) => `**${words.replaceAll("**", "")}**` });
    const content = cut(line, limits.content);
    const place = await store.query(api.posts.find, { threadId: thread.id, key });
    if (place === null || !/^\d+$/.test(place)) {
      if (progress.state === "active") await post(thread, key, async () => ({ content }));
      return;
    }
    const route = Routes.channelMessage(await places.channelOf(thread), place);
    await rest.patch(route, { body: { content, allowed_mentions: { parse: [] } } }).catch((error: unknown) => {
      // Somebody has removed it, and does not want to see it.
      if (!(error instanceof DiscordAPIError && error.code === UNKNOWN_MESSAGE)) throw error;
    });
  }

  async function limitOf(thread: ThreadAddress): Promise<number> {
    if (thread.threadKey === directKey) return await guilds.uploadLimitBytes(undefined);
    const workspace = await store.query(api.workspaces.get, { id: thread.workspaceId });
    return await guilds.uploadLimitBytes(workspace?.externalId);
  }

  async function isApprovalRequired({ workspaceId: id }: ThreadAddress): Promise<boolean> {
    const workspace = await store.query(api.workspaces.get, { id });
    return workspace !== null && settingsOf(workspace).approvalRequired;
  }

  async function fits(thread: ThreadAddress, filePath: string): Promise<{ isFitting: boolean; limitBytes: number }> {
    const [{ size: sizeBytes }, limitBytes] = await Promise.all([stat(filePath), limitOf(thread)]);
    return { isFitting: sizeBytes + REQUEST_OVERHEAD_BYTES <= limitBytes, limitBytes };
  }

  /** Has the largest file made that fits; the conversation posts it when it is there. */
  async function makeFitting({ key, run, version }: VideoPost, limitBytes: number): Promise<void> {
    await store.mutation(api.exports.create, {
      ...FITTING_SIZE,
      runId: run.id as Id<"runs">,
      editVersionId: version.id as Id<"editVersions">,
      format: "mp4",
      quality: "web",
      maxFileSizeMb: megabytesWithin(limitBytes),
      idempotencyKey: `discord:fitting:${key}`,
    });
  }

  async function videoDraft(post: VideoPost): Promise<Draft> {
    const { thread, filePath } = post;
    const { isFitting, limitBytes } = await fits(thread, filePath);
    if (!isFitting) return await announcement(post, limitBytes);
    const components = videoControls(post, await isApprovalRequired(thread));
    const message = { content: videoContent(post), components, embeds: videoEmbeds(post) };
    return { ...message, files: [await fileAt(filePath)] };
  }

  /** The video's message with its picture instead of it, while the file that fits is being made. */
  async function announcement(post: VideoPost, limitBytes: number): Promise<Draft> {
    const { posterPath } = post;
    const components = videoControls(post, await isApprovalRequired(post.thread));
    const message = { content: videoContent(post), components };
    const embeds = videoEmbeds(post);
    await makeFitting(post, limitBytes);
    const words = `It is larger than the ${size(limitBytes)} that this server takes; I am making the largest file that fits.`;
    const content = cut(`${cut(message.content, limits.content - words.length - 1)}\n${words}`, limits.content);
    if (posterPath === null) return { ...message, content, embeds };
    const poster = await fileAt(posterPath);
    const [embed = {}] = embeds;
    const pictured = { ...embed, image: { url: `attachment://${poster.name}` } };
    return { ...message, content, embeds: [pictured], files: [poster] };
  }

  async function fileDraft({ thread, format, sizeBytes, note, filePath }: FilePost): Promise<Draft> {
    const { isFitting, limitBytes } = await fits(thread, filePath);
    const words = `**${format.toUpperCase()}** (${size(sizeBytes)})${note ? `: ${markdown(note)}` : ""}`;
    if (isFitting) return { content: cut(words, limits.content), files: [await fileAt(filePath)] };
    return { content: cut(`${words}\n${tooLarge(format, limitBytes)}`, limits.content) };
  }

  const elsewhere: Elsewhere = {
    channelNamed: async (workspaceId, name) => {
      const workspace = await store.query(api.workspaces.get, { id: workspaceId });
      const listed = (await rest.get(Routes.guildChannels(workspace?.externalId ?? ""))) as {
        id: string;
        name?: string;
      }[];
      const wanted = name.trim().replace(/^#/, "").toLowerCase();
      return listed.find((channel) => channel.id === wanted || channel.name?.toLowerCase() === wanted)?.id ?? null;
    },
    placeOf: (thread) => places.channelOf(thread),
    postCopy: (channel, video) => {
      const copy = { ...video, thread: { ...video.thread, channel, threadKey: directKey } };
      return post(copy.thread, video.key, async () => ({ ...(await videoDraft(copy)), components: [] }));
    },
    mailAddressOf: async () => null,
  };

  return {
    name: "discord",
    elsewhere,
    capabilities: { maxUploadBytes: null, editsMessages: true },
    places,
    drafts,
    postReply: ({ thread, key, text }) => say(thread, key, markdown(text)),
    postError: ({ thread, key, message }) => say(thread, key, `⚠️ ${markdown(message)}`),
    showProgress: (thread, progress) => latest.show(progress.jobId, () => showProgress(thread, progress)),
    postVideo: async (video) => {
      try {
        await post(video.thread, video.key, () => videoDraft(video));
      } catch (error) {
        if (!isTooLarge(error)) throw error;
        // The server takes less than its boost level says.
        const limitBytes = await guilds.uploadLimitBytes(undefined);
        await post(video.thread, `${video.key}:large`, () => announcement(video, limitBytes));
      }
    },
    postFile: async (file) => {
      try {
        await post(file.thread, file.key, () => fileDraft(file));
      } catch (error) {
        if (!isTooLarge(error)) throw error;
        await say(file.thread, `${file.key}:large`, tooLarge(file.format, await limitOf(file.thread)));
      }
    },
  };
}

const isTooLarge = (error: unknown): boolean => error instanceof DiscordAPIError && error.code === ENTITY_TOO_LARGE;

const tooLarge = (format: string, limitBytes: number): string =>
  `The file is larger than the ${size(limitBytes)} that this server takes; say "export as ${format} under ${megabytesWithin(limitBytes)} MB", and it is made to fit.`;

const megabytesWithin = (bytes: number): number =>
  Math.max(1, Math.floor((bytes - REQUEST_OVERHEAD_BYTES) / 1_000_000));

const fileAt = async (path: string): Promise<RawFile> => ({ name: basename(path), data: await readFile(path) });
