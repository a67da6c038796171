import type { Chapter } from "../../convex/model/chapters.ts";
import type { JobKind } from "../platform.ts";

/** What the page is told. Times in milliseconds; all texts are plain (with **bold**), never HTML. */
export type ThreadEntry = { id: string; title: string; lastActivityAt: number };

type PullRequestEntry = { number: number; title: string; branch: string };

/** Something new stands in a thread. `key` is "version:" and the version's id for a video. */
export type Announcement = { threadId: string; key: string; kind: "reply" | "video" | "file" | "failure" };

/** A reply that is being written, as far as it is; "" when what was shown is taken back. `key` is the reply's own. */
export type DraftView = { threadId: string; key: string; text: string };

/** What stays the same while the house is open. */
export type HouseView = { repo: string; pullRequests: PullRequestEntry[] };

export type MessageView = {
  id: string;
  role: "user" | "assistant";
  author: string | null;
  text: string;
  atMs: number;
  /** The page's own id of a message that it sent. */
  sentId: string | null;
  /** The key of a reply, by which its draft is known. */
  key: string | null;
  posted: { subject: "version" | "export" | "failure"; id: string } | null;
};

export type VersionView = {
  id: string;
  runId: string;
  number: number;
  parentNumber: number | null;
  status: "pending" | "processing" | "completed" | "failed";
  summary: string;
  error: string | null;
  durationMs: number;
  sizeBytes: number;
  createdAt: number;
  videoUrl: string | null;
  posterUrl: string | null;
  /** The captions as WebVTT, for those who read them apart; null where there are none. */
  captionsUrl: string | null;
  fileName: string | null;
  chapters: Chapter[];
};

export type ExportView = {
  id: string;
  runId: string;
  versionNumber: number;
  format: "mp4" | "gif";
  width: number;
  height: number;
  status: "queued" | "processing" | "completed" | "failed";
  sizeBytes: number;
  note: string | null;
  url: string | null;
};

export type RunView = {
  id: string;
  title: string;
  repo: string | null;
  pr: number | null;
  branch: string | null;
  status: "queued" | "running" | "uploading" | "completed" | "failed" | "canceled";
  error: string | null;
  summary: string;
  notShown: string[];
  width: number;
  height: number;
  versions: VersionView[];
  exports: ExportView[];
};

export type JobView = {
  id: string;
  kind: JobKind;
  subject: string;
  stage: string;
  percent: number | null;
  etaMs: number | null;
  runId: string;
  versionId: string | null;
};

export type ThreadView = {
  id: string;
  threadKey: string;
  channel: string;
  title: string;
  /** Newest last; the last one is what the next edit changes. */
  runs: RunView[];
  currentVersionId: string | null;
  messages: MessageView[];
  jobs: JobView[];
};
