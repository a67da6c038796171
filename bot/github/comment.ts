import { chaptersOf } from "../../convex/model/chapters.ts";
import type { Activity, EditVersion, ExportJob, Run } from "../../convex/model/documents.ts";
import { takeSummaryOf } from "../../convex/model/documents.ts";
import { notShownInWords } from "../chapters.ts";
import { clock, duration, left } from "../words.ts";

/** By this Aura finds its comment in a pull request again. */
export const commentMarker = "<!-- aura-bot -->";

/** GitHub takes no longer comment. */
const LONGEST = 65_536;
const LISTED = { chapters: 20, notShown: 15, versions: 10 };

/** Addresses that anybody with the link can open, when Aura has a public one. */
export type Links = { watch: string; poster: string; preview: string };

export type CommentState = {
  run: Run | null;
  versions: readonly EditVersion[];
  currentVersion: EditVersion | null;
  jobs: readonly Activity[];
  links: Links | null;
  /** The current version as a GIF, when it is made. */
  preview: ExportJob | null;
};

/** The comment as a pull request shows it, in GitHub's Markdown. All that came from outside is escaped. */
export function commentOf(state: CommentState): string {
  const { run } = state;
  const parts = run ? [`### ${headlineOf(run)}`, ...bodyOf(state, run), footerOf(run)] : ["Nothing has been recorded."];
  return `${commentMarker}\n${parts.filter(Boolean).join("\n\n")}`.slice(0, LONGEST);
}

/** The comment when nothing is recorded until somebody does something. */
export const refusalComment = (why: string): string => `${commentMarker}\n### Not recorded\n\n${markdown(why)}`;

function headlineOf(run: Run): string {
  const title = markdown(run.title ?? `Pull request ${run.pr ?? ""}`);
  const states: Record<Run["status"], string> = {
    queued: "Waiting to record",
    running: "Recording",
    uploading: "Recording",
    completed: "Recorded",
    failed: "Not recorded",
    canceled: "Recording stopped",
  };
  return `${states[run.status]}: ${title}`;
}

function bodyOf(state: CommentState, run: Run): string[] {
  if (run.status === "failed") {
    const why = markdown(run.error ?? "The worker's log has the details.");
    return [`:warning: ${why}`, "Comment `/aura retry` to try again."];
  }
  if (run.status === "canceled") return ["Comment `/aura retry` to record it again."];
  if (run.status !== "completed") return [progressOf(state.jobs.find((job) => job.runId === run._id))];
  return [...videoOf(state, run), ...state.jobs.filter(isTold(run)).map(progressOf)];
}

/** The preview is made by the way, and nobody waits for it. */
const isTold =
  (run: Run) =>
  ({ runId, kind }: Activity): boolean =>
    runId === run._id && kind !== "export";

function progressOf(job: Activity | undefined): string {
  if (!job) return "In the queue.";
  const percent = job.progress === null ? "" : ` ${Math.round(job.progress)} %`;
  const bar = job.progress === null ? "" : `\`${barOf(job.progress)}\`${percent} `;
  return [`${bar}${markdown(job.stage)}`, left(job.etaMs)].filter(Boolean).join(", ");
}

const BAR = 20;
const barOf = (percent: number): string => {
  const full = Math.round((Math.min(100, Math.max(0, percent)) / 100) * BAR);
  return "█".repeat(full) + "░".repeat(BAR - full);
};

function videoOf({ versions, currentVersion, links, preview }: CommentState, run: Run): string[] {
  const take = takeSummaryOf(run);
  const lengthMs = currentVersion?.durationMs ?? take?.durationMs ?? 0;
  // GitHub keeps a copy of each picture by its address, so that another version needs another.
  const picture =
    links && `${preview ? links.preview : links.poster}?v=${preview?._id ?? currentVersion?._id ?? run._id}`;
  const where = links
    ? `[![Watch the video](${picture})](${links.watch})\n\n**[Watch the video](${links.watch})** (${duration(lengthMs)})`
    : `The video (${duration(lengthMs)}) is on the machine that Aura runs on: its web page shows it, and so does the team's chat. With a public address (PUBLIC_URL) it would be here.`;
  const chapters = take ? chaptersOf(take.shots, currentVersion?.operations ?? [], take.durationMs) : [];
  const missing = notShownInWords(run.notShown ?? []);
  return [
    where,
    markdown(run.summary),
    section(
      "What changed",
      chapters.filter(({ changed }) => changed).map(({ startMs, label }) => `\`${clock(startMs)}\` ${markdown(label)}`),
      LISTED.chapters,
    ),
    section("What the video does not show", missing, LISTED.notShown, markdown),
    versions.length > 1 ? versionsOf(versions, currentVersion) : "",
  ];
}

function versionsOf(versions: readonly EditVersion[], current: EditVersion | null): string {
  const lines = versions.toReversed().map(({ _id, version, summary, status, durationMs }) => {
    const facts = [durationMs === undefined ? "" : duration(durationMs), status === "completed" ? "" : status];
    const told = facts.filter(Boolean).join(", ");
    const line = `Version ${version}${told ? ` (${told})` : ""}${summary ? `: ${markdown(summary)}` : ""}`;
    return _id === current?._id ? `**${line}**` : line;
  });
  return `<details><summary>${versions.length} versions</summary>\n\n${listed(lines, LISTED.versions)}\n\n</details>`;
}

const asIs = (line: string): string => line;

const section = (title: string, lines: readonly string[], most: number, write = asIs): string =>
  lines.length === 0 ? "" : `**${title}**\n${listed(lines, most, write)}`;

function listed(lines: readonly string[], most: number, write = asIs): string {
  const more = lines.length > most ? [`and ${lines.length - most} more`] : [];
  return [...lines.slice(0, most).map(write), ...more].map((line) => `- ${line}`).join("\n");
}

const footerOf = ({ commitSha }: Run): string =>
  `<sub>${commitSha ? `Commit ${commitSha.slice(0, 7)}. ` : ""}\`/aura rerun\` records again.</sub>`;

const LONGEST_TEXT = 500;

/** Text from outside as nothing but text: no link, no mention, no reference, no HTML, on one line. */
export function markdown(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const short = line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT - 1)}…` : line;
  return short
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[\\`*_{}[\]()!|~$]/g, "\\$&")
    .replaceAll(/[@#]|:(?=\/\/)|\bwww(?=\.)|\bGH(?=-\d)/gi, "$&\u200b");
}
