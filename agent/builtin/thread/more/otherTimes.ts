import type { Operation } from "../../../../convex/model/operations.ts";
import type { ContextShot, ThreadContext } from "../../../context.ts";
import { momentOf, shotIdOf } from "../../../context.ts";
import { describe } from "../../../resolve/describe.ts";
import { elementQuestion, shortLabel } from "../../../resolve/question.ts";
import { isView, openView, takeToSeen } from "../../../resolve/view.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import { clock, listed } from "../../../words.ts";
import { type Understanding, understand } from "../../understand.ts";
import { splitClauses } from "../../wishes/clauses.ts";
import { read } from "../../words/read.ts";
import { agrees, clausesOf, pointedAt } from "../answers/answerWords.ts";
import { boldIn, questionOf } from "../answers/openQuestion.ts";
import { hear } from "../orders/hearOrder.ts";
import { replaced } from "../remarks/amend.ts";
import { withoutDenied, withoutProtest } from "../remarks/protest.ts";
import { namesLike } from "./hearAnother.ts";

/** The last zoom or blur at another of the times that its element comes up, at others as well, or on the other thing. */

type OnThing = Extract<Operation, { type: "zoom" | "redact" }>;
type Anchored = OnThing & { anchor: NonNullable<OnThing["anchor"]> };

/** "both", "the first one too", "no, the second time", "the other one". Null when no other time is asked for. */
export function otherTimes(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  const edit = isView(view) ? view.seen.operations.at(-1) : undefined;
  if (!isView(view) || (edit?.type !== "zoom" && edit?.type !== "redact") || !edit.anchor) return null;
  // "take the first off": of two zooms one goes.
  if (hear(splitClauses(read(text, context))[0] ?? [], text)?.deed === "remove") return null;
  const { anchor } = edit;
  const whole = withoutProtest(text).rest;
  const own = withoutDenied(whole) || whole;
  const edge = atEdge.exec(own)?.groups;
  const said = edge ? `the ${edge.start === undefined ? "last" : "first"} one` : own;
  const times = timesOf(anchor.element, anchor.shotId, context);
  const offers = times.map((shot) => ({ name: shortLabel(shot.label), value: shotIdOf(context, shot) }));
  const other = theOther.exec(said);
  if (other) {
    const [one, ...more] = offers.filter(({ value }) => value !== anchor.shotId);
    if (!one || !saysOfTimes(context)) return theOtherThing({ ...edit, anchor }, context);
    if (more.length > 0) return askWhich(times, context);
    const call = sameOn(edit, one.value);
    return other.groups?.also ? { kind: "calls", calls: [call] } : replaced(call);
  }
  // "the porcini": the name alone says nothing of when.
  const saysWhen = describe(said).ordinal !== undefined || whenWords.test(said);
  if (times.length < 2 || namesLike(splitClauses(read(said, context)), said)) return null;
  const clauses = clausesOf(
    said,
    offers.map(({ name }) => name),
  );
  const pointed = pointedAt(clauses, { offers, tool: edit.type }, context);
  if (!pointed) return null;
  if (!saysWhen && pointed.rest.length > 0) return null;
  if (!saysWhen) return { kind: "calls", calls: [sameOn(edit, anchor.shotId)] };
  const isDone = (shotId: string): boolean =>
    view.seen.operations.some((one) => one.type === edit.type && one.anchor?.shotId === shotId);
  const [one, ...more] = pointed.offers.filter(({ value }) => !isDone(value));
  // What is there already is told to be.
  const calls = (one ? [one, ...more] : pointed.offers).map(({ value }) => sameOn(edit, value));
  const [call] = calls;
  const isAnother = one && !pointed.adds && pointed.offers.length < 2;
  if (call && isAnother) return pointed.rest.every(agrees) ? replaced(call) : null;
  // "same amount": it is, without being said.
  const rest = pointed.rest.filter((part) => !likeIt.test(part));
  const beside = rest.length > 0 ? understand(rest.join(", "), context) : null;
  if (beside?.kind === "say") return null;
  return { ...beside, kind: "calls", calls: [...calls, ...(beside?.calls ?? [])] };
}

/** "yes but at the end", "the other time, at the start" */
const atEdge =
  /^(?:(?:yes|yeah|ok(?:ay)?|please|but|and|rather|i meant?|(?:the )?(?:other )?(?:one|time)|ja|aber|s[ií]|pero)[\s,]+)*(?:at|near|am|al) (?:the |very )*(?:(?<start>start|beginning|anfang|principio)|end|ende|final)(?:[\s,]+(?:please|instead|rather|bitte|por favor))*$/iu;
const theOther =
  /^(?:on |mal |auf |en )?(?:the other(?: one| time| button| field| box| thing)?|das andere|de[rn] anderen?|die andere|el otro|la otra)(?<also> (?:too|as well|also|auch|tambi[eé]n))?(?: (?:please|instead|bitte|por favor))?$/iu;
const whenWords =
  /\d|(?<!\p{L})(?:both|all|each|every|two|too|also|as well|again|former|latter|not|beiden?|alle|zwei|auch|nicht|dos|amb[oa]s|tod[oa]s|tambi[eé]n|no)(?!\p{L})/iu;
const likeIt =
  /^(?:(?:with|by|at|mit|con) )?(?:the |das |den |el |la )?(?:same|gleichen?|selben?|mism[oa])(?: (?:amount|strength|way|zoom|size|thing|blur|intensity|again|please|stärke))*$/iu;

const sameOn = (edit: OnThing, target: string): Extract<ToolCall, { tool: "zoom" | "redact" }> =>
  edit.type === "zoom"
    ? { tool: "zoom", input: { target, intensity: edit.intensity } }
    : { tool: "redact", input: { target } };

/** Every time that an element is used, in order. */
function timesOf(label: string, shotId: string, context: ThreadContext): ContextShot[] {
  const own = context.shots.find((one) => shotIdOf(context, one) === shotId);
  const same = context.shots.filter((one) => one.label === label && one.role === own?.role && one.route === own.route);
  return same.toSorted((a, b) => momentOf(a) - momentOf(b));
}

/** Whether Aura has just said that the thing comes up more than once. */
const saysOfTimes = ({ messages }: ThreadContext): boolean =>
  /\bcomes up\b/.test(messages.findLast(({ role }) => role === "assistant")?.content ?? "");

function askWhich(all: readonly ContextShot[], context: ThreadContext): Understanding | null {
  const view = openView(context);
  if (!isView(view)) return null;
  const times = all.map((shot, at) => `**the ${numbered(at + 1)}** at ${clock(takeToSeen(view, shot.startMs))}`);
  return { kind: "say", why: "asks", text: `Which one do you mean: ${listed(times)}?` };
}
const numbered = (place: number): string => ["first", "second", "third", "fourth", "fifth"][place - 1] ?? `${place}th`;

/** Of the things that it could have been, the one that it was not. */
function theOtherThing({ type, anchor: { element } }: Anchored, context: ThreadContext): Understanding {
  const boxed = context.shots.filter((shot) => shot.box !== undefined);
  const changed = boxed.filter((shot) => shot.changed);
  const others = offered(context, boxed, element) ?? differing(changed, element);
  const [only] = others;
  if (only && others.length === 1) return replaced({ tool: type, input: { target: only.label } });
  const verb = type === "zoom" ? "zoom on" : "blur";
  const shots = others.length > 0 ? others : differing(boxed, element);
  const text = elementQuestion({ kind: "ambiguous", shots }, verb);
  const offers = boldIn(text).map((name) => ({ name, value: `${verb} ${name} instead` }));
  return { kind: "say", why: "asks", text, open: [questionOf(text, { offers })] };
}

const differing = (shots: readonly ContextShot[], element: string): ContextShot[] =>
  [...new Map(shots.map((shot) => [shot.label, shot])).values()].filter(({ label }) => label !== element);

/** What Aura's last question named beside it. */
function offered({ messages }: ThreadContext, shots: readonly ContextShot[], element: string): ContextShot[] | null {
  const asked = messages.findLast(({ role, content }) => role === "assistant" && /\?\s*$/.test(content));
  const named = shots.filter(({ label }) => asked?.content.includes(`**${label}**`));
  return named.some(({ label }) => label === element) ? differing(named, element) : null;
}
