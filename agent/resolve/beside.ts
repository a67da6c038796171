import type { Box } from "../../convex/model/recording.ts";
import type { ContextShot, ThreadContext } from "../context.ts";
import { set } from "../words.ts";
import type { Grounded, GroundOptions } from "./choice.ts";
import { type Description, describe } from "./describe.ts";
import { ground } from "./ground.ts";
import { best, labelWords, natureWords } from "./likeness.ts";
import { columnOf, nearestOn, rowOf, type Side } from "./spatial.ts";
import { elementOf, thingsOf } from "./things.ts";
import { rolesOf } from "./vocabulary.ts";

type Boxed = ContextShot & { box: Box };
type Line = "row" | "column";

/** "the button next to the coupon field": how one thing stands to another, the longest words first. */
const relations: readonly [RegExp, Side | Line][] = [
  [/^(.*?)\b(?:(?:to|on) the )?right(?: ?hand)?(?: side)? of\b(.+)$/, "right"],
  [/^(.*?)\b(?:(?:to|on) the )?left(?: ?hand)?(?: side)? of\b(.+)$/, "left"],
  [/^(.*?)\b(?:rechts (?:von|neben)|a la derecha de)\b(.+)$/, "right"],
  [/^(.*?)\b(?:links (?:von|neben)|a la izquierda de)\b(.+)$/, "left"],
  [/^(.*?)\b(?:right |directly |just )?(?:above|on top of|uber|encima de)\b(.+)$/, "above"],
  [/^(.*?)\b(?:right |directly |just )?(?:below|underneath|beneath|under|unter|debajo de)\b(.+)$/, "below"],
  [
    /^(.*?)\b(?:right |just |directly )?(?:next to|beside|alongside|adjacent to|neben|al lado de|junto a)\b(.+)$/,
    "any",
  ],
  [/^(.*?)\b(?:in|of|on|from) (?:the |that |this )?(?:same )?(row)\b(.*)$/, "row"],
  [/^(.*?)\b(?:in|of|on|from) (?:the |that |this )?(?:same )?(column)\b(.*)$/, "column"],
];

/**
 * The element that is described by where it stands; null when the words say nothing of the kind. `last`: what was named
 * before, which "that row" and "right of it" are said of.
 */
export function groundBeside(
  context: ThreadContext,
  words: string,
  options: GroundOptions,
  last?: ContextShot | null,
): Grounded | null {
  for (const [pattern, place] of relations) {
    const [, what = "", ...where] = pattern.exec(words) ?? [];
    if (where.length === 0) continue;
    const isLine = place === "row" || place === "column";
    const anchor = anchorIn(context, (where.at(-1) ?? "").trim(), options, last);
    if (!anchor) continue;
    const wanted = describe(what);
    if (isLine && wanted.ordinal === undefined) continue;
    const there = candidates(context, anchor, wanted, isLine);
    const shot = isLine
      ? nth(place === "row" ? rowOf(there, anchor.box) : columnOf(there, anchor.box), wanted.ordinal ?? 1)
      : nearestOn(there, anchor.box, place);
    if (shot) return { kind: "found", shot: usedAs(context, shot) };
    // What stands there is asked for, and not the thing that it is to stand beside.
    if (thingsOf(context).all.length > 0) return { kind: "unknown", words: words.trim(), near: [] };
  }
  return null;
}

const nth = (things: readonly Boxed[], ordinal: number): Boxed | undefined =>
  things.at(ordinal < 0 ? ordinal : ordinal - 1);

/** What it stands beside, where it is seen longest: a step may have used it before or after the page moved. */
function anchorIn(
  context: ThreadContext,
  words: string,
  options: GroundOptions,
  last: ContextShot | null | undefined,
): Boxed | null {
  const isLast = /^(?:it|that|this|that one|there|)$/.test(words);
  const found = isLast ? null : ground(context, words.replace(/^(?:of|as|with)\b/, ""), options);
  // Of several the one that says the least beside the name.
  const named = found?.kind === "found" ? found.shot : null;
  const shot = isLast ? last : found?.kind === "ambiguous" ? found.shots.toSorted(byLength)[0] : named;
  const thing = shot && (elementOf(context, shot) ?? shot);
  return thing?.box ? { ...thing, box: thing.box } : null;
}

/** What fits the words and is in the picture together with the thing it stands beside. */
function candidates(context: ThreadContext, anchor: Boxed, wanted: Description, withAnchor: boolean): Boxed[] {
  const { all } = thingsOf(context);
  const things: readonly ContextShot[] = all.length > 0 ? all : context.shots;
  const content = wanted.content.filter(({ name }) => !standing.has(name));
  const others = things
    .filter(isBoxed)
    .filter(
      (one) =>
        one.route === anchor.route &&
        (withAnchor || one.label !== anchor.label) &&
        areTogether(one, anchor) &&
        content.every((word) => best(word, aboutIt(one)) > 0.6) &&
        wanted.roles.every((role) => rolesOf(role).includes(one.role)),
    );
  // "the one", "the box": rather what is of its kind.
  const kind = wanted.hint ? rolesOf(wanted.hint) : [anchor.role];
  const alike = wanted.roles.length === 0 && content.length === 0 ? others.filter((one) => isOf(one, kind)) : [];
  return wanted.loose && alike.length > (withAnchor ? 1 : 0) ? alike : others;
}

const byLength = (one: ContextShot, other: ContextShot): number => one.label.length - other.label.length;
const isBoxed = (one: ContextShot): one is Boxed => one.box !== undefined;
const standing = set("whatever whats stands stand standing sits sitting lies lying");
const isOf = ({ role }: Boxed, kind: readonly string[]): boolean => kind.includes(role);
const aboutIt = ({ label, group = "" }: Boxed) => [...labelWords(label), ...labelWords(group), ...natureWords(label)];

/** A place is told for the time in which it stood still. */
function areTogether(one: ContextShot, other: ContextShot): boolean {
  const [a, b] = [one.stay ?? one, other.stay ?? other];
  return one.action !== undefined || (a.startMs < b.endMs && b.startMs < a.endMs);
}

/** The step that used it, where one did. */
const usedAs = (context: ThreadContext, thing: Boxed): ContextShot =>
  context.shots.findLast(({ box, elementId }) => box && elementId !== undefined && elementId === thing.elementId) ??
  thing;
