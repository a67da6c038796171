import type { ThreadContext } from "../../context.ts";
import { type EditView, isView, openView } from "../../resolve/view.ts";
import { isComplaint, isInquiry } from "../wishes/inquiry.ts";
import { moodOf } from "../wishes/mood.ts";
import { lex } from "../words/lexer.ts";
import { inFull, subjectOf, withKind } from "./before.ts";
import { type Piece, piecesOf, plainWords } from "./pieces.ts";
import type { Asked, Topic } from "./topic.ts";
import { givenTopics } from "./topicsGiven.ts";
import { madeTopics } from "./topicsMade.ts";
import { deedTopics } from "./topicsOfDeeds.ts";
import { pictureTopics } from "./topicsOfPicture.ts";
import { seenTopics } from "./topicsSeen.ts";

const topics: readonly Topic[] = [...pictureTopics, ...deedTopics, ...seenTopics, ...givenTopics, ...madeTopics];

export type StateAnswer = {
  /** What is to be told, in the order in which it was asked. */
  answers: string[];
  /** What is answered, as it was asked. */
  asked: string[];
  /** What else was said: empty when all of it was asked. */
  rest: string;
  /** An answer is not the one that was hoped for: what hangs on it is to be asked about. */
  isHitch: boolean;
  /** What is asked for hangs on the answer. */
  isCondition: boolean;
  /** Questions that nothing here answers. */
  unknown: string[];
  /** What the last question was about: a thing, an edit, or just "it". */
  subject: string;
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
  const unknown: string[] = [];
  let isHitch = false;
  let before: string | null = null;
  for (const piece of pieces) {
    const full = inFull(piece, message, before, context);
    const isSure = full !== null || (piece.isQuestion && (!isMixed || piece.isPlain));
    const words = full ?? piece.words;
    const tell = (asking: string) => answerTo({ words: asking, text: piece.text, message: plain, context, nowMs });
    const told = isSure ? (tell(words) ?? (piece.orElse === undefined ? null : tell(piece.orElse))) : null;
    if (piece.isQuestion || full !== null) before = withKind(words, context);
    if (told === null && isInquiring(piece)) unknown.push(piece.text);
    // What is only asked is never done.
    if (told === null && !(piece.isQuestion && ofOwnDoing.test(piece.words))) left.push(piece.text);
    if (told !== null) asked.push(piece.text);
    // "could I send it, is it too big?" is one question.
    if (told !== null) isHitch ||= isUnhopedFor(words, told);
    if (told !== null && !answers.some((one) => factOf(one) === factOf(told))) answers.push(told);
  }
  if (answers.length === 0) return null;
  const wanted = left.filter((part) => !unknown.includes(part));
  const rest = wanted.flatMap((part) => (isRemark(part) ? [] : dependingOn(answers, part)));
  const isCondition = left.some((part) => conditional.test(part));
  return {
    answers,
    asked,
    rest: restOf(rest),
    isHitch,
    isCondition,
    unknown,
    subject: before === null ? "it" : subjectOf(before, context),
  };
}

/** Nothing but questions of how things are, and remarks: nothing is to be done, also where the answer is not known. */
export function onlyAsks(message: string): boolean {
  const pieces = piecesOf(message).filter(({ words }) => words !== "");
  return pieces.some(isInquiring) && pieces.every((piece) => isInquiring(piece) || isRemark(piece.text));
}

/** How things are is asked: "why is the pointer so tiny?" asks for another, and "why does it zoom out so early?" does not. */
function isInquiring({ text, words, isQuestion, isPlain }: Piece): boolean {
  const isTold = isComplaint(lex(text)) && /^\S+ (?:is|are|ist|sind)\b/.test(words);
  return isQuestion && isPlain && isInquiry(lex(text)) && !isTold;
}

/** "the intro drags": beside a question it is why that is asked. */
const isRemark = (part: string): boolean => !conditional.test(part) && moodOf(lex(part)) === "tells";

/** "move it up if so", "otherwise blur it": done without the condition, unless the answer is the other one. */
function dependingOn(answers: readonly string[], part: string): string[] {
  const condition = conditional.exec(part)?.[0];
  if (condition === undefined) return [part];
  const isElse = /\b(?:not|no|nicht|nein|doesnt|doesn['’]t|isnt|isn['’]t|arent|aren['’]t|otherwise|else|sonst)\b/i.test(
    condition,
  );
  const isYes = /^(?:Yes|Not all|Only in part)\b/.test(answers.at(-1) ?? "");
  const isNo = /^No\b/.test(answers.at(-1) ?? "");
  return (isElse ? isYes : isNo) ? [] : [part.replace(conditional, "").replace(/^[\s,:]+|[\s,:]+$/g, "")];
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

const factOf = (answer: string): string => answer.replace(/^(?:Yes|No)[:,] /, "").toLowerCase();
const LONGEST_MESSAGE = 2500;
/** "whether I could send it", unlike "if you could" */
const ofOwnDoing = /^(?:whether|if|ob|si) (?:i|we|one|they|people|ich|wir|man|yo)\b/;
/** "is the email visible? if so, blur it": what hangs on the answer. */
const then =
  "(?:if|falls|wenn|si) (?:so|yes|not|no|ja|nicht|nein|(?:it|they|that|es|lo) (?:does|is|do|are|did|ist|sind|es)(?:n['’]?t| not)?(?: so)?)";
const conditional = new RegExp(
  `^\\s*(?:and |but |und |y )?(?:${then}|otherwise|else|sonst)\\b|(?<=\\S)[\\s,]+${then}\\s*$|^\\s*then\\b(?!.*\\b(?:approve|send|share|post|publish|sign (?:it|this) off)\\b)`,
  "i",
);

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
