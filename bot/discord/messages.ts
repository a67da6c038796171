import type {
  APIButtonComponentWithCustomId,
  APIComponentInMessageActionRow,
  APIModalInteractionResponseCallbackData,
} from "discord.js";
import { type APIActionRowComponent, type APIEmbed, ButtonStyle, ComponentType } from "discord.js";
import type { Decision } from "../conversation/reviews.ts";
import {
  decisions,
  exportChoices,
  exportFields,
  exportLabels,
  moreChoices,
  nextWords,
} from "../conversation/suggestions.ts";
import type { VideoPost } from "../platform.ts";
import { clock, duration, size } from "../words.ts";
import { cut, limits, markdown } from "./markdown.ts";

/** A control's id: what it does, in which of the store's threads, and what it says in the person's stead, or the version that it decides on. */
const controlId = (kind: "say" | "more" | "export" | Decision, threadId: string, words = ""): string =>
  `aura:${kind}:${threadId}:${words}`;

export function controlOf(customId: string): { kind: string; threadId: string; words: string } | null {
  const [, kind = "", threadId = "", words = ""] =
    /^aura:(say|more|export|approved|rejected):([^:]+):(.*)$/.exec(customId) ?? [];
  return kind ? { kind, threadId, words } : null;
}

const CHAPTERS_SHOWN = 10;
const NOT_SHOWN_SHOWN = 6;
const EMBED_COLOR = 0x5865f2;

const videoName = ({ run, version }: VideoPost): string =>
  version.number === 1 ? run.title : `${run.title}, version ${version.number}`;

/** What stands over the video. */
export function videoContent(post: VideoPost): string {
  const { version, summary } = post;
  const facts = [duration(version.durationMs), version.sizeBytes > 0 ? size(version.sizeBytes) : ""].filter(Boolean);
  const name = videoName(post);
  const words = summary && summary !== name ? `\n${markdown(summary)}` : "";
  return cut(`**${markdown(name).replaceAll("**", "")}**  ·  ${facts.join(", ")}${words}`, limits.content);
}

/** What changed and when, and what is not shown; nothing when there is nothing to tell. */
export function videoEmbeds({ version, notShown, chapters }: VideoPost): APIEmbed[] {
  const embed: APIEmbed = { color: EMBED_COLOR };
  const changed = chapters.filter((chapter) => chapter.changed);
  if (version.number === 1 && chapters.length > 0) {
    const shown = (changed.length > 0 ? changed : chapters).slice(0, CHAPTERS_SHOWN);
    const lines = shown.map(({ startMs, label }) => `\`${clock(startMs)}\`  ${markdown(label)}`);
    embed.title = changed.length > 0 ? "What changed" : "Chapters";
    embed.description = cut(lines.join("\n"), limits.fieldValue);
  }
  if (notShown.length > 0) {
    const more = notShown.length - NOT_SHOWN_SHOWN;
    const named = notShown.slice(0, NOT_SHOWN_SHOWN).join("; ");
    // A footer is shown as it is written: it knows no markdown.
    embed.footer = { text: cut(`Not shown: ${named}${more > 0 ? `; and ${more} more` : ""}`, limits.footer) };
  }
  return embed.title || embed.footer ? [embed] : [];
}

/** What people mostly say next, what an owner or admin decides, and a menu: a row each. */
export function videoControls(
  { thread, version }: Pick<VideoPost, "thread" | "version">,
  isApprovalRequired = false,
): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const buttons = nextWords(version.number).map(([label, words]) =>
    button(label, ButtonStyle.Secondary, controlId("say", thread.id, words)),
  );
  const reviewing = decisions(isApprovalRequired).map(([label, decision]) => {
    const style = decision === "approved" ? ButtonStyle.Success : ButtonStyle.Danger;
    return button(label, style, controlId(decision, thread.id, version.id));
  });
  const menu = {
    type: ComponentType.StringSelect as const,
    custom_id: controlId("more", thread.id),
    placeholder: "More",
    options: moreChoices.map(([label, value]) => ({ label, value })),
  };
  return [
    { type: ComponentType.ActionRow, components: buttons },
    { type: ComponentType.ActionRow, components: reviewing },
    { type: ComponentType.ActionRow, components: [menu] },
  ];
}

const button = (
  label: string,
  style: ButtonStyle.Secondary | ButtonStyle.Success | ButtonStyle.Danger,
  customId: string,
): APIButtonComponentWithCustomId => ({ type: ComponentType.Button, style, label, custom_id: customId });

/** The form of the export's settings. */
export function exportModal(threadId: string): APIModalInteractionResponseCallbackData {
  return {
    custom_id: controlId("export", threadId),
    title: "Export",
    components: exportFields.map((field) => ({
      type: ComponentType.Label,
      label: exportLabels[field],
      component: {
        type: ComponentType.StringSelect,
        custom_id: field,
        options: exportChoices[field].map(([label, value], index) => ({ label, value, default: index === 0 })),
      },
    })),
  };
}
