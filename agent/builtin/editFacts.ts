import type { Operation, OperationType } from "../../convex/model/operations.ts";
import { outputDurationMs, timeMapOf } from "../../convex/model/timeMap.ts";
import type { ThreadContext } from "../context.ts";
import { shortLabel } from "../resolve/ground.ts";
import { captionQuote } from "../resolve/look.ts";
import { type EditView, isTimed, isView, openView, timedEdits } from "../resolve/view.ts";
import { capital, clock, listed } from "../words.ts";
import type { Reading } from "./reading.ts";

/** What stands in the version seen: answers to "which zooms are in there?", "is the phone still blurred?", "what did you change?". */

type Kind = Extract<OperationType, "zoom" | "caption" | "redact">;
const kinds: readonly [Kind, RegExp, one: string, many: string][] = [
  ["zoom", /\b(?:zooms?|zoomed|close ?ups?|gezoomt)\b/, "zoom", "zooms"],
  [
    "redact",
    /\b(?:blurs?|blurred|hidden|masked|covered|pixelated|redacted|unscharf|verpixelt|verdeckt|desenfocad[oa]s?|ocult[oa]s?)\b/,
    "blur",
    "blurs",
  ],
  ["caption", /\b(?:captions?|subtitles?|untertitel|bildunterschrift(?:en)?|subtitulos?)\b/, "caption", "captions"],
];
const asksWhich =
  /^(?:so |and |und |y )?(?:which|what|whats|how many|where are|list|show me|are there|is there|do we have|welche|wie viele|gibt es|cuales|cuantos|que|hay)\b/;
const asksWhether = /^(?:so |and |und |y )?(?:is|are|was|ist|sind|esta|estan) /;
const isOfMaking = /\b(?:can|could|possible|should|would|do you|make|add)\b/;

/** What is zoomed on, blurred or written over the video; null when that was not asked. */
export function stateAnswer(reading: Reading, context: ThreadContext): string | null {
  const view = openView(context);
  const words = reading.clause.tokens.map(({ word }) => word).join(" ");
  const kind = kinds.find(([, pattern]) => pattern.test(words));
  if (!kind || !isView(view) || isOfMaking.test(words) || reading.times.some((one) => one.kind !== "unknown"))
    return null;
  const [type, pattern, one, many] = kind;
  const edits = timedEdits(view).filter((edit) => edit.type === type);
  if (asksWhich.test(words)) {
    if (edits.length === 0) return type === "caption" ? null : `There is no ${one} in this version.`;
    return `There ${edits.length === 1 ? `is one ${one}` : `are ${edits.length} ${many}`}: ${listed(edits.map(placeOf), "and")}.`;
  }
  if (!asksWhether.test(words) || type === "caption") return null;
  const { grounded } = reading.ground(["redact", "blurNoun", "zoom", "status"]);
  const isAny = /\b(?:anything|something|etwas|algo)\b/.test(words.replace(pattern, ""));
  if (isAny || grounded.kind !== "found")
    return edits.length === 0
      ? `No, nothing is ${participles[type]} in this version.`
      : `Yes: ${listed(edits.map(placeOf), "and")}.`;
  const { label } = grounded.shot;
  const own = edits.findLast(({ anchor }) => anchor?.element === label);
  const name = `**${shortLabel(label)}**`;
  return own
    ? `Yes, ${name} is ${participles[type]} from ${clock(own.startMs)} to ${clock(own.startMs + own.durationMs)}.`
    : `No, ${name} is not ${participles[type]}. Say **${type === "zoom" ? "zoom on" : "blur"} ${shortLabel(label)}** to change that.`;
}

const participles: Record<Exclude<Kind, "caption">, string> = { zoom: "zoomed on", redact: "blurred" };

type TimedEdit = Extract<Operation, { startMs: number; durationMs: number }>;

/** "**Coupon code** at 0:08 (3×)". */
function placeOf(edit: TimedEdit): string {
  const at = `at ${clock(edit.startMs)}`;
  if (edit.type === "caption") return `${captionQuote(edit.text)} ${at}`;
  const name = edit.anchor ? `**${shortLabel(edit.anchor.element)}**` : "a place without a name";
  if (edit.type === "zoom") return `${name} ${at} (${edit.intensity}×)`;
  return `${name} from ${clock(edit.startMs)} to ${clock(edit.startMs + edit.durationMs)}`;
}

/** "Version 7: 3 cuts, all of it at 1.5×, a zoom on **Discount** at 0:10 (3×) and the caption “Now live” at 0:10." */
export function editsAnswer(context: ThreadContext, nextStep: string): string {
  const view = openView(context);
  if (!isView(view)) return view.message;
  const parts = allEdits(view);
  if (parts.length === 0) return `This is the video as it was recorded, without any edit. ${nextStep}`;
  return `Version ${view.seen.version} has ${listed(parts, "and")}. Say **undo** to take the last one back.`;
}

function allEdits(view: EditView): string[] {
  const { operations } = view.seen;
  const cuts = operations.filter(({ type }) => type === "cut" || type === "trim" || type === "split").length;
  const speeds = operations.flatMap((one, at) => (one.type === "speed" ? [speedOf(one, at, view)] : []));
  const timed = timedEdits(view).map((edit) => `${nouns[edit.type]} ${placeOf(edit)}`);
  const looks = operations.filter((one) => !isTimed(one)).flatMap((one) => lookOf(one) ?? []);
  return [...(cuts === 0 ? [] : [cuts === 1 ? "one cut" : `${cuts} cuts`]), ...speeds, ...looks, ...timed];
}

const nouns: Record<TimedEdit["type"], string> = { zoom: "a zoom on", caption: "the caption", redact: "a blur on" };

function speedOf({ rate, startMs, endMs }: Extract<Operation, { type: "speed" }>, at: number, view: EditView): string {
  const lengthMs = outputDurationMs(timeMapOf(view.seen.operations.slice(0, at), view.take.durationMs));
  return startMs === 0 && endMs >= Math.floor(lengthMs) ? `all of it at ${rate}×` : `a part at ${rate}×`;
}

function lookOf(one: Operation): string | null {
  switch (one.type) {
    case "crop":
      return `a crop to ${one.width} × ${one.height}`;
    case "style_preset":
      return `the ${one.preset} style`;
    case "cursor_emphasis":
      return `a cursor ${one.size}× its size`;
    default:
      return null;
  }
}

export const ownerOfEdit = (name: string, version: number, author: string | undefined): string =>
  author === undefined
    ? `${capital(name)} came with version ${version}; I do not know whose it was.`
    : `${author} made ${name}, in version ${version}. Say **undo** to take the last edit back.`;
