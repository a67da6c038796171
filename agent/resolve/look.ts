import type { Operation } from "../../convex/model/operations.ts";
import { outputToTake } from "../../convex/model/timeMap.ts";
import type { StyleOverrides } from "../context.ts";
import { listed, seconds } from "../words.ts";
import { ask, operations, type Resolution, refuse } from "./result.ts";
import { type EditView, lengthOf, seenToDraft, type TimedEdit, timedEdits } from "./view.ts";
import { within } from "./zoom.ts";

/** Edits of the look: cursor, style, captions. */

export type CursorInput = { trailLength?: number; size?: number; smoothing?: number };
/** The cursor as it is drawn without any emphasis. */
export const plainCursor = { trailLength: 0, size: 1, smoothing: 0.5 } as const;
const EMPHASISED = { trailLength: 12, size: 1.6, smoothing: 0.6 } as const;

export function resolveCursor(view: EditView, input: CursorInput): Resolution {
  const now = cursorOf(view);
  const given = Object.keys(input).length > 0;
  const { trailLength, size, smoothing } = { ...now, ...(given ? input : EMPHASISED) };
  const operation = { type: "cursor_emphasis" as const, trailLength: Math.round(trailLength), size, smoothing };
  return operations([operation], { phrase: cursorPhrase(now, operation) });
}

/** The cursor of the draft; the last emphasis counts. */
function cursorOf(view: EditView): { trailLength: number; size: number; smoothing: number } {
  const last = view.draft.operations.findLast((one) => one.type === "cursor_emphasis");
  return last ? { trailLength: last.trailLength, size: last.size, smoothing: last.smoothing } : { ...plainCursor };
}

function cursorPhrase(was: CursorInput, now: Required<CursorInput>): string {
  if (now.size === 0) return "cursor hidden, and the rings of its clicks with it";
  const changes = [
    now.size === was.size ? "" : was.size === 0 && now.size === 1 ? "shown again" : `${now.size}× its size`,
    now.trailLength === was.trailLength
      ? ""
      : now.trailLength === 0
        ? "with no trail"
        : `with a trail of ${now.trailLength} frames`,
    now.smoothing === was.smoothing ? "" : `with smoothing ${now.smoothing}`,
  ].filter(Boolean);
  return changes.length > 0 ? `cursor now ${changes.join(", ")}` : "cursor as it was";
}

export type StyleInput = { preset: "default" | "minimal" | "dramatic"; overrides?: StyleOverrides };

export function resolveStyle(_view: EditView, { preset, overrides }: StyleInput): Resolution {
  const given = Object.entries(overrides ?? {}).filter(([, value]) => value !== undefined);
  const extra = given.length > 0 ? { overrides: Object.fromEntries(given) as Overrides } : {};
  const details = given.map(([name, value]) =>
    name === "zoomScale" && value === 1
      ? "the whole window in view all along"
      : `${overrideNames[name] ?? name} ${value}`,
  );
  const phrase = `${preset} style${details.length > 0 ? ` with ${listed(details, "and")}` : ""}`;
  return operations([{ type: "style_preset", preset, ...extra }], { phrase });
}

type Overrides = NonNullable<Extract<Operation, { type: "style_preset" }>["overrides"]>;
const overrideNames: Record<string, string> = {
  zoomScale: "zoom scale",
  cornerRadius: "corner radius",
  motionSmoothing: "motion smoothing",
};

export type CaptionInput = { text: string; startMs?: number; durationMs?: number; position?: "top" | "bottom" };
const USUAL_CAPTION_MS = 4000;

export function resolveCaption(view: EditView, input: CaptionInput): Resolution {
  const text = input.text.trim();
  if (text === "") return ask("What should the caption say?");
  if (text.length > 300)
    return refuse(
      "too_long",
      `A caption has at most 300 characters, and this one has ${text.length}. What is the short form?`,
    );
  const time = within(view, captionStart(view, input), input.durationMs ?? USUAL_CAPTION_MS);
  const position = input.position ?? freePosition(view, time, text);
  const atTop = input.position === undefined && position === "top";
  const told = {
    phrase: `caption ${captionQuote(text)}${captionDetails(input)}`,
    atTakeMs: outputToTake(view.draft.map, time.startMs),
    ...(atTop ? { note: "it is at the top, since there is a caption at the bottom then" } : {}),
  };
  return operations([{ type: "caption", text, ...time, position }], told);
}

/** The words of a caption as a reply quotes them: whole, unless they would fill it. */
export const captionQuote = (text: string): string =>
  `“${text.length > 120 ? `${text.slice(0, 119).trimEnd()}…` : text}”`;

/** Where this message cut away what the caption was to stand over at the end, it stands over the new end. */
function captionStart(view: EditView, { startMs = 0, durationMs = USUAL_CAPTION_MS }: CaptionInput): number {
  const start = seenToDraft(view, startMs);
  const lengthMs = lengthOf(view.draft.map);
  const isCutAway = startMs < lengthOf(view.seen.map) && start >= lengthMs;
  return isCutAway ? Math.max(0, lengthMs - durationMs) : start;
}

/** What was asked for: " (top, for 2 s)". */
function captionDetails({ position, durationMs }: CaptionInput): string {
  const parts = [position, durationMs === undefined ? undefined : `for ${seconds(durationMs)}`].filter(Boolean);
  return parts.length > 0 ? ` (${parts.join(", ")})` : "";
}

/** At the bottom, unless another caption is there at that time: the same words are not said twice. */
function freePosition(
  view: EditView,
  { startMs, durationMs }: { startMs: number; durationMs: number },
  text: string,
): "top" | "bottom" {
  const map = view.draft.map;
  if (startMs >= lengthOf(map)) return "bottom";
  const overlaps = (one: TimedEdit): boolean =>
    one.startMs < startMs + durationMs && one.startMs + one.durationMs > startMs;
  // What was cut since has moved them.
  const placed = timedEdits({ ...view, seen: { ...view.seen, ...view.draft } });
  const there = placed.filter(overlaps).map((one) => (one.type === "caption" && one.text !== text ? one.position : ""));
  return there.includes("bottom") && !there.includes("top") ? "top" : "bottom";
}
