import type { ThreadContext } from "../../context.ts";
import { rangeIn } from "../fill/speed.ts";
import { type Understanding, understand } from "../understand.ts";
import { clauseOf } from "../words/clause.ts";
import { read } from "../words/read.ts";
import { Reading } from "../words/reading.ts";
import { earlierMessages } from "./openQuestion.ts";

const ofThat =
  /^(?:(?:ok(?:ay)?|so|then|and|please|well|can you|could you|yes)[\s,]+)*(?<verb>speed|slow) (?:that|it|this) (?<way>up|down)(?<how>(?: a (?:little )?bit| a little| slightly)?)(?: then| please)*[\s.!?]*$/i;
const paceAsked = /\b(?:slow|fast|long|quick|boring)\b.*\?\s*$/is;

/** "why is it so slow in the middle?", and then "speed that up": the part that was asked about. */
export function whereAsked(said: string, context: ThreadContext): Understanding | null {
  const words = ofThat.exec(said)?.groups;
  const [question] = words
    ? earlierMessages(context, said)
        .filter(({ role }) => role === "user")
        .slice(-1)
    : [];
  if (!words || !question || !paceAsked.test(question.content)) return null;
  const range = rangeIn(new Reading(clauseOf(read(question.content, context)), context, question.content));
  if (!range) return null;
  const [from, to] = [range.startMs, range.endMs].map((ms) => (ms / 1000).toFixed(1));
  return understand(`${words.verb} ${words.way}${words.how ?? ""} from ${from}s to ${to}s`, context);
}
