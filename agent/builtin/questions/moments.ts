import { outputToTake } from "../../../convex/model/timeMap.ts";
import type { ContextShot, ThreadContext } from "../../context.ts";
import { ground } from "../../resolve/ground.ts";
import { isGroup } from "../../resolve/groups.ts";
import { shortLabel } from "../../resolve/question.ts";
import { seenWhen } from "../../resolve/things.ts";
import { type EditView, lengthOf, takeSpanToSeen } from "../../resolve/view.ts";
import { clock, listed } from "../../words.ts";
import { targetIn, targetsIn } from "./asked.ts";

/** What is on screen when. */

const MOST_CHAPTERS = 12;

/** The parts of the video with their times, as they are posted with it. */
export function chaptersAnswer(view: EditView): string {
  const named = view.context.shots
    .flatMap((shot) => {
      const seen = takeSpanToSeen(view, shot);
      return seen ? [{ label: shortLabel(shot.title ?? shot.label), startMs: seen.startMs }] : [];
    })
    .filter(({ label }, at, all) => label !== all[at - 1]?.label);
  const [only] = named;
  if (!only) return "Nothing is left of it: all parts are cut.";
  if (named.length === 1) return `It shows one thing: ${only.label}.`;
  const list = named.slice(0, MOST_CHAPTERS).map(({ label, startMs }) => `**${clock(startMs)}** ${label}`);
  const more = named.length > MOST_CHAPTERS ? ` and ${named.length - MOST_CHAPTERS} more` : "";
  return `${named.length} chapters, which are posted with the video: ${list.join(", ")}${more}.`;
}

/** What the video shows: in a sentence when somebody wrote one, and part by part. */
export function shownAnswer(view: EditView): string {
  const { summary } = view.context.run ?? {};
  return summary ? `${summary} ${chaptersAnswer(view)}` : chaptersAnswer(view);
}

/** The shot that is on screen at a moment of the version seen. */
function shotAt(view: EditView, atMs: number): ContextShot | undefined {
  const takeMs = outputToTake(view.seen.map, Math.min(atMs, lengthOf(view.seen.map) - 1));
  return view.context.shots.findLast(({ startMs }) => startMs <= takeMs);
}

const nameOf = (shot: ContextShot): string => `**${shortLabel(shot.title ?? shot.label)}**`;

export function edgeAnswer(view: EditView, edge: "begin" | "end"): string | null {
  const lengthMs = lengthOf(view.seen.map);
  const shot = shotAt(view, edge === "begin" ? 0 : lengthMs - 1);
  if (!shot) return null;
  if (edge === "begin") return `It begins with ${nameOf(shot)} on ${shot.route}.`;
  const seen = takeSpanToSeen(view, shot);
  return `It ends on ${nameOf(shot)}${seen ? ` (from ${clock(seen.startMs)})` : ""}.`;
}

/** "Coupon code at 0:20 and Apply coupon at 0:27", for words that name things on screen; null when they name none. */
export function appearsAnswer(
  view: EditView,
  target: string,
  { isYesNo, isSearched }: { isYesNo: boolean; isSearched: boolean },
): string | null {
  const shots = shotsNamed(view.context, target);
  if (shots.length === 0)
    return isSearched && target !== "" ? `I do not find that by its name. There are ${chaptersAnswer(view)}` : null;
  const told = [...new Map(shots.map((shot) => [shot.label, shot])).values()].map((shot) => {
    const uses = view.context.shots.filter(({ label }) => label === shot.label);
    // What is only pointed at has come up before that.
    const shown = uses.every(({ action }) => action === "hover") ? seenWhen(view.context, shot) : undefined;
    const times = shot.action === undefined ? [shot] : shown && shown.startMs > 0 ? [shown] : uses;
    const spans = times.flatMap((one) => takeSpanToSeen(view, one) ?? []);
    return { name: nameOf(shot), times: [...new Set(spans.map(({ startMs }) => clock(startMs)))] };
  });
  const seen = told.filter(({ times }) => times.length > 0);
  const gone = told.filter(({ times }) => times.length === 0).map(({ name }) => name);
  if (seen.length === 0)
    return `${isYesNo ? "No: " : ""}${listed(gone, "and")} ${gone.length === 1 ? "is" : "are"} cut out of this version.`;
  const list = seen.map(({ name, times }) => `${name} at ${listed(times.slice(0, 4), "and")}`);
  return isYesNo ? `Yes: ${listed(list, "and")}.` : `${listed(list, "and")}.`;
}

/** The shots that words name: one of each label. */
export const shotsNamed = (context: ThreadContext, target: string): ContextShot[] =>
  thingsNamed(context, target).flatMap(membersOf);

/** What has several members is each of them. */
export const membersOf = (thing: ContextShot): readonly ContextShot[] =>
  isGroup(thing) && thing.members.length > 1 ? thing.members : [thing];

function thingsNamed(context: ThreadContext, target: string): ContextShot[] {
  if (target.trim() === "") return [];
  const found = ground(context, target, { needsBox: false });
  if (found.kind === "ambiguous") return found.shots;
  if (found.kind !== "found") return [];
  return [found.whole ?? found.shot];
}

/** The things that the parts of a question name; when one of them names none, those that all of its words do. */
export function allNamed(context: ThreadContext, words: string, spent: RegExp): ContextShot[] {
  const each = targetsIn(words, spent).map((target) => thingsNamed(context, target));
  return each.every((shots) => shots.length > 0) ? each.flat() : thingsNamed(context, targetIn(words, spent));
}
