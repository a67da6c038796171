import type { ErrorPost, FilePost, Platform, Progress, ReplyPost, ThreadAddress, VideoPost } from "../platform.ts";
import { clock, duration, left, size } from "../words.ts";
import type { Screen } from "./screen.ts";
import { bar, harmless, marked, path, type Style, styled, wrapped } from "./text.ts";

export type Terminal = Platform & {
  /** The conversation that is printed in full; others get one line when something of theirs is ready. */
  openThread: ThreadAddress["id"] | null;
  /** How many failures have been printed. */
  readonly failures: number;
  say(who: "you" | "aura" | "", text: string): void;
  notice(text: string): void;
};

const INDENT = "       ";
/** Without a terminal, a stage that takes long says how far it is this often. */
const PLAIN_EVERY_MS = 5_000;
const CHAPTERS_SHOWN = 12;
/** A reply that is being written is rewritten this often, and its last lines are shown: the rows below must fit a screen. */
const DRAFT_EVERY_MS = 80;
const DRAFT_LINES = 6;

/** The terminal as a door: everything is printed on one screen. `isLive` says whether progress may be rewritten in place. */
export function openTerminal(options: { screen: Screen; style: Style; isLive: boolean; now?: () => number }): Terminal {
  const { screen, style, isLive, now = () => performance.now() } = options;
  const active = new Map<string, Progress>();
  const told = new Map<string, { stage: string; atMs: number }>();
  const posted = new Set<string>();
  let draft: { key: string; text: string } | null = null;
  let failures = 0;

  const terminal: Terminal = {
    name: "local",
    capabilities: { maxUploadBytes: null, editsMessages: isLive },
    openThread: null,
    get failures() {
      return failures;
    },
    say: (who, text) => screen.print(utterance(style, who, text)),
    notice: (text) => screen.print(styled(style, "dim", INDENT + marked(style, harmless(text)))),
    postReply: async ({ thread, key, text }: ReplyPost) => {
      if (draft?.key === key) {
        draft = null;
        showStatus();
      }
      if (isOpen(thread) && isNew(key)) terminal.say("aura", text);
    },
    ...(isLive
      ? {
          drafts: {
            everyMs: DRAFT_EVERY_MS,
            show: async ({ thread, key, text }: ReplyPost) => {
              if (!isOpen(thread)) return;
              draft = { key, text };
              showStatus();
            },
          },
        }
      : {}),
    showProgress: async (thread, progress) => {
      if (!isOpen(thread)) return;
      if (progress.state === "active") active.set(progress.jobId, progress);
      else active.delete(progress.jobId);
      if (progress.state === "canceled") terminal.notice(`${progress.subject}: canceled.`);
      if (isLive) showStatus();
      else tellPlainly(progress);
    },
    postVideo: async (post: VideoPost) => {
      if (!isNew(post.key)) return;
      if (isOpen(post.thread)) screen.print(video(style, post));
      else terminal.notice(`Ready in another conversation: ${post.run.title}, version ${post.version.number}.`);
    },
    postFile: async (post: FilePost) => {
      if (!isNew(post.key)) return;
      if (isOpen(post.thread)) screen.print(file(style, post));
      else terminal.notice(`Ready in another conversation: ${post.filePath}`);
    },
    postError: async ({ thread, key, message }: ErrorPost) => {
      if (!isNew(key)) return;
      if (isOpen(thread)) failures += 1;
      screen.print(utterance(style, "aura", message, "red"));
    },
  };

  function showStatus(): void {
    const growing = draft?.text ? utterance(style, "aura", `${draft.text} …`).split("\n").slice(-DRAFT_LINES) : [];
    screen.setStatus([...growing, ...[...active.values()].map((one) => statusLine(style, one))]);
  }

  function isOpen(thread: ThreadAddress): boolean {
    return terminal.openThread === thread.id;
  }

  function isNew(key: string): boolean {
    const isFirst = !posted.has(key);
    posted.add(key);
    return isFirst;
  }

  function tellPlainly(progress: Progress): void {
    const { jobId, stage, state } = progress;
    if (state !== "active") {
      told.delete(jobId);
      return;
    }
    const before = told.get(jobId);
    if (before?.stage === stage && now() - before.atMs < PLAIN_EVERY_MS) return;
    told.set(jobId, { stage, atMs: now() });
    screen.print(INDENT + progressWords(progress, before?.stage === stage));
  }

  return terminal;
}

function progressWords({ subject, stage, percent, etaMs }: Progress, isRepeated: boolean): string {
  const howFar = percent === null || !isRepeated ? "" : `, ${percent} %`;
  const toGo = left(etaMs);
  return harmless(`${subject}: ${stage}${howFar}${toGo && isRepeated ? `, ${toGo}` : ""}`);
}

function statusLine(style: Style, { subject, stage, percent, etaMs }: Progress): string {
  const share = percent === null ? "" : `${String(percent).padStart(3)} %`;
  const parts = [styled(style, "bold", harmless(subject)), bar(style, percent), share, harmless(stage), left(etaMs)];
  return INDENT + parts.filter(Boolean).join("  ");
}

function utterance(style: Style, who: "you" | "aura" | "", text: string, color?: "red"): string {
  const name = who.padEnd(INDENT.length - 2);
  const label = who === "aura" ? styled(style, ["bold", "magenta"], name) : styled(style, "dim", name);
  const body = marked(style, wrapped(harmless(text), style.columns, INDENT));
  return `${label}  ${color ? styled(style, color, body) : body}`;
}

function video(style: Style, post: VideoPost): string {
  const { run, version, summary, notShown, chapters, filePath } = post;
  const isFirst = version.number === 1;
  const name = isFirst ? run.title : `Version ${version.number}`;
  const facts = [duration(version.durationMs), version.sizeBytes > 0 ? size(version.sizeBytes) : ""].filter(Boolean);
  const body = summary && summary !== name ? `: ${summary}` : "";
  const lines = [utterance(style, "aura", `**${name}** (${facts.join(", ")})${body}`)];
  if (isFirst) {
    const shown = chapters.slice(0, CHAPTERS_SHOWN);
    for (const { startMs, label, changed } of shown) {
      const line = `${clock(startMs)}  ${harmless(label)}${changed ? "  (changed)" : ""}`;
      lines.push(INDENT + (changed ? line : styled(style, "dim", line)));
    }
    if (chapters.length > shown.length) lines.push(`${INDENT}and ${chapters.length - shown.length} more steps`);
  }
  if (notShown.length > 0) {
    const text = wrapped(`Not shown: ${harmless(notShown.join("; "))}`, style.columns, INDENT);
    lines.push(INDENT + styled(style, "dim", text));
  }
  return [...lines, INDENT + path(style, filePath)].join("\n");
}

function file(style: Style, { format, sizeBytes, note, filePath }: FilePost): string {
  const name = format === "gif" ? "GIF" : "MP4";
  const line = utterance(style, "aura", `**${name}** (${size(sizeBytes)})${note ? `: ${note}` : ""}`);
  return `${line}\n${INDENT}${path(style, filePath)}`;
}
