import { set } from "../../words.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";

/** Whether a recording is to stand beside what was there before. */
export const isCompared = (reading: Reading): boolean =>
  isAsked(reading) ||
  standsBeside(reading.clause.tokens) ||
  standsLeftAndRight(reading.clause.tokens) ||
  pairsOldAndNew(reading.clause.tokens);

/** "compare it with main", unlike "show the comparison table", "no comparison" and "I'd like to compare them". */
function isAsked({ clause: { tokens, phrases } }: Reading): boolean {
  const phrase = phrases.find(({ concepts }) => concepts.has("compare"));
  if (!phrase) return false;
  const next = tokens[phrase.to];
  const isNoun = tokens[phrase.from]?.word === "comparison" && next?.kind === "word" && !afterCompared.has(next.word);
  // "with and without the change side by side" is both
  const isDeclined = [1, 2, 3].some(
    (back) => declining.has(wordAt(tokens, phrase.from - back)) && tokens[phrase.from - back - 1]?.word !== "and",
  );
  return !isNoun && !isDeclined && !set("them these those both").has(next?.word ?? "");
}
const afterCompared = set("with to of please pls mode view video in and as for on between too also side");
const declining = set("no not without dont skip ohne kein keine keinen sin");

/** What stands beside, and what was before: "next to how it was", "against what is live", "neben der alten Version". */
const beside = set("next beside alongside against vs versus gegen neben gegenuber junto frente contra");
const former = set(
  "old older former prior was were before previous previously former earlier current currently live main master production prod existing original alt alte alten altem alter vorher bisher bisherige bisherigen jetzigen aktuelle aktuellen viejo vieja antes anterior actual",
);
const latter = set(
  "new newer now today after after afterwards neu neue neuen neuem jetzt nachher nuevo nueva ahora despues",
);
const joints = set("and or to vs versus against beside next alongside then und neben gegen y con frente");

/** "next to how it was", "with the former version next to it", unlike "before the next release". */
const standsBeside = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ word }, at) =>
      beside.has(word) &&
      (word !== "next" || tokens[at + 1]?.word === "to") &&
      (says([...wordsBefore(tokens, at), ...wordsAfter(tokens, at)], former) ||
        isAsItIs(wordsBefore(tokens, at, MOST_TOLD)) ||
        isAsItIs(wordsAfter(tokens, at, MOST_TOLD))),
  );

/** "the version we have today", "the way it works at the moment", "today's version": what was there before. */
const isAsItIs = (words: readonly string[]): boolean =>
  /\b(?:what|version|way|how|one|page|app|site|state)\b(?: \w+){1,4} (?:now|today|at the moment|right now|these days|out there)\b|\btodays (?:version|one|page|app|site|state|design|look)\b/.test(
    words.join(" "),
  );
const MOST_TOLD = 9;

/** "old on the left, new on the right", "with main on the other half" */
const standsLeftAndRight = (tokens: readonly Token[]): boolean => {
  const words = tokens.map(({ word }) => word);
  return (
    says(words, former) &&
    ((says(words, lefts) && says(words, rights) && says(words, latter)) ||
      /\bthe other (?:half|side)\b/.test(words.join(" ")))
  );
};
const lefts = set("left links izquierda");
const rights = set("right rechts derecha");

/** "old and new", "the new menu next to the old one", "how it looked and how it looks now". */
const pairsOldAndNew = (tokens: readonly Token[]): boolean =>
  howItWas.test(tokens.map(({ word }) => word).join(" ")) ||
  tokens.some(({ word }, at) => {
    if (!joints.has(word)) return false;
    const [left, right] = [wordsBefore(tokens, at), wordsAfter(tokens, at)];
    return (says(left, former) && says(right, latter)) || (says(left, latter) && says(right, former));
  });
const howItWas =
  /\b(?:how|what|the way) (?:it|things|that|this|they|everything) used to (?:be|look|work)\b|\bhow (?:it|things|that|this|everything) (?:looked|was|were|worked|used to)\b.{0,30}\b(?:now|looks|today|afterwards)\b/;
const MOST_BETWEEN = 5;

const says = (words: readonly string[], kind: ReadonlySet<string>): boolean => words.some((word) => kind.has(word));

/** The few words around a place, in the same part of a sentence. */
const wordsAfter = (tokens: readonly Token[], at: number, most = MOST_BETWEEN): string[] =>
  wordsUpToMark(tokens.slice(at + 1, at + 1 + most));
const wordsBefore = (tokens: readonly Token[], at: number, most = MOST_BETWEEN): string[] =>
  wordsUpToMark(tokens.slice(Math.max(0, at - most), at).reverse()).reverse();
function wordsUpToMark(tokens: readonly Token[]): string[] {
  const end = tokens.findIndex(({ kind }) => kind !== "word");
  return tokens.slice(0, end < 0 ? tokens.length : end).map(({ word }) => word);
}
