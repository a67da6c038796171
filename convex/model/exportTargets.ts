/** What a place takes from somebody without a paid plan. One MB is 1,000,000 bytes, so that a limit in MiB is kept too. */
export type ExportTarget = {
  name: string;
  /** For a sentence: "for a GitHub comment". */
  label: string;
  /** How people call the place, in lower case, as regular expressions that stand after "for". */
  says: readonly string[];
  /** Null: so large that no demo reaches it. */
  mp4LimitMb: number | null;
  gifLimitMb: number | null;
  /** The longest video it takes. */
  longestMs: number | null;
  /** Where the figures are from. */
  source: string;
};

/** The places that people name. Checked in November 2026; mail counts its attachments in base64, a third longer than the file. */
export const exportTargets: readonly ExportTarget[] = [
  {
    name: "github",
    label: "a GitHub comment",
    says: ["git ?hub", "(?:pr|pull request|issue) (?:comment|description|body)", "readme"],
    mp4LimitMb: 10,
    gifLimitMb: 10,
    longestMs: null,
    source: "https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/attaching-files",
  },
  {
    name: "gitlab",
    label: "a GitLab comment",
    says: ["git ?lab"],
    mp4LimitMb: 100,
    gifLimitMb: 100,
    longestMs: null,
    source: "https://docs.gitlab.com/administration/settings/account_and_limit_settings/#max-attachment-size",
  },
  {
    name: "discord",
    label: "Discord",
    says: ["discord"],
    mp4LimitMb: 10,
    gifLimitMb: 10,
    longestMs: null,
    source: "https://support.discord.com/hc/en-us/articles/25444343291031-File-Attachments-FAQ",
  },
  {
    name: "slack",
    label: "Slack",
    says: ["slack"],
    mp4LimitMb: null,
    gifLimitMb: null,
    longestMs: null,
    source: "https://slack.com/help/articles/201330736-Add-files-to-Slack (1 GB a file)",
  },
  {
    name: "x",
    label: "X",
    says: ["x(?:\\.com)?", "twitter", "tweet"],
    mp4LimitMb: 512,
    gifLimitMb: 15,
    longestMs: 140_000,
    source: "https://docs.x.com/x-api/media/quickstart/best-practices",
  },
  {
    name: "linkedin",
    label: "LinkedIn",
    says: ["linked ?in"],
    mp4LimitMb: null,
    gifLimitMb: 8,
    longestMs: 600_000,
    source: "https://www.linkedin.com/help/linkedin/answer/a548372",
  },
  {
    name: "bluesky",
    label: "Bluesky",
    says: ["blue ?sky"],
    mp4LimitMb: 50,
    gifLimitMb: 1,
    longestMs: 180_000,
    source: "https://docs.bsky.app/docs/advanced-guides/posts#video",
  },
  {
    name: "whatsapp",
    label: "WhatsApp",
    says: ["whats ?app"],
    mp4LimitMb: 16,
    gifLimitMb: 16,
    longestMs: null,
    source: "https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types",
  },
  {
    name: "telegram",
    label: "Telegram",
    says: ["telegram"],
    mp4LimitMb: 50,
    gifLimitMb: 50,
    longestMs: null,
    source: "https://core.telegram.org/bots/api#sendvideo",
  },
  {
    name: "teams",
    label: "Teams",
    says: ["(?:ms |microsoft )?teams"],
    mp4LimitMb: null,
    gifLimitMb: null,
    longestMs: null,
    source: "https://learn.microsoft.com/en-us/microsoftteams/limits-specifications-teams",
  },
  {
    name: "notion",
    label: "Notion",
    says: ["notion"],
    mp4LimitMb: 5,
    gifLimitMb: 5,
    longestMs: null,
    source: "https://www.notion.com/help/images-files-and-media",
  },
  {
    name: "email",
    label: "an e-mail",
    says: ["e-?mail", "(?:g ?)?mail", "outlook"],
    mp4LimitMb: 14,
    gifLimitMb: 14,
    longestMs: null,
    // Outlook.com takes 20 MB and Gmail 25 MB as sent, so 14 MB of file fit both.
    source: "https://support.google.com/mail/answer/6584 and https://support.microsoft.com/outlook (attachment limits)",
  },
];

const before = "\\b(?:for|fur|für|para)\\s+(?:(?:an?|the|my|our|your|eine?n?|die|den|el|la|una?|mi)\\s+)?";

/** The place that a text names: "a gif for the PR comment", "für Discord", "para X". The first one said wins. */
export function exportTargetIn(text: string): ExportTarget | null {
  const lower = text.toLowerCase();
  let first: { at: number; target: ExportTarget } | null = null;
  for (const target of exportTargets) {
    const found = new RegExp(`${before}(?:${target.says.join("|")})\\b(?![./@])`, "u").exec(lower);
    if (found && (first === null || found.index < first.at)) first = { at: found.index, target };
  }
  return first?.target ?? null;
}

/** How large a file of this kind may be there; null where no demo comes near the limit. */
export const exportLimitMb = (target: ExportTarget, format: "mp4" | "gif"): number | null =>
  format === "gif" ? target.gifLimitMb : target.mp4LimitMb;
