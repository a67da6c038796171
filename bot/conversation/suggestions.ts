import type { Decision } from "./reviews.ts";

/** What a button or a choice says in the person's stead: its label, and the words. */
export type Suggestion = readonly [label: string, words: string];

/** Stands for the form of the export's settings instead of words. */
export const exportChoice = "aura_export";

/** What people mostly say after they have seen a video. */
export function nextWords(version: number): Suggestion[] {
  const said: Suggestion[] = [
    ["Shorter", "make it shorter"],
    ["Zoom the change", "zoom in on the change"],
    ["GIF", "export as gif"],
  ];
  return version > 1 ? [...said, ["Undo", "undo that"]] : said;
}

/** What an owner or admin decides on the version that they see. Where nothing waits for it, rejecting has no effect to offer. */
export const decisions = (isApprovalRequired: boolean): (readonly [label: string, decision: Decision])[] =>
  isApprovalRequired
    ? [
        ["Approve", "approved"],
        ["Reject", "rejected"],
      ]
    : [["Approve", "approved"]];

export const moreChoices: readonly Suggestion[] = [
  ["Minimal style", "use the minimal style"],
  ["Dramatic style", "use the dramatic style"],
  ["Default style", "use the default style"],
  ["Square, 1:1", "crop it to 1:1"],
  ["Upright, 9:16", "crop it to 9:16"],
  ["Back to the original", "revert to the original"],
  ["Record again", "record it again"],
  ["Export …", exportChoice],
];

/** The fields of the export's form, each with its choices; `-` leaves it to Aura. The first one is chosen. */
export const exportChoices = {
  format: [
    ["MP4 video", "mp4"],
    ["GIF", "gif"],
  ],
  size: [
    ["As recorded", "-"],
    ["1920 × 1080", "1920x1080"],
    ["1280 × 720", "1280x720"],
    ["854 × 480", "854x480"],
  ],
  quality: [
    ["Web", "web"],
    ["High", "high"],
    ["Preview", "preview"],
  ],
  limit: [
    ["No limit", "-"],
    ["10 MB (GitHub, Discord)", "10"],
    ["8 MB", "8"],
    ["5 MB", "5"],
    ["1 MB (e-mail)", "1"],
  ],
} as const satisfies Record<string, readonly Suggestion[]>;

export type ExportField = keyof typeof exportChoices;
export const exportFields = Object.keys(exportChoices) as ExportField[];
export const exportLabels: Record<ExportField, string> = {
  format: "Format",
  size: "Size",
  quality: "Quality",
  limit: "Not larger than",
};

/** What a person would have written: "export as mp4 at 1280x720 in high quality under 8 MB". */
export function exportWords(chosen: Partial<Record<ExportField, string | undefined>>): string {
  const of = (field: ExportField): string => {
    const value = chosen[field] ?? "-";
    return value === "-" ? "" : value;
  };
  const [format, size, quality, limit] = [of("format"), of("size"), of("quality"), of("limit")];
  return [
    `export as ${format || "mp4"}`,
    size && `at ${size}`,
    quality && quality !== "web" && `in ${quality} quality`,
    limit && `under ${limit} MB`,
  ]
    .filter(Boolean)
    .join(" ");
}
