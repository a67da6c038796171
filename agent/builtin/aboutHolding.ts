import type { ThreadContext } from "../context.ts";
import { clock } from "../words.ts";
import { rangeIn } from "./fill/speed.ts";
import { questionOf } from "./thread/openQuestion.ts";
import type { Understanding } from "./understand.ts";
import { clauseOf } from "./words/clause.ts";
import { read } from "./words/read.ts";
import { Reading } from "./words/reading.ts";

/**
 * "pause at 10 s so they can read it", "stop for 2 seconds at the error": a picture that is held, which no edit does. What comes
 * nearest is offered for that part; null where no part is named, or something else is said.
 */
export function aboutHolding(text: string, context: ThreadContext): Understanding | null {
  const said = holds.exec(text)?.groups?.where;
  if (said === undefined || context.run?.status !== "completed") return null;
  const where = said.replace(why, "").replace(forSeconds, " ");
  const range = rangeIn(new Reading(clauseOf(read(where, context)), context, where));
  if (!range) return null;
  const [from, to] = [range.startMs, range.endMs].map((ms) => (ms / 1000).toFixed(1));
  const name = `slow down ${clock(range.startMs)}–${clock(range.endMs)}`;
  const asked = `I cannot hold a picture still. Shall I **${name}** instead?`;
  const offers = [{ name, value: `slow down from ${from}s to ${to}s` }];
  return { kind: "say", why: "asks", text: asked, open: [questionOf(asked, { offers })] };
}

const holds =
  /^\s*(?:(?:please|can you|could you|and|then|now|ok|okay|also|maybe|make it|let it|it should|i want it to)[\s,]+)*(?:(?:pause|freeze)(?: (?:it|the video|the picture|there))?|(?:stop|wait|halt|rest)(?: (?:it|there|the video))?(?= (?:for )?(?:(?:about )?\d|a (?:moment|second|bit)|one |two |half )))\s+(?<where>(?!(?:recording|the recording|everything|all)\b).+)$/iu;
const why = /[\s,]+(?:so|because|since|to (?:let|give|read|see)|damit|weil|para que|porque)(?!\p{L}).*$/iu;
const forSeconds =
  /\b(?:for )?(?:about )?(?:\d+(?:\.\d+)?|an?|one|two|three|half a|a few) (?:s|secs?|seconds?|moment|bit)\b(?= |[,.]|$)(?<!\bat \d+ (?:s|secs?|seconds?))/giu;
