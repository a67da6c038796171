import { set } from "../../words.ts";
import type { Found, Item, Named } from "./item.ts";
import type { TimeWords } from "./timeWords.ts";

/** "while the error is showing", "as long as you can see the toast": all of the time in which it is seen. */
export function whileSeen(words: TimeWords, start: number): Item {
  const lasts = words.phrase(start, "for as long as") ? 4 : words.phrase(start, "as long as") ? 3 : 1;
  if (lasts === 1 && !words.is(start, lastingWords)) return null;
  const from = start + lasts;
  const { next } = words.wordsUntilBoundary(from);
  const last = words.tokens.findLastIndex((_, at) => at >= from && at <= next && isSeen(words, at));
  const found = last < 0 ? null : (words.namedPoint(from, new Set()) ?? sight(words, from, last));
  if (!found) return null;
  const { seenMs, goneMs, startMs, endMs } = found.named;
  const span = { startMs: seenMs ?? startMs, endMs: goneMs ?? endMs };
  return { kind: "span", ...span, how: "range", from: start, to: Math.max(found.next, last + 1) };
}
const lastingWords = set("while whilst wahrend solange mientras");
const seenWords = set(
  "showing shown shows show visible seen see displayed appears up screen sichtbar sehen da angezeigt ve vea aparece visible pantalla",
);
const isSeen = (words: TimeWords, at: number): boolean =>
  words.is(at, seenWords) || (words.is(at, set("there")) && words.is(at - 1, set("is are its")));
/** What no step uses. */
function sight(words: TimeWords, from: number, to: number): Found<{ ms: number; named: Named }> {
  const named = words.context.seen(words.textOf(from, to));
  return named && { ms: named.startMs, named, next: to };
}
