import { isPage } from "../../context.ts";
import { takeSpanToSeen } from "../../resolve/view.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { stepWords } from "../captions/stepWords.ts";
import type { Reading } from "../words/reading.ts";

const LONGEST_MS = 4000;
/** What is shown for less cannot be read. */
const SHORTEST_MS = 700;

/** "add captions for each step", "label every click": one for each thing that is done, in words for it; null when not asked for. */
export function stepCaptions(reading: Reading): ToolCall[] | null {
  const isOfAll = reading.word("each", "every", "all", "per", "jeden", "jede", "alle", "pro", "cada", "por");
  const isOfChanges = reading.word("change", "changes", "anderung", "anderungen", "cambio", "cambios");
  const isOfSteps = reading.word("steps", "clicks", "schritte", "pasos");
  const isOfOne = reading.word("step", "click", "schritt", "paso");
  // "a caption for each lamp with its name"
  const isNamed = isOfAll && reading.word("name", "names", "label", "labels", "namen", "nombre", "nombres");
  const { view } = reading;
  if (!view || !(isOfSteps || isNamed || (isOfAll && (isOfChanges || isOfOne)))) return null;
  const shots = reading.context.shots.filter((shot) => !isPage(shot) && (!isOfChanges || shot.changed));
  const words = isNamed ? shots.map(({ label }) => label) : stepWords(shots, reading.context);
  const captions = shots.flatMap((shot, at): ToolCall[] => {
    const seen = takeSpanToSeen(view, shot);
    const text = words[at] ?? "";
    const durationMs = seen ? Math.round(Math.min(LONGEST_MS, seen.endMs - seen.startMs)) : 0;
    if (!seen || text === "" || durationMs < SHORTEST_MS) return [];
    return [{ tool: "caption", input: { text, startMs: Math.round(seen.startMs), durationMs } }];
  });
  return captions.length > 0 ? captions : null;
}
