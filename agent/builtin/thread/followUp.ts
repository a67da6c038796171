import type { Operation, OperationType } from "../../../convex/model/operations.ts";
import type { ContextShot, ThreadContext } from "../../context.ts";
import { elementQuestion } from "../../resolve/ground.ts";
import { editName, operationTypes } from "../../resolve/history.ts";
import { isView, openView } from "../../resolve/view.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { allOf } from "../fill/history.ts";
import { type Understanding, understand } from "../understand.ts";
import { amountSaid } from "../words/amounts.ts";
import { amendment, removedInstead, replaced, reworded } from "./amend.ts";
import { boldIn, questionOf } from "./openQuestion.ts";
import { otherTimeOfIt } from "./otherTimes.ts";
import { whereAsked } from "./whereAsked.ts";

/**
 * What a few words mean after an edit: "a bit more", "less", "the other one", "no, the email field instead", "put it back".
 * Null when the message is none of these, or nothing stands that it could mean.
 */
export function followUp(
  text: string,
  lastCall: () => ToolCall | undefined,
  context: ThreadContext,
): Understanding | null {
  const said = text.trim().replace(/[\s.!]+$/, "");
  const meant = correction.exec(said)?.groups?.rest;
  const newest = context.versions.find(({ version }) => version === context.currentVersion);
  if (meant && newest?.summary?.startsWith("Removed the ")) return removedInstead(meant, context);
  const view = openView(context);
  const removed = isView(view) && allOfThem.test(said) ? newest?.summary && removedType(newest.summary) : undefined;
  const left = isView(view) && removed ? view.seen.operations.filter(({ type }) => type === removed).length : 0;
  if (removed && left > 0) return { kind: "calls", calls: allOf(removed, left) };
  const edit = isView(view) ? view.seen.operations.at(-1) : undefined;
  if (!edit) return null;
  const amount = amountSaid(said);
  if (amount && lastCall()?.tool === "shorten" && !amount.isLess && !ofSize.test(said))
    return understand("make it shorter", context);
  const amended = amendment(said, lastCall, context);
  if (amended) return amended;
  const elsewhere = otherTimeOfIt(said, edit, context);
  if (elsewhere && (!otherOne.test(said) || saysOfTimes(context))) return elsewhere;
  if (otherOne.test(said)) return theOther(edit, context);
  return null;
}

/** A few words after an edit that mean one thing, also when Aura has just asked something else. */
export function plainFollowUp(text: string, context: ThreadContext): Understanding | null {
  const said = text.trim().replace(/[\s.!]+$/, "");
  const steps = lastFew.exec(said)?.groups?.count;
  if (steps) return understand(`undo ${steps} steps`, context);
  if (oneBack.test(said)) return understand("undo", context);
  const asked = whereAsked(said, context);
  if (asked) return asked;
  const words = otherWords.exec(said)?.groups?.text;
  return words ? reworded(words, context) : null;
}

const allOfThem =
  /^(?:(?:no|nope|yes|yeah|yep|sure|please|ja|s[ií]|and|ok(?:ay)?|i (?:meant?|said)|nein|ich meine|y)[,!\s]+)*(?:remove |delete )?(?:all|both|every one|alle|beide|tod[oa]s|amb[oa]s)(?: of (?:them|these|those|it)| davon| ell[oa]s)?(?: please| bitte)?$/i;

/** The kind of edit that "Removed the zoom on Phone" tells of. */
const removedType = (summary: string): OperationType | undefined =>
  operationTypes.find((type) => summary.startsWith(`Removed the ${editName(type)}`));

const otherOne =
  /^(?:(?:no|nope|nah|sorry|wait|not that(?: one)?|i meant?)[,\s]+)*(?:on )?(?:the other(?: one| button| field| box| thing)?|das andere|el otro|la otra)(?: please| instead)?$/i;
const correction =
  /^(?:no|nope|nah|not that(?: one)?|wrong one|i meant?|sorry|nein)[,.!\s]+(?:wait[,.!\s]+)?(?:i meant? |not that(?: one)?[,\s]+|rather )?(?:on |at |to |für )?(?<rest>(?:the|that|das|den|die|der|el|la) .{2,60}?)(?: please)?(?: instead| stattdessen)?$/i;
const lastFew =
  /^(?:please |can you |could you )*(?:undo|revert|take back) (?:the |my )?(?:last|latest) (?<count>two|three|four|five|[2-9])(?: (?:edits?|changes?|things|steps|ones))?(?: please)?$/i;
const oneBack =
  /^(?:(?:ok(?:ay)?|no|hmm?|wait|please|now)[,.!\s]+)*(?:(?:go|step|one(?: step)?|get|a step) )?back(?: one)?(?: step| please| again)?$|^(?:einen schritt )?zurück(?: bitte)?$|^(?:vuelve )?atr[aá]s(?: por favor)?$/i;
const otherWords =
  /^(?:(?:and|ok(?:ay)?|no|now|please|can you|could you)[,\s]+)*(?:make|let) (?:the (?:caption|text|title)|it) (?:(?:just|only|simply|say|read|to|into)\s+)*["“”'‘](?<text>[^"“”]{1,300})["“”'’](?: please)?$/i;

/** Whether Aura has just said that the thing comes up more than once. */
const saysOfTimes = ({ messages }: ThreadContext): boolean =>
  /\bcomes up \d+ times\b/.test(messages.findLast(({ role }) => role === "assistant")?.content ?? "");

/** "bigger" says nothing of a length. */
const ofSize = /bigger|larger|closer|tighter|deeper|nearer|größer|groesser|näher|naeher|enger|grande|cerca/i;

/** Of the things that it could have been, the one that it was not. */
function theOther(edit: Operation, context: ThreadContext): Understanding | null {
  if ((edit.type !== "zoom" && edit.type !== "redact") || !edit.anchor) return null;
  const { element } = edit.anchor;
  const boxed = context.shots.filter((shot) => shot.box !== undefined);
  const changed = boxed.filter((shot) => shot.changed);
  const others = offered(context, boxed, element) ?? differing(changed, element);
  const [only] = others;
  if (only && others.length === 1) return replaced({ tool: edit.type, input: { target: only.label } });
  const shots = others.length > 0 ? others : differing(boxed, element);
  const verb = edit.type === "zoom" ? "zoom on" : "blur";
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
