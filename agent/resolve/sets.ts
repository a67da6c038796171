import type { ContextShot, ThreadContext } from "../context.ts";
import { set, wordsOf } from "../words.ts";
import { anyWords, cardsInRows, cardWords } from "./cards.ts";
import { allTogether, around, type Group, plainName, type Seen } from "./groups.ts";
import { best, labelWords, natureWords } from "./likeness.ts";
import { namedWords } from "./sameThings.ts";
import { inReadingOrder, thingsOf } from "./things.ts";
import { ordinalNamed } from "./vocabulary.ts";

/** Several things that are named by where they stand: "the second row", "the first two lamps", "the prices of the two lamps". */

const counts: Readonly<Record<string, number>> = {
  ...{ two: 2, three: 3, four: 4, zwei: 2, drei: 3, vier: 4, dos: 2, tres: 3, cuatro: 4 },
  ...{ "2": 2, "3": 3, "4": 4, both: 2, beiden: 2, ambas: 2, ambos: 2 },
};
const edges: Readonly<Record<string, number>> = { top: 1, upper: 1, obere: 1, bottom: -1, lower: -1, untere: -1 };
const rowWords = set("row rows reihe zeile fila");
const plain = set(
  "the a all only just of with both these those in part bit where card cards tile tiles product products die der den alle la las los el",
);

type Named = { ordinal?: number; count?: number; isRow: boolean; nouns: string[]; isPlural: boolean };

function namedIn(text: string): Named {
  const named: Named = { isRow: false, nouns: [], isPlural: false };
  for (const word of wordsOf(text)) {
    const ordinal = ordinalNamed(word) ?? edges[word];
    const count = counts[word];
    if (ordinal !== undefined) named.ordinal = ordinal;
    else if (count !== undefined) named.count = count;
    else if (rowWords.has(word)) named.isRow = true;
    else if (!plain.has(word)) named.nouns.push(word);
    if (/[^s]s$/.test(word)) named.isPlural = true;
  }
  return named;
}

/**
 * The cards of a row, the first so many of them (in the order of `among`, else as they stand), or all of them; null where
 * something else, or one card, is named.
 */
export function cardsNamed(context: ThreadContext, text: string, inOrder?: readonly string[]): Group | null {
  const { ordinal, count, isRow, nouns, isPlural } = namedIn(text);
  const saysCards = wordsOf(text).some((word) => cardWords.has(word) || anyWords.has(word));
  if (!isRow && !(isPlural && (saysCards || count !== undefined))) return null;
  const rows = cardsInRows(context);
  const isOfNoun = (card: Seen): boolean => namedWords(nouns).every((word) => best(word, labelWords(card.label)) > 0);
  if (!rows.flat().some(isOfNoun)) return null;
  const all = rows.flat();
  const counted = inOrder?.flatMap((id) => all.find(({ elementId }) => elementId === id) ?? []) ?? all;
  const among = isRow ? (ordinal === undefined ? [] : (rows.at(ordinal > 0 ? ordinal - 1 : ordinal) ?? [])) : counted;
  const isCounted = !isRow && count !== undefined && ordinal !== undefined;
  const cards = isCounted ? (ordinal > 0 ? among.slice(0, count) : among.slice(-count)) : among;
  if (cards.length === 0 || (!isRow && !isCounted && (ordinal !== undefined || count !== undefined))) return null;
  // A row stands where its cards do, whatever else is in the picture by then.
  return { ...allTogether(cards, text.trim()), box: around(cards.map(({ box }) => box)) };
}

const ofThem = /^(?:the |all |both )*(?<what>\p{L}+) (?:of|von|de) (?<which>.+)$/iu;

/** "the prices of the two lamps", "the price of the second lamp": what is told of things that a page lists. */
export function toldOfListed(context: ThreadContext, text: string): ContextShot | null {
  const { what = "", which = "" } = ofThem.exec(text.trim())?.groups ?? {};
  const { ordinal, count, isRow, nouns, isPlural } = namedIn(which);
  if (what === "" || isRow || (!isPlural && ordinal === undefined)) return null;
  const [nature] = namedWords([what]);
  const { all } = thingsOf(context);
  const owners = all.filter(({ role }) => role === "link" || role === "heading" || role === "img");
  const isListed = ({ group }: Seen): boolean => owners.some(({ label }) => plainName(label) === plainName(group));
  const values = all.filter(
    (one) => one.group !== undefined && nature && best(nature, natureWords(one.label)) > 0 && isListed(one),
  );
  const isOfNoun = ({ group }: Seen): boolean =>
    all.some(
      (one) =>
        (plainName(one.group) === plainName(group) || plainName(one.label).includes(plainName(group))) &&
        namedWords(nouns).every((word) => best(word, labelWords(one.label)) > 0),
    );
  if (nouns.length === 0 || !values.some(isOfNoun)) return null;
  const inOrder = inReadingOrder(values);
  if (ordinal !== undefined && count === undefined) return inOrder.at(ordinal > 0 ? ordinal - 1 : ordinal) ?? null;
  const meant = count === undefined ? inOrder : (ordinal ?? 1) > 0 ? inOrder.slice(0, count) : inOrder.slice(-count);
  return meant.length === 0 ? null : allTogether(meant, text.trim());
}
