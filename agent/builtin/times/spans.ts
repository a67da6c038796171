import { set } from "../../words.ts";
import type { Found, Item, Named } from "./item.ts";
import { goneFrom } from "./moments.ts";
import type { TimeWords } from "./timeWords.ts";
import { afterWords, beforeWords, endWords, fromWords, minuteUnits, toWords } from "./words.ts";

/** "from 0:10 to 0:20", "between A and B", "18-26", "5 to 8 seconds", "from 12 seconds onwards". */
export function range(words: TimeWords, start: number): Item {
  const opened = words.is(start, fromWords);
  const isStarting = words.word(start) === "starting" && words.is(start + 1, set("at from with"));
  // "it is at 0:06 to 0:08", unlike "the caption at 0:06 to 0:08"
  const isThere = words.is(start, set("at")) && words.is(start - 1, set("is its thats are was were"));
  const skip = opened && isStarting ? 2 : opened || isThere ? 1 : 0;
  const at = start + skip;
  const first =
    words.point(at, true) ?? (opened && !words.is(start, set("de del vom")) ? words.namedPoint(at, toWords) : null);
  if (!first) return null;
  const joined = joint(words, first.next, opened);
  // "trim the end to 0:38" moves the end there.
  const movesEnd = !opened && joined !== null && words.is(words.pastArticles(at), endWords);
  const newEnd = movesEnd ? words.point(joined, true) : null;
  if (newEnd) return { kind: "point", atMs: newEnd.ms, how: "until", from: start, to: newEnd.next };
  const second = joined === null ? null : (words.point(joined, true) ?? (opened ? endNamed(words, joined) : null));
  if (joined !== null && second) {
    const scale = sharedUnit(words, at, second.next);
    // "to the coupon" ends where that begins, not when something is done there.
    // "between the login and the cart" begins where the login ends.
    const isBetween = words.is(start, set("between zwischen entre")) && "named" in first && "named" in second;
    const endMs = "named" in second && !("isGone" in second) ? (second.named as Named).startMs : second.ms;
    // Where one follows upon the other, the first is meant as well.
    const afterFirst = isBetween ? (first.named as Named).endMs : 0;
    const startMs = isBetween && endMs - afterFirst > 500 ? afterFirst : first.ms * scale;
    return {
      kind: "span",
      startMs,
      endMs: Math.max(endMs, startMs),
      how: "range",
      from: start,
      to: second.next,
    };
  }
  if (!opened || words.word(start) === "between") return null;
  const on = words.is(first.next, set("on onwards onward an")) ? 1 : 0;
  const isNumber = words.point(at, false) !== null || words.number(words.pastArticles(at)) !== null;
  if (!isNumber && !("named" in first)) return null;
  if (words.is(start, set("de del vom"))) return null;
  // "from the start", "off from the end" name an edge, not where to begin.
  if (words.is(words.pastArticles(at), endWords)) return null;
  return {
    kind: "point",
    atMs: first.ms,
    how: "from",
    from: start,
    to: first.next + on,
    ...("named" in first ? { named: first.named as Named } : {}),
  };
}

/** Where the second of the two begins: "to about 4.2". */
function joint(words: TimeWords, at: number, opened: boolean): number | null {
  const next = afterJoint(words, at, opened);
  return next !== null && words.is(next, set("about around roughly approximately etwa ungefahr unos"))
    ? next + 1
    : next;
}

function afterJoint(words: TimeWords, at: number, opened: boolean): number | null {
  const word = words.word(at);
  if (word === "-" || word === "–" || word === "—" || word === "→" || word === "->") return at + 1;
  if (word === "up" && words.word(at + 1) === "to") return at + 2;
  if (!words.is(at, toWords) || (word === "and" && !opened) || (word === "y" && !opened)) return null;
  return at + 1;
}

/** "until the error is gone", "to the coupon" */
function endNamed(words: TimeWords, at: number): Found<{ ms: number; named: Named; isGone?: true }> {
  const gone = goneFrom(words, at);
  return gone ? { ...gone, isGone: true } : words.namedPoint(at, new Set());
}

/** "1-2 minutes": the unit at the end is the first number's too. */
function sharedUnit(words: TimeWords, at: number, end: number): number {
  const first = words.number(words.pastArticles(at));
  const hasOwn = first === null || words.length(at) !== null;
  return !hasOwn && minuteUnits.has(words.word(end - 1)) ? 60 : 1;
}

/** "the 3 seconds after 0:18", "five seconds starting at 0:20", "2 s before the click". */
export function beside(words: TimeWords, start: number): Item {
  const long = words.length(start);
  if (!long) return null;
  const side = words.is(long.next, beforeWords)
    ? "before"
    : words.is(long.next, afterWords) || words.is(long.next, set("starting beginning from ab desde"))
      ? "after"
      : null;
  if (!side) return null;
  const at = long.next + (words.is(long.next + 1, set("at from with of to")) ? 2 : 1);
  const border = words.point(at, true) ?? words.namedPoint(at, new Set());
  if (!border) return null;
  const named = "named" in border ? (border.named as Named) : null;
  // After the last deed nothing is left: from where it is done.
  const after = named && named.endMs + long.ms > words.context.lengthMs ? named.momentMs : named?.endMs;
  const edgeMs = side === "before" ? (named?.startMs ?? border.ms) : (after ?? border.ms);
  const [startMs, endMs] = side === "before" ? [Math.max(0, edgeMs - long.ms), edgeMs] : [edgeMs, edgeMs + long.ms];
  return { kind: "span", startMs, endMs, how: "range", from: start, to: border.next };
}
