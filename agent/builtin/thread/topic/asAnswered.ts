import type { ThreadContext } from "../../../context.ts";
import { changeOf } from "../../../resolve/changeOf.ts";
import { shortLabel } from "../../../resolve/question.ts";
import { isEdit } from "../../../tools/inputs.ts";
import { onlyAsks } from "../../questions/answers.ts";
import { spokenOf, subjectOf } from "../../questions/before.ts";
import { plainWords } from "../../questions/pieces.ts";
import { momentsIn } from "../../questions/when.ts";
import { type Understanding, understand } from "../../understand.ts";
import { boldIn, earlierMessages } from "../answers/openQuestion.ts";
import { justChanged } from "../lastChange.ts";
import { kindNamed } from "../orders/namedEdits.ts";
import { hearExcepted } from "../remarks/hearExcepted.ts";

/** What "it" and "those" are, right after a reply that named them. */

const afterIt =
  "too|please|then|a|more|now|out|as|for|at|when|until|in|up|away|down|also|everywhere|again|on|off|because|to|from|with|slower|faster|closer";
/** No article: "that button" is another thing. */
const pronoun = new RegExp(
  `(?<![\\p{L}'’])(?:them all|all of them|it|that|this|them|those|these|es|ihn|eso)(?=\\s*$|[,.;!?]|\\s+(?:(?:${afterIt})(?!\\p{L})|\\d))`,
  "iu",
);
const deed =
  /\b(?:zoom|blur|cover|hide|mask|redact|crop|cut|remove|slow\p{L}*|fast\p{L}*|quick\p{L}*|speed|show|closer|caption|verpixel\p{L}*|difumina)\b/iu;
const alsoNamed = /(?:the same|it) is also to be read in (?<names>.+?): name it/iu;
/** "those too please" */
const alsoAlone =
  /^(?:(?:and|yes|ok(?:ay)?|please)[, ]+)*(?:those|these|them|that|it|both|all of them)(?: (?:too|as well|also|please))*[.!]*$/iu;
/** "just make that 3x faster", after "keep the name": that. */
const ofPace = /\b(?:slow\p{L}*|fast\p{L}*|speed|quick\p{L}*)\b|\d\s?[x×]/iu;
const ofSeveral = /\b(?:them|those|these|both|all)\b/;
const LONGEST = 90;

/**
 * "please cover it", after "do you see the price?": what that question was about; "blur those too": what the reply named as
 * still to be read. Null where the last reply named nothing of the kind.
 */
export function asAnswered(
  asSaid: string,
  context: ThreadContext,
  read: (text: string) => Understanding,
): Understanding | null {
  const text = asSaid.replace(/\b(zoom(?: in)?) there\b/iu, "$1 on it");
  const isAlso = alsoAlone.test(text) && alsoNamed.test(earlierMessages(context, asSaid).at(-1)?.content ?? "");
  if (isAlso) return read(`blur ${text}`);
  if (text.length > LONGEST || !pronoun.test(text) || !deed.test(text)) return null;
  const kept = keptBefore(text, context);
  if (kept) return kept;
  const readAs = (name: string): Understanding =>
    read(text.replace(pronoun, name).replace(/\s+(?:too|as well|also)\b/iu, ""));
  const meant = namedBefore(asSaid, context).map(readAs);
  const calls = meant.flatMap((one) => (one.kind === "calls" ? one.calls : []));
  return meant.length > 0 && meant.every(({ kind }) => kind === "calls") && calls.every(isEdit)
    ? { kind: "calls", calls }
    : null;
}

/** Of what was just kept from a cut. */
function keptBefore(text: string, context: ThreadContext): Understanding | null {
  const asked = earlierMessages(context, text).findLast(({ role }) => role === "user")?.content ?? "";
  const heard = ofPace.test(text) && justChanged(context, text) ? hearExcepted(asked) : null;
  if (!heard?.isKept || heard.words === "") return null;
  const meant = understand(text.replace(pronoun, heard.words), context);
  return meant.kind === "calls" && meant.calls.every(isEdit) ? meant : null;
}

/** "all of them, also in the second row", "also at the start": they are covered wherever they are seen. */
export function coveredAlready(text: string, context: ThreadContext): Understanding | null {
  const current = context.versions.find(({ version }) => version === context.currentVersion);
  const change = alsoThere.test(text) && current ? changeOf(current, context.versions) : null;
  const blurs = change?.added.filter(({ type }) => type === "redact").length ?? 0;
  if (!change || blurs < 2 || blurs < change.added.length) return null;
  return { kind: "say", why: "chat", text: `All ${blurs} of them are blurred, wherever they are seen.` };
}
const alsoThere =
  /^(?:(?:yes|no|please|and|really)[, ]+)*(?:(?:all|each|every one) of (?:them|those|these)(?:,? (?:also|too|please|even)\b.*)?|(?:also|even) (?:in|at|when|while|on) (?:the )?(?:beginning|start|end|first|second|top|bottom|whole|scroll|other row|they)\b[^,;]*)[\s.!]*$/iu;

function namedBefore(text: string, context: ThreadContext): string[] {
  const earlier = earlierMessages(context, text);
  const reply = earlier.at(-1);
  const asked = earlier.findLast(({ role }) => role === "user")?.content;
  if (reply?.role !== "assistant" || asked === undefined) return [];
  const also = alsoNamed.exec(reply.content)?.groups?.names;
  if (also) return boldIn(also).map((name) => `"${name}"`);
  const isAnswer = onlyAsks(asked) || (/\?\s*$/.test(asked) && !reply.open && !/\?\s*$/.test(reply.content));
  // "what happens at 5 seconds?": that moment.
  const isOfMoment = ofPace.test(text) && momentsIn(plainWords(asked)).length > 0;
  if (!isAnswer || isOfMoment || justChanged(context, text)) return [];
  const subject = subjectOf(asked.toLowerCase().replace(/[?!.]+$/, ""), context);
  if (kindNamed(subject)) return [];
  // "which slot is chosen?": what the answer names.
  if (subject !== "it" && !/^\W*(?:which|what|who|welche[rs]?|was|qu[eé]|cu[aá]l)\b/iu.test(asked))
    return [`the ${subject.replace(/^(?:the|der|die|das|el|la) /iu, "")}`];
  const told = boldIn(reply.content);
  const words = ofSeveral.exec(text)?.[0] ?? "";
  const things = spokenOf(context, words).filter(({ label }) => told.includes(shortLabel(label)));
  const names = [...new Set(things.map(({ label }) => `"${label}"`))];
  return words === "" ? names.slice(0, 1) : names;
}
