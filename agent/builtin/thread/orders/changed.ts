import type { TimedEdit } from "../../../resolve/view.ts";
import { gentler, SEEN_MS } from "../../../resolve/zoom.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import type { Change, Scale } from "./hearChange.ts";
import type { Edit } from "./namedEdits.ts";

/** What an order makes of an edit: one table for all kinds of edits and all that may be said of them. */

/** How a change makes an edit another; null where it cannot. */
type Effect<Edit> = (edit: Edit, change: Change, videoMs: number) => Edit | null;
type Effects = {
  [Type in Edit["type"]]: Partial<Record<Scale, Effect<Extract<Edit, { type: Type }>>>>;
};

const SHORTEST_MS = 500;
const LONGEST_STEP_MS = 3000;
const USUAL_SHIFT_MS = 1000;
const WEAKEST = 1.1;
const STRONGEST = 6;

const SLOWEST = 0.1;
const FASTEST = 16;
const SMALLEST = 0.25;
const LARGEST = 6;

type Speed = Extract<Edit, { type: "speed" }>;
type Cursor = Extract<Edit, { type: "cursor_emphasis" }>;
type Zoom = Extract<TimedEdit, { type: "zoom" }>;
type Caption = Extract<TimedEdit, { type: "caption" }>;

const stronger = (edit: Zoom, { isLess, isLittle, byMs, toMs, toFactor, share }: Change): Zoom | null => {
  if (byMs !== undefined || toMs !== undefined) return null;
  const by = isLittle ? 1.2 : 1.5;
  const isGentler = isLess && toFactor === undefined && share === undefined;
  const intensity = isGentler ? gentler(edit.intensity, by) : (toFactor ?? edit.intensity * (share ?? by));
  return { ...edit, intensity: within(intensity, WEAKEST, STRONGEST) };
};

function longer<Edit extends TimedEdit>(
  edit: Edit,
  { isLess, isLittle, byMs, toMs, share, untilMs }: Change,
  videoMs: number,
): Edit {
  if (untilMs !== undefined) return { ...edit, durationMs: Math.max(SHORTEST_MS, untilMs - edit.startMs) };
  const step = byMs ?? Math.min(edit.durationMs * (isLittle ? 0.25 : 0.5), LONGEST_STEP_MS);
  const wanted = toMs ?? (share ? edit.durationMs * share : edit.durationMs + (isLess ? -step : step));
  const durationMs = Math.round(Math.max(SHORTEST_MS, Math.min(wanted, videoMs)));
  // Where the video ends before, it begins so much earlier.
  return { ...edit, durationMs, startMs: Math.max(0, Math.min(edit.startMs, Math.round(videoMs - durationMs))) };
}

/** A zoom that waits for something is never shorter for it, and shows it for a moment. */
function held(edit: Zoom, change: Change, videoMs: number): Zoom {
  const { untilMs, isWaited } = change;
  if (untilMs === undefined || !isWaited) return longer(edit, change, videoMs);
  const endMs = Math.max(edit.startMs + edit.durationMs, Math.min(videoMs, untilMs + SEEN_MS));
  return longer(edit, { ...change, untilMs: endMs }, videoMs);
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
  change.byMs === undefined && change.toMs === undefined ? null : longer(edit, change, videoMs);

const within = (value: number, least: number, most: number): number =>
  Number(Math.min(most, Math.max(least, value)).toFixed(2));

/** Less of it is half of what it differs by: never past the speed that the video had. */
function quickened(edit: Speed, { isLess, isLittle, toFactor, byMs, toMs }: Change): Speed | null {
  if (byMs !== undefined || toMs !== undefined) return null;
  const by = isLittle ? 1.2 : 1.5;
  const more = edit.rate < 1 ? edit.rate / by : edit.rate * by;
  return { ...edit, rate: within(toFactor ?? (isLess ? 1 + (edit.rate - 1) / 2 : more), SLOWEST, FASTEST) };
}
/** "slower" is less of what is quick, and more of what is slow; "twice as fast" is so much faster than now. */
const paced = (edit: Speed, { share, ...change }: Change): Speed | null => {
  const by = share !== undefined && change.isLess ? 1 / share : share;
  return by === undefined
    ? quickened(edit, { ...change, isLess: change.isLess === edit.rate >= 1 })
    : { ...edit, rate: within(edit.rate * by, SLOWEST, FASTEST) };
};

const grown = (edit: Cursor, { isLess, isLittle, toFactor }: Change): Cursor => {
  const by = isLess ? 0.7 : isLittle ? 1.3 : 1.6;
  // One that is hidden is seen again.
  return { ...edit, size: within(toFactor ?? (edit.size || 1) * by, SMALLEST, LARGEST) };
};

const effects: Effects = {
  zoom: {
    strength: stronger,
    size: stronger,
    amount: (edit, change, videoMs) => more(edit, change, videoMs) ?? stronger(edit, change),
    length: held,
    time: later,
  },
  caption: { amount: more, length: longer, time: later, height: placed },
  redact: { amount: more, length: longer, time: later },
  speed: { amount: quickened, strength: quickened, speed: paced },
  crop: {},
  cursor_emphasis: { amount: grown, strength: grown, size: grown },
};

/** An edit with all that is said of it; null where something of it cannot be done. What is said last counts. */
export function changedBy(edit: Edit, changes: readonly Change[], videoMs: number): Edit | null {
  const last = changes.filter(({ scale }, at) => !changes.slice(at + 1).some((one) => one.scale === scale));
  let changed: Edit | null = edit;
  for (const change of last) {
    const effect = effects[edit.type][change.scale] as Effect<Edit> | undefined;
    changed = changed && effect ? effect(changed, change, videoMs) : null;
  }
  return changed;
}

/** The call that makes an edit once more, at another time. */
export function again(
  edit: TimedEdit,
  time: { startMs: number; durationMs: number } = { startMs: edit.startMs, durationMs: edit.durationMs },
): Extract<ToolCall, { tool: "caption" | "zoom" | "redact" }> {
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

/** What it takes to have an edit as it is now changed, in the place of the one that stood at `index` of its kind. */
export function madeOf(edit: Edit): ToolCall {
  switch (edit.type) {
    case "speed":
      return { tool: "speed", input: { rate: edit.rate, startMs: edit.startMs, endMs: edit.endMs } };
    case "crop": {
      const { x, y, width, height, follow } = edit;
      return { tool: "crop", input: { x, y, width, height, ...(follow ? { follow } : {}) } };
    }
    case "cursor_emphasis": {
      const { trailLength, size, smoothing } = edit;
      return { tool: "cursor_emphasis", input: { trailLength, size, smoothing } };
    }
    default:
      return again(edit);
  }
}
