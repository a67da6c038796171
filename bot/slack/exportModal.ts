import type { types } from "@slack/bolt";
import { z } from "zod";
import {
  type ExportField,
  exportChoices,
  exportFields,
  exportLabels,
  exportWords,
} from "../conversation/suggestions.ts";

export const exportModalId = "aura_export_modal";

/** Where the exported file goes: kept in the modal while it is open. */
const exportTarget = z.object({ channel: z.string().min(1), threadKey: z.string().min(1) });
type ExportTarget = z.infer<typeof exportTarget>;

/** What an open form was given; null when it is none of this version's. */
export function exportTargetIn(metadata: string): ExportTarget | null {
  return exportTarget.safeParse(JSON.parse(metadata)).data ?? null;
}

export function exportModal(target: ExportTarget): types.ModalView {
  return {
    type: "modal",
    callback_id: exportModalId,
    private_metadata: JSON.stringify(target),
    title: { type: "plain_text", text: "Export" },
    submit: { type: "plain_text", text: "Export" },
    close: { type: "plain_text", text: "Cancel" },
    blocks: exportFields.map(inputOf),
  };
}

function inputOf(field: ExportField): types.KnownBlock {
  const options = exportChoices[field].map(([label, value]) => ({
    text: { type: "plain_text" as const, text: label },
    value,
  }));
  const [first] = options;
  return {
    type: "input",
    block_id: field,
    label: { type: "plain_text", text: exportLabels[field] },
    element: { type: "static_select", action_id: "choice", options, ...(first ? { initial_option: first } : {}) },
  };
}

type Chosen = Record<string, Record<string, { selected_option?: { value: string } | null }>>;

/** What the form says, in words. */
export const modalWords = (chosen: Chosen): string =>
  exportWords(Object.fromEntries(exportFields.map((field) => [field, chosen[field]?.choice?.selected_option?.value])));
