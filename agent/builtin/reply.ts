import type { OperationType } from "../../convex/model/operations.ts";
import type { TimeMap } from "../../convex/model/timeMap.ts";
import { editName } from "../resolve/history.ts";
import { placeInMap } from "../resolve/view.ts";
import type { ToolName } from "../tools/inputs.ts";
import type { Outcome } from "../tools/outcome.ts";
import { capital, clock, listed, seconds } from "../words.ts";
import { together } from "./together.ts";

export type Told = { tool: ToolName; outcome: Outcome };
type Of<K extends Outcome["kind"]> = Extract<Outcome, { kind: K }>;

/**
 * What a person reads after the tools have run: what was done, in numbers, what was not (`beside`), and the likely next step,
 * unless the reply `before` offered the same.
 */
export function writeReply(all: readonly Told[], before = "", beside: readonly string[] = []): string {
  const sentences = [editSentence(all), ...notesOf(all, true), ...otherSentences(all)].filter((text) => text !== "");
  const notes = notesOf(all, false);
  const troubles = all.flatMap(({ outcome }) =>
    outcome.kind === "refused" || outcome.kind === "question" || outcome.kind === "confirm" ? [outcome.message] : [],
  );
  const isNoted = notes.length > 0 || notesOf(all, true).length > 0;
  const next = troubles.length > 0 || isNoted || beside.length > 0 ? "" : nextOffer(all);
  const offer = before.includes(next) ? "" : next;
  // Two addresses that cannot be reached are one trouble.
  return [...new Set([...sentences, ...notes, ...beside, ...troubles, offer])].filter(Boolean).join(" ");
}

/** One edit taken away to be put back otherwise is one change, and what was pointed out about it is known. */
function isReplaced({ tool, outcome }: Told, next: Told | undefined): boolean {
  if (tool !== "remove_edit" || outcome.kind !== "edited" || !next) return false;
  return isEditTool(next.tool) && outcome.message.startsWith(`removed the ${editName(next.tool)}`);
}

const isEditTool = (tool: ToolName): tool is ToolName & OperationType => editName(tool as OperationType) !== undefined;

/** What had to give, said right after the edits or after everything else. */
const notesOf = (all: readonly Told[], ofEdits: boolean): string[] =>
  all.flatMap((told, at) => {
    const { outcome } = told;
    if (!("note" in outcome && outcome.note) || isEdited(outcome) !== ofEdits) return [];
    const [before, next] = [all[at - 1], all[at + 1]];
    const isKnown = / comes up (?:at|\d)/.test(outcome.note) && before !== undefined && isReplaced(before, told);
    const goesOn = told.tool === "remove_edit" && (isReplaced(told, next) || next?.tool === "remove_edit");
    const note = all.length === 1 ? outcome.note.replace(/^\*\*.*?\*\* (?=comes up)/, "it ") : outcome.note;
    return isKnown || goesOn ? [] : [`${capital(note)}.`];
  });

const isEdited = (outcome: Outcome): outcome is Of<"edited"> | Of<"went_back"> =>
  outcome.kind === "edited" || outcome.kind === "went_back";

function editSentence(all: readonly Told[]): string {
  const done = all.flatMap(({ tool, outcome }) => (isEdited(outcome) ? [{ tool, outcome }] : []));
  // "removed the crop", of each of several, is said once.
  const isTold = ({ tool, outcome }: (typeof done)[number], at: number): boolean =>
    tool === "remove_edit" && done[at + 1]?.tool === tool && done[at + 1]?.outcome.message === outcome.message;
  const edits = done.filter((one, at) => !isReplaced(one, done[at + 1]) && !isTold(one, at));
  const [first] = edits;
  const last = edits.at(-1);
  if (!first || !last) return "";
  const { timeline, nowMs, isAsBefore } = last.outcome.video;
  // A version that is not made must not be told of.
  if (isAsBefore && edits.every(({ outcome }) => / already\b/.test(outcome.message)))
    return edits.length > 2
      ? "All of that is there already."
      : `${capital(edits.map(({ outcome }) => phraseOf(outcome, timeline)).join("; "))}.`;
  if (isAsBefore) return `That comes to the video as it is (${clock(nowMs)}), so nothing has changed.`;
  const isOfLength = edits.some(({ tool }) => tool === "shorten");
  const length = lengthPhrase(done[0]?.outcome.video.wasMs ?? nowMs, nowMs, isOfLength);
  const tell = ({ outcome }: (typeof edits)[number]): string => phraseOf(outcome, timeline);
  const phrases = together(edits.map(tell));
  const [undone, ...instead] = phrases;
  if (first.outcome.kind === "went_back" && first.outcome.undoes && undone !== undefined && instead.length > 0) {
    const now = length === "" ? "" : `, now ${clock(nowMs)}`;
    return `I took that back; ${instead.join("; ")}${now}.`;
  }
  if (length === "") return `${capital(phrases.join("; "))}.`;
  if (first.outcome.kind === "went_back")
    return `${capital([`${phrases[0]}, now ${clock(nowMs)}`, ...phrases.slice(1)].join("; "))}.`;
  if (edits.length === 1)
    return `${capital(first.tool === "shorten" ? `${length}: ${phrases[0]}` : `${phrases[0]}: ${length}`)}.`;
  // Pauses are how it became shorter: beside other edits the length alone says it, but for what plays faster.
  const others = edits.flatMap((edit) =>
    edit.tool === "shorten"
      ? tell(edit)
          .split(", ")
          .filter((part) => part.includes(" plays "))
      : [tell(edit)],
  );
  return `${capital([length, ...together(others)].join("; "))}.`;
}

function phraseOf(edit: Of<"edited"> | Of<"went_back">, timeline: TimeMap): string {
  if (edit.kind === "went_back" || edit.atTakeMs === undefined) return edit.message;
  return `${edit.message} ${edit.when ?? "at"} ${clock(placeInMap(timeline, edit.atTakeMs))}`;
}

/** "12 s shorter, now 0:30"; where a length was asked for, the tenths that rounding up would hide: "now 29.8 s". */
function lengthPhrase(wasMs: number, nowMs: number, isOfLength: boolean): string {
  const by = wasMs - nowMs;
  if (Math.abs(by) < 100) return "";
  const tenths = Math.round(nowMs / 100) / 10;
  const now = isOfLength && Math.ceil(tenths) === Math.round(tenths) && tenths % 1 > 0 ? `${tenths} s` : clock(nowMs);
  return `${seconds(Math.abs(by))} ${by > 0 ? "shorter" : "longer"}, now ${now}`;
}

function otherSentences(all: readonly Told[]): string[] {
  const recordings = all.flatMap(({ outcome }) => (outcome.kind === "recording" ? [outcome] : []));
  const recording = recordings.flatMap(({ starts, message }) => (starts ? [] : [message]));
  const planned = recordings.flatMap(({ starts, message }) =>
    starts ? [`${message}: the recording starts ${starts}`] : [],
  );
  const exporting = all.flatMap(({ outcome }) => (outcome.kind === "exporting" ? [outcome.message] : []));
  const plain = all.flatMap(({ outcome }) =>
    ["told", "done", "unavailable"].includes(outcome.kind) ? [outcome.message] : [],
  );
  return [
    recording.length > 0 ? `Recording ${listed(recording, "and")}. The video comes here as soon as it is done.` : "",
    planned.length > 0 ? `${capital(listed(planned, "and"))}. The video comes here then; **cancel** calls it off.` : "",
    exporting.length > 0 ? `Exporting ${listed(exporting, "and")}; the file comes here.` : "",
    ...plain,
  ];
}

/** About two thirds of what it is now, in whole seconds. */
const shorterStill = (outcome: Outcome): number =>
  Math.max(2, Math.round((isEdited(outcome) ? outcome.video.nowMs : 0) / 1500));

const isAtTop = (outcome: Outcome): boolean => /” \(top\b[^”]*$/.test(outcome.message);

const has = (all: readonly Told[], ...tools: ToolName[]): boolean => all.some(({ tool }) => tools.includes(tool));

/** One likely next step; none where the reply says already what to do. */
function nextOffer(all: readonly Told[]): string {
  if (has(all, "export", "share", "review", "record", "rerecord")) return "";
  const last = all.findLast(({ outcome }) => isEdited(outcome));
  if (last && isEdited(last.outcome) && last.outcome.video.isAsBefore) return "";
  switch (last?.tool) {
    case undefined:
      return "";
    case "revert":
      return "**Redo** brings it back.";
    case "zoom":
      return "Say **closer** or **longer** to adjust it, or **export** for the file.";
    case "shorten":
      return `If it is still too long, name a length, such as **under ${shorterStill(last.outcome)} seconds**.`;
    case "caption":
      if (all.filter(({ tool }) => tool === "caption").length > 2)
        return /” (?:now|moved)\b/.test(last.outcome.message) ? "**Undo** takes it back." : "**Undo** takes them away.";
      if (/” (?:now|moved)\b/.test(last.outcome.message))
        return "Say **longer**, **shorter** or **undo** to adjust it.";
      return `Say **longer**, **at the ${isAtTop(last.outcome) ? "bottom" : "top"}** or **undo** to adjust it.`;
    case "style_preset":
    case "crop":
      return "Say **export** for the file, or **undo**.";
    default:
      return "**Undo** takes it back.";
  }
}
