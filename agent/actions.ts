import type { Operation } from "../convex/model/operations.ts";
import type { Lead, Preset } from "../convex/model/request.ts";
import type { PlannedRecording } from "./context.ts";
import type { PullRequest } from "./forge.ts";

export type RecordPlan = {
  kind: "pr" | "url" | "lead";
  repo?: string;
  pullRequest?: PullRequest;
  url?: string;
  lead?: Lead;
  focus?: string;
  maxDurationMs?: number;
  preset?: Preset;
  viewport?: { width: number; height: number };
  compare?: boolean;
  /** Nobody begins before this time (milliseconds since 1970). */
  startMs?: number;
};

export type ExportPlan = {
  format: "mp4" | "gif";
  fps: number;
  width: number;
  height: number;
  quality: "web" | "high" | "preview";
  maxFileSizeMb?: number;
};

export type ShareChannel = "slack" | "discord" | "email" | "teams" | "telegram" | "webhook";
/** What became of a wish to send a version: on its way, or held until its video is made or somebody has approved it. */
export type Sending = { done: true; waitsFor: "nothing" | "video" | "approval" } | { done: false; message: string };
/** `released`: how many deliveries that waited for this go out, or end, now. */
export type Reviewed = { done: true; released: number } | { done: false; message: string };

/** `isKnown`: the workspace has sent there before, so nobody has to say yes again. */
export type Reach = { done: true; isKnown: boolean } | { done: false; message: string };

/** What the tools may cause, in the thread at hand. Every method throws ActionError when the store refuses. */
export type ThreadActions = {
  startRun(plan: RecordPlan): Promise<{ runId: string }>;
  /** What is under way for the thread's current run, or the recording that is planned. */
  cancelRun(planned?: PlannedRecording): Promise<{ canceled: boolean }>;
  /** Gives it another time, or, without one, begins it. */
  replan(planned: PlannedRecording, startMs?: number): Promise<void>;
  /** `startMs` as in a plan. */
  rerecord(pullRequest: PullRequest | null, startMs?: number): Promise<{ runId: string }>;
  /** Makes the newest finished video of that pull request in this thread the one at hand; null when there is none. */
  showVideo(video: { pr: number }): Promise<{ runId: string; title: string | undefined } | null>;
  /** One new version whose operations are those of the version numbered `parent` and these; or, with `isWhole`, these alone. */
  applyEdits(edit: {
    parent: number;
    operations: Operation[];
    isWhole?: boolean;
    summary: string;
  }): Promise<{ versionId: string; version: number }>;
  revert(to: { version: number; summary: string }): Promise<{ versionId: string; version: number }>;
  createExport(version: { versionId: string | undefined }, plan: ExportPlan): Promise<{ exportId: string }>;
  /** Whether something can go there: ready, known from before or not; or why not. */
  reach(address: { what: "video" | "digest"; to: string; channel: ShareChannel }): Promise<Reach>;
  share(share: { channel: ShareChannel; to: string; versionId: string | undefined }): Promise<Sending>;
  review(review: {
    decision: "approved" | "rejected";
    note?: string;
    versionId: string | undefined;
  }): Promise<Reviewed>;
  /** `asked`: the addresses that must say yes first, and have been asked. `what`: the digest as they are told of it. */
  scheduleDigest(digest: {
    cron: string;
    timezone: string;
    to: string[];
    what: string;
  }): Promise<{ done: true; asked: string[] } | { done: false; message: string }>;
  /** The workspace's digests that go out, the next one first. */
  listDigests(): Promise<Digest[]>;
  cancelDigest(digest: { id: string }): Promise<void>;
  /** What whoever asks has settled about how they hear of things. */
  preferences(): Promise<Preferences>;
  /** Settles what is named. `isAsked`: the address must say yes first, and has been asked. */
  prefer(change: PreferenceChange): Promise<{ isAsked: boolean }>;
};

export type Digest = {
  id: string;
  cron: string;
  timezone: string;
  recipients: { to: string; state: "asked" | "confirmed" | "declined" }[];
  nextRunAt: number;
  /** Whether it was asked for in the thread at hand. */
  isHere: boolean;
};

/** Minutes of the day in a time zone. */
export type QuietHours = { startMinute: number; endMinute: number; timezone: string };

export type Preferences = {
  emailAddress: string | null;
  /** `unsubscribed`: its owner has stopped these mails by the link in one; nobody else turns them on again. */
  address: "none" | "unconfirmed" | "confirmed" | "unsubscribed";
  channels: { channel: ShareChannel; to: string; enabled: boolean }[];
  fallbackToEmail: boolean;
  quietHours: QuietHours | null;
};

export type PreferenceChange = {
  channel?: { channel: ShareChannel; to: string; enabled: boolean };
  emailAddress?: string;
  fallbackToEmail?: boolean;
  quietHours?: QuietHours | null;
};

/** A refusal of the store or of a port, told to the person as it is. */
export class ActionError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ActionError";
    this.code = code;
  }
}
