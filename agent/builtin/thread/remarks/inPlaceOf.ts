import type { Operation } from "../../../../convex/model/operations.ts";
import type { ThreadContext } from "../../../context.ts";
import type { LastChange } from "../../../resolve/changeOf.ts";
import { describe } from "../../../resolve/describe.ts";
import { ground } from "../../../resolve/ground.ts";
import { isView, openView } from "../../../resolve/view.ts";
import { isEdit, type ToolCall } from "../../../tools/inputs.ts";
import { fold } from "../../../words.ts";
import { set } from "../../times/words.ts";
import { type Understanding, understand } from "../../understand.ts";
import { splitClauses } from "../../wishes/clauses.ts";
import { read } from "../../words/read.ts";
import { before, instead, justChanged } from "../lastChange.ts";
import { siblingOf } from "../more/moreOfTheSame.ts";
import { replaced } from "./amend.ts";
import { withoutDenied, withoutProtest } from "./protest.ts";

/** "the tuesday one rather", "zoom on the total instead", "no, the email field": the last edit, of another thing. */

type OnThing = Extract<ToolCall, { tool: "zoom" | "redact" | "crop" }>;
const verbs: Partial<Record<Operation["type"], string>> = { zoom: "zoom on", redact: "blur", crop: "crop to" };

/** Null where nothing is to stand in another's place, or the last edit is of no thing. */
export function inPlaceOf(text: string, context: ThreadContext): Understanding | null {
  if (text.length > LONGEST) return null;
  const view = openView(context);
  if (!isView(view)) return null;
  const edit = view.seen.operations.at(-1);
  const { against, rest } = withoutProtest(text);
  const own = withoutInstead(rest);
  const whole = (own ?? rest).replace(aboutIt, "").replace(lastOnes, "");
  const name = withoutDenied(whole);
  if (!edit || name === "" || splitClauses(read(name, context)).length > 1) return null;
  const change = justChanged(context, text);
  const isExchanged = own !== null && change !== null;
  // "blur it instead": what was zoomed on.
  for (const then of isExchanged ? [before(context, change), context] : [context]) {
    const alone = understand(name, then);
    if (alone.kind === "calls") return isExchanged ? inItsPlace(alone.calls, view.seen.operations, change) : null;
  }
  const verb = verbs[edit.type];
  const isAnother = isExchanged || against !== "nothing" || name !== whole || (change !== null && lastOnes.test(rest));
  if (!verb || !isAnother || !isThing(name, context)) return null;
  const meant = siblingOf(understand(`${verb} ${name}`, context), verb, context);
  if (meant.kind !== "calls") return meant.why === "asks" ? meant : null;
  const [call, ...more] = meant.calls;
  return call && more.length === 0 && isOf(call, edit) ? replaced(alike(call, edit)) : null;
}

/** Nothing but the name of something on screen; "the first" is another of the times at which the same comes up. */
function isThing(name: string, context: ThreadContext): boolean {
  const { content, roles } = describe(name);
  if ((content.length === 0 && roles.length === 0) || /\d\s?(?:s|secs?|seconds?|x|×)\b/i.test(name)) return false;
  return ground(context, name, { needsBox: true }).kind !== "unknown";
}

/** One of a kind that there is takes the place of the last of those alone; another, of all that was done last. */
function inItsPlace(calls: readonly ToolCall[], made: readonly Operation[], change: LastChange): Understanding | null {
  const [call, ...more] = calls;
  const now = made.findLast(({ type }) => type === call?.tool);
  if (call && more.length === 0 && now && isOf(call, now)) return replaced(alike(call, now));
  return calls.every(isEdit) ? instead(change, calls) : null;
}

const LONGEST = 90;
const swaps = set("instead rather stattdessen lieber mejor");
const swapsNothing = set("of than");
/** "on Tuesday", "I meant the phone", "to the total". */
const aboutIt =
  /^(?:(?:(?:i|we)(?:'d| would)? (?:like|prefer|want|have|meant?)|make it|do it|to|on|at|für|auf|en)\s+)+/iu;
/** "the phone one" */
const lastOnes = / ones?(?: please)?$/iu;

/** Without the word that says that one thing stands in another's place; null where it is not said. */
function withoutInstead(said: string): string | null {
  const words = said.split(/\s+/);
  const at = words.findIndex((word, place) => {
    const next = fold(words[place + 1] ?? "");
    return swaps.has(fold(word).replace(/[,.!]+$/, "")) && !swapsNothing.has(next);
  });
  return at < 0
    ? null
    : words
        .toSpliced(at, 1)
        .join(" ")
        .replace(/[\s,.!]+$/, "");
}

const isOf = (call: ToolCall, { type }: Operation): call is OnThing =>
  call.tool === type && (type === "zoom" || type === "redact" || type === "crop");

/** As close as it was, where that was said. */
function alike(call: OnThing, edit: Operation): OnThing {
  if (call.tool !== "zoom" || edit.type !== "zoom" || call.input.intensity !== undefined || edit.intensity === USUAL)
    return call;
  return { ...call, input: { ...call.input, intensity: edit.intensity } };
}
const USUAL = 2;
