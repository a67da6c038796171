import type { types } from "@slack/bolt";
import { progressLine } from "../conversation/progressLine.ts";
import type { Decision } from "../conversation/reviews.ts";
import { decisions, moreChoices, nextWords, type Suggestion } from "../conversation/suggestions.ts";
import type { Progress, VideoPost } from "../platform.ts";
import { clock, duration, size } from "../words.ts";
import { cut, limits, mrkdwn } from "./mrkdwn.ts";

type Block = types.KnownBlock;

/** What a button or a choice says in the person's stead. */
export const sayAction = "aura_say";
/** What a button decides on the version whose id is its value. */
export const reviewAction = "aura_review";

const CHAPTERS_SHOWN = 10;
const NOT_SHOWN_SHOWN = 6;

const section = (text: string): Block => ({
  type: "section",
  text: { type: "mrkdwn", text: cut(text, limits.sectionText) },
});

const context = (text: string): Block => ({
  type: "context",
  elements: [{ type: "mrkdwn", text: cut(text, limits.contextText) }],
});

/** What stands over the video. */
export function videoComment(post: VideoPost): string {
  const { version, summary } = post;
  const facts = [duration(version.durationMs), version.sizeBytes > 0 ? size(version.sizeBytes) : ""].filter(Boolean);
  const name = videoName(post);
  const words = summary && summary !== name ? `\n${mrkdwn(summary)}` : "";
  return cut(`*${mrkdwn(name)}*  ·  ${facts.join(", ")}${words}`, limits.messageText);
}

/** What stands below it: what changed and when, what is not shown, and what people mostly say next. */
export function videoBlocks({ version, notShown, chapters }: VideoPost, isApprovalRequired = false): Block[] {
  const blocks: Block[] = [];
  const changed = chapters.filter((chapter) => chapter.changed);
  if (version.number === 1 && chapters.length > 0) {
    const shown = (changed.length > 0 ? changed : chapters).slice(0, CHAPTERS_SHOWN);
    const lines = shown.map(({ startMs, label }) => `\`${clock(startMs)}\`  ${mrkdwn(label)}`);
    blocks.push(section(`*${changed.length > 0 ? "What changed" : "Chapters"}*\n${lines.join("\n")}`));
  }
  if (notShown.length > 0) {
    const more = notShown.length - NOT_SHOWN_SHOWN;
    const named = notShown.slice(0, NOT_SHOWN_SHOWN).map(mrkdwn).join("; ");
    blocks.push(context(`Not shown: ${named}${more > 0 ? `; and ${more} more` : ""}`));
  }
  const reviewing = decisions(isApprovalRequired).map(([label, decision]) => reviewButton(label, decision, version.id));
  const elements = [...nextWords(version.number).map(say), ...reviewing, moreMenu()];
  blocks.push({ type: "actions", block_id: `edit:${version.id}`, elements });
  return blocks;
}

export const videoName = ({ run, version }: VideoPost): string =>
  version.number === 1 ? run.title : `${run.title}, version ${version.number}`;

const say = ([label, words]: Suggestion): types.Button => ({
  type: "button",
  action_id: `${sayAction}:${label}`,
  text: { type: "plain_text", text: cut(label, limits.buttonText) },
  value: words,
});

const reviewButton = (label: string, decision: Decision, versionId: string): types.Button => ({
  type: "button",
  action_id: `${reviewAction}:${decision}`,
  text: { type: "plain_text", text: label },
  value: versionId,
  style: decision === "approved" ? "primary" : "danger",
});

const moreMenu = (): types.StaticSelect => ({
  type: "static_select",
  action_id: `${sayAction}:more`,
  placeholder: { type: "plain_text", text: "More" },
  options: moreChoices.map(([label, value]) => ({ text: { type: "plain_text", text: label }, value })),
});

/** One line of text for notifications, and the same for the eye. */
export function progressMessage(progress: Progress): { text: string; blocks: Block[] } {
  const text = progressLine(progress, { plain: mrkdwn, bold: (words) => `*${words}*` });
  return { text, blocks: [context(text)] };
}
