import type { Operation } from "../../convex/model/operations.ts";
import type { ContextShot, ThreadContext } from "../context.ts";
import { elementQuestion } from "../resolve/ground.ts";
import { isView, openView } from "../resolve/view.ts";
import type { ToolCall } from "../tools/inputs.ts";
import { type Understanding, understand } from "./understand.ts";

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
  if (puttingBack.test(said) && lastCall()?.tool === "revert") return understand("redo", context);
  const meant = correction.exec(said)?.groups?.rest;
  const newest = context.versions.find(({ version }) => version === context.currentVersion);
  if (meant && newest?.summary?.startsWith("Removed the ")) return removedInstead(meant, context);
  const view = openView(context);
  const edit = isView(view) ? view.seen.operations.at(-1) : undefined;
  if (!edit) return null;
  const amount = moreOrLess.exec(said)?.groups;
  if (amount) {
    const how = { isLess: amount.less !== undefined, isLittle: amount.little !== undefined };
    return lastCall()?.tool === "shorten" && !how.isLess
      ? understand("make it shorter", context)
      : adjusted(edit, how, context);
  }
  if (longer.test(said) && edit.type === "zoom" && lastCall()?.tool === "zoom") return heldLonger(edit);
  const pace = fasterOrSlower.exec(said)?.groups;
  if (pace && edit.type === "speed" && lastCall()?.tool === "speed") {
    const isSlower = pace.slower !== undefined;
    return adjusted(edit, { isLess: isSlower === edit.rate >= 1, isLittle: pace.little !== undefined }, context);
  }
  if (otherOne.test(said)) return theOther(edit, context);
  const corrected = (correction.exec(said) ?? insteadOfIt.exec(said))?.groups?.rest;
  return corrected ? inItsPlace(edit, corrected, context) : null;
}

/** A few words after an edit that mean one thing, also when Aura has just asked something else. */
export function plainFollowUp(text: string, context: ThreadContext): Understanding | null {
  const said = text.trim().replace(/[\s.!]+$/, "");
  const steps = lastFew.exec(said)?.groups?.count;
  if (steps) return understand(`undo ${steps} steps`, context);
  if (wholePicture.test(said)) return uncropped(context);
  const words = otherWords.exec(said)?.groups?.text;
  return words ? reworded(words, context) : null;
}

const puttingBack =
  /(?:^|[\s,])(?:put|bring|get) (?:it|that|them) back(?: again| in)?(?: please)?$|^restore (?:it|that)$|(?:hol|mach) (?:es|das) wieder (?:zurück|rein)$/i;
const moreOrLess =
  /^(?:(?:ok(?:ay)?|nice|hmm?|and|now|maybe|make it|go)[,\s]+)*(?<little>(?:just )?(?:a (?:tiny |little )?bit|a (?:little|touch|tad)|slightly|etwas|ein bisschen|un poco) )?(?:even |still |much |way |noch )?(?:more|stronger|harder|mehr|m[aá]s|(?<less>less|softer|weaker|weniger|menos))(?: (?:of that|please|than that|so))?$/i;
const fasterOrSlower =
  /^(?:(?:ok(?:ay)?|no|hmm?|and|maybe|make it|go)[,\s]+)*(?<little>a (?:little )?bit |a (?:little|touch|tad) |slightly |etwas |un poco )?(?:even |still |much |way |noch )?(?:faster|quicker|schneller|m[aá]s r[aá]pido|(?<slower>slower|langsamer|m[aá]s lento))(?: than that| please)?$/i;
const otherOne =
  /^(?:(?:no|nope|nah|sorry|wait|not that(?: one)?|i meant?)[,\s]+)*(?:on )?(?:the other(?: one)?|das andere|el otro|la otra)(?: please| instead)?$/i;
const correction =
  /^(?:no|nope|nah|not that(?: one)?|wrong one|i meant?|sorry|nein)[,.!\s]+(?:wait[,.!\s]+)?(?:i meant? |not that(?: one)?[,\s]+|rather )?(?:on |at |to |für )?(?<rest>(?:the|that|das|den|die|der|el|la) .{2,60}?)(?: please)?(?: instead| stattdessen)?$/i;
const insteadOfIt =
  /^(?:on |rather )?(?<rest>(?:the|that|das|den|die|der|el|la) .{2,60}?) (?:instead|stattdessen)(?: please)?$/i;

const lastFew =
  /^(?:please |can you |could you )*(?:undo|revert|take back) (?:the |my )?(?:last|latest) (?<count>two|three|four|five|[2-9])(?: (?:edits?|changes?|things|steps|ones))?(?: please)?$/i;
const longer =
  /^(?:and |ok(?:ay)?,? |please |can you |now )*(?:hold|keep|leave|stay|make) (?:it|that|the zoom|on it)(?: there| on| last| stay)?(?: (?:a (?:little )?bit|a (?:little|touch)|much|even|for))? longer(?: please)?$/i;
const wholePicture =
  /^(?:(?:hmm?|no|ok(?:ay)?|actually|wait|please)[,.!\s]+)*(?:(?:i want|let me see|keep|show|use|give me|back to) )(?:me )?the (?:whole|full|entire) (?:picture|frame|screen|image|page)(?: (?:again|instead|please))*$/i;
const otherWords =
  /^(?:(?:and|ok(?:ay)?|no|now|please|can you|could you)[,\s]+)*(?:make|let) (?:the (?:caption|text|title)|it) (?:(?:just|only|simply|say|read|to|into)\s+)*["“”'‘](?<text>[^"“”]{1,300})["“”'’](?: please)?$/i;

type Amount = { isLess: boolean; isLittle: boolean };

/** The last edit once more, stronger or weaker. */
function adjusted(edit: Operation, { isLess, isLittle }: Amount, context: ThreadContext): Understanding | null {
  const by = (isLittle ? 1.2 : 1.5) ** (isLess ? -1 : 1);
  switch (edit.type) {
    case "zoom": {
      const { centerX, centerY, startMs, durationMs, anchor } = edit;
      const where = anchor ? { target: anchor.element } : { centerX, centerY };
      const intensity = rounded(Math.min(6, Math.max(1.1, edit.intensity * by)));
      return replaced({ tool: "zoom", input: { ...where, intensity, startMs, durationMs } });
    }
    case "speed": {
      const { startMs } = edit;
      // In the times of the version that is seen the stretch is as long as it plays.
      const endMs = Math.round(startMs + (edit.endMs - startMs) / edit.rate);
      const rate = rounded(Math.min(16, Math.max(0.1, edit.rate < 1 ? edit.rate / by : edit.rate * by)));
      return replaced({ tool: "speed", input: { rate, startMs, endMs } });
    }
    case "cursor_emphasis":
      return understand(isLess ? "smaller cursor" : "bigger cursor", context);
    default:
      return null;
  }
}

const rounded = (value: number): number => Number(value.toFixed(2));

/** Half as long again. */
function heldLonger({ centerX, centerY, intensity, startMs, durationMs, anchor }: Zoom): Understanding {
  const where = anchor ? { target: anchor.element } : { centerX, centerY };
  const input = { ...where, intensity, startMs, durationMs: Math.round(durationMs * 1.5) };
  return replaced({ tool: "zoom", input });
}

type Zoom = Extract<Operation, { type: "zoom" }>;

/** "the whole picture": without the crop, when there is one. */
function uncropped(context: ThreadContext): Understanding | null {
  const view = openView(context);
  const isCropped = isView(view) && view.seen.operations.some((one) => one.type === "crop");
  return isCropped ? { kind: "calls", calls: [{ tool: "remove_edit", input: { type: "crop" } }] } : null;
}

/** Other words for the caption that was made last. */
function reworded(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  const edit = isView(view) ? view.seen.operations.findLast(({ type }) => type === "caption") : undefined;
  if (edit?.type !== "caption") return null;
  const { startMs, durationMs, position } = edit;
  return replaced({ tool: "caption", input: { text, startMs, durationMs, position } });
}

/** "no, I meant the caption", after something else was taken away: that comes back, and this goes. */
function removedInstead(meant: string, context: ThreadContext): Understanding | null {
  const removal = understand(`remove ${meant}`, context);
  const [call] = removal.kind === "calls" ? removal.calls : [];
  if (call?.tool !== "remove_edit") return null;
  return { kind: "calls", calls: [{ tool: "revert", input: { to: "previous" } }, call] };
}

/** An edit that takes the place of the last of its kind. */
const replaced = (call: Extract<ToolCall, { tool: "zoom" | "speed" | "redact" | "caption" }>): Understanding => ({
  kind: "calls",
  calls: [{ tool: "remove_edit", input: { type: call.tool } }, call],
});

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
  return { kind: "say", why: "asks", text: elementQuestion({ kind: "ambiguous", shots }, verb) };
}

const differing = (shots: readonly ContextShot[], element: string): ContextShot[] =>
  [...new Map(shots.map((shot) => [shot.label, shot])).values()].filter(({ label }) => label !== element);

/** What Aura's last question named beside it. */
function offered({ messages }: ThreadContext, shots: readonly ContextShot[], element: string): ContextShot[] | null {
  const asked = messages.findLast(({ role, content }) => role === "assistant" && /\?\s*$/.test(content));
  const named = shots.filter(({ label }) => asked?.content.includes(`**${label}**`));
  return named.some(({ label }) => label === element) ? differing(named, element) : null;
}

/** "no, the email field": the last edit was meant for something else. */
function inItsPlace(edit: Operation, rest: string, context: ThreadContext): Understanding | null {
  if (edit.type !== "zoom" && edit.type !== "redact") return null;
  const meant = understand(`${edit.type === "zoom" ? "zoom on" : "blur"} ${rest}`, context);
  if (meant.kind !== "calls") return meant.why === "asks" ? meant : null;
  const [call] = meant.calls;
  return meant.calls.length === 1 && (call?.tool === "zoom" || call?.tool === "redact") ? replaced(call) : null;
}
