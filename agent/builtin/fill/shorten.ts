import { seconds, set } from "../../words.ts";
import { concepts } from "../lexicon/lexicon.ts";
import type { TimeItem } from "../times/item.ts";
import { wordAt } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import { ask, calls, type Filled, tell } from "./filled.ts";
import { type Range, round } from "./range.ts";
import { fillShorterPart } from "./shorterPart.ts";

/** How short: a length, a share of now, or as much as the pauses allow. */
export function fillShorten(reading: Reading, isUncut: boolean): Filled {
  const filled = fillShorterPart(reading) ?? shortenTo(reading);
  const [call] = filled.kind === "calls" ? filled.calls : [];
  if (!isUncut || call?.tool !== "shorten") return filled;
  const { targetMs = reading.lengthMs * (call.input.factor ?? USUAL_SHARE) } = call.input;
  return calls({ tool: "speed", input: { rate: Number((reading.lengthMs / targetMs).toFixed(2)) } });
}
/** "shorter, no cuts": what plays this much shorter is still easy to follow. */
const USUAL_SHARE = 0.8;

function shortenTo(reading: Reading): Filled {
  const lengthMs = reading.lengthMs;
  const text = reading.clause.tokens
    .map((token) => (token.kind === "number" ? String(token.value) : token.word))
    .join(" ");
  const durations = reading.times.filter(
    (item): item is Extract<TimeItem, { kind: "duration" }> => item.kind === "duration",
  );
  const bare =
    /\b(?:to|under|below|auf|unter|a|in|for|about|around|like|of|por|unos)\s+(\d{1,3})(?: sounds? \w+)?$/.exec(
      text,
    )?.[1];
  if (bare !== undefined && Number(bare) >= 3) return toLength(reading, Number(bare) * 1000);
  // "42 seconds is too long, make it 20 seconds": the length it has is not the one to reach.
  const isGoal = ({ how, ms }: (typeof durations)[number]): boolean => how !== "plain" && ms < lengthMs;
  const other = durations.filter((item) => Math.abs(item.ms - lengthMs) > AS_LONG_MS || isGoal(item));
  const duration = other.find((item) => item.ms < lengthMs) ?? other[0];
  const isGiven = !duration && durations.length > 0;
  if (isGiven && reading.has("okay", "approveSoft")) return tell(`It is ${seconds(lengthMs)} long.`);
  if (isGiven && !complains.test(text)) return tell(`It is ${seconds(lengthMs)} long already.`);
  const point = reading.times.find(
    (item): item is Extract<TimeItem, { kind: "point" }> => item.kind === "point" && !item.named,
  );
  const hurried = duration && duration.how !== "by" ? placeToHurry(reading) : null;
  if (hurried && duration && hurried.endMs - hurried.startMs > duration.ms) {
    const rate = Number(((hurried.endMs - hurried.startMs) / duration.ms).toFixed(2));
    return calls({ tool: "speed", input: { rate, ...round(hurried) } });
  }
  if (duration) {
    const by =
      duration.how === "by" ||
      /^(?:too (?:long|much)|over\b|above\b)/.test(wordsAfter(reading, duration.to)) ||
      /(?<!\bor )\b(shorter|kurzer|corto|less|off)\b/.test(wordsAfter(reading, duration.to)) ||
      cutsOff(reading, duration);
    const targetMs = by ? lengthMs - duration.ms : duration.ms;
    // "1 second would do", after an edit: hardly of all of it.
    if (targetMs < lengthMs / 4 && isEdited(reading) && !reading.has(...saysShort)) return askWhole(targetMs);
    return toLength(reading, isLimit(reading, duration) ? targetMs - BELOW_MS : targetMs);
  }
  const isTimecode = point && reading.clause.tokens.slice(point.from, point.to).some(({ kind }) => kind !== "word");
  if (point && isTimecode && (reading.has("under", "shorten") || reading.oneOf(ofLength)))
    return toLength(reading, point.atMs);
  const share = shareIn(reading, text);
  if (share !== null)
    return share > 0 && share < 1
      ? calls({ tool: "shorten", input: { factor: Number(share.toFixed(3)) } })
      : askLength(`It is ${seconds(lengthMs)} long now.`);
  if (reading.has("little")) return calls({ tool: "shorten", input: { factor: 0.85 } });
  if (reading.has("more") && !reading.word("too")) return calls({ tool: "shorten", input: { factor: 0.6 } });
  return calls({ tool: "shorten", input: {} });
}

/** "under 15": what is told as 15 s would not be. */
const isLimit = ({ clause }: Reading, { from }: { from: number }): boolean =>
  belowWords.has(wordAt(clause.tokens, from - 1));
export const belowWords = set("under below than unter bajo");
export const BELOW_MS = 100;

/** A length is told in whole seconds. */
const AS_LONG_MS = 600;

/** "10 sec, exactly what I wanted", of a video of 10 s: nothing but the length it has, which asks for nothing. */
export function tellsLengthOnly({ clause, times, lengthMs }: Reading): boolean {
  const [only, ...others] = times;
  const isAll = only?.kind === "duration" && others.length === 0 && only.from === 0 && only.to === clause.tokens.length;
  return isAll && only.how === "plain" && Math.abs(only.ms - lengthMs) <= 1000;
}

/** "the runtime at 0:20", "I want it at 12 seconds": a moment that is told as a length. */
const ofLength = set(
  "length duration runtime fit fits total overall altogether insgesamt want wanted need like prefer",
);
const complains = /\btoo\b|\bshort|\btrim|\bcut\b|\bzu\b|\bkurz|\bkuerz|demasiado|\bcort|\bacort/;
const saysShort = concepts("shorten under make trim keep whole demo faster");
const isEdited = ({ view }: Reading): boolean => (view?.draft.operations.length ?? 0) > 0;
export const askWhole = (targetMs: number): Extract<Filled, { kind: "ask" }> =>
  ask(`Should the whole video be that short? Then say **make it ${seconds(targetMs)} long**.`);
const askLength = (now: string): Filled =>
  ask(`${now} How long should it be?`, { tool: "shorten", say: "shorten it to" });

function toLength(reading: Reading, targetMs: number): Filled {
  const lengthMs = reading.lengthMs;
  if (targetMs <= 0) return askLength(`It is ${seconds(lengthMs)} long, so that would leave nothing.`);
  if (targetMs >= lengthMs)
    return askLength(`It is ${seconds(lengthMs)} long, which is under ${seconds(targetMs)} already.`);
  return calls({ tool: "shorten", input: { targetMs: Math.round(targetMs) } });
}

/** "cut 5 seconds": a length to lose, unless a word makes it the length to reach. */
function cutsOff(reading: Reading, duration: Extract<TimeItem, { kind: "duration" }>): boolean {
  return (
    reading.has("remove") &&
    duration.how === "plain" &&
    !reading.has("under") &&
    !reading.has("shorten") &&
    !reading.word("down", "to", "long", "version")
  );
}

const wordsAfter = (reading: Reading, at: number): string =>
  reading.clause.tokens
    .slice(at)
    .map((token) => token.word)
    .join(" ");

function placeToHurry(reading: Reading): Range | null {
  if (!reading.word("shorten", "shorter", "tighten", "condense", "kurze", "acorta")) return null;
  const words = reading.elementWords(
    concepts("shorten make whole remove trim bigger smaller longerWord shorterWord again demo keep under"),
  );
  const named = words ? reading.named(words) : null;
  const changed = reading.context.shots.some(
    (shot) => shot.changed && named && shot.startMs < named.endMs && shot.endMs > named.startMs,
  );
  return changed ? null : named;
}

/** "make it 70% of its length" */
const ofItsLength = /\bof (?:its|the) (?:current |original |full |total )?(?:length|duration|runtime)/;

function shareIn(reading: Reading, text: string): number | null {
  const percent = reading.first("percent")?.value;
  if (percent !== undefined)
    return /\b(to|auf|al)\b/.test(text) || (ofItsLength.test(text) && !reading.has("remove", "trim"))
      ? percent / 100
      : 1 - percent / 100;
  if (/(2|two|both) thirds|zwei drittel|dos tercios/.test(text)) return 2 / 3;
  if (/(3|three) quarters|drei viertel/.test(text)) return 0.75;
  if (/\bthird|drittel|tercio/.test(text))
    return /shorter|by|off|kurzer|corto|\bum\b|\ben un\b/.test(text) ? 2 / 3 : 1 / 3;
  if (/\bquarter|viertel|cuarto/.test(text))
    return /shorter|by|off|kurzer|corto|\bum\b|\ben un\b/.test(text) ? 0.75 : 0.25;
  if (/\bhalf|halve|halb|halfte|mitad/.test(text)) return 0.5;
  const times = reading.first("times")?.factor ?? (/twice|doppelt|doble/.test(text) ? 2 : undefined);
  return times !== undefined && times > 1 ? 1 / times : null;
}
