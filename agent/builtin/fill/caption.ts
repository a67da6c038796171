import type { Concept } from "../lexicon/lexicon.ts";
import type { Reading } from "../reading.ts";
import { ask, calls, type Filled } from "./filled.ts";
import { timing } from "./when.ts";

export function fillCaption(reading: Reading): Filled {
  const existing = reading.view?.draft.operations.findLast((one) => one.type === "caption");
  const time = captionTime(reading);
  const position = reading.has("top") ? ("top" as const) : reading.has("bottom") ? ("bottom" as const) : undefined;
  const quoted = reading.all("quoted").at(-1)?.text.trim();
  const place = position ? { position } : {};
  const changes = reading.has("change");
  if (quoted) {
    const made = {
      tool: "caption" as const,
      input: {
        text: quoted,
        ...(changes && existing ? { startMs: existing.startMs, durationMs: existing.durationMs } : {}),
        ...time,
        ...place,
      },
    };
    return changes && existing ? calls({ tool: "remove_edit", input: { type: "caption" } }, made) : calls(made);
  }
  const moves = position !== undefined || Object.keys(time).length > 0;
  if (existing && !moves && reading.has("longerWord", "shorterWord", "lengthen", "shorten")) {
    const { text, startMs, position } = existing;
    const factor = reading.has("longerWord", "lengthen") ? 1.5 : 0.6;
    const durationMs = Math.min(reading.lengthMs - startMs, Math.round(existing.durationMs * factor));
    return calls(
      { tool: "remove_edit", input: { type: "caption" } },
      { tool: "caption", input: { text, startMs, durationMs, position } },
    );
  }
  const isThatOne = reading.word("the", "that", "den", "die", "el") || reading.has("change");
  if (existing && moves && (!reading.has("add") || isThatOne)) {
    const { text, startMs, durationMs } = existing;
    return calls(
      { tool: "remove_edit", input: { type: "caption" } },
      { tool: "caption", input: { text, startMs, durationMs, ...time, position: position ?? existing.position } },
    );
  }
  return ask("What should the caption say?");
}

const aroundCaption: readonly Concept[] = [
  "caption",
  "add",
  "write",
  "change",
  "make",
  "show",
  "top",
  "bottom",
  "whole",
  "instead",
];

/** When a caption is shown: as said, at what was named, or for the last seconds of the video. */
function captionTime(reading: Reading): { startMs?: number; durationMs?: number } {
  const time = timing(reading, { namedCounts: true });
  const lengthMs = reading.lengthMs;
  if (time.startMs === undefined) {
    if (reading.has("finish") && lengthMs > 4000 && reading.clause.phrases[0]?.concepts.has("finish"))
      return { startMs: lengthMs - (time.durationMs ?? 4000), durationMs: time.durationMs ?? 4000 };
    if (reading.has("whole")) return { startMs: 0, durationMs: lengthMs };
    const words = reading.elementWords(aroundCaption, { quoted: false });
    const named = words ? reading.named(words) : null;
    return named ? { startMs: Math.round(named.startMs), ...time } : time;
  }
  if (time.startMs < lengthMs) return time;
  const fromEnd = time.durationMs ?? 4000;
  return time.startMs === lengthMs ? { startMs: Math.max(0, lengthMs - fromEnd), durationMs: fromEnd } : time;
}
