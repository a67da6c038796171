import { refusalOf } from "../../convex/model/legality.ts";
import type { Operation } from "../../convex/model/operations.ts";
import type { Box, SeenElement } from "../../convex/model/recording.ts";
import { applyToTime, outputDurationMs, outputToTake, type TimeMap, wholeTake } from "../../convex/model/timeMap.ts";
import { elementTwin } from "./elementTwin.ts";
import { endInTake, pairShots, type ShotPairs, type TakeFacts, takeMomentInOutput } from "./shotPairs.ts";

export type CarriedTake = TakeFacts & { width: number; height: number; elements?: readonly SeenElement[] };

/** `notPlaced`: each edit that has no place in the new take, by name, and why. */
export type Carried = { operations: Operation[]; notPlaced: string[] };

/** An edit's new form, or why there is none. */
type Placement = { operation: Operation } | { because: string };

/**
 * Brings a version's operations over to a new take of the same thing: those with an anchor find its element's new place and
 * moment, others go where the steps that they lie in have gone. The result is always legal for the new take.
 */
export function carryOver(operations: readonly Operation[], old: CarriedTake, fresh: CarriedTake): Carried {
  const pairs = pairShots(old, fresh);
  const carried: Carried = { operations: [], notPlaced: [] };
  let oldMap = wholeTake(old.durationMs);
  let freshMap = wholeTake(fresh.durationMs);
  for (const operation of operations) {
    const placed = legal(place(operation, { old, fresh, pairs, oldMap, freshMap }), carried.operations, fresh);
    if ("operation" in placed) {
      carried.operations.push(placed.operation);
      freshMap = applyToTime(freshMap, placed.operation);
    } else {
      carried.notPlaced.push(`${nameOf(operation)}: ${placed.because}`);
    }
    oldMap = applyToTime(oldMap, operation);
  }
  return carried;
}

function legal(placed: Placement, before: readonly Operation[], fresh: CarriedTake): Placement {
  if ("because" in placed) return placed;
  const refusal = refusalOf([...before, placed.operation], fresh);
  return refusal ? { because: refusal.message.replace(/\.$/, "") } : placed;
}

type Places = { old: CarriedTake; fresh: CarriedTake; pairs: ShotPairs; oldMap: TimeMap; freshMap: TimeMap };

function place(operation: Operation, places: Places): Placement {
  switch (operation.type) {
    case "cursor_emphasis":
    case "style_preset":
      return { operation };
    case "trim":
    case "cut":
    case "speed": {
      const span = spanOf(operation.startMs, operation.endMs, places);
      return "because" in span ? span : { operation: { ...operation, ...span } };
    }
    case "split": {
      const atMs = momentOf(operation.atMs, places);
      return typeof atMs === "number" ? { operation: { ...operation, atMs } } : atMs;
    }
    case "caption": {
      const { startMs, durationMs } = operation;
      const moment = momentOf(startMs, places);
      if (typeof moment !== "number") return moment;
      return { operation: { ...operation, ...fitting(moment, durationMs, places) } };
    }
    case "zoom":
    case "redact":
      return placeOnPicture(operation, places);
    case "crop":
      return placeCrop(operation, places);
  }
}

type Aimed = Extract<Operation, { type: "zoom" | "redact" }>;

function placeOnPicture(operation: Aimed, places: Places): Placement {
  const found = anchorOf(operation, places);
  if (found && "because" in found) return found;
  const time = timeOf(operation, found, places);
  if ("because" in time) return time;
  const moved = { ...operation, ...time, ...(found && { anchor: found.anchor }) };
  if (moved.type === "zoom") return { operation: { ...moved, ...centreOf(moved, found, places) } };
  const box = found ? beside(moved, found, places.fresh) : scaled(moved, places);
  return { operation: { ...moved, ...box } };
}

function placeCrop(operation: Extract<Operation, { type: "crop" }>, places: Places): Placement {
  const found = anchorOf(operation, places);
  if (found && "because" in found) return found;
  if (!found) return { operation: { ...operation, ...scaled(operation, places) } };
  const size = scaled(operation, places);
  const [fromX, fromY] = middleOf(found.old);
  const [toX, toY] = middleOf(found.fresh);
  const box = { ...size, x: Math.round(size.x + toX - fromX), y: Math.round(size.y + toY - fromY) };
  return { operation: { ...operation, ...inside(box, places.fresh), anchor: found.anchor } };
}

/** An anchor's element in both takes: where it is, and the moment that it is about. */
type Anchored = { old: Box; fresh: Box; oldMs: number; freshMs: number; anchor: NonNullable<Operation["anchor"]> };

/** Null without an anchor. An element is known by its step, then by its name on the same page, then by its name anywhere. */
function anchorOf({ anchor }: Operation, places: Places): Anchored | { because: string } | null {
  if (!anchor) return null;
  return (
    usedIn(anchor, places) ?? seenIn(anchor, places) ?? { because: `“${anchor.element}” is not in the new recording` }
  );
}

type Anchor = NonNullable<Operation["anchor"]>;

/** The element of a step; null where the anchor's is another one, or its step has no place any more. */
function usedIn(anchor: Anchor, { old, fresh, pairs }: Places): Anchored | null {
  const oldShot = old.shots.find(({ id }) => id === anchor.shotId);
  const isSeen = old.elements?.some(({ id }) => id === anchor.elementId);
  if (!oldShot?.box || (isSeen && oldShot.elementId !== anchor.elementId)) return null;
  const named = fresh.shots.filter((shot) => shot.box && shot.label === anchor.element);
  const twin = pairs.of(oldShot);
  const freshShot =
    (twin?.box ? twin : null) ??
    named.find((shot) => shot.route === oldShot.route && shot.role === oldShot.role) ??
    named[0];
  if (!freshShot?.box) return null;
  const { id, label, elementId } = freshShot;
  const followed = anchor.elementId === undefined || elementId === undefined ? {} : { elementId };
  return {
    old: oldShot.box,
    fresh: freshShot.box,
    oldMs: oldShot.atMs ?? oldShot.startMs,
    freshMs: freshShot.atMs ?? freshShot.startMs,
    anchor: { shotId: id, element: label, ...followed },
  };
}

/** The element of an anchor that is only seen, by its name. */
function seenIn(anchor: Anchor, { old, fresh }: Places): Anchored | null {
  const oldElement = old.elements?.find(({ id }) => id === anchor.elementId);
  const freshElement = oldElement && elementTwin(oldElement, old.elements ?? [], fresh.elements ?? []);
  if (!oldElement || !freshElement) return null;
  const shot = fresh.shots.findLast(({ startMs }) => startMs <= freshElement.startMs) ?? fresh.shots[0];
  const momentOf = ({ startMs, stay }: SeenElement): number => stay?.startMs ?? startMs;
  return {
    old: oldElement.box,
    fresh: freshElement.box,
    oldMs: momentOf(oldElement),
    freshMs: momentOf(freshElement),
    anchor: { shotId: shot?.id ?? "", element: anchor.element, elementId: freshElement.id },
  };
}

/** As long as before, at the same distance from the element's own moment; the whole video stays the whole video. */
function timeOf(
  { type, startMs, durationMs }: Aimed,
  found: Anchored | null,
  places: Places,
): { startMs: number; durationMs: number } | { because: string } {
  const { oldMap, freshMap } = places;
  const endOfOld = outputDurationMs(oldMap);
  if (startMs <= 0 && startMs + durationMs >= endOfOld - 1) {
    return { startMs: 0, durationMs: Math.round(outputDurationMs(freshMap)) };
  }
  const span = spanOf(startMs, startMs + durationMs, places);
  if (!found && "because" in span) return span;
  // What is to be hidden is hidden for all of the time that it was, not only around the action.
  if (!("because" in span) && (!found || type === "redact")) {
    return { startMs: span.startMs, durationMs: span.endMs - span.startMs };
  }
  if (!found) return { because: "nothing of it is left in the new recording" };
  const delayMs = outputToTake(oldMap, startMs) - found.oldMs;
  const takeMs = Math.max(0, found.freshMs + delayMs);
  return fitting(Math.round(takeMomentInOutput(freshMap, takeMs)), durationMs, places);
}

/** Both ends where their steps have gone. */
function spanOf(
  startMs: number,
  endMs: number,
  places: Places,
): { startMs: number; endMs: number } | { because: string } {
  const start = momentOf(startMs, places);
  if (typeof start !== "number") return start;
  const end = momentOf(endMs, places, "end");
  if (typeof end !== "number") return end;
  return end > start ? { startMs: start, endMs: end } : { because: "nothing of it is left in the new recording" };
}

function momentOf(
  outputMs: number,
  { pairs, oldMap, freshMap }: Places,
  side: "start" | "end" = "start",
): number | { because: string } {
  const oldMs = side === "end" ? endInTake(oldMap, outputMs) : outputToTake(oldMap, outputMs);
  const freshMs = pairs.moment(oldMs);
  if (freshMs === null) return { because: `its step “${pairs.shotAt(oldMs)?.label}” is not in the new recording` };
  return Math.round(takeMomentInOutput(freshMap, freshMs));
}

/** At most to the end of the video. */
function fitting(startMs: number, durationMs: number, { freshMap }: Places) {
  const leftMs = Math.floor(outputDurationMs(freshMap)) - startMs;
  return { startMs, durationMs: Math.min(durationMs, leftMs) };
}

function centreOf(
  { centerX, centerY }: { centerX: number; centerY: number },
  found: Anchored | null,
  places: Places,
): { centerX: number; centerY: number } {
  const { old, fresh } = places;
  if (!found) {
    return {
      centerX: Math.round((centerX * fresh.width) / old.width),
      centerY: Math.round((centerY * fresh.height) / old.height),
    };
  }
  const [fromX, fromY] = middleOf(found.old);
  const [toX, toY] = middleOf(found.fresh);
  return {
    centerX: clamp(Math.round(toX + centerX - fromX), fresh.width),
    centerY: clamp(Math.round(toY + centerY - fromY), fresh.height),
  };
}

/** The box around the element's new place, with the same air on each side: what was covered stays covered. */
function beside({ x, y, width, height }: Box, { old, fresh }: Anchored, frame: { width: number; height: number }): Box {
  const left = Math.max(0, Math.round(fresh.x + Math.min(0, x - old.x)));
  const top = Math.max(0, Math.round(fresh.y + Math.min(0, y - old.y)));
  const right = fresh.x + fresh.width + Math.max(0, x + width - old.x - old.width);
  const bottom = fresh.y + fresh.height + Math.max(0, y + height - old.y - old.height);
  return {
    x: left,
    y: top,
    width: Math.min(frame.width, Math.round(right)) - left,
    height: Math.min(frame.height, Math.round(bottom)) - top,
  };
}

/** The same part of a picture of another size. */
function scaled({ x, y, width, height }: Box, { old, fresh }: Places): Box {
  const [across, down] = [fresh.width / old.width, fresh.height / old.height];
  const box = { x: x * across, y: y * down, width: width * across, height: height * down };
  return inside(
    { x: Math.round(box.x), y: Math.round(box.y), width: Math.round(box.width), height: Math.round(box.height) },
    fresh,
  );
}

function inside(box: Box, frame: { width: number; height: number }): Box {
  const width = Math.min(box.width, frame.width);
  const height = Math.min(box.height, frame.height);
  return {
    x: Math.min(Math.max(0, box.x), frame.width - width),
    y: Math.min(Math.max(0, box.y), frame.height - height),
    width,
    height,
  };
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

const middleOf = ({ x, y, width, height }: Box): readonly [number, number] => [x + width / 2, y + height / 2];

const seconds = (ms: number): string => `${Number((ms / 1000).toFixed(1))} s`;

/** What a person would call the edit. */
function nameOf(operation: Operation): string {
  const element = operation.anchor ? ` on “${operation.anchor.element}”` : "";
  switch (operation.type) {
    case "caption":
      return `the caption “${operation.text.length > 60 ? `${operation.text.slice(0, 59)}…` : operation.text}”`;
    case "trim":
      return `the trim to ${seconds(operation.startMs)}–${seconds(operation.endMs)}`;
    case "cut":
      return `the cut at ${seconds(operation.startMs)}–${seconds(operation.endMs)}`;
    case "speed":
      return `${operation.rate}× speed at ${seconds(operation.startMs)}–${seconds(operation.endMs)}`;
    case "split":
      return `the split at ${seconds(operation.atMs)}`;
    case "zoom":
      return `the zoom${element || ` at ${seconds(operation.startMs)}`}`;
    case "redact":
      return `the blur${element || ` at ${seconds(operation.startMs)}`}`;
    case "crop":
      return `the crop${element}`;
    case "cursor_emphasis":
      return "the larger cursor";
    case "style_preset":
      return `the ${operation.preset} style`;
  }
}
