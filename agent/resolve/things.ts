import type { Box, Span } from "../../convex/model/recording.ts";
import type { ContextElement, ContextShot, ThreadContext } from "../context.ts";
import { shotIdOf } from "../context.ts";
import { type Group, groupsOf, isGroup, lengthOf, overlap, plainName, type Seen } from "./groups.ts";

/** The elements of a take as words can mean them: those that no step used, and groups of them. */

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

/** The element that a shot used, or that a thing is. */
export function elementOf(context: ThreadContext, thing: { elementId?: string | undefined }): Seen | undefined {
  return thing.elementId === undefined
    ? undefined
    : thingsOf(context).all.find(({ elementId }) => elementId === thing.elementId);
}

/** When what a step used is seen, be it one element or a part of the page with several; undefined where nobody knows. */
export function seenWhen(context: ThreadContext, shot: ContextShot): Span | undefined {
  const own = elementOf(context, shot);
  const parts = own ? [own] : partsOf(context, shot);
  if (parts.length === 0) return undefined;
  const [startMs, endMs] = [parts.map((one) => one.startMs), parts.map((one) => one.endMs)];
  return { startMs: Math.min(...startMs), endMs: Math.max(...endMs) };
}

/** The elements that make up a part of the page which is none itself: "−€47.70" of "Discount −€47.70". */
export function partsOf(context: ThreadContext, shot: ContextShot): Seen[] {
  const name = plainName(shot.label);
  const isPart = ({ route, box, label }: Seen): boolean =>
    route === shot.route && shot.box !== undefined && isInside(box, shot.box) && name.includes(plainName(label));
  return elementOf(context, shot) ? [] : thingsOf(context).all.filter(isPart);
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
