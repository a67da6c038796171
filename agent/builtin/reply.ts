import type { TimeMap } from "../../convex/model/timeMap.ts";
import { placeInMap } from "../resolve/view.ts";
import type { ToolName } from "../tools/inputs.ts";
import type { Outcome, VideoState } from "../tools/outcome.ts";
import { capital, clock, listed, seconds } from "../words.ts";

export type Told = { tool: ToolName; outcome: Outcome };
type Of<K extends Outcome["kind"]> = Extract<Outcome, { kind: K }>;

/** What a person reads after the tools have run: what was done, in numbers, and the likely next step. */
export function writeReply(all: readonly Told[]): string {
  const sentences = [editSentence(all), ...otherSentences(all)].filter((text) => text !== "");
  const notes = all.flatMap(({ outcome }) => ("note" in outcome && outcome.note ? [`${capital(outcome.note)}.`] : []));
  const troubles = all.flatMap(({ outcome }) =>
    outcome.kind === "refused" || outcome.kind === "question" ? [outcome.message] : [],
  );
  const offer = troubles.length > 0 || notes.some((note) => note.includes("**")) ? "" : nextOffer(all);
  return [...sentences, ...notes, ...troubles, offer].filter(Boolean).join(" ");
}

const isEdited = (outcome: Outcome): outcome is Of<"edited"> | Of<"went_back"> =>
  outcome.kind === "edited" || outcome.kind === "went_back";

function editSentence(all: readonly Told[]): string {
  const edits = all.map(({ outcome }) => outcome).filter(isEdited);
  const [first] = edits;
  const last = edits.at(-1);
  if (!first || !last) return "";
  const length = lengthPhrase(first.video, last.video);
  const phrases = edits.map((edit) => phraseOf(edit, last.video.timeline)).filter(Boolean);
  // Pauses are how it became shorter: the length alone says it when something else was asked for too.
  const parts =
    length === "" ? phrases : edits.length > 1 ? [length, ...withoutCuts(all, phrases)] : [length, ...phrases];
  return `${capital(parts.join("; "))}.`;
}

function withoutCuts(all: readonly Told[], phrases: readonly string[]): string[] {
  const edits = all.filter(({ outcome }) => isEdited(outcome));
  return phrases.filter((_, index) => edits[index]?.tool !== "shorten");
}

function phraseOf(edit: Of<"edited"> | Of<"went_back">, timeline: TimeMap): string {
  if (edit.kind === "went_back" || edit.atTakeMs === undefined) return edit.message;
  return `${edit.message} at ${clock(placeInMap(timeline, edit.atTakeMs))}`;
}

/** "12 s shorter, now 0:30". */
function lengthPhrase(first: VideoState, last: VideoState): string {
  const by = first.wasMs - last.nowMs;
  if (Math.abs(by) < 100) return "";
  return `${seconds(Math.abs(by))} ${by > 0 ? "shorter" : "longer"}, now ${clock(last.nowMs)}`;
}

function otherSentences(all: readonly Told[]): string[] {
  const recording = all.flatMap(({ outcome }) => (outcome.kind === "recording" ? [outcome.message] : []));
  const exporting = all.flatMap(({ outcome }) => (outcome.kind === "exporting" ? [outcome.message] : []));
  const plain = all.flatMap(({ outcome }) =>
    ["told", "done", "unavailable"].includes(outcome.kind) ? [outcome.message] : [],
  );
  return [
    recording.length > 0 ? `Recording ${listed(recording, "and")}. The video comes here as soon as it is done.` : "",
    exporting.length > 0 ? `Exporting ${listed(exporting, "and")}; the file comes here.` : "",
    ...plain,
  ];
}

const has = (all: readonly Told[], ...tools: ToolName[]): boolean => all.some(({ tool }) => tools.includes(tool));

/** One likely next step; none where the reply says already what to do. */
function nextOffer(all: readonly Told[]): string {
  if (!all.some(({ outcome }) => isEdited(outcome))) return "";
  if (has(all, "export", "share", "review", "record", "rerecord")) return "";
  if (has(all, "revert")) return "What should change instead?";
  if (has(all, "remove_edit")) return "Say **undo** to have it back.";
  if (has(all, "zoom")) return "Say **closer**, **undo** or **export as gif** to go on.";
  if (has(all, "shorten", "trim", "cut", "split", "speed"))
    return "Say **undo** if that is too much, or **export** for the file.";
  if (has(all, "crop")) return "Say **export** for the file, or **undo**.";
  return "Say **undo** to take it back, or **export** for the file.";
}
