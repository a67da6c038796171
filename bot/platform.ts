import type { Id } from "../convex/_generated/dataModel.js";
import type { Chapter } from "../convex/model/chapters.ts";
import type { Author } from "../convex/model/message.ts";

export type { Author };

/** One message of a person, whatever platform it came from. */
export type Message = {
  /** The platform's own id of the message; a retry carries the same one. */
  id: string;
  platform: string;
  /** The platform's own id of the workspace: a Slack team, a Discord guild, "local". */
  workspaceId: string;
  /** What people call the workspace, when the platform has told. */
  workspaceName?: string;
  /** The platform's own id of the conversation within its channel. */
  threadKey: string;
  channel: string;
  author: Author;
  text: string;
  /** The person's own time zone, when the platform has told. */
  timezone?: string;
  receivedAtMs: number;
};

/** Where to post: a conversation in the platform's own names. `id` is the store's thread. */
export type ThreadAddress = { id: Id<"threads">; workspaceId: Id<"workspaces">; channel: string; threadKey: string };

export type JobKind = "record" | "render" | "export";

/** One job's state of affairs. `percent` and `etaMs` are null while nobody knows. */
export type Progress = {
  jobId: string;
  kind: JobKind;
  /** What is being made: "shop PR 1", "version 2", "the GIF". */
  subject: string;
  /** In plain words: "Starting the app". */
  stage: string;
  percent: number | null;
  etaMs: number | null;
  state: "active" | "done" | "failed" | "canceled";
};

export type VideoPost = {
  thread: ThreadAddress;
  /** Posting twice under one key shows it once. */
  key: string;
  run: { id: string; title: string; repo: string | null; pr: number | null };
  version: { id: string; number: number; durationMs: number; sizeBytes: number };
  filePath: string;
  posterPath: string | null;
  /** One sentence on what the video, or this version of it, shows. */
  summary: string;
  /** What the pull request changed and the video does not show, each with its reason, as sentences. */
  notShown: string[];
  chapters: Chapter[];
};

export type FilePost = {
  thread: ThreadAddress;
  key: string;
  format: "mp4" | "gif";
  filePath: string;
  sizeBytes: number;
  /** What had to give so that the file fits, or null. */
  note: string | null;
};

export type ErrorPost = { thread: ThreadAddress; key: string; message: string };
export type ReplyPost = { thread: ThreadAddress; key: string; text: string };

/** Where a reply can be seen while it is being written. */
export type DraftBoard = {
  /** A growing reply is shown at most once in so long. */
  readonly everyMs: number;
  /**
   * Shows the text so far in the place where the reply of this key will stand; "" when what was shown is taken back. The
   * reply's own `postReply` comes after the last call and leaves nothing of the draft, also one that an earlier start of
   * Aura left behind.
   */
  show(draft: ReplyPost): Promise<void>;
};

/**
 * A door as the conductor sees it. Texts are plain words with **bold** and nothing else; each platform writes them its own
 * way and escapes what it must. A post that rejects is tried again with the same key.
 */
export type Platform = {
  readonly name: string;
  readonly capabilities: { maxUploadBytes: number | null; editsMessages: boolean };
  postReply(post: ReplyPost): Promise<void>;
  /** Absent where a message stays as it was sent: mail, comments. */
  readonly drafts?: DraftBoard;
  /** One message for each job, edited in place where the platform can. The conductor calls at most once a second for a job. */
  showProgress(thread: ThreadAddress, progress: Progress): Promise<void>;
  postVideo(post: VideoPost): Promise<void>;
  postFile(post: FilePost): Promise<void>;
  postError(post: ErrorPost): Promise<void>;
  /** The other channels of a team, and its people; absent where a platform has one conversation only. */
  readonly elsewhere?: Elsewhere;
};

/** What of a platform lies outside the conversation at hand. */
export type Elsewhere = {
  /** The platform's own id of the channel that people call so ("#launches", "launches", or that id); null when Aura sees none. */
  channelNamed(workspaceId: Id<"workspaces">, name: string): Promise<string | null>;
  /** The channel in which the conversation's answers stand, as the platform's API names it. */
  placeOf(thread: ThreadAddress): Promise<string>;
  /** The video as a message of its own in that channel, once for each key. `post.thread` is the conversation that asked for it. */
  postCopy(channel: string, post: VideoPost): Promise<void>;
  /** Where a person reads mail; null when the platform does not tell. */
  mailAddressOf(workspaceId: Id<"workspaces">, userId: string): Promise<string | null>;
};
