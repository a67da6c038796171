import Fuse from "fuse.js";
import type { Operation } from "../../convex/model/operations.ts";
import type { ContextShot, ThreadContext } from "../context.ts";
import { isPage } from "../context.ts";
import { wordsOf } from "../words.ts";
import { knownByLook } from "./byLook.ts";
import { groundCard } from "./cards.ts";
import { bySalience, choose, distinct, elementsOfPage, type Grounded, type GroundOptions, nth } from "./choice.ts";
import { type Description, describe, hasReference } from "./describe.ts";
import { groundSeen } from "./groundSeen.ts";
import { plainName } from "./groups.ts";
import { best, labelWords, scoreOf } from "./likeness.ts";
import { withoutLooks } from "./looks.ts";
import { namedWords } from "./sameThings.ts";
import { cardsNamed, toldOfListed } from "./sets.ts";
import { groupNamed, thingById, thingsOf } from "./things.ts";
import { actionNamed } from "./vocabulary.ts";

/** "the coupon or the email": a choice that is not the video's to make. Null when it names no two things. */
export function eitherOf(context: ThreadContext, text: string, options: GroundOptions): Grounded | null {
  const parts = text.split(/\s(?:or|oder|o)\s/).map((part) => part.replace(/^(?:either|entweder)\s/, ""));
  if (parts.length < 2) return null;
  const shots = parts.flatMap((part) => {
    const grounded = ground(context, part, options);
    return grounded.kind === "found" ? [grounded.shot] : grounded.kind === "ambiguous" ? grounded.shots : [];
  });
  const different = distinct(shots);
  return different.length > 1 ? { kind: "ambiguous", shots: different } : null;
}

/**
 * Finds the element that a person's words mean: among the shots by label, role, route, action, order and salience, and where
 * these have nothing as good, among the elements that are only seen.
 */
export function ground(context: ThreadContext, text: string, options: GroundOptions): Grounded {
  const named = thingById(context, text.trim());
  if (named && (named.box || !options.needsBox)) return { kind: "found", shot: named };
  const shots = context.shots.filter((shot) => !options.needsBox || shot.box);
  const labelled = exactLabel(shots, text);
  if (labelled.length > 0) return choose(labelled, options);
  const several = cardsNamed(context, text) ?? toldOfListed(context, text) ?? knownByLook(context, text);
  if (several?.box) return { kind: "found", shot: several };
  const wanted = withNamesAmongDeeds(withoutLooks(describe(text), context), text, shots);
  const card = groundCard(context, wanted, options);
  if (card) return card;
  const used = groundUsed(context, shots, wanted, options);
  const seen = groundSeen(context, text, wanted, options);
  if (
    seen &&
    (!used || seen.score >= used.score + MUCH_BETTER || isCalledOtherwise(used.grounded, seen.grounded, wanted))
  )
    return seen.grounded;
  return used?.grounded ?? (hasReference(wanted) ? unknown(context, shots, text, options) : { kind: "nothing" });
}

/** "the cart button", of the page /cart: what was used bears none of these words, and one thing that is seen bears all of them. */
function isCalledOtherwise(used: Grounded, seen: Grounded, { content, roles }: Description): boolean {
  if (used.kind !== "found" || seen.kind !== "found" || roles.length === 0 || content.length === 0) return false;
  const bears = ({ label }: ContextShot, word: Description["content"][number]): boolean =>
    best(word, labelWords(label)) > 0.8;
  return !content.some((word) => bears(used.shot, word)) && content.every((word) => bears(seen.shot, word));
}

/** "the arrives line": a deed's word that a label begins with is a name beside a word for a thing. */
function withNamesAmongDeeds(wanted: Description, text: string, shots: readonly ContextShot[]): Description {
  if (wanted.actions.length === 0 || wanted.content.length > 0 || !wanted.loose) return wanted;
  const openings = new Set(shots.map(({ label }) => wordsOf(label)[0]));
  const content = namedWords(wordsOf(text)).filter(({ name }) => actionNamed(name) && openings.has(name));
  return content.length > 0 ? { ...wanted, content, actions: [] } : wanted;
}

/** What an edit was made for: the step, or the element that is seen during it. */
export function anchoredTo(context: ThreadContext, anchor: NonNullable<Operation["anchor"]>): ContextShot | undefined {
  const shot = thingById(context, anchor.shotId);
  if (anchor.elementId === undefined || shot?.label === anchor.element) return shot;
  const own = thingById(context, anchor.elementId);
  if (own?.label === anchor.element) return own;
  const named = ground(context, anchor.element, { needsBox: true });
  return named.kind === "found" ? named.shot : own;
}

/** By so much what was never used has to fit better than what was. */
const MUCH_BETTER = 0.6;

function groundUsed(
  context: ThreadContext,
  shots: readonly ContextShot[],
  wanted: Description,
  options: GroundOptions,
): { score: number; grounded: Grounded } | null {
  if (!hasReference(wanted)) return null;
  const surely = (grounded: Grounded | null) => grounded && { score: Number.POSITIVE_INFINITY, grounded };
  if (wanted.content.length === 0) return surely(bySalience(shots, wanted, options));
  const onPage = elementsOfPage(shots, wanted);
  if (onPage) return surely(choose(wanted.ordinal === undefined ? onPage : nth(onPage, wanted.ordinal), options));
  const scored = shots
    .map((shot) => ({ shot, score: scoreOf(shot, wanted) }))
    .filter(({ score }) => score >= 0.65)
    .sort((a, b) => b.score - a.score);
  const top = scored[0];
  if (!top) return null;
  const equals = scored.filter(({ score }) => top.score - score < 0.2).map(({ shot }) => shot);
  const meant = wanted.ordinal === undefined ? lastOfGroup(equals, wanted) : nth(equals, wanted.ordinal);
  // The name that stands over a choice is as good a name as its own.
  const isOfGroup = namesGroup(top.shot, wanted);
  const grounded = choose(meant, options);
  const whole = isOfGroup && grounded.kind === "found" ? groupNamed(context, grounded.shot) : undefined;
  return { score: top.score + (isOfGroup ? 0.5 : 0), grounded: { ...grounded, ...(whole ? { whole } : {}) } };
}

/** Whether all words are in the name of the group that something is one of. */
function namesGroup({ group }: ContextShot, { content }: Description): boolean {
  const words = labelWords(group ?? "");
  return content.every((word) => best(word, words) > 0);
}

/** "the delivery day", of which several were tried: one thing, and the last of them. */
function lastOfGroup(equals: readonly ContextShot[], wanted: Description): readonly ContextShot[] {
  const [first, ...others] = equals;
  const last = equals.at(-1);
  const isOne = first?.group && others.every(({ group, route }) => group === first.group && route === first.route);
  return isOne && last && namesGroup(first, wanted) ? [last] : equals;
}

function exactLabel(shots: readonly ContextShot[], text: string): ContextShot[] {
  // "the 12 – 15": of figures nothing else is left to know it by.
  const wanted = wordsOf(text)
    .join(" ")
    .replace(/^(?:the|das|die|der|den|el|la) (?=[\d ]+$)/, "");
  return wanted ? shots.filter((shot) => plainName(shot.label) === wanted) : [];
}

function unknown(
  context: ThreadContext,
  shots: readonly ContextShot[],
  text: string,
  { nearMs }: GroundOptions,
): Grounded {
  // Only a question tells what is near, and it takes long to find.
  let near: ContextShot[] | undefined;
  return {
    kind: "unknown",
    words: text.trim(),
    get near() {
      near ??= nearTo(context, shots, text, nearMs);
      return near;
    },
  };
}

function nearTo(
  context: ThreadContext,
  shots: readonly ContextShot[],
  text: string,
  nearMs: number | undefined,
): ContextShot[] {
  const named = distinct(shots).filter((shot) => !isPage(shot));
  const seen = thingsOf(context).unused.filter(
    ({ startMs, endMs }) => nearMs === undefined || (startMs <= nearMs && nearMs < endMs),
  );
  const keys = seen.length > 0 ? ["label", "group"] : ["label"];
  const search = new Fuse([...named, ...seen], { keys, threshold: 0.45, ignoreLocation: true });
  const alike = search.search(text, { limit: seen.length > 0 ? MOST_NEAR : 3 }).map(({ item }) => item);
  const near = [...new Set([...seen.filter((one) => sharesWord(one, text)), ...alike])].slice(0, MOST_NEAR);
  const changedFirst = [...named, ...seen].toSorted((a, b) => Number(b.changed ?? false) - Number(a.changed ?? false));
  return near.length > 0 ? near : changedFirst.slice(0, MOST_NEAR);
}
const MOST_NEAR = 4;

const sharesWord = ({ label, group = "" }: ContextShot, text: string): boolean =>
  describe(text).content.some((word) => Math.max(best(word, labelWords(label)), best(word, labelWords(group))) > 0.8);
