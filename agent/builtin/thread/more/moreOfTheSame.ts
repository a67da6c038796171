import type { ThreadContext } from "../../../context.ts";
import { shotIdOf } from "../../../context.ts";
import { anchoredTo, ground } from "../../../resolve/ground.ts";
import { plainName } from "../../../resolve/groups.ts";
import { natureWords } from "../../../resolve/likeness.ts";
import { elementOf, thingsOf } from "../../../resolve/things.ts";
import { isView, openView } from "../../../resolve/view.ts";
import type { ToolCall, ToolName } from "../../../tools/inputs.ts";
import { askPart } from "../../fill/speed.ts";
import { type Understanding, understand } from "../../understand.ts";
import { verbOf } from "../../verbs.ts";
import { earlierMessages, questionOf } from "../answers/openQuestion.ts";
import { justChanged } from "../lastChange.ts";

const alsoWords =
  /\b(?:too|also|as well|likewise|(?:the )?same(?: (?:thing|speed|pace|rate|tempo))?(?: (?:for|on|with|to|here|again|please)|(?=[\s.!]*$))|do that (?:for|on|with)|auch|ebenso|das gleiche (?:für|mit|bei)|tambi[eé]n|lo mismo (?:para|con|en))\b/gi;

/** "and the last 2 seconds", "and the name on the bell" */
const tells = /\b(?:is|are|was|were|looks?|stays?|can|should|ist|sind|est[aá]n?)\b/i;
const addable: readonly ToolName[] = ["cut", "zoom", "redact", "speed"];
const addedPart =
  /^(?:and|und|y|plus) (?:(?:then|maybe|perhaps|please|noch) )?(?:(?:on|for|auf|en) )?(?:the|that|from|everything|die|den|das|el|la|los|las|\d)(?!\p{L})[^,;.]{2,50}[\s.!]*$/iu;

/** "and Big Marble", "then Heron", "and of Saucer": nothing but the name of another thing. */
const addedThing =
  /^(?:(?:and|und|y|plus|then|now|also|dann|luego)[\s,]+)+(?:(?:on|for|of|at|für|von|bei|para|de|en) )?(?<what>[^,;.!?"“]{2,40})[\s.!]*$/iu;

/** 'and "Click Apply" on the apply button', after captions. */
const addedText = /^(?:(?:and|und|y|then|plus)[\s,]+)+(?:(?:another|one|also)\s+)*(?=["“„«])/iu;

/** "the email field too", "same for the sign-in button": the last wish once more, for something else. */
export function moreOfTheSame(text: string, context: ThreadContext): Understanding | null {
  if (addedText.test(text) && lastCall(text, context)?.tool === "caption")
    return understand(text.replace(addedText, "add a caption "), context);
  const rest = text
    .replace(alsoWords, " ")
    .replace(/^\W*(?:and|und|y)\b/i, " ")
    .replace(/[\s,.!]+/g, " ")
    .trim();
  const saysAlso = text.match(alsoWords) !== null;
  const isAdded = !saysAlso && (addedPart.test(text) || namesThing(text, context)) && !tells.test(text);
  if (rest === "" || !(isAdded || saysAlso)) return null;
  const last = changedLast(text, context) ?? lastCall(text, context);
  const verb = last && (!isAdded || addable.includes(last.tool)) ? verbAgain(last, text, context) : undefined;
  const what = rest.replace(/^(?:then|now|also|on|for|of|at) /iu, "").replace(/['’]s$/iu, "");
  const told = verb && last ? sameTold(what, last, context) : null;
  const again = verb
    ? (told ?? alike(siblingOf(understand(`${verb} ${what}`, context), verb, context), last, context))
    : null;
  if (last?.tool === "speed" && again?.kind === "calls" && again.calls.some(isOfAll) && !allOfIt.test(rest)) {
    const { question: text, lack = {} } = askPart(last.input.rate, rest.replace(leading, ""));
    return { kind: "say", why: "asks", text, open: [questionOf(text, lack)] };
  }
  return again?.kind === "calls" || (again?.kind === "say" && again.why === "asks") ? again : null;
}

/** After "trim the first second" more goes, and after "keep the first second" more stays. */
function verbAgain(last: ToolCall, text: string, context: ThreadContext): string | null {
  const before = earlierMessages(context, text).findLast(({ role }) => role === "user")?.content ?? "";
  return last.tool === "trim" && takesAway.test(before) ? "cut out" : verbOf(last);
}
const takesAway = /\b(?:trim|cut|remove|drop|lose|skip|chop|delete)\b(?!.*\b(?:to|keep|only|just)\b)/i;

/** "same pace for the slot": what is named and not seen is not the whole video. */
const isOfAll = (call: ToolCall): boolean => call.tool === "speed" && call.input.endMs === undefined;
const allOfIt = /\b(?:whole|all|everything|video|clip|rest)\b/i;
const leading = /^(?:(?:for|on|at|in|with|the|für|auf|para|en) )+/i;

function namesThing(text: string, context: ThreadContext): boolean {
  const what = addedThing.exec(text)?.groups?.what;
  return what !== undefined && ground(context, what.replace(/['’]s$/iu, ""), { needsBox: true }).kind === "found";
}

/** "and Totem's too", after the price of another lamp: its price. */
function sameTold(what: string, last: ToolCall, context: ThreadContext): Understanding | null {
  const view = openView(context);
  const made = isView(view) ? view.seen.operations.findLast(({ type }) => type === last.tool) : undefined;
  const element = elementOf(context, made?.anchor ?? {});
  if (last.tool !== "redact" && last.tool !== "zoom") return null;
  if (!element || plainName(element.group) === "") return null;
  const nature = natureWords(element.label).map(({ name }) => name);
  const alike = thingsOf(context).all.filter(
    (one) =>
      plainName(one.group) === plainName(what) && natureWords(one.label).some(({ name }) => nature.includes(name)),
  );
  const [only, ...others] = alike;
  if (!only || others.length > 0) return null;
  return { kind: "calls", calls: [{ tool: last.tool, input: { target: only.elementId } }] };
}

/** The edit that was changed last, as it is now: after "make it 1.4x" the zoom that this was said of, rather than a speed. */
function changedLast(text: string, context: ThreadContext): ToolCall | undefined {
  const made = justChanged(context, text)?.added ?? [];
  const [edit] = made;
  if (made.length === 1 && edit?.type === "speed") return { tool: "speed", input: { rate: edit.rate } };
  if (made.length !== 1 || !edit?.anchor || (edit.type !== "zoom" && edit.type !== "redact")) return undefined;
  if (lastCall(text, context)?.tool === edit.type) return undefined;
  const target = edit.anchor.element;
  return edit.type === "zoom"
    ? { tool: "zoom", input: { target, intensity: edit.intensity } }
    : { tool: "redact", input: { target } };
}

/** The last thing that was asked for in the thread and understood; the newest few messages are looked through. */
export function lastCall(text: string, context: ThreadContext): ToolCall | undefined {
  const asked = context.messages.filter((message) => message.role === "user" && message.content !== text).slice(-4);
  // What a message did may be in the way of reading it again: the version before knows it as it was meant.
  const earlier = context.versions.findLast(({ version }) => version < (context.currentVersion ?? 0));
  const contexts = earlier ? [context, { ...context, currentVersion: earlier.version }] : [context];
  for (const message of asked.toReversed()) {
    for (const then of contexts) {
      const before = understand(message.content, then);
      if (before.kind === "calls") return before.calls.at(-1);
    }
  }
  return undefined;
}

/** "the tuesday one too", after wednesday: of several that it may be, the one that stands in the same group. */
export function siblingOf(again: Understanding, verb: string, context: ThreadContext): Understanding {
  const view = openView(context);
  const anchor = isView(view) ? view.seen.operations.at(-1)?.anchor : undefined;
  const group = anchor && anchoredTo(context, anchor)?.group;
  if (again.kind === "calls" || group === undefined) return again;
  const offers = again.open?.[0]?.offers ?? [];
  const siblings = offers.filter(({ value }) =>
    context.shots.some((shot) => shot.group === group && (shot.label === value || shotIdOf(context, shot) === value)),
  );
  const [only] = siblings;
  return only && siblings.length === 1 ? understand(`${verb} ${only.name}`, context) : again;
}

/** As close as the zoom before, where that is not the usual one. */
function alike(again: Understanding, last: ToolCall | undefined, context: ThreadContext): Understanding {
  const view = openView(context);
  const zoom = isView(view) ? view.seen.operations.findLast(({ type }) => type === "zoom") : undefined;
  const isSpecial = last?.tool === "zoom" && last.input.intensity !== undefined;
  if (again.kind !== "calls" || !isSpecial || zoom?.type !== "zoom") return again;
  const { intensity } = zoom;
  const calls = again.calls.map((call) =>
    call.tool === "zoom" ? { ...call, input: { intensity, ...call.input } } : call,
  );
  return { kind: "calls", calls };
}
