import { set } from "../../words.ts";
import { edgePart, placeIn } from "../grammar/place.ts";
import type { Intent, Row } from "../grammar/row.ts";
import { type Concept, concepts } from "../lexicon/lexicon.ts";
import type { Phrase } from "../words/clause.ts";
import { namesSomething } from "../words/grounding.ts";
import { kinds, type Token, wordAt } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import type { Wish } from "./wish.ts";

/** What makes a clause without a verb worth keeping: it says where, when, how much or to whom. */
const slotKinds = kinds(
  "number timecode times percent lines area point aspect version quoted email url domain pr channel handle repo",
);
export const detailConcepts = concepts(
  "more little top bottom whole gif mp4 highQuality previewQuality webQuality uhd fullHd mobile compare minimal dramatic standard under here every daily weekly monthly weekdays",
);
const openers = set(
  "when while at after before on in for during once as every each wenn bei nach vor cuando en al despues antes cada jeden until with from",
);
export const opensClause = (tokens: readonly Token[]): boolean => openers.has(wordAt(tokens, 0));

/** Whether it says where, when, how much or to whom; `said` leaves out the moments that a name stands for. */
export const hasSlot = (reading: Reading, how: "said" | "any" = "any"): boolean =>
  reading.clause.tokens.some((token) => slotKinds.includes(token.kind)) ||
  reading.times.some((item) => item.kind !== "unknown" && (how === "any" || item.kind !== "point" || !item.named));

const determiners = set("the on into to from auf den das die der el la en an a also at");

export function repeatsWish(last: Wish, reading: Reading, tokens: readonly Token[]): boolean {
  switch (last.row.repeats) {
    case "address":
      return reading.all("email").length + reading.all("channel").length + reading.all("handle").length > 0;
    case "span":
      return [reading, last.reading].every(
        (one) =>
          one.time("span") !== undefined ||
          placeIn(one) !== null ||
          edgePart(one) !== null ||
          (one === reading &&
            one.times.some((item) => item.kind === "point" && item.how !== "at" && tokens[0]?.word === "everything")),
      );
    case "element": {
      const isNoun = determiners.has(wordAt(tokens, 0)) || namesSomething(reading, ["zoom", "redact"]);
      return isNoun && tokens.length <= 7;
    }
    default:
      return false;
  }
}

const verbConcepts: Partial<Record<Intent, readonly Concept[]>> = {
  zoom: ["zoom", "focusOn"],
  redact: ["redact"],
  cut: ["remove", "trim", "stop"],
  cut_what: ["remove", "trim", "stop"],
  trim: ["trim", "keep", "begin", "finish"],
  speed: ["faster", "slower", "play"],
  share: ["share"],
  remove_edit: ["remove", "undo", "noneOf", "stop"],
  crop: ["crop"],
  caption: ["add", "write", "caption"],
  shorten: ["shorten", "make"],
  export: ["exportVerb", "exporting"],
  style_preset: ["style"],
  schedule_digest: ["digest", "share"],
  record: ["record", "make", "demo"],
  record_what: ["record", "make", "demo"],
};

/** The words that made a wish what it is, without its object. */
export function verbTokens({ row, reading }: Omit<Wish, "mood">): Token[] {
  const wanted = verbConcepts[row.intent] ?? [];
  const isVerb = (phrase: Phrase): boolean => wanted.some((concept) => phrase.concepts.has(concept));
  const { tokens, phrases } = reading.clause;
  const verbs = phrases.filter(isVerb);
  const times = tokens.filter((token) => token.kind === "times" && row.intent === "speed");
  return [...verbs.flatMap((phrase) => tokens.slice(phrase.from, phrase.to)), ...times];
}

export const objectTokens = (wish: Wish): Token[] => {
  const verbs = new Set(verbTokens(wish));
  return wish.reading.clause.tokens.filter((token) => !verbs.has(token));
};

/** "no wait, blur it": the object is the one named before. */
export function lacksObject(reading: Reading, row: Row): boolean {
  return row.repeats === "element" && !namesSomething(reading, ["zoom", "redact"]);
}

export const isPronounOnly = (reading: Reading): boolean =>
  reading.clause.tokens.every(
    (token, at) =>
      token.kind === "mark" ||
      set("it that this them those these just there here bits please es das lo out off all").has(token.word) ||
      reading.clause.phrases.some((phrase) => at >= phrase.from && at < phrase.to),
  );

/** A mark between two parts of a clause that were taken together again: names and parts in a row are told apart by it. */
export function separatorBefore(message: string, before: readonly Token[], after: readonly Token[]): Token[] {
  const start = before.at(-1)?.end ?? 0;
  const end = Math.max(start, after[0]?.start ?? start);
  const mark = /[,;.!?\n]/.exec(message.slice(start, end))?.[0] ?? ",";
  return [{ kind: "mark", mark, raw: mark, word: "", start, end }];
}
