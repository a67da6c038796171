import { concepts } from "../lexicon/lexicon.ts";
import { pieceWords, set } from "../times/words.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import { stretchOfEdit, stretchOfLast, thatPartAt } from "../words/stretches.ts";
import { timing } from "./when.ts";

const aroundCaption = concepts("caption add write change make show top bottom whole instead begin finish");

const isClosing = (reading: Reading): boolean =>
  reading.first("quoted") !== undefined && set("closing final ending end").has(articleOf(reading));

const beforeQuoted = ({ source }: Reading): string => /^[^"“”„«]*/.exec(source)?.[0] ?? "";

/** When a caption is shown: as said, at what was named, or for the last seconds of the video. */
export function captionTime(reading: Reading): { startMs?: number; durationMs?: number } {
  const time = timing(reading, { namedCounts: true });
  const lengthMs = reading.lengthMs;
  if (time.startMs === undefined) {
    const opens = reading.clause.phrases.find(({ concepts }) => concepts.has("begin") || concepts.has("finish"));
    // "end it with “…”", unlike "add “…” where it ends"
    const isOfEdge =
      opens === reading.clause.phrases[0] || /\b(?:with|on|mit|con)(?:\W+\w+){0,3}\W*$/i.test(beforeQuoted(reading));
    if (opens?.concepts.has("finish") && lengthMs > 4000 && isOfEdge)
      return { startMs: lengthMs - (time.durationMs ?? 4000), durationMs: time.durationMs ?? 4000 };
    // "a closing line saying …"
    if (isClosing(reading) && lengthMs > 4000) return { startMs: lengthMs - 4000, durationMs: 4000, ...time };
    if (reading.has("whole") && time.durationMs === undefined) return { startMs: 0, durationMs: lengthMs };
    const there = pointsAtEdit(reading) ? stretchPointedAt(reading) : null;
    // where something was cut out no time is left
    if (there && there.endMs === there.startMs) return { startMs: there.startMs, ...time };
    if (there) return { startMs: there.startMs, durationMs: there.endMs - there.startMs, ...time };
    const words = reading.elementWords(aroundCaption, { quoted: false });
    const named = words ? reading.named(words) : null;
    return named ? { startMs: Math.round(named.startMs), ...time } : time;
  }
  const point = reading.time("point");
  // "before the zoom": it is gone when that comes
  if (point?.how === "before" && time.durationMs === undefined)
    return { startMs: Math.max(0, point.atMs - 4000), durationMs: Math.min(4000, point.atMs) };
  if (time.startMs < lengthMs) return time;
  const fromEnd = time.durationMs ?? 4000;
  return time.startMs === lengthMs ? { startMs: Math.max(0, lengthMs - fromEnd), durationMs: fromEnd } : time;
}

/** Of what was slowed down or cut last, else of the last edit that is seen for a time. */
const stretchPointedAt = (reading: Reading): { startMs: number; endMs: number } | null =>
  stretchOfLast(reading) ?? stretchOfEdit(reading);

/** "over that", "there", "for that part", "on the zoom", "caption it": while the last edit of time is seen. */
function pointsAtEdit({ clause: { tokens, phrases }, edits }: Reading): boolean {
  const caption = phrases.find(({ concepts }) => concepts.has("caption"));
  const isVerb = caption !== undefined && wordAt(tokens, caption.from) === "caption";
  const isThere = (at: number): boolean => thereWords.has(wordAt(tokens, at)) && !being.has(wordAt(tokens, at - 1));
  if (thatPartAt(tokens) >= 0 || tokens.some((_, at) => isThere(at))) return true;
  // Of a caption no other is said to be over it.
  if (edits.at(-1)?.type === "caption") return false;
  return tokens.some((_, at) => {
    if (isVerb && at === caption.from) return pointers.has(wordAt(tokens, at + 1)) && endsAt(tokens, at + 2);
    return leading.has(wordAt(tokens, at)) && isPointed(tokens, at + 1);
  });
}

function isPointed(tokens: readonly Token[], at: number): boolean {
  const isThe = set("the exact der die das dem den el la").has(wordAt(tokens, at));
  if (isThe && sameWords.has(wordAt(tokens, at + 1))) return places.has(wordAt(tokens, at + 2));
  return pointers.has(wordAt(tokens, at)) && endsAt(tokens, wordAt(tokens, at + 1) === "one" ? at + 2 : at + 1);
}

/** Nothing follows that would be named: "over that: “…”", unlike "over that field". */
const endsAt = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.kind !== "word" || closing.has(wordAt(tokens, at));

const thereWords = set("there dort alli ahi");
/** "it has to be there before" */
const being = set("be is are was its ist sein esta");
const leading = set("on over for in during with at auf uber bei zu sobre en con");
const pointers = set("it that this das es eso esto");
const sameWords = set("same selben gleichen mismo misma");
const places = new Set([...pieceWords, "spot", "place", "time", "ort", "sitio"]);
const closing = set("as too also please now saying says say reading that which with and zoom closeup auch tambien");

export const articleOf = (reading: Reading): string => {
  const { tokens, phrases } = reading.clause;
  const caption = phrases.find(({ concepts }) => concepts.has("caption"));
  // "caption is wrong, it must be …": the one that is there
  if (!caption && reading.word("it", "that") && reading.word("must", "should")) return "the";
  return caption ? wordAt(tokens, caption.from - 1) : "";
};
