import type { ThreadContext } from "../../context.ts";
import { type EditView, isView, openView } from "../../resolve/view.ts";
import { sameOfAnother, withKind } from "./before.ts";
import { type Piece, piecesOf, plainWords } from "./pieces.ts";
import type { Asked, Topic } from "./topic.ts";
import { givenTopics } from "./topicsGiven.ts";
import { madeTopics } from "./topicsMade.ts";
import { pictureTopics } from "./topicsOfPicture.ts";
import { seenTopics } from "./topicsSeen.ts";

const topics: readonly Topic[] = [...pictureTopics, ...seenTopics, ...givenTopics, ...madeTopics];

export type StateAnswer = {
  /** What is to be told, in the order in which it was asked. */
  answers: string[];
  /** What is answered, as it was asked. */
  asked: string[];
  /** What else was said: empty when all of it was asked. */
  rest: string;
  /** An answer is not the one that was hoped for: what hangs on it is to be asked about. */
  isHitch: boolean;
};

/** "no, when they click apply": a correction, unlike "no, I was just asking how long it is". */
const denying = /^\s*(?:no|nope|nah|nee|nein)[,.!\s](?!.*\?\s*$)/i;

/** The questions of a message that the state of the thread answers, and what is left of it; null when it has none. */
export function stateAnswer(message: string, context: ThreadContext, nowMs?: number): StateAnswer | null {
  if (!context.run || message.length > LONGEST_MESSAGE) return null;
  const pieces = piecesOf(message).filter(({ words }) => words !== "");
  if (denying.test(message) && !pieces.some(({ isQuestion, isPlain }) => isQuestion && isPlain)) return null;
  const isMixed = pieces.some(({ isQuestion }) => !isQuestion);
  const plain = plainWords(message);
  const answers: string[] = [];
  const asked: string[] = [];
  const left: string[] = [];
  let isHitch = false;
  for (const piece of pieces) {
    const same = sameOfAnother(piece, message, context);
    const isSure = same !== null || (piece.isQuestion && (!isMixed || piece.isPlain));
    const words = same ?? piece.words;
    const told = isSure ? answerTo({ words, text: piece.text, message: plain, context, nowMs }) : null;
    // What is only asked is never done.
    if (told === null && !(piece.isQuestion && ofOwnDoing.test(piece.words))) left.push(piece.text);
    if (told !== null) asked.push(piece.text);
    // "could I send it, is it too big?" is one question.
    if (told !== null) isHitch ||= isUnhopedFor(words, told);
    if (told !== null && !answers.some((one) => factOf(one) === factOf(told))) answers.push(told);
  }
  if (answers.length === 0 || left.some((part) => conditional.test(part))) return null;
  return { answers, asked, rest: restOf(left), isHitch };
}

/** A "no", and a "yes" where nobody is to see something. */
const isUnhopedFor = (words: string, told: string): boolean =>
  isSafe.test(told)
    ? false
    : unwanted.test(words)
      ? /^(?:Yes|Only in part)\b/.test(told)
      : /^(?:No|Not|Only in part)\b/.test(told);
/** Somebody wanted it covered. */
const isSafe = /^No, [^;]* is blurred /;
const unwanted =
  /\b(?:anyone|anybody|anywhere|somewhere|someone|somebody|jemand|irgendwo|alguien)\b.*\b(?:see|sees|read|visible|seen|readable)\b|\b(?:see|sees|read|visible|seen|readable)\b.*\b(?:anywhere|somewhere|irgendwo)\b|\b(?:cut off|cropped off|missing|too (?:long|big|large))\b/;

const factOf = (answer: string): string => answer.replace(/^(?:Yes|No)[:,] /, "");
const LONGEST_MESSAGE = 2500;
/** "whether I could send it", unlike "if you could" */
const ofOwnDoing = /^(?:whether|if|ob|si) (?:i|we|one|they|people|ich|wir|man|yo)\b/;
/** "is the email visible? if so, blur it": the question is the reason. */
const conditional =
  /^\s*(?:and |und |y )?(?:if|falls|wenn|si) (?:so|yes|not|no|it|they|ja|nicht|nein|es|lo)\b|^\s*(?:otherwise|else|sonst)\b|^\s*then\b(?!.*\b(?:approve|send|share|post|publish|sign (?:it|this) off)\b)/i;

const restOf = (left: readonly Piece["text"][]): string =>
  left
    .map((part) =>
      part.replace(/^\s*(?:and|und|y|but|aber|pero|or|oder|o)\s+/i, "").replace(/[\s,;:]+(?:and|und|y)?\s*$/i, ""),
    )
    .filter((part) => part !== "")
    .join(". ");

function answerTo(asked: Asked): string | null {
  const view = openView(asked.context);
  const words = withKind(asked.words, asked.context);
  if (words !== asked.words) return answerTo({ ...asked, words });
  for (const { about, not, tell, isEarly } of topics) {
    if (!about.test(asked.words) || not?.test(asked.words)) continue;
    if (!isView(view) && !isEarly) return null;
    const told = tell(asked, view as EditView);
    if (told !== null) return told;
  }
  return null;
}
