import { set } from "../../words.ts";
import type { Item, TimeItem } from "./item.ts";
import type { TimeWords } from "./timeWords.ts";
import { endWords, firstWords, fractionNamed, lastWords, middleWords, secondOrdinals, startWords } from "./words.ts";

/** "the first 5 seconds", "the last third", "the second half", "the first 10%", "the middle third". */
export function firstOrLast(words: TimeWords, start: number): Item {
  const at = words.pastArticles(start);
  const word = words.word(at);
  const total = words.context.lengthMs;
  // "make it last 6 seconds" says how long, not which.
  if (word === "last" && words.is(start - 1, set("it that them should to must caption zoom text"))) return null;
  // "los 2 primeros segundos", "die 3 letzten Sekunden"
  const counted = words.number(at);
  const unitMs = counted === null ? null : words.unitMs(at + 2);
  if (counted !== null && unitMs !== null && (words.is(at + 1, firstWords) || words.is(at + 1, lastWords)))
    return edge(words, words.is(at + 1, firstWords) ? "first" : "last", counted * unitMs, start, at + 3);
  const ordinal = firstWords.has(word) ? "first" : lastWords.has(word) ? "last" : null;
  if (ordinal) {
    const size = words.size(at + 1, true);
    return size ? edge(words, ordinal, size.ms, start, size.next) : null;
  }
  const fraction = fractionNamed(words.word(at + 1));
  if (secondOrdinals.has(word) && fraction !== undefined) {
    const startMs = total * fraction;
    return {
      kind: "span",
      startMs,
      endMs: Math.min(total, startMs + total * fraction),
      how: fraction === 0.5 ? "last" : "middle",
      from: start,
      to: at + 2,
    };
  }
  const middle = middleWords.has(word) && fraction === undefined ? words.length(at + 1) : null;
  if (middle && middle.ms < total)
    return {
      kind: "span",
      startMs: (total - middle.ms) / 2,
      endMs: (total + middle.ms) / 2,
      how: "middle",
      from: start,
      to: middle.next,
    };
  if (middleWords.has(word) && fraction !== undefined) {
    const startMs = (total * (1 - fraction)) / 2;
    return { kind: "span", startMs, endMs: startMs + total * fraction, how: "middle", from: start, to: at + 2 };
  }
  return null;
}

/** "start 3 seconds later", "end it two seconds earlier": so much less at that side. */
export function shifted(words: TimeWords, start: number): Item {
  const long = words.length(start);
  if (!long) return null;
  const said = words.tokens.slice(0, start);
  const speaksOf = (names: ReadonlySet<string>): boolean => said.some(({ word }) => names.has(word));
  if (words.is(long.next, set("later spater despues")) && speaksOf(set("start starts begin begins open opens")))
    return edge(words, "first", long.ms, start, long.next + 1);
  if (words.is(long.next, set("earlier sooner fruher antes")) && speaksOf(set("end ends finish finishes stop stops")))
    return edge(words, "last", long.ms, start, long.next + 1);
  return null;
}

function edge(words: TimeWords, side: "first" | "last", ms: number, from: number, to: number): Item {
  const total = words.context.lengthMs;
  const end = words.ofTheVideo(to);
  if (side === "first") return { kind: "span", startMs: 0, endMs: ms, how: "first", from, to: end };
  return {
    kind: "span",
    startMs: Math.max(0, total - ms),
    endMs: ms > total ? ms : total,
    how: "last",
    from,
    to: end,
  };
}

/** "two seconds off the start", "4s from the end", "the beginning by 3 sec". */
export function offAnEdge(words: TimeWords, start: number): Item {
  const long = words.size(start, false);
  if (long) {
    const edgeAt = edgeAfter(words, long.next);
    if (edgeAt === null) return null;
    return edge(words, words.is(edgeAt, startWords) ? "first" : "last", long.ms, start, edgeAt + 1);
  }
  const at = words.pastArticles(start);
  const side = words.is(at, startWords) ? "first" : words.is(at, endWords) ? "last" : null;
  if (!side || !words.is(at + 1, set("by um en"))) return null;
  const by = words.length(at + 2) ?? words.bareSeconds(at + 2);
  return by ? edge(words, side, by.ms, start, by.next) : null;
}

/** "2 s off both ends": the first ones and the last ones. */
export function bothEdges(words: TimeWords, start: number): [TimeItem, TimeItem] | null {
  const ends = (at: number): boolean =>
    words.is(at, set("both each either beiden ambos cada")) &&
    words.is(at + 1, set("ends end sides side enden seiten extremos lados extremo"));
  // "both ends by 2 seconds"
  const by = ends(start) && words.is(start + 2, set("by um en")) ? words.length(start + 3) : null;
  const long = by ?? words.size(start, false);
  if (!long) return null;
  let next = long.next;
  while (!by && words.is(next, set("off from of at on away von an de del en the"))) next += 1;
  if (!by && !ends(next)) return null;
  const to = by ? next : next + 2;
  const [first, last] = [edge(words, "first", long.ms, start, to), edge(words, "last", long.ms, start, to)];
  return first && last ? [first, last] : null;
}

function edgeAfter(words: TimeWords, at: number): number | null {
  // "two seconds shorter at the front"
  const shorter = words.is(at, set("shorter less kurzer weniger menos")) ? 1 : 0;
  let next = at + shorter;
  while (words.is(next, set("off from of in on at away vom am del de al the both"))) next += 1;
  const isJoined = words.tokens.slice(at, next).some(({ word }) => word !== "the" && word !== "both");
  return isJoined && (words.is(next, startWords) || words.is(next, endWords)) ? next : null;
}
