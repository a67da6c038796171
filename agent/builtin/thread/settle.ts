import type { OperationType } from "../../../convex/model/operations.ts";
import type { Span } from "../../../convex/model/recording.ts";
import type { ThreadContext } from "../../context.ts";
import { revertTarget } from "../../resolve/history.ts";
import { isEdit, type ToolCall } from "../../tools/inputs.ts";
import { rehearse } from "../rehearse.ts";

/** One cursor call for all that was said of it, one trim for both ends, nothing twice in a row, and what goes before what comes. */
export function settled(list: readonly ToolCall[], context: ThreadContext): ToolCall[] {
  const out: ToolCall[] = [];
  for (const call of rowsFirst(lengthLast(removalsFirst(originFirst(list)), context))) {
    const at = call.tool === "cursor_emphasis" ? out.findIndex(({ tool }) => tool === call.tool) : out.length - 1;
    const before = out[at];
    const together = before ? joined(before, call, context) : null;
    if (together) out[at] = together;
    else out.push(call);
  }
  return out;
}

/** "one square version, start over": nothing is made that the original would take back. */
function originFirst(list: readonly ToolCall[]): readonly ToolCall[] {
  const back = list.findIndex((call) => call.tool === "revert" && call.input.to === "original");
  const isLast = back > 0 && !list.slice(back + 1).some(isEdit) && list.slice(0, back).every(isEdit);
  return isLast ? [...list.slice(back, back + 1), ...list.toSpliced(back, 1)] : list;
}

/**
 * "zoom on the button and remove the old zoom": what is removed is one of those that were there. "too hectic, normal speed
 * please": of what a video has one of, nothing is made that is removed again.
 */
function removalsFirst(list: readonly ToolCall[]): ToolCall[] {
  const out: ToolCall[] = [];
  for (const call of list) {
    const made = call.tool === "remove_edit" ? out.findIndex(({ tool }) => tool === call.input.type) : -1;
    const isPair = made > 0 && out[made - 1]?.tool === "remove_edit";
    if (made < 0 || isPair || out.slice(made).some(({ tool }) => tool === "revert")) out.push(call);
    else if (call.tool === "remove_edit" && single.has(call.input.type)) out.splice(made, 1, call);
    else out.splice(made, 0, call);
  }
  return out;
}

/** "10 seconds, and cut the login": a length is that of what is left, and may be reached by the cuts alone. */
function lengthLast(list: readonly ToolCall[], context: ThreadContext): ToolCall[] {
  const isLength = (call: ToolCall): boolean => call.tool === "shorten" && call.input.targetMs !== undefined;
  const last = list.findLastIndex(({ tool }) => tool === "cut" || tool === "trim" || tool === "split");
  const early = list.slice(0, Math.max(0, last)).filter(isLength);
  if (last < 0 || !list.some(isLength)) return [...list];
  const rest = list.filter((call) => !early.includes(call));
  const ordered = rest.toSpliced(last + 1 - early.length, 0, ...early);
  const cuts = ordered.filter((call) => !isLength(call));
  return rehearse(context, ordered) !== null && rehearse(context, cuts) === null ? cuts : ordered;
}

/** A caption for each step stands over the steps as they were seen: what changes the time of the video comes after the row. */
function rowsFirst(list: readonly ToolCall[]): readonly ToolCall[] {
  const at = list.findIndex(({ tool }) => ofTime.has(tool));
  const row = list.slice(at).filter((call) => call.tool === "caption" && call.input.durationMs !== undefined);
  if (at < 0 || row.length < SHORTEST_ROW) return list;
  return [...list.slice(0, at), ...row, ...list.slice(at).filter((call) => !row.includes(call))];
}
const SHORTEST_ROW = 3;
const ofTime: ReadonlySet<string> = new Set(["cut", "trim", "split", "speed", "shorten"]);

const single: ReadonlySet<string> = new Set(["speed", "crop", "style_preset", "cursor_emphasis"]);

const isWithin = (inner: Span, outer: Span): boolean => inner.startMs >= outer.startMs && inner.endMs <= outer.endMs;

/** Two calls, one after the other, as the one that both mean; null when each stands for itself. */
function joined(before: ToolCall, after: ToolCall, context: ThreadContext): ToolCall | null {
  if (JSON.stringify(before) === JSON.stringify(after)) return before;
  // "the whole login page can go, email and all": what lies within the part that goes is gone with it.
  if (before.tool === "cut" && after.tool === "cut" && isWithin(after.input, before.input)) return before;
  // "drop the dramatic stuff, plain please": one style in another's place is one change.
  if (after.tool === "style_preset" && before.tool === "remove_edit" && before.input.type === "style_preset")
    return after;
  // "better without the caption, go back", "version 2 was better, go back to that": what goes back is named already.
  if (before.tool === "revert" && before.input.to === "previous" && after.tool === "remove_edit")
    return takesItBack(after.input.type, context) ? before : null;
  const isPlainBack = after.tool === "revert" && after.input.to === "previous";
  if (isPlainBack && (before.tool === "remove_edit" || before.tool === "revert")) return before;
  if (after.tool === "preferences" && before.tool === "preferences")
    return { tool: "preferences", input: { ...before.input, ...after.input } };
  if (after.tool === "cursor_emphasis" && before.tool === "cursor_emphasis")
    return { tool: "cursor_emphasis", input: { ...before.input, ...after.input } };
  // "vertical, but don't pan": whether it moves is said of the crop beside it.
  if (after.tool === "crop" && before.tool === "crop" && (isOnlyOfMoving(before) || isOnlyOfMoving(after)))
    return { tool: "crop", input: { ...before.input, ...after.input } };
  if (after.tool === "trim" && before.tool === "trim")
    return { tool: "trim", input: bothTrims(before.input, after.input) };
  if (after.tool === "review" && before.tool === "review") {
    const note = [before.input.note, after.input.note].filter(Boolean).join(", ");
    return { tool: "review", input: { decision: after.input.decision, ...(note ? { note } : {}) } };
  }
  return saysAnew(before, after) ? after : null;
}

const isOnlyOfMoving = ({ input }: Extract<ToolCall, { tool: "crop" }>): boolean =>
  input.follow !== undefined && Object.keys(input).length === 1;

/** Whether going back one version takes the last edit of a kind away by itself. */
function takesItBack(type: OperationType, context: ThreadContext): boolean {
  const target = revertTarget(context, "previous");
  return target.kind === "none" || !target.version.operations.some((one) => one.type === type);
}

/** "too fast, slow it down a little", "shorter, under 20 seconds": the same wish, said better. */
function saysAnew(before: ToolCall, after: ToolCall): boolean {
  if (before.tool !== after.tool) return false;
  if (before.tool === "shorten" || before.tool === "revert" || before.tool === "style_preset") return true;
  if (before.tool !== "speed" || after.tool !== "speed") return false;
  return before.input.startMs === after.input.startMs && before.input.endMs === after.input.endMs;
}

type Range = { startMs: number; endMs: number };
const bothTrims = (a: Range, b: Range): Range => ({
  startMs: Math.max(a.startMs, b.startMs),
  endMs: Math.min(a.endMs, b.endMs),
});
