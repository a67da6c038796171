import { describe } from "../../resolve/ground.ts";
import type { Concept } from "../lexicon/lexicon.ts";
import type { Reading } from "../reading.ts";

const spentOnPlace: readonly Concept[] = [
  "remove",
  "trim",
  "keep",
  "begin",
  "finish",
  "bigger",
  "make",
  "add",
  "zoom",
  "whole",
  "shorten",
  "faster",
  "slower",
  "play",
  "stop",
];

/** The part of the video that the clause's other words name. */
export function placeIn(reading: Reading): ReturnType<Reading["named"]> {
  const words = reading.elementWords(spentOnPlace);
  return words ? (reading.named(words) ?? namedAfterArticle(reading, words)) : null;
}

/** "ramp the home page up": the thing is what an article stands before. */
function namedAfterArticle(reading: Reading, words: string): ReturnType<Reading["named"]> {
  const list = words.split(" ");
  const from = list.findLastIndex((word) => ["the", "den", "die", "das", "el", "la"].includes(word)) + 1;
  if (from === 0) return null;
  for (let end = Math.min(list.length, from + 4); end > from; end -= 1) {
    const part = list.slice(from, end).join(" ");
    const found = describe(part).content.length > 0 ? reading.named(part) : null;
    if (found) return found;
  }
  return null;
}
