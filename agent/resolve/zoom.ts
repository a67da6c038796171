import { magnification } from "../../convex/model/magnification.ts";
import { outputToTake } from "../../convex/model/timeMap.ts";
import { momentOf } from "../context.ts";
import { clock, seconds } from "../words.ts";
import { anchorOf, askElement, type BoxedShot, elementAt, findElement } from "./element.ts";
import { ground } from "./ground.ts";
import { isGroup } from "./groups.ts";
import { nameOf } from "./question.ts";
import { operations, type Resolution, refuse } from "./result.ts";
import { elementOf, usedOf } from "./things.ts";
import { type EditView, lengthOf, seenToDraft, takeSpanToDraft, takeToDraft } from "./view.ts";

export type ZoomInput = {
  target?: string;
  centerX?: number;
  centerY?: number;
  intensity?: number;
  startMs?: number;
  durationMs?: number;
};

/** How much before an action the zoom begins, so that it is there when the action lands. */
const LEAD_IN_MS = 800;
/** So that the camera is there when something comes up. */
export const COMES_BEFORE_MS = 300;
/** What a zoom waits for is seen for a moment. */
export const SEEN_MS = 1500;
const USUAL_MS = 3000;
const TYPING_MS = 5000;
const USUAL_INTENSITY = 2;
/** Less of a zoom would not be taken for one. */
const LEAST_USUAL = 1.4;
const LEAST_INTENSITY = 1.25;
const LEAST_SAID = 1.1;

/** Less of a zoom: still one, unless it is the least already. */
export const gentler = (intensity: number, by: number): number =>
  Math.max(intensity > LEAST_INTENSITY ? LEAST_INTENSITY : LEAST_SAID, intensity / by);

export function resolveZoom(view: EditView, input: ZoomInput): Resolution {
  const { target, startMs } = input;
  if (input.centerX !== undefined && input.centerY !== undefined)
    return onPoint(view, input, input.centerX, input.centerY);
  if (target !== undefined && target.trim() !== "") {
    const found = findElement(view, target, "zoom on", startMs);
    if ("otherwise" in found) return found.otherwise;
    const shot = whenUsed(view, found.whole && wasOnSet(view, target) ? found.whole : found.shot);
    return onElement(view, input, shot, found.note ?? otherTimes(view, shot, target));
  }
  if (startMs !== undefined) {
    if (startMs >= lengthOf(view.seen.map)) return onPoint(view, input, view.take.width / 2, view.take.height / 2);
    const shot = elementAt(view, outputToTake(view.seen.map, startMs));
    if (shot) return onElement(view, input, shot);
    return onPoint(view, input, view.take.width / 2, view.take.height / 2);
  }
  return onWhatChanged(view, input);
}

/** A set of choices is shown while one of them is used: whole where it is all in the picture by then, else that one. */
function whenUsed({ context, take }: EditView, thing: BoxedShot): BoxedShot {
  const used = isGroup(thing) ? usedOf(context, thing) : undefined;
  const own = used && elementOf(context, used);
  if (!used?.box || !own) return thing;
  const { startMs, endMs } = thing.stay ?? thing;
  const isThere = momentOf(used) >= startMs && momentOf(used) < endMs;
  // The page may have been scrolled in between, by as much as the one that is used has moved.
  const moved = { ...thing.box, x: thing.box.x + used.box.x - own.box.x, y: thing.box.y + used.box.y - own.box.y };
  const box = isThere ? thing.box : moved;
  const isWhole = box.x >= 0 && box.y >= 0 && box.x + box.width <= take.width && box.y + box.height <= take.height;
  return { ...used, ...(isWhole ? { box, label: thing.label } : { box: used.box }) };
}

/** A zoom that is changed stays on the set of choices that it was on, though their name alone means the one that was used. */
const wasOnSet = ({ seen }: EditView, name: string): boolean =>
  seen.operations.some(({ type, anchor }) => type === "zoom" && anchor?.element === name);

/** An element that comes up several times: when else, and how to get the first of them, or the last where this is the first. */
function otherTimes(view: EditView, shot: BoxedShot, target: string): string | undefined {
  const same = view.context.shots.filter(
    (one) => one.label === shot.label && one.role === shot.role && one.route === shot.route,
  );
  const [place, other] = same[0]?.startMs === shot.startMs ? ["last", same.at(-1)] : ["first", same[0]];
  const isEither = same[0]?.startMs === shot.startMs || same.at(-1)?.startMs === shot.startMs;
  if (!other || same.length < 2 || !isEither || target !== shot.label || !takeSpanToDraft(view, other))
    return undefined;
  const at = clock(takeToDraft(view, other.startMs));
  const when = same.length === 2 ? `at ${at} as well` : `${same.length} times, ${place} at ${at}`;
  return `${nameOf(shot)} comes up ${when}: say **the ${place} one** for that`;
}

/** With nothing named, the one thing that the diff changed; a question when there are several, or none. */
function onWhatChanged(view: EditView, input: ZoomInput): Resolution {
  const boxed = view.context.shots.filter((shot): shot is BoxedShot => shot.box !== undefined);
  const changed = boxed.filter((shot) => shot.changed);
  const labels = new Set(changed.map((shot) => shot.label));
  const [only] = changed;
  if (only && labels.size === 1) return onElement(view, input, only);
  if (changed.length > 1) return askElement(view, { kind: "ambiguous", shots: changed }, "zoom on");
  const grounded = ground(view.context, "element", { needsBox: true });
  return askElement(view, grounded.kind === "found" ? { kind: "nothing" } : grounded, "zoom on");
}

function onElement(view: EditView, input: ZoomInput, shot: BoxedShot, note?: string): Resolution {
  const usual = usualTime(view, shot);
  const start = input.startMs === undefined ? usual.startMs : seenToDraft(view, input.startMs);
  const wanted = input.durationMs ?? (input.startMs === undefined ? usual.durationMs : USUAL_MS);
  const { startMs, durationMs } = within(view, start, wanted);
  const intensity = input.intensity ?? fitting(view, shot);
  const { x, y, width, height } = shot.box;
  const atTakeMs = outputToTake(view.draft.map, startMs);
  const operation = {
    type: "zoom" as const,
    intensity: rounded(intensity),
    centerX: Math.round(x + width / 2),
    centerY: Math.round(y + height / 2),
    startMs,
    durationMs,
    anchor: anchorOf(view, shot),
  };
  return operations([operation], {
    phrase: `zoom on ${nameOf(shot)}${details(input)}`,
    atTakeMs,
    ...(note ? { note } : {}),
  });
}

/** The numbers that were asked for: " (3×, for 4 s)". */
function details({ intensity, durationMs }: ZoomInput): string {
  const parts = [
    intensity === undefined ? "" : `${rounded(intensity)}×`,
    durationMs === undefined ? "" : `for ${seconds(durationMs)}`,
  ].filter(Boolean);
  return parts.length > 0 ? ` (${parts.join(", ")})` : "";
}

function onPoint(view: EditView, input: ZoomInput, x: number, y: number): Resolution {
  const start = seenToDraft(view, input.startMs ?? 0);
  if (start >= lengthOf(view.draft.map)) return beyond(view);
  const { startMs, durationMs } = within(view, start, input.durationMs ?? USUAL_MS);
  const operation = {
    type: "zoom" as const,
    intensity: rounded(input.intensity ?? usualIn(view)),
    centerX: Math.round(x),
    centerY: Math.round(y),
    startMs,
    durationMs,
  };
  return operations([operation], { phrase: `zoom${details(input)}`, atTakeMs: outputToTake(view.draft.map, startMs) });
}

function beyond(view: EditView): Resolution {
  const lengthS = Number((lengthOf(view.draft.map) / 1000).toFixed(1));
  return refuse("illegal_operation", `The video is ${lengthS} s long; choose a moment before its end.`);
}

/** From just before the action lands until its effect has been seen, in the times of the draft. */
function usualTime(view: EditView, shot: BoxedShot): { startMs: number; durationMs: number } {
  if (shot.action === undefined) return quietTime(view, shot);
  const momentMs = momentOf(shot);
  const longest = shot.action === "type" ? TYPING_MS : USUAL_MS;
  const startMs = takeToDraft(view, Math.max(shot.startMs, momentMs - LEAD_IN_MS));
  const endMs = takeToDraft(view, Math.min(shot.endMs, Math.max(shot.startMs, momentMs - LEAD_IN_MS) + longest));
  return { startMs, durationMs: Math.max(1500, endMs - startMs) };
}

/** Of a thing that no step uses: while it stands in its place, when the least is done elsewhere; the later the more it tells. */
function quietTime(view: EditView, { startMs, endMs, stay = { startMs, endMs } }: BoxedShot) {
  const moments = view.context.shots.map(momentOf);
  const lastMs = Math.max(stay.startMs, stay.endMs - USUAL_MS);
  const deedsFrom = (atMs: number): number => moments.filter((one) => one > atMs && one < atMs + USUAL_MS).length;
  const starts = [stay.startMs, ...moments.map((atMs) => atMs + LEAD_IN_MS), lastMs].filter(
    (atMs) => atMs >= stay.startMs && atMs <= lastMs,
  );
  const quietest = starts.toSorted((a, b) => deedsFrom(a) - deedsFrom(b) || b - a)[0] ?? stay.startMs;
  const from = takeToDraft(view, quietest);
  const until = takeToDraft(view, Math.min(stay.endMs, quietest + USUAL_MS));
  return { startMs: from, durationMs: Math.max(1500, until - from) };
}

/** Whole milliseconds; the part beyond the video's end is left off. */
export function within(view: EditView, start: number, wantedMs: number): { startMs: number; durationMs: number } {
  const lengthMs = lengthOf(view.draft.map);
  const startMs = Math.max(0, Math.round(start));
  return { startMs, durationMs: Math.round(startMs < lengthMs ? Math.min(wantedMs, lengthMs - startMs) : wantedMs) };
}

/** As close as shows the element whole with some room around it, and never closer than a viewer can follow. */
function fitting(view: EditView, { box }: BoxedShot): number {
  const seen = seenIn(view);
  const whole = Math.min(seen.width / box.width, seen.height / box.height);
  const least = seen === view.take ? LEAST_INTENSITY : Math.max(1, Math.min(LEAST_INTENSITY, whole * 0.94));
  return Math.max(least, Math.min(usualIn(view), whole * 0.8));
}

/** What fills the frame: the crop, else the page. */
const seenIn = ({ draft, take }: EditView): { width: number; height: number } =>
  draft.operations.findLast((one) => one.type === "crop") ?? take;

/** A crop has magnified the page already. */
const usualIn = (view: EditView): number =>
  Math.max(LEAST_USUAL, (USUAL_INTENSITY * magnification(view.take)) / magnification(seenIn(view)));

const rounded = (intensity: number): number => Number(intensity.toFixed(2));
