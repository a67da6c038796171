import type { ThreadContext } from "../../../context.ts";
import { wordsOf } from "../../../words.ts";
import { askedOfMoves } from "../../cameraMoves.ts";
import { ONE_CURSOR } from "../../fill/look.ts";
import { stillLacking } from "../../lacking.ts";
import { set } from "../../times/words.ts";
import { type Understanding, understand } from "../../understand.ts";
import { earlierMessages } from "../answers/openQuestion.ts";
import { newestEdit } from "../orders/whichEdits.ts";

/** What Aura cannot do, where a message leaves it to the one before what that is: "make that 3", "and the one at the end". */
export function beyond(text: string, context: ThreadContext): Understanding | null {
  return (
    askedOfMoves(text, context, (part) => understand(part, context).kind === "calls") ??
    stillTheSame(text, context) ??
    ofOneCursor(text, context)
  );
}

/** "only while he types", "make it disappear when he clicks", right after the cursor was changed. */
function ofOneCursor(text: string, context: ThreadContext): Understanding | null {
  const newest = newestEdit(text, context);
  const isOfCursor = newest?.isTold === true && newest.placed.edit.type === "cursor_emphasis";
  return isOfCursor && onlyThen.test(text) ? { kind: "say", why: "chat", text: ONE_CURSOR } : null;
}
const onlyThen =
  /^\W*(?:(?:hm+|no|and|but|ok(?:ay)?|well|sorry|i mean)[,\s]+)*(?:(?:just|only|nur|solo)\b.{0,20}?|(?:(?:make|let|have) it (?:disappear|vanish|go away|hide|bigger|smaller|come back|appear)|(?:hide|show) it)(?: only| just)?) (?:while|when|during|at|for|from|until|where|in|after|before|während|wenn|cuando|mientras)\b/iu;

/** "make that 3", "only one second": so long a thing that cannot be done is not done either. */
function stillTheSame(text: string, context: ThreadContext): Understanding | null {
  const isAmount = /\d|\b(?:one|two|three|four|five|half|seconds?)\b/i.test(text) && wordsOf(text).every(isOfAmount);
  return isAmount ? saidAgain(text, context) : null;
}

/** "or a different shape": few words that mean nothing by themselves are said on to what cannot be done. */
export const moreBeyond = (text: string, context: ThreadContext): Understanding | null =>
  wordsOf(text).length <= MOST_WORDS ? saidAgain(text, context) : null;
const MOST_WORDS = 6;

function saidAgain(text: string, context: ThreadContext): Understanding | null {
  const reply = earlierMessages(context, text).at(-1);
  const says = reply?.role === "assistant" ? stillLacking(reply.content) : null;
  return says === null ? null : { kind: "say", why: "chat", text: says };
}

const ofAmount = set(
  `a an one two three four five six ten half second seconds sec secs s moment bit little for only just then make that it them rather
  please and or but maybe about enough longer shorter would do be fine ok okay sorry no at least most say is`,
);
const isOfAmount = (word: string): boolean => ofAmount.has(word) || /^\d+(?:\.\d+)?s?$/.test(word);
