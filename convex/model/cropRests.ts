import type { Operation } from "./operations.ts";
import type { Box, Saying, Span } from "./recording.ts";
import { applyToTime, slice, type TimeMap, wholeTake } from "./timeMap.ts";

/**
 * Where a crop that follows the action stands, and when: it is there at `startMs`, having moved in the time before. Take time
 * and take pixels, so that edits of time move nothing. The agent says by it what is outside, the renderer draws it.
 */
export type Rest = Span & { x: number; y: number };

/** What of a take it depends on. */
export type FollowedTake = {
  width: number;
  height: number;
  durationMs: number;
  shots: readonly Step[];
  elements?: readonly Thing[] | undefined;
};
type Step = Span & {
  id?: string | undefined;
  action?: string | undefined;
  atMs?: number | undefined;
  box?: Box | undefined;
  changed?: boolean | undefined;
};
type Thing = Span & { id: string; box: Box; words?: readonly Saying[] | undefined };
type Crop = Extract<Operation, { type: "crop" }>;
type Size = { width: number; height: number };

/** What stands on screen during a rest, to have the edges beside it: the more it weighs, the worse is a cut. */
export type Standing = { box: Box; weight: number };

/** Something to be seen from `atMs` on, until the next one is. */
type Stop = { atMs: number; box: Box; weight: number };

const used: ReadonlySet<string | undefined> = new Set(["click", "type", "select", "toggle", "submit", "hover"]);
const pressed: ReadonlySet<string | undefined> = new Set(["click", "select", "toggle", "submit"]);

/** The picture stands still before a deed. */
export const SETTLED_BEFORE_MS = 120;
/** What a video has left of a rest is not worth a move when it is shorter. */
export const LEAST_SEEN_MS = 600;
/** From one rest to the next at least: some of it is the way. */
const LEAST_REST_MS = 1_800;
/** What a press changes elsewhere is gone to when the press has been seen. */
const PRESS_SEEN_MS = 1_250;
const ANSWER_MS = 1_500;
/** A zoom's way in, at most. */
const ZOOM_IN_MS = 900;
const ZOOM_POINT_PX = 48;

const weights = { changed: 4, used: 1, answer: 1, zoom: 4 } as const;
/** Less than what anything used weighs that is not whole: a move is made for it, and not for less. */
const MOVE_COST = 0.3;
/** What does not fit in is shown from its beginning on, as far as this share of the picture. */
const BEGINNING = 0.6;

/** In order, without a gap, from the take's begin to its end; one rest where one place shows all. */
export function cropRests(
  take: FollowedTake,
  crop: Crop,
  operations: readonly Operation[],
  standingIn: (rest: Span) => readonly Standing[] = () => [],
): Rest[] {
  const stops = stopsOf(take, operations).map((stop) => ({ ...stop, box: beginningOf(stop.box, crop) }));
  if (stops.length === 0) return [{ startMs: 0, endMs: take.durationMs, x: crop.x, y: crop.y }];
  return groupsOf(stops, take, crop).map(({ stops, startMs, endMs }) => {
    const things = standingIn({ startMs, endMs });
    return { startMs, endMs, x: placeOf("x", stops, take, crop, things), y: placeOf("y", stops, take, crop, things) };
  });
}

function stopsOf(take: FollowedTake, operations: readonly Operation[]): Stop[] {
  const steps = take.shots.flatMap(({ action, box, changed, atMs, startMs }): Stop[] =>
    box && used.has(action)
      ? [{ atMs: (atMs ?? startMs) - SETTLED_BEFORE_MS, box, weight: changed ? weights.changed : weights.used }]
      : [],
  );
  return [...steps, ...answersOf(take), ...zoomsOf(take, operations)]
    .map((stop) => ({ ...stop, atMs: Math.max(0, stop.atMs) }))
    .toSorted((one, other) => one.atMs - other.atMs);
}

/** What says something else after a press: a total beside the form. */
function answersOf({ shots, elements = [] }: FollowedTake): Stop[] {
  return elements.flatMap(({ box, words = [] }) =>
    words.slice(1).flatMap(({ atMs }): Stop[] => {
      const cause = shots.findLast((shot) => (shot.atMs ?? shot.startMs) < atMs);
      const causeMs = cause?.atMs ?? cause?.startMs ?? 0;
      return cause && pressed.has(cause.action) && atMs - causeMs <= ANSWER_MS
        ? [{ atMs: causeMs + PRESS_SEEN_MS, box, weight: weights.answer }]
        : [];
    }),
  );
}

/** What people asked to see near. */
function zoomsOf(take: FollowedTake, operations: readonly Operation[]): Stop[] {
  const stops: Stop[] = [];
  let map: TimeMap = wholeTake(take.durationMs);
  for (const operation of operations) {
    if (operation.type === "zoom") {
      const { startMs, durationMs } = operation;
      const [piece] = slice(map, startMs + Math.min(ZOOM_IN_MS, durationMs * 0.4), startMs + durationMs);
      if (piece) stops.push({ atMs: piece.startMs, box: boxOf(operation, take), weight: weights.zoom });
    }
    map = applyToTime(map, operation);
  }
  return stops;
}

function boxOf({ anchor, centerX, centerY }: Extract<Operation, { type: "zoom" }>, take: FollowedTake): Box {
  const isAround = (box: Box | undefined): box is Box =>
    box !== undefined &&
    Math.abs(centerX - box.x - box.width / 2) <= box.width / 2 &&
    Math.abs(centerY - box.y - box.height / 2) <= box.height / 2;
  const named = [...take.shots.filter(({ id }) => id === anchor?.shotId), ...(take.elements ?? [])].filter(
    ({ id }) => anchor && (id === anchor.shotId || id === anchor.elementId),
  );
  const half = ZOOM_POINT_PX / 2;
  const point = { x: centerX - half, y: centerY - half, width: ZOOM_POINT_PX, height: ZOOM_POINT_PX };
  return named.map(({ box }) => box).find(isAround) ?? point;
}

const beginningOf = ({ x, y, width, height }: Box, crop: Size): Box => ({
  ...{ x, y },
  width: width > crop.width ? crop.width * BEGINNING : width,
  height: height > crop.height ? crop.height * BEGINNING : height,
});

type Group = Span & { stops: readonly Stop[] };

/** The stops parted into rests: the least is not seen whole, with the fewest moves, each rest long enough to be one. */
function groupsOf(stops: readonly Stop[], take: FollowedTake, crop: Crop): Group[] {
  type Parting = { loss: number; starts: readonly number[] };
  const arrivalMs = (index: number): number => (index === 0 ? 0 : (stops[index]?.atMs ?? take.durationMs));
  const best: Parting[] = [{ loss: 0, starts: [] }];
  for (let end = 1; end <= stops.length; end++) {
    const endMs = end === stops.length ? take.durationMs : arrivalMs(end);
    let chosen: Parting = { loss: Number.POSITIVE_INFINITY, starts: [] };
    for (let start = end - 1; start >= 0; start--) {
      const before = best[start];
      if (!before || (start > 0 && endMs - arrivalMs(start) < LEAST_REST_MS)) continue;
      if (start === 0 && end < stops.length && endMs < LEAST_REST_MS) continue;
      const loss = before.loss + (start > 0 ? MOVE_COST : 0) + lossOf(stops.slice(start, end), take, crop);
      if (loss < chosen.loss - 1e-9) chosen = { loss, starts: [...before.starts, start] };
    }
    best.push(chosen);
  }
  const { starts } = best[stops.length] as Parting;
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? stops.length;
    const endMs = end === stops.length ? take.durationMs : arrivalMs(end);
    return { startMs: arrivalMs(start), endMs, stops: stops.slice(start, end) };
  });
}

type Axis = "x" | "y";
const lengths = { x: "width", y: "height" } as const;

function lossOf(stops: readonly Stop[], take: Size, crop: Size): number {
  const x = bestOf("x", stops, take, crop);
  const y = bestOf("y", stops, take, crop);
  return stops.reduce(
    (sum, { box, weight }) => sum + weight * unseen(seenShare("x", box, x, crop) * seenShare("y", box, y, crop)),
    0,
  );
}

const unseen = (share: number): number => (share > 0.999 ? 0 : 0.5 + 0.5 * (1 - share));

function seenShare(axis: Axis, box: Box, from: number, crop: Size): number {
  const length = box[lengths[axis]];
  const seen = Math.min(box[axis] + length, from + crop[lengths[axis]]) - Math.max(box[axis], from);
  return length <= 0 ? 1 : Math.max(0, seen) / length;
}

/** The place along one axis from which the most is seen whole. */
function bestOf(axis: Axis, stops: readonly Stop[], take: Size, crop: Size): number {
  const length = lengths[axis];
  const most = take[length] - crop[length];
  if (most <= 0) return 0;
  const places = stops.flatMap(({ box }) => [box[axis], box[axis] + box[length] - crop[length]]);
  const lossAt = (place: number): number =>
    stops.reduce((sum, { box, weight }) => sum + weight * unseen(seenShare(axis, box, place, crop)), 0);
  return places
    .map((place) => Math.min(Math.max(0, place), most))
    .reduce((best, place) => (lossAt(place) < lossAt(best) - 1e-9 ? place : best));
}

/** Air between the edge and what is used, and how little of it looks like a slip beside what is not. */
const AIR_PX = 12;
const TIGHT_PX = 6;

/** Among the places that show the same of what is used, the one whose edges go through the least else; then the middle. */
function placeOf(axis: Axis, stops: readonly Stop[], take: Size, crop: Size, things: readonly Standing[]): number {
  const length = lengths[axis];
  const most = Math.max(0, take[length] - crop[length]);
  const best = bestOf(axis, stops, take, crop);
  const whole = stops.filter(({ box }) => seenShare(axis, box, best, crop) > 0.999);
  if (whole.length === 0 || most === 0) return Math.round(best);
  const first = Math.min(...whole.map(({ box }) => box[axis]));
  const last = Math.max(...whole.map(({ box }) => box[axis] + box[length]));
  const [from, to] = [Math.max(0, Math.ceil(last - crop[length])), Math.min(most, Math.floor(first))];
  const middle = Math.min(Math.max((first + last - crop[length]) / 2, from), Math.max(from, to));
  const lossAt = (place: number): number => {
    const end = place + crop[length];
    const air = Math.min(first - place, end - last);
    const edges = things.reduce((sum, { box, weight }) => sum + weight * cutBy(box[axis], box[length], place, end), 0);
    const tight = air < AIR_PX ? 3 * (1 - Math.max(0, air) / AIR_PX) : 0;
    return edges + tight + 6 * ((place - middle) / crop[length]) ** 2;
  };
  let chosen = Math.round(middle);
  for (let place = from; place <= to; place++) if (lossAt(place) < lossAt(chosen) - 1e-9) chosen = place;
  return Math.min(Math.max(0, chosen), most);
}

/** For each of two edges, how much it goes through a stretch, or comes near it from outside or inside. */
function cutBy(start: number, length: number, from: number, to: number): number {
  const end = start + length;
  if (start >= from + TIGHT_PX && end <= to - TIGHT_PX) return 0;
  const through = (edge: number): number => (edge > start && edge < end ? 1 : 0);
  const beside = (gap: number): number => (gap >= 0 && gap < TIGHT_PX ? 0.2 : 0);
  return through(from) + through(to) + beside(start - from) + beside(to - end);
}
