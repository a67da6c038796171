import { outputToTake } from "../../convex/model/timeMap.ts";
import type { ThreadActions } from "../actions.ts";
import type { ThreadContext } from "../context.ts";
import type { Forge } from "../forge.ts";
import { isTimed, isView, openView, placeInMap, type TimedEdit, timedEdits } from "../resolve/view.ts";
import { inputs, isEdit, type ToolCall } from "../tools/inputs.ts";
import type { Outcome } from "../tools/outcome.ts";
import { publicAddress } from "../tools/publicAddress.ts";
import { removeEdit } from "../tools/removeEdit.ts";
import { revert } from "../tools/revert.ts";
import { startTurn } from "../turn.ts";

const needVideo: readonly ToolCall["tool"][] = ["remove_edit", "revert", "export", "share", "review"];
// Edits, removals and reverts touch neither before the turn is committed, and a rehearsal never is.
const nothing = {} as ThreadActions & Forge;

/**
 * Tries the calls against the thread without doing them. Null when each would go through; else what to say instead, so that
 * a message is done as a whole or not at all.
 */
export function rehearse(context: ThreadContext, calls: readonly ToolCall[]): string | null {
  const turn = startTurn({ context, actions: nothing, forge: nothing });
  for (const [at, call] of calls.entries()) {
    if (!inputs[call.tool].safeParse(call.input).success) return impossible(call);
    const view = openView(context);
    const records = calls.some(isRecording);
    if (!isView(view) && !records && (isEdit(call) || needVideo.includes(call.tool))) return view.message;
    if (call.tool === "record" && call.input.kind === "url" && call.input.url) {
      const address = publicAddress(call.input.url);
      if ("refusal" in address) return `${address.refusal} Which public page or pull request should I record?`;
    }
    // What is asked for after a recording is meant of its video, and tried when that is there.
    if (calls.slice(0, at).some(isRecording)) continue;
    const outcome = tried(turn, call);
    if (outcome?.kind === "question") return outcome.message;
    if (outcome?.kind === "refused") return asked(outcome, call.tool);
  }
  return null;
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

const aboutTime: readonly ToolCall["tool"][] = ["trim", "cut", "split", "speed", "zoom", "caption", "redact"];
const final = ["nothing_to_undo", "nothing_to_remove", "no_take", "still_recording", "failed"];

/** A refusal ends in the question that gets on. */
function asked({ code, message }: { code: string; message: string }, tool: ToolCall["tool"]): string {
  if (message.endsWith("?") || final.includes(code)) return message;
  return `${message} ${aboutTime.includes(tool) && code === "illegal_operation" ? "Which time do you mean?" : "What shall it be instead?"}`;
}
