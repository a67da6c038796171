import type { ContextShot, ThreadContext } from "../../context.ts";
import { shortLabel } from "../../resolve/question.ts";
import { thingsOf } from "../../resolve/things.ts";
import { boldIn, earlierMessages } from "../thread/openQuestion.ts";
import { targetIn } from "./asked.ts";
import { shotsNamed } from "./moments.ts";
import { type Piece, piecesOf } from "./pieces.ts";

/** What a question leaves to what was said before it: "is it blurred?", "and the phone?". */

const FARTHEST_REPLY = 3;

export const pronouns = /\b(?:it|they|this|that|those|es|das|lo|ello)\b/;

/** What "it" is: the things that one of the last replies named. */
export function spokenOf(context: ThreadContext): ContextShot[] {
  const replies = context.messages.filter(({ role, isPosted }) => role === "assistant" && !isPosted);
  const things = [...context.shots, ...thingsOf(context).all];
  for (const { content } of replies.slice(-FARTHEST_REPLY).reverse()) {
    const names = new Set(boldIn(content));
    const named = things.filter(({ label }) => names.has(shortLabel(label)));
    const [first] = named;
    if (first) return named.filter(({ label }) => label === first.label);
  }
  return [];
}

const kindsOfReply: readonly [RegExp, string][] = [
  [/^(?:Removed the c|C)aption “|\bcaption “/, "caption"],
  [/^(?:Removed the z|Z)oom on /, "zoom"],
];
const ofAnEdit =
  /\b(?:says?|gone|removed|away|disappears?|ends?|shows? up|at the (?:top|bottom)|in there|there)$|^(?:when|how long) (?:does|is) it\b.*\b(?:shows?|up|stay|on|visible|last)$/;

/** "is it gone?" right after an edit was told of: that edit. */
export function withKind(words: string, context: ThreadContext): string {
  if (!/\bit\b/.test(words) || !ofAnEdit.test(words)) return words;
  const reply = context.messages.findLast(({ role, isPosted }) => role === "assistant" && !isPosted)?.content ?? "";
  const kind = kindsOfReply.find(([pattern]) => pattern.test(reply))?.[1];
  return kind === undefined ? words : words.replace(/\bit\b/, `the ${kind}`);
}

const NO_MORE_WORDS_THAN = 6;
const another = /^(?:(?:what|how) about|was ist mit|wie ist es mit|que (?:hay de|tal)|and|und|y)\s+/;

/** "and the phone too?" after "is the name blurred?": that question, of the other thing; null where none was asked. */
export function sameOfAnother(piece: Piece, message: string, context: ThreadContext): string | null {
  if (piece.isQuestion || !piece.isAsked) return null;
  const thing = piece.words.replace(another, "");
  if (thing.split(" ").length > NO_MORE_WORDS_THAN || shotsNamed(context, targetIn(thing, /$^/)).length === 0)
    return null;
  const earlier = earlierMessages(context, message);
  const at = earlier.findLastIndex(({ role }, index) => role === "user" && index < earlier.length);
  const before = earlier[at];
  // The message itself may be read in parts.
  if (!before) return null;
  const asked = lastAsked(before.content, { ...context, messages: earlier.slice(0, at + 1) });
  const named = asked === null ? "" : namedIn(asked, context);
  return asked !== null && named !== "" ? asked.replace(named, thing) : null;
}

/** The question that a message ends with, in full. */
function lastAsked(message: string, context: ThreadContext): string | null {
  const piece = piecesOf(message).findLast(({ isAsked, isQuestion }) => isAsked || isQuestion);
  return piece?.isQuestion ? piece.words : piece ? sameOfAnother(piece, message, context) : null;
}

/** The longest run of a question's words that names something on screen. */
function namedIn(words: string, context: ThreadContext): string {
  const parts = words.split(" ");
  const target = new Set(targetIn(words, asking).split(" "));
  const from = parts.findIndex((word) => target.has(word));
  const to = parts.findLastIndex((word) => target.has(word));
  const run = parts.slice(from, to + 1).join(" ");
  return from >= 0 && shotsNamed(context, run).length > 0 ? run : "";
}

/** What else than a thing is named in a question about one. */
const asking =
  /\b(?:blur(?:red|ry)?|hidden|covered|masked|visible|readable|legible|seen|see|sees|read|zoom(?:ed|s)?|cut|cropped|shown|anyone|anybody|one|people|they|can|could|fully|completely|whole|off|out|somewhere|anywhere|number|picture|frame|crop|square|verpixelt|verdeckt|sichtbar|lesbar|sehen|lesen|man|kann|doch|borros[oa]|tapad[oa]|oculto|visible|ve|ver|leer|puede|se)\b/;
