import type { Box, Span } from "../../convex/model/recording.ts";
import { outputToTake } from "../../convex/model/timeMap.ts";
import type { ContextShot } from "../context.ts";
import { listed } from "../words.ts";
import { anchorOf, findElement, padded, stayOf } from "./element.ts";
import { nameOf, shortLabel } from "./ground.ts";
import { ask, operations, type Resolution } from "./result.ts";
import { coveredWith, type Seen, thingsOf } from "./things.ts";
import { type EditView, lengthOf, seenToDraft, takeSpanToDraft } from "./view.ts";
import { within } from "./zoom.ts";

/** Edits of the picture's area: crop and redact. Boxes are pixels of the recorded video. */

export type Aspect = "16:9" | "1:1" | "9:16" | "4:5";
export type CropInput = { target?: string; aspect?: Aspect; x?: number; y?: number; width?: number; height?: number };
export type RedactInput = {
  target?: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  startMs?: number;
  durationMs?: number;
};

const CROP_ROOM_PX = 24;
const COVER_ROOM_PX = 8;
/** A crop to a single small element would be a sliver: it keeps at least this share of the frame's width. */
const SMALLEST_CROP = 0.2;

export function resolveCrop(view: EditView, input: CropInput): Resolution {
  const { take } = view;
  if (input.aspect !== undefined) return toAspect(view, input.aspect, input.target);
  if (input.target !== undefined && input.target.trim() !== "") {
    const found = findElement(view, input.target, "crop to");
    if ("otherwise" in found) return found.otherwise;
    const { shot } = found;
    const box = grown(padded(shot.box, CROP_ROOM_PX, take), Math.round(take.width * SMALLEST_CROP), take);
    return operations([{ type: "crop", ...box, anchor: anchorOf(view, shot) }], {
      phrase: `cropped to ${nameOf(shot)}`,
    });
  }
  const { x = 0, y = 0, width, height } = input;
  if (width === undefined && height === undefined && x === 0 && y === 0) {
    return ask("What should I crop to: a shape (**square**, **vertical**, **16:9**, **4:5**) or an element?");
  }
  const box = { x, y, width: width ?? take.width - x, height: height ?? take.height - y };
  return operations([{ type: "crop", ...wholePixels(box) }], {
    phrase: edgesOff(box, take) ?? `cropped to ${box.width} × ${box.height}`,
  });
}

/** "cropped 10 % off the top", where the others of the picture's edges stay. */
function edgesOff({ x, y, width, height }: Box, take: Size): string | null {
  const off: [string, number][] = [
    ["top", y / take.height],
    ["bottom", (take.height - y - height) / take.height],
    ["left", x / take.width],
    ["right", (take.width - x - width) / take.width],
  ];
  const gone = off.filter(([, share]) => share > 0);
  const [first] = gone;
  if (!first || gone.some(([, share]) => share >= 0.5 || Math.abs(share - first[1]) > 0.002)) return null;
  return `cropped ${Number((first[1] * 100).toFixed(1))} % off the ${listed(
    gone.map(([side]) => side),
    "and",
  )}`;
}

const shapeNames: Record<Aspect, string> = { "16:9": "wide", "1:1": "square", "9:16": "vertical", "4:5": "portrait" };

function toAspect(view: EditView, aspect: Aspect, target: string | undefined): Resolution {
  const { take } = view;
  const size = largest(aspect, take);
  if (target !== undefined && target.trim() !== "") {
    const found = findElement(view, target, "centre it on");
    if ("otherwise" in found) return found.otherwise;
    const { shot } = found;
    const box = centred(size, shot.box, take);
    const told = { phrase: `cropped to ${shapeNames[aspect]} (${aspect}), centred on ${nameOf(shot)}` };
    return operations([{ type: "crop", ...box, anchor: anchorOf(view, shot) }], told);
  }
  const box = bestPlace(view, size);
  const isMiddle =
    Math.abs(box.x + box.width / 2 - take.width / 2) < 2 && Math.abs(box.y + box.height / 2 - take.height / 2) < 2;
  const where = isMiddle ? "" : " around where most happens";
  const note = outsideOf(view, box);
  const phrase = `cropped to ${shapeNames[aspect]} (${aspect})${where}`;
  return operations([{ type: "crop", ...box }], { phrase, ...(note ? { note } : {}) });
}

/** What changed and is used where the crop does not reach. */
function outsideOf({ context }: EditView, crop: Box): string | null {
  const gone = context.shots.filter(({ changed, box }) => changed && box && covered(box, crop) < 0.5);
  const names = [...new Set(gone.map(({ label }) => `**${shortLabel(label)}**`))];
  if (names.length === 0) return null;
  return `${listed(names.slice(0, 3), "and")} ${names.length === 1 ? "is" : "are"} outside the picture then`;
}

function largest(aspect: Aspect, frame: { width: number; height: number }): { width: number; height: number } {
  const [w = 1, h = 1] = aspect.split(":").map(Number);
  const scale = Math.min(frame.width / w, frame.height / h);
  return { width: even(w * scale), height: even(h * scale) };
}

const even = (px: number): number => 2 * Math.floor(px / 2 + 1e-6);

type Size = { width: number; height: number };

function centred(size: Size, box: Box, frame: Size): Box {
  const x = box.x + box.width / 2 - size.width / 2;
  const y = box.y + box.height / 2 - size.height / 2;
  return { x: clamp(x, frame.width - size.width), y: clamp(y, frame.height - size.height), ...size };
}

const clamp = (value: number, most: number): number => Math.round(Math.min(Math.max(0, value), Math.max(0, most)));

/** Between the edge of the picture and what begins or ends there. */
const EDGE_ROOM_PX = 12;

/**
 * Where the picture shows most of what is used in the video, what changed above all, and its edges go through the fewest
 * things; the middle when that is as good. Full heights and widths leave one way to move.
 */
function bestPlace({ context, take }: EditView, size: Size): Box {
  const used = context.shots.filter((shot) => shot.box !== undefined);
  const things = thingsOf(context).all;
  const middle = centred(size, { x: 0, y: 0, ...take }, take);
  const beside = things.flatMap(({ box }) => [
    { ...middle, x: clamp(box.x - EDGE_ROOM_PX, take.width - size.width) },
    { ...middle, x: clamp(box.x + box.width + EDGE_ROOM_PX - size.width, take.width - size.width) },
  ]);
  const places = [middle, ...used.map(({ box = middle }) => centred(size, box, take)), ...beside];
  const weight = ({ changed }: ContextShot): number => (changed ? 4 : 1);
  const most = used.reduce((sum, shot) => sum + weight(shot), 0);
  const worth = (place: Box): number => {
    const shown = used.reduce((sum, shot) => sum + covered(shot.box ?? middle, place) * weight(shot), 0);
    const cut = things.filter(({ box }) => isCut(box, place)).length;
    return shown / Math.max(1, most) - cut / Math.max(1, things.length);
  };
  return places.reduce((best, place) => (worth(place) > worth(best) + 0.01 ? place : best));
}

const isCut = (box: Box, by: Box): boolean => covered(box, by) > 0.02 && covered(box, by) < 0.98;

function covered(box: Box, by: Box): number {
  const width = Math.min(box.x + box.width, by.x + by.width) - Math.max(box.x, by.x);
  const height = Math.min(box.y + box.height, by.y + by.height) - Math.max(box.y, by.y);
  return width > 0 && height > 0 ? (width * height) / (box.width * box.height) : 0;
}

/** A box widened to the frame's shape around its middle when it is smaller than that; larger ones stay as they are. */
function grown(box: Box, leastWidth: number, frame: Size): Box {
  const width = even(Math.min(frame.width, Math.max(box.width, leastWidth)));
  const height = even(Math.min(frame.height, Math.max(box.height, (leastWidth * frame.height) / frame.width)));
  if (width <= box.width + 1 && height <= box.height + 1) return box;
  return centred({ width, height }, box, frame);
}

const wholePixels = (box: Box): Box => ({
  x: Math.round(box.x),
  y: Math.round(box.y),
  width: Math.round(box.width),
  height: Math.round(box.height),
});

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
  const phrase = `${nameOf(thing)} blurred${isTimed ? "" : " wherever it is seen"}`;
  return operations(blurs, { phrase, ...when, ...note });
}

/** Where else a figure stands that is covered: "Pay €318" gives the total away. */
function sameValue({ context, draft }: EditView, covered: readonly Seen[]): string[] {
  const isCovered = (one: Seen): boolean =>
    covered.some(({ elementId }) => elementId === one.elementId) ||
    draft.operations.some(({ type, anchor }) => type === "redact" && anchor?.elementId === one.elementId);
  const figures = covered
    .map(({ label }) => label)
    .filter((label) => /\d\D*\d/.test(label) && !/\p{L}{3}/u.test(label));
  const others = thingsOf(context).all.filter(
    (one) => !isCovered(one) && figures.some((figure) => one.label.includes(figure)),
  );
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
