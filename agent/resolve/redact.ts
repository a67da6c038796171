import type { Span } from "../../convex/model/recording.ts";
import { outputToTake } from "../../convex/model/timeMap.ts";
import type { ContextShot } from "../context.ts";
import { listed } from "../words.ts";
import { wholePixels } from "./crop.ts";
import { anchorOf, findElement, padded, stayOf } from "./element.ts";
import type { Seen } from "./groups.ts";
import { nameOf, shortLabel } from "./question.ts";
import { readElsewhere } from "./readElsewhere.ts";
import { ask, operations, type Resolution } from "./result.ts";
import { coveredWith } from "./things.ts";
import { type EditView, lengthOf, seenToDraft, takeSpanToDraft } from "./view.ts";
import { within } from "./zoom.ts";

export type RedactInput = {
  target?: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  startMs?: number;
  durationMs?: number;
};

const COVER_ROOM_PX = 8;
export function resolveRedact(view: EditView, input: RedactInput): Resolution {
  const { target, x, y, width, height } = input;
  if (target !== undefined && target.trim() !== "") {
    const found = findElement(view, target, "blur", input.startMs);
    if ("otherwise" in found) return found.otherwise;
    const thing = found.whole ?? found.shot;
    const covered = coveredWith(view.context, thing).filter((one) => takeSpanToDraft(view, one));
    if (covered.length > 0) return coverAll(view, input, thing, covered);
    const { shot } = found;
    const time = redactTime(view, input, stayOf(view, shot));
    const box = padded(shot.box, COVER_ROOM_PX, view.take);
    const note = mayScroll(view, shot, time) ? { note: STAYS_IN_PLACE } : {};
    const told = { phrase: `${nameOf(shot)} blurred`, ...since(view, time), ...note };
    return operations([{ type: "redact", ...box, ...time, anchor: anchorOf(view, shot) }], told);
  }
  if (x === undefined || y === undefined || width === undefined || height === undefined) {
    return ask("What should I blur? Name an element, or give me a place such as **100,200 300x50**. Which is it?");
  }
  const time = redactTime(view, input, null);
  const told = { phrase: `an area of ${width} × ${height} blurred`, ...since(view, time) };
  return operations([{ type: "redact", ...wholePixels({ x, y, width, height }), ...time }], told);
}

/** A blur for each element, which follows it: for all of the time in which it is seen, unless a time was said. */
function coverAll(view: EditView, input: RedactInput, thing: ContextShot, covered: readonly Seen[]): Resolution {
  const blurs = covered.map((element) => {
    const isNamed = covered.length === 1 || element.elementId === thing.elementId;
    const anchor = { ...anchorOf(view, element), ...(isNamed ? { element: thing.label } : {}) };
    const time = redactTime(view, input, { startMs: element.startMs - FRAMES_MS, endMs: element.endMs + FRAMES_MS });
    return { type: "redact" as const, ...padded(element.box, COVER_ROOM_PX, view.take), ...time, anchor };
  });
  const [first] = blurs;
  const isTimed = input.startMs !== undefined || input.durationMs !== undefined;
  const when = isTimed && first ? since(view, first) : {};
  const elsewhere = sameValue(view, covered);
  const note =
    elsewhere.length > 0
      ? { note: `the same is also to be read in ${listed(elsewhere, "and")}: name it to blur it, too` }
      : {};
  const seen = isPlural(thing) ? "they are seen" : "it is seen";
  const phrase = `${nameOf(thing)} blurred${isTimed ? "" : ` wherever ${seen}`}`;
  return operations(blurs, { phrase, ...when, ...note });
}

/** "All prices", "The prices of the lamps", "The first two cards" */
export const isPlural = ({ label }: { label: string }): boolean =>
  /^(?:all|the \p{L}+s (?:of|in)|the (?:first|last) (?:two|three|four|\d))(?!\p{L})/iu.test(label);

/** Where else it is to be read, by name. */
function sameValue({ context, draft }: EditView, covered: readonly Seen[]): string[] {
  const isCovered = (one: Seen): boolean =>
    covered.some(({ elementId }) => elementId === one.elementId) ||
    draft.operations.some(({ type, anchor }) => type === "redact" && anchor?.elementId === one.elementId);
  const others = readElsewhere(context, covered, isCovered);
  return [...new Set(others.map(({ label, group }) => `**${shortLabel(group ?? label)}**`))].slice(0, MOST_TOLD);
}
const MOST_TOLD = 3;

/** The cover is there before what it covers: it is drawn only where that is. */
const FRAMES_MS = 100;

// Without the element's path nobody knows how far a page is scrolled, so a blur cannot follow; whoever hides something has to know.
const STAYS_IN_PLACE = "the blur stays in its place when the page scrolls: look whether it covers it throughout";

/** Whether something else is shown on the same page while the blur is there: the page may be scrolled for that. */
function mayScroll(
  view: EditView,
  shot: ContextShot,
  { startMs, durationMs }: { startMs: number; durationMs: number },
) {
  const span = {
    startMs: outputToTake(view.draft.map, startMs),
    endMs: outputToTake(view.draft.map, startMs + durationMs),
  };
  return view.context.shots.some(
    (other) => other !== shot && other.route === shot.route && other.startMs < span.endMs && other.endMs > span.startMs,
  );
}

/** From when; nothing when it is for the whole video. */
function since(view: EditView, { startMs, durationMs }: { startMs: number; durationMs: number }) {
  const whole = startMs <= 0 && durationMs >= lengthOf(view.draft.map);
  return whole ? {} : { atTakeMs: outputToTake(view.draft.map, startMs), when: "from" as const };
}

/** For as long as the element can be seen; for the whole video when only a place was given. */
function redactTime(view: EditView, input: RedactInput, shown: Span | null): { startMs: number; durationMs: number } {
  const lengthMs = lengthOf(view.draft.map);
  const stay = shown ? takeSpanToDraft(view, shown) : { startMs: 0, endMs: lengthMs };
  const start = input.startMs === undefined ? (stay?.startMs ?? 0) : seenToDraft(view, input.startMs);
  const wanted = input.durationMs ?? Math.max(1, (stay?.endMs ?? lengthMs) - start);
  return within(view, start, wanted);
}
