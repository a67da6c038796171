import type { Token } from "../words/lexer.ts";
import { bothEdges, firstOrLast, offAnEdge, shifted } from "./edges.ts";
import { besideEdit } from "./edits.ts";
import type { Item, TimeContext, TimeItem } from "./item.ts";
import { border, duration, moment } from "./moments.ts";
import { whileSeen } from "./sights.ts";
import { beside, range } from "./spans.ts";
import { TimeWords } from "./timeWords.ts";

/** All time words of a clause, from left to right. */
export function findTimes(tokens: readonly Token[], context: TimeContext): TimeItem[] {
  const words = new TimeWords(tokens, context);
  const items: TimeItem[] = [];
  for (let at = 0; at < tokens.length; ) {
    const both = bothEdges(words, at);
    if (both) items.push(...both);
    const found = both?.[1] ?? itemAt(words, at);
    if (found && !both) items.push(found);
    at = found?.to ?? at + 1;
  }
  return items;
}

function itemAt(words: TimeWords, at: number): Item {
  return (
    range(words, at) ??
    firstOrLast(words, at) ??
    offAnEdge(words, at) ??
    shifted(words, at) ??
    beside(words, at) ??
    besideEdit(words, at) ??
    whileSeen(words, at) ??
    border(words, at) ??
    moment(words, at) ??
    duration(words, at)
  );
}
