import type { Operation } from "../../../convex/model/operations.ts";
import type { ContextShot, ThreadContext } from "../../context.ts";
import { momentOf, shotIdOf } from "../../context.ts";
import { describe } from "../../resolve/describe.ts";
import { shortLabel } from "../../resolve/ground.ts";
import { labelWords, likeness } from "../../resolve/likeness.ts";
import { isView, openView, takeToSeen } from "../../resolve/view.ts";
import { ordinalNamed } from "../../resolve/vocabulary.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { clock, listed, wordsOf } from "../../words.ts";
import { type Understanding, understand } from "../understand.ts";
import { replaced } from "./amend.ts";
import { clausesOf, pointedAt } from "./answerWords.ts";

/** The last edit at another of the times that its element comes up, or at others as well. */

type OnThing = Extract<Operation, { type: "zoom" | "redact" }>;

/**
 * "both", "the first one too", "apply coupon, the first time, keep the other zoom": what was done with an element that comes
 * up several times, at others of its times as well. Null when no other time is asked for beside it.
 */
export function otherTimesToo(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  const edit = isView(view) ? view.seen.operations.at(-1) : undefined;
  if (!isView(view) || (edit?.type !== "zoom" && edit?.type !== "redact") || !edit.anchor) return null;
  const times = timesOf(edit.anchor.element, edit.anchor.shotId, context);
  if (times.length < 2) return null;
  const offers = times.map((shot) => ({ name: shortLabel(shot.label), value: shotIdOf(context, shot) }));
  const names = offers.map(({ name }) => name);
  const pointed = pointedAt(clausesOf(text, names), { offers, tool: edit.type }, context);
  if (!pointed || (!pointed.adds && pointed.offers.length < 2)) return null;
  const isDone = (shotId: string): boolean =>
    view.seen.operations.some((one) => one.type === edit.type && one.anchor?.shotId === shotId);
  const calls = pointed.offers.filter(({ value }) => !isDone(value)).map(({ value }) => sameOn(edit, value));
  if (calls.length === 0) return null;
  // "same amount": it is, without being said.
  const rest = pointed.rest.filter((part) => !likeIt.test(part));
  const beside = rest.length > 0 ? understand(rest.join(", "), context) : null;
  if (beside?.kind === "say") return null;
  return { ...beside, kind: "calls", calls: [...calls, ...(beside?.calls ?? [])] };
}

const likeIt =
  /^(?:(?:with|by|at|mit|con) )?(?:the |das |den |el |la )?(?:same|gleichen?|selben?|mism[oa])(?: (?:amount|strength|way|zoom|size|thing|blur|intensity|again|please|stärke))*$/iu;

const sameOn = (edit: OnThing, target: string): ToolCall =>
  edit.type === "zoom"
    ? { tool: "zoom", input: { target, intensity: edit.intensity } }
    : { tool: "redact", input: { target } };

const others = new Set("other another earlier previous anderen andere anderes anderer otro otra".split(" "));
const small = new Set(
  wordsOf(
    `hm hmm no nope nah nee nein sorry not that this it i mean meant want wanted rather go to zoom on take use the one ones time please instead then click den die das dem der auf mal el la los las uno una vez bitte por favor lieber mejor quiero on in at of and is`,
  ),
);
/** "da wo der Code falsch ist": which one it is, told once more. */
const explained = /,\s*(?:da,? wo|where|when|wo|wenn|donde|cuando|the one)\b.*$/i;

/** "the first one", "hm not that one, the first apply", "den anderen": another of the times that the last edit's element comes up. */
export function otherTimeOfIt(said: string, edit: Operation, context: ThreadContext): Understanding | null {
  if ((edit.type !== "zoom" && edit.type !== "redact") || !edit.anchor) return null;
  const { shotId, element } = edit.anchor;
  const all = timesOf(element, shotId, context);
  const words = wordsOf(said.replace(explained, ""));
  const ordinal = words.map(ordinalNamed).find((one) => one !== undefined);
  const isOther = words.some((word) => others.has(word));
  const left = words.filter((word) => ordinalNamed(word) === undefined && !others.has(word) && !small.has(word));
  if (all.length < 2 || (ordinal === undefined && !isOther) || !isOfLabel(left, element)) return null;
  const rest = all.filter((one) => shotIdOf(context, one) !== shotId);
  const shot =
    ordinal === undefined ? (rest.length === 1 ? rest[0] : undefined) : all.at(ordinal < 0 ? ordinal : ordinal - 1);
  if (!shot) return ordinal === undefined ? askWhich(all, context) : null;
  const intensity = edit.type === "zoom" ? { intensity: edit.intensity } : {};
  return replaced({ tool: edit.type, input: { target: shotIdOf(context, shot), ...intensity } });
}

/** Every time that an element is used, in order. */
function timesOf(label: string, shotId: string, context: ThreadContext): ContextShot[] {
  const own = context.shots.find((one) => shotIdOf(context, one) === shotId);
  const same = context.shots.filter((one) => one.label === label && one.role === own?.role && one.route === own.route);
  return same.toSorted((a, b) => momentOf(a) - momentOf(b));
}

const isOfLabel = (words: readonly string[], label: string): boolean =>
  describe(words.join(" ")).content.every((word) => labelWords(label).some((other) => likeness(word, other) > 0));

function askWhich(all: readonly ContextShot[], context: ThreadContext): Understanding | null {
  const view = openView(context);
  if (!isView(view)) return null;
  const times = all.map((shot, at) => `**the ${numbered(at + 1)}** at ${clock(takeToSeen(view, shot.startMs))}`);
  return { kind: "say", why: "asks", text: `Which one do you mean: ${listed(times)}?` };
}

const numbered = (place: number): string => ["first", "second", "third", "fourth", "fifth"][place - 1] ?? `${place}th`;
