import { outputToTake } from "../../../convex/model/timeMap.ts";
import type { ContextShot } from "../../context.ts";
import { groundBeside } from "../../resolve/beside.ts";
import type { Grounded, GroundOptions } from "../../resolve/choice.ts";
import { describe, hasReference } from "../../resolve/describe.ts";
import { anchoredTo, eitherOf, ground } from "../../resolve/ground.ts";
import { best, labelWords, natureWords } from "../../resolve/likeness.ts";
import { rolesOf } from "../../resolve/vocabulary.ts";
import { type Concept, languagesOf } from "../lexicon/lexicon.ts";
import type { Reading } from "./reading.ts";
import { contains, regionIn, withoutPlace } from "./region.ts";

/** Things on screen, by the words of a clause. */

/** What is left of "zoom on the same spot again", "blur it there" once the wish itself is taken out. */
const sameWords =
  /^(?:(?:on|in|at|the|that|this|very|exact|den|die|das|der|dem|el|la|lo|en|auf) )*(?:(?:same|selben?|gleichen?|mism[ao])(?: (?<thing>[a-z]+))?|that (?:spot|place|area|part)|there|dort|alli|ahi)(?: (?:again|too|also|as well|once more|nochmal|otra vez))?$/;

/** What is left of "… and blur it", "… before it": what was named before in the same message. */
const pronoun =
  /^(?:(?:on|onto|in|into|to|at|over|around|auf|in|um|en|a|sobre) )*(?:it|that|this|them|es|das|ihn|sie|lo|la|ello|eso)(?: (?:for|at|from|für|durante))*$/;

export const isPronoun = (words: string): boolean => pronoun.test(words);

/** Where the name of another thing begins, or what is said of one. */
const openers =
  /\b(?:the|den|dem|das|die|der|el|la|when|while|as|once|that|which|where|so|because|after|before|wenn|wo|cuando|beim|auf|onto|around)\b/;

/** The thing that the clause names, once the words of `spent` concepts are taken out. `nearMs`, in the times of the version seen, chooses between several. */
export function thingNamed(
  reading: Reading,
  spent: readonly Concept[],
  nearMs?: number,
): { grounded: Grounded; words: string } {
  const { context, view } = reading;
  const words = reading.elementWords(spent);
  const near = nearMs === undefined || !view ? undefined : outputToTake(view.seen.map, nearMs);
  const options = { needsBox: true, nearMs: near, ...besideDeed(reading) };
  const same = sameThing(reading, words) ?? thingThatSays(reading, words);
  if (same) return { words, grounded: { kind: "found", shot: same } };
  const apart = beforeMoment(reading, spent, options);
  if (apart) return apart;
  const beside = groundBeside(context, reading.elementWords(spent, { placed: true }), options, namedBefore(reading));
  if (beside) return { words, grounded: beside };
  const whole = eitherOf(context, words, options) ?? ground(context, words, options);
  if (whole.kind !== "unknown") return { words, grounded: whole };
  return { words, grounded: partNamed(reading, words, options) ?? thingAt(reading, words, options) ?? whole };
}

/** "the total | when the error shows": a name before a moment that is told by another thing. */
function beforeMoment(
  reading: Reading,
  spent: readonly Concept[],
  options: GroundOptions,
): { grounded: Grounded; words: string } | null {
  const moment = reading.times.find((item) => item.kind === "point" && item.how === "at" && item.named !== undefined);
  const words = moment ? reading.wordsBefore(moment.from, spent) : "";
  if (describe(words).content.length === 0) return null;
  const grounded = ground(reading.context, words, options);
  return grounded.kind === "found" ? { grounded, words } : null;
}

/** Whether the clause names a thing or a part of the video. */
export function namesSomething(reading: Reading, spent: readonly Concept[]): boolean {
  const words = reading.elementWords(spent);
  const wanted = describe(words);
  if (!hasReference({ ...wanted, changed: false }) && wanted.figures.length === 0) return false;
  const { grounded } = thingNamed(reading, spent);
  const isNamed = grounded.kind === "found" ? !isVerb(reading, grounded.shot, words) : grounded.kind === "ambiguous";
  return isNamed || reading.named(words) !== null;
}

/** "crop the video", where a page has a button that is called Crop: a word that begins a request names nothing that is only seen. */
function isVerb({ clause, context }: Reading, { action }: ContextShot, words: string): boolean {
  const [first = "", ...rest] = words.split(" ");
  const begins = clause.tokens.find(({ kind }) => kind === "word")?.word === first;
  if (action !== undefined || !begins || languagesOf(first) === undefined) return false;
  return ground(context, rest.join(" "), { needsBox: true }).kind !== "found";
}

/** "the sign in link top right": where it is only chooses between things that fit the name. */
function thingAt(reading: Reading, words: string, options: GroundOptions): Grounded | null {
  const name = withoutPlace(words);
  const region = name && describe(name).content.length > 0 ? regionIn(reading) : null;
  const named = name && region ? ground(reading.context, name, options) : null;
  if (!region || named?.kind !== "ambiguous") return named?.kind === "found" ? named : null;
  const there = named.shots.filter(({ box }) => box && contains(region, box));
  const [only, ...others] = there;
  return only && others.length === 0 ? { kind: "found", shot: only } : { kind: "ambiguous", shots: there };
}

/** "the same spot", "there again", "that same button": the thing of the last edit, when it is of that kind; "it": what was named before. */
function sameThing(reading: Reading, words: string): ContextShot | null {
  if (reading.thingBefore !== undefined && isPronoun(words)) return namedBefore(reading) ?? null;
  const said = sameWords.exec(words)?.groups;
  const shot = said ? shotOfLast(reading) : undefined;
  const { roles } = describe(said?.thing ?? "");
  return shot?.box && roles.every((role) => rolesOf(role).includes(shot.role)) ? shot : null;
}

/** What was named before in the same message, else what the newest edit of a thing is for. */
function namedBefore(reading: Reading): ContextShot | undefined {
  if (reading.thingBefore === undefined) return shotOfLast(reading);
  const named = ground(reading.context, reading.thingBefore, { needsBox: true });
  return named.kind === "found" ? named.shot : undefined;
}

/** What the newest edit of a thing is for. */
function shotOfLast({ context, view }: Reading): ContextShot | undefined {
  const anchor = view?.seen.operations.findLast((one) => one.anchor)?.anchor;
  return anchor && anchoredTo(context, anchor);
}

/** "when the total drops to 270, zoom in on that price": what the moment was told by. */
function thingThatSays({ times }: Reading, words: string): ContextShot | null {
  const point = times.find((item) => item.kind === "point" && item.named?.thing !== undefined);
  const thing = point?.kind === "point" ? point.named?.thing : undefined;
  if (!thing) return null;
  const { content, roles, ordinal } = describe(words);
  const about = [...labelWords(thing.group ?? ""), ...natureWords(thing.label)];
  const isIt =
    content.every((word) => best(word, about) > 0) && roles.every((name) => rolesOf(name).includes(thing.role));
  return isIt && ordinal === undefined ? thing : null;
}

/** "the thing they click right before the cart shows up": which one, by what comes after it. */
function besideDeed({ times, view }: Reading): Pick<GroundOptions, "beforeMs" | "afterMs"> {
  const border = times.find((item) => item.kind === "point" && item.named && item.how !== "at");
  if (border?.kind !== "point" || !view) return {};
  const atMs = outputToTake(view.seen.map, border.atMs);
  if (border.how === "before") return { beforeMs: atMs };
  return border.how === "after" ? { afterMs: atMs } : {};
}

/** "could the camera … the order summary when it comes into view": the last thing among the words that is there. */
function partNamed({ context }: Reading, words: string, options: GroundOptions): Grounded | null {
  const parts = words
    .split(openers)
    .map((part) => part.trim())
    .filter(Boolean);
  const grounded = parts.map((part) => ({ part, found: ground(context, part, options) }));
  // "the unicorn button": a thing that is not there must not be read past.
  const missing = grounded.some(
    ({ part, found }) =>
      found.kind === "unknown" && describe(part).roles.some((role) => role !== "page" && role !== "image"),
  );
  return missing ? null : (grounded.findLast(({ found }) => found.kind === "found")?.found ?? null);
}
