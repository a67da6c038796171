import type { Box, Span } from "../../convex/model/recording.ts";
import type { ContextElement, ContextShot, ThreadContext } from "../context.ts";
import { shotIdOf } from "../context.ts";
import { capital, remembering, wordsOf } from "../words.ts";
import { sectionsOf } from "./sections.ts";

/** The elements of a take as words can mean them: those that no step used, and groups of them. */

/** An element, in the shape of a shot that has no action. */
export type Seen = ContextShot & { box: Box; elementId: string };
/** Several elements under one name ("Delivery day"), or the one thing that this name has the value of ("Total"). */
export type Group = ContextShot & { box: Box; members: readonly Seen[] };

type Things = {
  /** All of them, used or not, in the order in which they matter. */
  all: readonly Seen[];
  /** Those that no step used. */
  unused: readonly Seen[];
  groups: readonly Group[];
  /** All of them by what they say: one whose words change is another thing with each, while it says so. */
  sayings: readonly Seen[];
};

const known = new WeakMap<readonly ContextElement[], Things>();
const none: Things = { all: [], unused: [], groups: [], sayings: [] };

/** The same objects each time: they are told apart by identity. */
export function thingsOf(context: ThreadContext): Things {
  const { elements } = context;
  if (!elements || elements.length === 0) return none;
  const things = known.get(elements) ?? made(elements, context.shots);
  known.set(elements, things);
  return things;
}

function made(elements: readonly ContextElement[], shots: readonly ContextShot[]): Things {
  const all = elements.map((one): Seen => ({ ...one, elementId: one.id }));
  const isUsed = ({ elementId, label, role, route }: Seen): boolean =>
    shots.some((shot) =>
      shot.elementId === undefined
        ? shot.label === label && shot.role === role && shot.route === route
        : shot.elementId === elementId,
    );
  return { all, unused: all.filter((one) => !isUsed(one)), groups: groupsOf(all), sayings: all.flatMap(sayingsOf) };
}

function sayingsOf(one: Seen): Seen[] {
  const { words, stay = one, ...whole } = one;
  return !words
    ? [one]
    : words.map(({ atMs, text }, at): Seen => {
        const span = { startMs: atMs, endMs: words[at + 1]?.atMs ?? one.endMs };
        const still = overlap(span, stay);
        return {
          ...{ ...whole, ...span, id: `${one.elementId} ${at + 1}`, label: text },
          ...(lengthOf(still) > 0 ? { stay: still } : {}),
        };
      });
}

/** Whether something is one of an element's changing words rather than the element. */
export const isSaying = (context: ThreadContext, thing: ContextShot): boolean => {
  const { all, sayings } = thingsOf(context);
  return sayings.some((one) => one === thing) && !all.some((one) => one === thing);
};

export const isGroup = (thing: ContextShot): thing is Group => "members" in thing;

function groupsOf(all: readonly Seen[]): Group[] {
  const byName = new Map<string, [Seen, ...Seen[]]>();
  for (const one of all) {
    const key = `${one.route}\n${plainName(one.group)}`;
    const members = byName.get(key);
    if (members) members.push(one);
    else if (plainName(one.group) !== "") byName.set(key, [one]);
  }
  const titles = Map.groupBy(all.filter(isTitle), (one) => `${one.route}\n${plainName(one.label)}`);
  const named = [...byName.entries()].map(([key, valued]) => {
    const title = titles.get(key) ?? [];
    const [{ id, elementId, group = "" }] = valued;
    return valued.length > 1
      ? groupOf([...valued, ...title], `group of ${id}`, group)
      : groupOf(valued, elementId, group);
  });
  const sections = sectionsOf(all).map(([title, ...others]) =>
    groupOf([title, ...others], `section of ${title.id}`, title.label),
  );
  return [...named, ...sections];
}

/** What bears the name of a group rather than being one of it. */
export const isTitle = ({ role }: ContextShot): boolean => ["heading", "text", "link", "img", "group"].includes(role);
const plain = remembering((name) => wordsOf(name).join(" "));
export const plainName = (name: string | undefined): string => plain(name ?? "");

/** Its box and stay are those of the members that are in the picture together with the one that stands there longest. */
function groupOf(members: readonly Seen[], id: string, label: string): Group {
  const stayOf = (one: Seen): Span => one.stay ?? one;
  const longest = members.reduce((best, one) => (lengthOf(stayOf(one)) > lengthOf(stayOf(best)) ? one : best));
  const together = members.filter(
    (one) => one.route === longest.route && lengthOf(overlap(stayOf(one), stayOf(longest))) > 0,
  );
  const stay = together.map(stayOf).reduce(overlap);
  return {
    ...{ id, label, role: members.length > 1 ? "group" : longest.role, route: longest.route, members },
    startMs: Math.min(...members.map(({ startMs }) => startMs)),
    endMs: Math.max(...members.map(({ endMs }) => endMs)),
    box: around(together.map(({ box }) => box)),
    ...(lengthOf(stay) > 0 ? { stay } : {}),
    ...(members.some(({ changed }) => changed) ? { changed: true } : {}),
  };
}

/** Several things that were named as one: "all prices". */
export const allTogether = (things: readonly (Seen | Group)[], words: string): Group =>
  groupOf(
    things.flatMap((one) => (isGroup(one) ? one.members : [one])),
    words,
    capital(words),
  );

const lengthOf = ({ startMs, endMs }: Span): number => Math.max(0, endMs - startMs);
const overlap = (a: Span, b: Span): Span => ({
  startMs: Math.max(a.startMs, b.startMs),
  endMs: Math.min(a.endMs, b.endMs),
});

function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    ...{ x, y },
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

/** The element that a shot used, or that a thing is. */
export function elementOf(context: ThreadContext, thing: { elementId?: string | undefined }): Seen | undefined {
  return thing.elementId === undefined
    ? undefined
    : thingsOf(context).all.find(({ elementId }) => elementId === thing.elementId);
}

/** When what a step used is first seen, be it one element or a part of the page with several; undefined where nobody knows. */
export function seenSince(context: ThreadContext, shot: ContextShot): number | undefined {
  const own = elementOf(context, shot);
  const name = plainName(shot.label);
  const isPart = ({ route, box, label }: Seen): boolean =>
    route === shot.route && shot.box !== undefined && isInside(box, shot.box) && name.includes(plainName(label));
  const since = (own ? [own] : thingsOf(context).all.filter(isPart)).map(({ startMs }) => startMs);
  return since.length > 0 ? Math.min(...since) : undefined;
}

const isInside = (inner: Box, { x, y, width, height }: Box): boolean =>
  inner.x >= x && inner.y >= y && inner.x + inner.width <= x + width && inner.y + inner.height <= y + height;

/** All that is to be covered so that a thing is not seen: the members of a group, and what has its name elsewhere. */
export function coveredWith(context: ThreadContext, thing: ContextShot): Seen[] {
  const { all, groups, sayings } = thingsOf(context);
  if (isGroup(thing)) {
    const frame = thing.members.find((one) => one.role === "group" && plainName(one.label) === plainName(thing.label));
    return frame ? [frame] : [...thing.members];
  }
  const own = elementOf(context, thing);
  if (!own) return [];
  const said = sayings.find(({ id }) => id === thing.id);
  if (said && said !== own) return [said];
  const name = plainName(own.label);
  const elsewhere = all.filter(
    (one) => one.route !== own.route && one.role === own.role && plainName(one.label) === name,
  );
  const values = groups.filter((group) => plainName(group.label) === name && group.members.length === 1);
  return [...new Set([own, ...elsewhere, ...values.flatMap(({ members }) => members)])];
}

/** The step that used one of the members, the last of them. */
export const usedOf = (context: ThreadContext, { members }: Group): ContextShot | undefined =>
  context.shots.findLast((shot) => shot.box && members.some(({ elementId }) => elementId === shot.elementId));

/** The group that a shot's element is one of. */
export const groupNamed = (context: ThreadContext, { group, route }: ContextShot): Group | undefined =>
  thingsOf(context).groups.find((one) => one.route === route && plainName(one.label) === plainName(group));

/** The shot during which something is first seen: an edit is anchored to a step. */
export function firstShotOf(context: ThreadContext, { startMs }: Span): ContextShot | undefined {
  return context.shots.findLast((shot) => shot.startMs <= startMs) ?? context.shots[0];
}

/** By the name that a call gives it: "shot-3", "element-12". */
export function thingById(context: ThreadContext, id: string): ContextShot | undefined {
  const { all, groups, sayings } = thingsOf(context);
  return (
    context.shots.find((shot) => shotIdOf(context, shot) === id) ??
    context.shots.findLast((shot) => shot.box && shot.elementId === id) ??
    all.find((one) => one.id === id) ??
    groups.find((one) => one.id === id) ??
    sayings.find((one) => one.id === id)
  );
}

/** From the top of the page to its bottom, page by page as they come. */
export function inReadingOrder<T extends ContextShot>(things: readonly T[]): T[] {
  const comes = new Map<string, number>();
  for (const { route, startMs } of things) comes.set(route, Math.min(comes.get(route) ?? startMs, startMs));
  const row = ({ box }: ContextShot): number => Math.round(((box?.y ?? 0) + (box?.height ?? 0) / 2) / ROW_PX);
  return things.toSorted(
    (a, b) =>
      (comes.get(a.route) ?? 0) - (comes.get(b.route) ?? 0) || row(a) - row(b) || (a.box?.x ?? 0) - (b.box?.x ?? 0),
  );
}
/** What is so little higher or lower stands in the same row. */
const ROW_PX = 16;
