/** A picture: the path of a file of this machine, or its bytes. PNG, JPEG or GIF. */
export type Picture = string | Uint8Array;

/** What a mail says, before it is a mail. All texts are plain text, from wherever; addresses are http or https. */
export type Letter = VideoLetter | FailureLetter | DigestLetter | ConfirmationLetter | NoticeLetter;

type Addressed = {
  /** Where whoever gets it can stop all mails of this workspace; see links.ts. */
  unsubscribeUrl: string;
  /** Makes the Message-ID, so that the same letter sent twice is one to its reader: the delivery's idempotency key. */
  messageKey?: string;
};

/** A finished video. */
export type VideoLetter = Addressed & {
  kind: "video";
  run: LetterRun;
  version: { number: number; summary?: string; durationMs: number };
  posterPath?: Picture;
  /** Left out when it is larger than 1 MB. */
  gifPath?: Picture;
  videoUrl: string;
  /** The moments of what changed; the chapters are told where there are none, as of a tour. */
  whatChanged: Chapter[];
  notShown: string[];
  chapters: Chapter[];
  /** What whoever sends it wants to say with it, or what was given up to fit. */
  note?: string;
};

/** A recording, an edit or an export that did not come about. */
export type FailureLetter = Addressed & {
  kind: "failure";
  run: LetterRun;
  /** One sentence that says what to do. */
  reason: string;
};

/** What a team has shown since the last one. */
export type DigestLetter = Addressed & {
  kind: "digest";
  digestId: string;
  workspace: string;
  /** In words, in the digest's time zone: "16 – 22 November". */
  period: string;
  counts: { recorded: number; approved: number; viewed: number };
  groups: { repo: string; authors: { name: string; videos: DigestVideo[] }[] }[];
  failures: { title: string; repo: string; reason: string }[];
  /** How many videos there are beside those of `groups`. */
  more: number;
  reel?: { poster?: Picture; url: string; durationMs: number; chapters: Chapter[] };
};

export type DigestVideo = {
  title: string;
  prNumber?: number;
  durationMs: number;
  views: number;
  isApproved: boolean;
  url: string;
  poster?: Picture;
};

/** Asks whoever the address belongs to whether they want what somebody of a workspace has asked for them. */
export type ConfirmationLetter = Addressed & {
  kind: "confirmation";
  workspace: string;
  /** Who asked, as the platform names them. */
  asker: string;
  /** What will come, after "asked Aura to send you": "a digest of the team's videos, every Monday at 9:00". */
  what: string;
  confirmUrl: string;
};

/** One thing to be told. */
export type NoticeLetter = Addressed & {
  kind: "notice";
  subject: string;
  paragraphs: string[];
  link?: { label: string; url: string };
};

export type LetterRun = {
  id: string;
  title: string;
  repo: string;
  prNumber?: number;
  prUrl?: string;
  commentUrl?: string;
};

/** A moment of a video, in its own time. */
export type Chapter = { title: string; atMs: number };

/** A mail, ready to be sent. `html` shows the pictures of `inline` by `cid:`. */
export type ComposedMail = {
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  inline: InlinePicture[];
};

export type InlinePicture = { cid: string; fileName: string; contentType: string; content: Buffer };
