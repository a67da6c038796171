import { outputToTake } from "../../convex/model/timeMap.ts";
import type { ThreadActions } from "../actions.ts";
import type { ThreadContext } from "../context.ts";
import type { Forge } from "../forge.ts";
import type { Offer } from "../resolve/offers.ts";
import { isTimed, isView, openView, placeInMap, type TimedEdit, timedEdits } from "../resolve/view.ts";
import { inputs, isEdit, type ToolCall, type ToolName } from "../tools/inputs.ts";
import type { Outcome } from "../tools/outcome.ts";
import { publicAddress } from "../tools/publicAddress.ts";
import { removeEdit } from "../tools/removeEdit.ts";
import { revert } from "../tools/revert.ts";
import { startTurn } from "../turn.ts";

const needVideo: readonly ToolName[] = ["remove_edit", "revert", "export", "share", "review"];
// Edits, removals and reverts touch neither before the turn is committed, and a rehearsal never is.
const nothing = {} as ThreadActions & Forge;

/** What stands in the way of a call: what to say, the elements that a question names, whether another time would do. */
export type Objection = { call: ToolCall; text: string; offers?: Offer[] | undefined; aboutTime?: boolean };

/** Tries the calls against the thread without doing them. Null when each would go through; else what to say instead. */
export const rehearse = (context: ThreadContext, calls: readonly ToolCall[]): string | null =>
  objectionTo(context, calls)?.text ?? null;

/** As `rehearse`, with the call that does not go through. */
export function objectionTo(context: ThreadContext, calls: readonly ToolCall[]): Objection | null {
  const turn = startTurn({ context, actions: nothing, forge: nothing });
  for (const [at, call] of calls.entries()) {
    const text = notEvenTried(context, calls, call);
    if (text !== null) return { call, text };
    // What is asked for after a recording is meant of its video, and tried when that is there.
    if (calls.slice(0, at).some(isRecording)) continue;
    const outcome = tried(turn, call);
    if (outcome?.kind === "question") return { call, text: outcome.message, offers: outcome.offers };
    if (outcome?.kind === "refused") return { call, ...asked(outcome, call.tool) };
  }
  return null;
}

function notEvenTried(context: ThreadContext, calls: readonly ToolCall[], call: ToolCall): string | null {
  if (!inputs[call.tool].safeParse(call.input).success) return impossible(call);
  const view = openView(context);
  const records = calls.some(isRecording);
  if (!isView(view) && !records && (isEdit(call) || needVideo.includes(call.tool))) return view.message;
  if (call.tool !== "record" || call.input.kind !== "url" || !call.input.url) return null;
  const address = publicAddress(call.input.url);
  return "refusal" in address ? `${address.refusal} Which public page or pull request should I record?` : null;
}

/** The zooms, captions and blurs that calls come to, in the times of the version seen. */
export function timedEditsOf(context: ThreadContext, calls: readonly ToolCall[]): TimedEdit[] {
  const turn = startTurn({ context, actions: nothing, forge: nothing });
  for (const call of calls) tried(turn, call);
  const view = turn.view();
  if (!isView(view)) return [];
  const { length } = turn.resolved.filter(isTimed);
  const edits = length === 0 ? [] : timedEdits({ ...view, seen: { ...view.draft, version: 0 } }).slice(-length);
  const seen = (ms: number): number => Math.round(placeInMap(view.seen.map, outputToTake(view.draft.map, ms)));
  return edits.map((edit) => {
    const startMs = seen(edit.startMs);
    return { ...edit, startMs, durationMs: seen(edit.startMs + edit.durationMs) - startMs };
  });
}

/** The thread as it is once the calls are done: with the version that they make, seen. */
export function afterCalls(context: ThreadContext, calls: readonly ToolCall[]): ThreadContext {
  const turn = startTurn({ context, actions: nothing, forge: nothing });
  for (const call of calls) tried(turn, call);
  const view = turn.view();
  if (!isView(view)) return context;
  const version = Math.max(0, ...context.versions.map((one) => one.version)) + 1;
  const made = { version, operations: [...view.draft.operations], status: "pending" };
  return { ...context, versions: [...context.versions, made], currentVersion: version, seenVersion: null };
}

const isRecording = ({ tool }: ToolCall): boolean => tool === "record" || tool === "rerecord";

function tried(turn: ReturnType<typeof startTurn>, call: ToolCall): Outcome | null {
  if (isEdit(call)) return turn.edit(call);
  if (call.tool === "remove_edit") return removeEdit.run(turn, call.input) as Outcome;
  return call.tool === "revert" ? (revert.run(turn, call.input) as Outcome) : null;
}

/** What was said makes no sense to the tool: PR 0, a picture of 0 × 0. */
const impossible = ({ tool, input }: ToolCall): string =>
  tool === "record" && input.kind === "pr"
    ? "Pull requests are numbered from 1. Which one should I record?"
    : "I cannot do that with these values. What shall they be?";

const timed: readonly ToolName[] = ["trim", "cut", "split", "speed", "zoom", "caption", "redact"];
const final = ["nothing_to_change", "nothing_to_undo", "nothing_to_remove", "no_take", "still_recording", "failed"];

/** A refusal ends in the question that gets on. */
function asked(
  { code, message }: { code: string; message: string },
  tool: ToolName,
): Pick<Objection, "text" | "aboutTime"> {
  if (message.endsWith("?") || final.includes(code)) return { text: message };
  const aboutTime = timed.includes(tool) && code === "illegal_operation";
  return { text: `${message} ${aboutTime ? "Which time do you mean?" : "What shall it be instead?"}`, aboutTime };
}
