import type { ContextShot } from "../context.ts";
import { momentOf } from "../context.ts";
import type { Description } from "./describe.ts";
import type { Group } from "./groups.ts";
import { isDone, labelWords, routeWords } from "./likeness.ts";
import { rolesOf } from "./vocabulary.ts";

/** What a person's words for an element come to. */
export type Grounded =
  /** `whole`: the group that the words name, of which `shot` is the one that was used. */
  | { kind: "found"; shot: ContextShot; alsoChanged?: ContextShot; whole?: Group }
  | { kind: "ambiguous"; shots: ContextShot[] }
  | { kind: "unknown"; words: string; near: ContextShot[] }
  /** The words name nothing: "it", "there", or none at all. */
  | { kind: "nothing" };

export type GroundOptions = {
  /** Only elements with a place on screen can be zoomed, cropped to or covered. */
  needsBox: boolean;
  /** Take time that the person named beside the element ("the button at 0:16"). */
  nearMs?: number | undefined;
  /** Only what is done before, or after, this take time: the last such, or the first. */
  beforeMs?: number | undefined;
  afterMs?: number | undefined;
};

/** Without a name: by role, action, order and whether it changed; else the changed one, else the last one clicked. */
export function bySalience(
  shots: readonly ContextShot[],
  wanted: Description,
  options: GroundOptions,
): Grounded | null {
  let fitting = shots.filter((shot) => wanted.roles.every((role) => rolesOf(role).includes(shot.role)));
  const performed = wanted.actions.filter((action) => shots.some((shot) => shot.action === action));
  if (performed.length > 0) fitting = fitting.filter((shot) => isDone(shot, performed));
  else if (wanted.actions.length > 0 && wanted.roles.length === 0 && wanted.ordinal === undefined) return null;
  if (wanted.changed) fitting = fitting.filter((shot) => shot.changed);
  const { beforeMs, afterMs } = options;
  if (beforeMs !== undefined || afterMs !== undefined) {
    const inTime = fitting.filter(
      (shot) => momentOf(shot) < (beforeMs ?? Infinity) && momentOf(shot) >= (afterMs ?? 0),
    );
    const shot = beforeMs !== undefined ? inTime.at(-1) : inTime[0];
    if (shot) return { kind: "found", shot };
  }
  if (fitting.length === 0) return null;
  if (options.nearMs !== undefined) return { kind: "found", shot: nearest(fitting, options.nearMs) };
  if (wanted.ordinal !== undefined) return choose(nth(fitting, wanted.ordinal), options);
  const changed = fitting.filter((shot) => shot.changed);
  if (distinct(changed).length > 1 && wanted.roles.length > 0) return { kind: "ambiguous", shots: distinct(changed) };
  const clicked = (list: readonly ContextShot[]) => list.findLast((shot) => shot.action === "click") ?? list.at(-1);
  const shot = clicked(changed) ?? clicked(fitting);
  if (!shot) return null;
  const other = changed.find((one) => one.label !== shot.label);
  return { kind: "found", shot, ...(other && wanted.changed ? { alsoChanged: other } : {}) };
}

/** "the login form": a part of the page at /login, and so any element there. */
export function elementsOfPage(
  shots: readonly ContextShot[],
  { content, roles, actions }: Description,
): ContextShot[] | null {
  const [word] = content;
  const kinds = roles.filter((role) => role !== "page" && role !== "section");
  if (!word || content.length > 1 || roles.length === 0 || (kinds.length > 0 && !roles.includes("page"))) return null;
  const onRoute = shots.filter((shot) => routeWords(shot.route).some(({ literal }) => literal === word.literal));
  const ofKind = onRoute.filter((shot) => kinds.every((kind) => rolesOf(kind).includes(shot.role)));
  if (kinds.length > 0) return ofKind.length > 0 ? ofKind : null;
  const used = onRoute.filter((shot) => isDone(shot, actions));
  const among = used.length > 0 ? used : onRoute;
  const labelled = shots.some((shot) => labelWords(shot.label).some(({ literal }) => literal === word.literal));
  return among.length > 0 && !labelled ? among : null;
}

export function nth(shots: readonly ContextShot[], ordinal: number): ContextShot[] {
  const inOrder = shots.toSorted((a, b) => momentOf(a) - momentOf(b));
  const shot = ordinal < 0 ? inOrder.at(ordinal) : inOrder[ordinal - 1];
  return shot ? [shot] : [];
}

const nearest = (shots: readonly ContextShot[], atMs: number): ContextShot =>
  shots.reduce((best, shot) => (awayFrom(shot, atMs) < awayFrom(best, atMs) ? shot : best));
const awayFrom = (shot: ContextShot, atMs: number): number =>
  atMs >= shot.startMs && atMs < shot.endMs ? 0 : Math.min(Math.abs(atMs - shot.startMs), Math.abs(atMs - shot.endMs));

export function choose(shots: readonly ContextShot[], { nearMs }: GroundOptions): Grounded {
  const different = distinct(shots);
  const [only] = different;
  if (!only) return { kind: "nothing" };
  if (different.length === 1 && nearMs !== undefined) return { kind: "found", shot: nearest(shots, nearMs) };
  if (different.length === 1) return { kind: "found", shot: ofTimes(shots) ?? only };
  if (nearMs !== undefined) return { kind: "found", shot: nearest(shots, nearMs) };
  return { kind: "ambiguous", shots: different };
}

/** Of the times that one element is used the last: by then it does what it is there for. What is only pointed at is so at once. */
function ofTimes(times: readonly ContextShot[]): ContextShot | undefined {
  const changed = times.filter((shot) => shot.changed);
  const among = changed.length > 0 ? changed : times;
  return times.every(({ action }) => action === "hover") ? among[0] : among.at(-1);
}

/** One of each element: the same label and role on the same page, shown several times, is one thing. */
export function distinct(shots: readonly ContextShot[]): ContextShot[] {
  const seen = new Map(shots.map((shot) => [`${shot.label}\n${shot.role}\n${shot.route}`, shot] as const).toReversed());
  return shots.filter((shot) => seen.get(`${shot.label}\n${shot.role}\n${shot.route}`) === shot);
}
