import type { Box, Span } from "../../convex/model/recording.ts";
import type { ContextShot } from "../context.ts";
import { capital, remembering, set, wordsOf } from "../words.ts";
import { sectionsOf } from "./sections.ts";

/** An element, in the shape of a shot that has no action. */
export type Seen = ContextShot & { box: Box; elementId: string };
/** Several elements under one name ("Delivery day"), or the one thing that this name has the value of ("Total"). */
export type Group = ContextShot & { box: Box; members: readonly Seen[] };

export const isGroup = (thing: ContextShot): thing is Group => "members" in thing;

export function groupsOf(all: readonly Seen[]): Group[] {
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
export const isTitle = ({ role }: ContextShot): boolean => set("heading text link img group").has(role);
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

export const lengthOf = ({ startMs, endMs }: Span): number => Math.max(0, endMs - startMs);
export const overlap = (a: Span, b: Span): Span => ({
  startMs: Math.max(a.startMs, b.startMs),
  endMs: Math.min(a.endMs, b.endMs),
});

export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    ...{ x, y },
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}
