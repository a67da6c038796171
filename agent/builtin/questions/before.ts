import type { ContextShot, ThreadContext } from "../../context.ts";
import { shortLabel } from "../../resolve/question.ts";
import { thingsOf } from "../../resolve/things.ts";
import { boldIn, earlierMessages } from "../thread/answers/openQuestion.ts";
import { pronouns, targetIn } from "./asked.ts";
import { allNamed, shotsNamed } from "./moments.ts";
import { type Piece, piecesOf } from "./pieces.ts";

/** What a question leaves to what was said before it: "is it blurred?", "and the phone?". */

const FARTHEST_REPLY = 3;

const ofSeveral = /\b(?:they|them|these|those|both|all)\b/;

/** What "it" is: the thing that one of the last replies named first, or, as "they", all that it named. */
export function spokenOf(context: ThreadContext, words = ""): ContextShot[] {
  const replies = context.messages.filter(({ role, isPosted }) => role === "assistant" && !isPosted);
  const things = [...context.shots, ...thingsOf(context).all];
  for (const { content } of replies.slice(-FARTHEST_REPLY).reverse()) {
    const names = new Set(boldIn(content));
    const named = things.filter(({ label }) => names.has(shortLabel(label)));
    const [first] = named;
    if (first) return ofSeveral.test(words) ? named : named.filter(({ label }) => label === first.label);
  }
  return [];
}

const kindsOfReply: readonly [RegExp, string][] = [
  [/\bcaptions?:? “|^(?:(?:Yes|No): )?“/i, "caption"],
  [/^(?:Removed the )?zoom on |\bzooms?: /i, "zoom"],
];
const ofAnEdit =
  /\b(?:says?|covers?.*|hides?.*|blocks?.*|overlaps?.*|long enough|to read|enough|gone|removed|away|disappears?|ends?|shows? up|at the (?:top|bottom)|in there|there)$|^(?:when|how long) (?:does|is) it\b.*\b(?:shows?|up|stay|on|visible|last)$|^how (?:close|strong|near)\b/;

/** "is it gone?" right after an edit was told of: that edit. */
export function withKind(words: string, context: ThreadContext): string {
  if (!/\bit\b/.test(words) || !ofAnEdit.test(words)) return words;
  const reply = context.messages.findLast(({ role, isPosted }) => role === "assistant" && !isPosted)?.content ?? "";
  const kind = kindsOfReply.find(([pattern]) => pattern.test(reply))?.[1];
  return kind === undefined ? words : words.replace(/\bit\b/, `the ${kind}`);
}

/** A question as it would be asked without the one before it; null where it leaves nothing to that. */
export function inFull(piece: Piece, message: string, before: string | null, context: ThreadContext): string | null {
  if (!piece.isAsked && !piece.isQuestion) return null;
  const words = piece.words.replace(/^(?:and|und|y) /, "");
  // What was asked in another message was answered: "it" is what the answer named.
  const subject = before === null ? "it" : subjectOf(before, context);
  const asked = before ?? askedBefore(message, context);
  const isOfThing = subject !== "it" || (asked !== null && namedIn(asked, context) !== "");
  if (times.test(words) && (isOfThing || !bare.test(words))) return `how long is ${subject} shown`;
  if (asked !== null && adverbs.test(words)) return `${asked} ${words}`;
  if (!piece.isQuestion && states.test(words))
    return `${quantified.test(words) ? "are they" : `is ${subject}`} ${words}`;
  if (before !== null && ofThing.test(words) && subject !== "it") return words.replace(pronouns, subject);
  return sameOfAnother(piece, words, asked, context);
}
/** "and for how long?", "since when?" */
const times =
  /^(?:(?:for |since |until |till |from )?(?:how long|when)|wie lange|(?:seit|bis) wann|(?:por )?cuanto tiempo|(?:desde|hasta) cuando)(?: exactly| then)?$/;
const bare = /^(?:how long|when|wie lange|cuanto tiempo)\b/;
const adverbs = /^(?:exactly|precisely|exactly then|genau|exactamente)$/;
const quantified = /^(?:both|all(?: of them)?|each|beide|alle|ambos|todos)\b/;
/** "and long enough to read?", "over 15?" */
const states =
  /^(?:(?:still|really|also|even|always|fully|completely|properly|not|both|all|noch|auch|aun) )*(?:(?:long|big|close|slow) enough|enough (?:time )?to|readable|legible|visible|blurred|hidden|covered|gone|cut|in (?:there|it|the (?:picture|frame))|there|zoomed|(?:over|under|above|below|less than|more than|shorter than|longer than) \d+|lesbar|sichtbar|verpixelt|legible|visible|borros[oa])\b/;
const ofThing = new RegExp(
  `^(?:is|are|was|were|does|do|did|can|could|how (?:long|close|strong)|when|where|since|until)\\b.*(?:${pronouns.source}).*\\b(?:read|readable|legible|visible|seen|sees?|shown|blurred|hidden|covered|gone|cut|there|up|on|stays?|enough|zoomed|cropped|picture|frame)\\b`,
);

/** What a question is about: a thing on screen, an edit, else "it". */
export function subjectOf(asked: string, context: ThreadContext): string {
  const thing = namedIn(asked, context);
  if (thing !== "") return thing;
  const kind = /\bthe (?:\S+ ){0,2}?(?:captions?|zooms?|blurs?|cursor)\b/.exec(asked)?.[0];
  return kind ?? "it";
}

const NO_MORE_WORDS_THAN = 6;
const another = /^(?:(?:what|how) about|was ist mit|wie ist es mit|que (?:hay de|tal)|and|und|y)\s+/;

/** "and the phone too?" after "is the name blurred?": that question, of the other thing; null where none was asked. */
function sameOfAnother(piece: Piece, words: string, asked: string | null, context: ThreadContext): string | null {
  if (asked === null || piece.isQuestion || !piece.isAsked) return null;
  const thing = words.replace(another, "");
  if (thing.split(" ").length > NO_MORE_WORDS_THAN || shotsNamed(context, targetIn(thing, /$^/)).length === 0)
    return null;
  const named = namedIn(asked, context);
  return named === "" ? null : asked.replace(named, thing);
}

/** The question that the message before ended with, in full. */
function askedBefore(message: string, context: ThreadContext): string | null {
  const earlier = earlierMessages(context, message);
  const at = earlier.findLastIndex(({ role }) => role === "user");
  const before = earlier[at];
  if (!before) return null;
  const then = { ...context, messages: earlier.slice(0, at + 1) };
  const pieces = piecesOf(before.content).filter(({ isAsked, isQuestion }) => isAsked || isQuestion);
  const piece = pieces.at(-1);
  if (!piece) return null;
  return inFull(piece, before.content, null, then) ?? (piece.isQuestion ? piece.words : null);
}

/** The longest run of a question's words that names something on screen. */
function namedIn(words: string, context: ThreadContext): string {
  const parts = words.split(" ");
  const target = new Set(targetIn(words, asking).split(" "));
  const from = parts.findIndex((word) => target.has(word));
  const to = parts.findLastIndex((word) => target.has(word));
  const run = parts.slice(from, to + 1).join(" ");
  return from >= 0 && allNamed(context, run, /$^/).length > 0 ? run : "";
}

/** What else than a thing is named in a question about one. */
const asking =
  /\b(?:you|we|i|still|do|does|blur(?:red|ry)?|hidden|covered|masked|visible|readable|legible|seen|see|sees|read|zoom(?:ed|s)?|cut|cropped|shown|gone|hovered|clicked|typed|pressed|picked|chosen|selected|used|gets?|when|end|start|beginning|up|screen|stays?|for|long|enough|anyone|anybody|one|people|they|can|could|fully|completely|whole|all|both|off|out|somewhere|anywhere|number|picture|frame|crop|square|verpixelt|verdeckt|sichtbar|lesbar|sehen|lesen|man|kann|doch|borros[oa]|tapad[oa]|oculto|visible|ve|ver|leer|puede|se)\b/;
