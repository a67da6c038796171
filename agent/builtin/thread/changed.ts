import type { Operation } from "../../../convex/model/operations.ts";
import type { TimedEdit } from "../../resolve/view.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import type { Change, Scale } from "./hearOrder.ts";

/** What an order makes of an edit: one table for all kinds of edits and all that may be said of them. */

/** How a change makes an edit another; null where it cannot. */
type Effect<Edit> = (edit: Edit, change: Change, videoMs: number) => Edit | null;
type Effects = {
  [Type in TimedEdit["type"]]: Partial<Record<Scale, Effect<Extract<TimedEdit, { type: Type }>>>>;
};

const SHORTEST_MS = 500;
const LONGEST_STEP_MS = 3000;
const USUAL_SHIFT_MS = 1000;
const WEAKEST = 1.1;
const STRONGEST = 6;

type Zoom = Extract<TimedEdit, { type: "zoom" }>;
type Caption = Extract<TimedEdit, { type: "caption" }>;

const stronger = (edit: Zoom, { isLess, isLittle, byMs, toMs, toFactor }: Change): Zoom | null => {
  if (byMs !== undefined || toMs !== undefined) return null;
  const intensity = toFactor ?? edit.intensity * (isLittle ? 1.2 : 1.5) ** (isLess ? -1 : 1);
  return { ...edit, intensity: Number(Math.min(STRONGEST, Math.max(WEAKEST, intensity)).toFixed(2)) };
};

function longer<Edit extends TimedEdit>(edit: Edit, { isLess, isLittle, byMs, toMs }: Change, videoMs: number): Edit {
  const step = byMs ?? Math.min(edit.durationMs * (isLittle ? 0.25 : 0.5), LONGEST_STEP_MS);
  const wanted = toMs ?? edit.durationMs + (isLess ? -step : step);
  return { ...edit, durationMs: Math.round(Math.max(SHORTEST_MS, Math.min(wanted, videoMs - edit.startMs))) };
}

/** "start a second later", "end earlier", "a bit later": one of its ends, or both. */
function later<Edit extends TimedEdit>(edit: Edit, change: Change, videoMs: number): Edit {
  const { isLess, isLittle, byMs, edge } = change;
  const { startMs, durationMs } = edit;
  if (edge === undefined) {
    const by = byMs ?? USUAL_SHIFT_MS;
    const latest = Math.max(0, videoMs - durationMs);
    return { ...edit, startMs: Math.round(Math.min(latest, Math.max(0, startMs + (isLess ? -by : by)))) };
  }
  const by = byMs ?? Math.min(durationMs / (isLittle ? 5 : 3), LONGEST_STEP_MS);
  if (edge === "end") return longer(edit, { ...change, byMs: by }, videoMs);
  const to = isLess ? Math.max(0, startMs - by) : Math.min(startMs + by, videoMs - SHORTEST_MS);
  // What comes later stays as long as it was where there is room.
  const endMs = Math.min(videoMs, isLess ? startMs + durationMs : to + durationMs);
  return { ...edit, startMs: Math.round(to), durationMs: Math.round(endMs - to) };
}

const placed = (edit: Caption, { isLess }: Change): Caption => ({ ...edit, position: isLess ? "bottom" : "top" });
/** "two seconds more" */
const more = <Edit extends TimedEdit>(edit: Edit, change: Change, videoMs: number): Edit | null =>
  change.byMs === undefined ? null : longer(edit, change, videoMs);

const effects: Effects = {
  zoom: {
    strength: stronger,
    size: stronger,
    amount: (edit, change, videoMs) => more(edit, change, videoMs) ?? stronger(edit, change),
    length: longer,
    time: later,
  },
  caption: { amount: more, length: longer, time: later, height: placed },
  redact: { amount: more, length: longer, time: later },
};

/** An edit with all that is said of it; null where something of it cannot be done. What is said last counts. */
export function changedBy(edit: TimedEdit, changes: readonly Change[], videoMs: number): TimedEdit | null {
  const last = changes.filter(({ scale }, at) => !changes.slice(at + 1).some((one) => one.scale === scale));
  let changed: TimedEdit | null = edit;
  for (const change of last) {
    const effect = effects[edit.type][change.scale] as Effect<TimedEdit> | undefined;
    changed = changed && effect ? effect(changed, change, videoMs) : null;
  }
  return changed;
}

/** The call that makes an edit once more, at another time. */
export function again(
  edit: Extract<Operation, { startMs: number; durationMs: number }>,
  time: { startMs: number; durationMs: number } = { startMs: edit.startMs, durationMs: edit.durationMs },
): ToolCall {
  const target = edit.anchor?.element;
  switch (edit.type) {
    case "caption":
      return { tool: "caption", input: { text: edit.text, position: edit.position, ...time } };
    case "zoom": {
      const where = target ? { target } : { centerX: edit.centerX, centerY: edit.centerY };
      return { tool: "zoom", input: { ...where, intensity: edit.intensity, ...time } };
    }
    case "redact": {
      const { x, y, width, height } = edit;
      return { tool: "redact", input: { ...(target ? { target } : { x, y, width, height }), ...time } };
    }
  }
}
