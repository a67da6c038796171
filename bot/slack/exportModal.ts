import type { types } from "@slack/bolt";

export const exportModalId = "aura_export_modal";

/** Where the exported file goes: kept in the modal while it is open. */
export type ExportTarget = { channel: string; threadKey: string };

const choices = {
  format: [
    ["MP4 video", "mp4"],
    ["GIF", "gif"],
  ],
  size: [
    ["As recorded", ""],
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
    ["No limit", ""],
    ["10 MB (GitHub, Discord)", "10"],
    ["8 MB", "8"],
    ["5 MB", "5"],
    ["1 MB (e-mail)", "1"],
  ],
} as const;

type Field = keyof typeof choices;
const labels: Record<Field, string> = { format: "Format", size: "Size", quality: "Quality", limit: "Not larger than" };

export function exportModal(target: ExportTarget): types.ModalView {
  return {
    type: "modal",
    callback_id: exportModalId,
    private_metadata: JSON.stringify(target),
    title: { type: "plain_text", text: "Export" },
    submit: { type: "plain_text", text: "Export" },
    close: { type: "plain_text", text: "Cancel" },
    blocks: (Object.keys(choices) as Field[]).map((field) => inputOf(field)),
  };
}

function inputOf(field: Field): types.KnownBlock {
  const options = choices[field].map(([label, value]) => ({
    text: { type: "plain_text" as const, text: label },
    // Slack takes no empty value.
    value: value || "-",
  }));
  const [first] = options;
  return {
    type: "input",
    block_id: field,
    label: { type: "plain_text", text: labels[field] },
    element: { type: "static_select", action_id: "choice", options, ...(first ? { initial_option: first } : {}) },
  };
}

type Chosen = Record<string, Record<string, { selected_option?: { value: string } | null }>>;

/** What a person would have written: "export as mp4 at 1280x720 in high quality under 8 MB". */
export function exportWords(chosen: Chosen): string {
  const chosenOf = (field: Field): string => {
    const value = chosen[field]?.choice?.selected_option?.value ?? "-";
    return value === "-" ? "" : value;
  };
  const [format, size, quality, limit] = [chosenOf("format"), chosenOf("size"), chosenOf("quality"), chosenOf("limit")];
  return [
    `export as ${format || "mp4"}`,
    size && `at ${size}`,
    quality && quality !== "web" && `in ${quality} quality`,
    limit && `under ${limit} MB`,
  ]
    .filter(Boolean)
    .join(" ");
}
