import type { ThreadContext } from "../../../context.ts";
import { exportDetails } from "../../fill/export.ts";
import { type Understanding, understand } from "../../understand.ts";
import { clauseOf } from "../../words/clause.ts";
import { read } from "../../words/read.ts";
import { Reading } from "../../words/reading.ts";
import { earlierMessages } from "../answers/openQuestion.ts";
import { kindNamed } from "../orders/namedEdits.ts";

/** "at 10 fps", "too big, 3 MB at most", right after a file was asked for: the same file, made so. */
export function exportedAgain(text: string, context: ThreadContext): Understanding | null {
  const reply = earlierMessages(context, text).at(-1);
  if (reply?.role !== "assistant" || !reply.content.includes("the file comes here")) return null;
  const alone = understand(text, context);
  if (alone.kind === "calls" && alone.calls.some(({ tool }) => tool !== "export" && tool !== "style_preset"))
    return null;
  return sizedAgain(text, context) ?? tooBigAsked(text, context);
}

/** "800 px wide is enough": said of the newest file, where it means nothing else. */
export function sizedAgain(text: string, context: ThreadContext): Understanding | null {
  const last = context.exports.at(-1);
  const reading = new Reading(clauseOf(read(text, context)), context, text);
  if (!last || reading.has("gif", "mp4")) return null;
  const details = exportDetails(reading);
  if ("question" in details) return { kind: "say", text: details.question, why: "asks" };
  if (Object.keys(details).length === 0) return null;
  const { format, maxFileSizeMb } = last;
  const limit = maxFileSizeMb === undefined ? {} : { maxFileSizeMb };
  return { kind: "calls", calls: [{ tool: "export", input: { format, ...limit, ...details } }] };
}

function tooBigAsked(text: string, { exports }: ThreadContext): Understanding | null {
  const last = exports.at(-1);
  if (!last || !tooBig.test(text) || kindNamed(text)) return null;
  return { kind: "say", why: "asks", text: `How big may the ${last.format.toUpperCase()} be, such as **under 5 MB**?` };
}
const tooBig =
  /^\W*(?:[\p{L}'’]+[\s,]+){0,4}(?:too (?:big|large|heavy)|smaller|half the size|zu gro(?:ß|ss)|kleiner|(?:demasiado|muy) (?:grande|pesado)|m[aá]s peque[nñ]o)(?: (?:still|please|now|bitte|for [^,.;]{2,30}))?\W*$/iu;
