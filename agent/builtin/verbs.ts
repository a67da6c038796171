import type { ToolCall, ToolName } from "../tools/inputs.ts";

/** The words that a thing, a time or an address completes to the wish for a call. */
const verbs: Partial<Record<ToolName, string>> = {
  zoom: "zoom on",
  redact: "blur",
  crop: "crop to",
  cut: "cut out",
  trim: "keep",
  split: "split",
  share: "send it to",
  remove_edit: "remove",
};

export const verbOf = (call: ToolCall): string | null =>
  call.tool === "speed" ? `play at ${call.input.rate}x` : (verbs[call.tool] ?? null);

/** As `verbOf`, with the thing or the words that the call names: what is left to say is when. */
export function wishOf(call: ToolCall): string {
  if (call.tool === "caption") return `caption "${call.input.text.replaceAll('"', "'")}"`;
  const verb = verbOf(call) ?? "";
  return "target" in call.input && call.input.target ? `${verb} "${call.input.target}"` : verb;
}
