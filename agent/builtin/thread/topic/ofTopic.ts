import type { Operation } from "../../../../convex/model/operations.ts";
import type { ThreadContext } from "../../../context.ts";
import type { EditCall, ToolCall } from "../../../tools/inputs.ts";
import { seconds } from "../../../words.ts";
import { partOfLength } from "../../fill/partLength.ts";
import { rateOf, rateSaid } from "../../fill/rates.ts";
import { askWhole } from "../../fill/shorten.ts";
import { askPart, deedNotDone } from "../../fill/speed.ts";
import { edgePart, placeIn } from "../../grammar/place.ts";
import type { Understanding } from "../../understand.ts";
import { clauseOf } from "../../words/clause.ts";
import { read } from "../../words/read.ts";
import { Reading } from "../../words/reading.ts";
import { MOST_OF_IT } from "../../words/stretches.ts";
import { boldIn, questionOf } from "../answers/openQuestion.ts";
import { moreOfTheSame } from "../more/moreOfTheSame.ts";
import { changedBy } from "../orders/changed.ts";
import { withoutThese } from "../orders/paced.ts";
import { type Topic, topicOf } from "./topic.ts";

/**
 * "just make that bit faster instead", "too fast now, 1.5x is enough": a speed for no part that is named, right after a part was
 * spoken of, is of that part. What else was understood stays as it is.
 */
export function ofTopic(meant: Understanding, text: string, context: ThreadContext): Understanding {
  const calls = meant.kind === "calls" ? meant.calls : [];
  // "just make that faster" takes back nothing of another part.
  const [call, ...more] = calls[0]?.tool === "revert" ? calls.slice(1) : calls;
  if (!call || more.length > 0 || ofAll.test(text)) return meant;
  const reading = new Reading(clauseOf(read(text, context)), context, text);
  if (call.tool !== "speed" && calls.length > 1) return meant;
  if (call.tool === "trim" || call.tool === "cut") return ofTakenBack(call, text, context) ?? meant;
  if (call.tool === "shorten") return ofPartLength(call, text, reading, context) ?? meant;
  if (call.tool !== "speed" || call.input.startMs !== undefined) return meant;
  const same = likeThat.test(text) ? moreOfTheSame(text, context) : null;
  if (same) return same;
  const topic = topicOf(text, context);
  if (topic && topic.edits.length > 0) return changedRate(topic, call.input.rate, reading);
  if (topic && topic.spans.length > 0) {
    const rate = rateOf(reading, true);
    const lastFirst = topic.spans.toSorted((a, b) => b.startMs - a.startMs);
    return { kind: "calls", calls: lastFirst.map((span) => ({ tool: "speed", input: { rate, ...span } })) };
  }
  if (calls.length > 1) return meant;
  const deed = deedNotDone(reading);
  if (deed) return asked(askPart(call.input.rate, deed));
  return pointing.test(text) ? asked(askPart(call.input.rate)) : meant;
}

/** The whole video, said so. */
export const ofAll =
  /(?<!\p{L})(?:whole|entire|overall|all|everything|video|clip|recording|film|movie|thing|throughout|ganze[ns]?|alles|aufnahme|todo|entero|v[ií]deo|grabaci[oó]n)(?!\p{L})/iu;
const likeThat =
  /(?<!\p{L})(?:same|also|too(?=\s*(?:[,.!]|$))|as well|likewise|auch|gleiche|tambi[eé]n|mism[oa])(?!\p{L})/iu;
/** What cannot be the whole video. */
const pointing =
  /(?<!\p{L})(?:those|them|these|there|the rest|th(?:at|is|e same) (?:part|bit|section|stretch|moment|piece|one))(?!\p{L})/iu;

function asked({ question: text, lack }: ReturnType<typeof askPart>): Understanding {
  const offers = boldIn(text).map((name) => ({ name, value: name }));
  return { kind: "say", why: "asks", text, open: [questionOf(text, { offers, ...lack })] };
}

/** The parts that were made quicker or slower at another rate: the one that is said, else a step more or less. */
function changedRate({ edits }: Topic, meantRate: number, reading: Reading): Understanding {
  const factor = reading.first("times")?.factor;
  const isLess = reading.has("slower");
  const bare = reading.first("number")?.value ?? 0;
  const said =
    factor !== undefined && !slowerBy.test(reading.source) ? factor : (rateSaid(reading, true) ?? rateIn(bare));
  const calls = edits.flatMap((placed): ToolCall[] => {
    if (placed.edit.type !== "speed") return [];
    const { rate, startMs, endMs } = placed.edit;
    const change = { scale: "speed" as const, isLess, isLittle: reading.has("little") };
    const next = said ?? (changedBy(placed.edit, [change], 0) as typeof placed.edit | null)?.rate ?? meantRate;
    return next === rate ? [] : [...withoutThese([placed]), { tool: "speed", input: { rate: next, startMs, endMs } }];
  });
  if (calls.length > 0) return { kind: "calls", calls };
  return { kind: "say", why: "chat", text: `That part plays at ${said ?? meantRate}× already.` };
}
/** "slower again, 1.2" */
const rateIn = (figure: number): number | null =>
  figure > 0 && figure <= FASTEST && !Number.isInteger(figure) ? figure : null;
const FASTEST = 8;
/** "2x slower" */
const slowerBy = /\d\s?(?:x|×|times|mal|veces) (?:slower|langsamer|m[aá]s lent[oa]|m[aá]s despacio)/iu;

/** "the intro is too long, cut it to half a second": a length that no video is asked to have is that of the part that is spoken of. */
function ofPartLength(
  { input: { targetMs } }: Extract<ToolCall, { tool: "shorten" }>,
  text: string,
  reading: Reading,
  context: ThreadContext,
): Understanding | null {
  if (targetMs === undefined || targetMs * SHORTER_BY > reading.lengthMs) return null;
  const part = besides.test(text) ? null : (edgePart(reading) ?? placeIn(reading) ?? topicOf(text, context)?.spans[0]);
  if (!part || part.endMs - part.startMs > reading.lengthMs * MOST_OF_IT)
    return targetMs <= NO_VIDEO_MS ? asked(askWhole(targetMs)) : null;
  const calls = partOfLength({ startMs: part.startMs, endMs: part.endMs }, targetMs, reading);
  if (calls?.length === 0) return { kind: "say", why: "chat", text: `That part is ${seconds(targetMs)} long already.` };
  return calls && { kind: "calls", calls };
}
const SHORTER_BY = 3;
/** No video is asked to be this short, unless it is said of the whole. */
const NO_VIDEO_MS = 2000;
const besides = /(?<!\p{L})(?:keep|without|but not|except|only|just the|rest)(?!\p{L})/iu;

/** "only the first half then", after a change of speed or a cut was taken back: that, for this part, rather than nothing but this part. */
function ofTakenBack(
  { input }: Extract<EditCall, { tool: "trim" | "cut" }>,
  text: string,
  context: ThreadContext,
): Understanding | null {
  const isSaid = onlyPart.test(text) && !keeping.test(text);
  const gone: readonly Operation[] = isSaid ? (topicOf(text, context)?.gone ?? []) : [];
  const [edit, ...more] = gone;
  // "only the last second then", after the last two were cut
  if (edit?.type === "cut" && more.length === 0) return { kind: "calls", calls: [{ tool: "cut", input }] };
  if (edit?.type !== "speed" || more.length > 0) return null;
  return { kind: "calls", calls: [{ tool: "speed", input: { rate: edit.rate, ...input } }] };
}
const onlyPart = /(?<!\p{L})(?:only|just|nur|solo|s[oó]lo)(?!\p{L})/iu;
const keeping =
  /(?<!\p{L})(?:keep|cut|trim|show|remove|leave|drop|out|gone|off|weg|raus|fuera|schneide|zeig|behalte|corta|deja|muestra)(?!\p{L})/iu;
