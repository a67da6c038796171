import { set } from "../../words.ts";
import { isLull } from "../fill/lull.ts";
import { edgePart, placeIn } from "../grammar/place.ts";
import { type Intent, intents, type Row } from "../grammar/row.ts";
import { clauseOf } from "../words/clause.ts";
import type { Token } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import { hasSlot } from "./details.ts";
import { thingsIn } from "./things.ts";
import type { Read, Wish } from "./wish.ts";

const timed = intents("zoom caption redact speed cut cut_what trim");
/** What may be said to hold for a stretch of time only. */
const briefly: readonly Intent[] = ["zoom", "caption", "redact", "speed"];
const aroundTime = set("only but just for please and solo nur");
const isTimeOnly = ({ clause, times }: Reading): boolean =>
  clause.tokens.every(
    ({ kind, word }, at) =>
      kind === "mark" || aroundTime.has(word) || times.some(({ from, to }) => at >= from && at < to),
  );
const speedNouns = set("speed velocidad tempo geschwindigkeit");
const rates = set("half double triple normal speed halbe halber doppelte doppelter mitad doble");
/** "3x", "like 3x", "maybe at 2x". */
const aroundAmount = set("like say maybe about around at to by please so etwa vielleicht unos");
const firstWord = (tokens: readonly Token[]): string => tokens.find(({ kind }) => kind === "word")?.word ?? "";

/** "zoom on it, for 5 seconds", "chop the start, say 2 seconds": how long, not how short. */
export function isDetailOf(last: Wish | undefined, row: Row, reading: Reading): boolean {
  // "zoom on it, but only by a hair"
  const isDegree = reading.has("little", "more") && ["trim", "cut_what"].includes(row.intent) && !hasSlot(reading);
  if (last && isDegree && reading.all("word").length <= 5) return true;
  // "a stronger zoom, say 2.5×"
  const isAmount = last !== undefined && row.intent === "speed" && !reading.has("faster", "slower", "play");
  // "faster through the login, 4x"
  if (isAmount && last.row.intent === "speed" && reading.all("word").every(({ word }) => aroundAmount.has(word)))
    return true;
  // "slow down where the code is typed, half speed"
  const isRate =
    (row.intent === "speed" || reading.oneOf(speedNouns)) && last?.row.intent === "speed" && last.mood !== "tells";
  if (isRate && reading.clause.tokens.length <= 5 && reading.oneOf(rates)) return true;
  // "2x, but only the login"
  const isOnlyPart =
    set("only just but nur aber bloss solo pero").has(firstWord(reading.clause.tokens)) &&
    !reading.has("trim", "remove");
  const isKept = row.intent === "trim" || row.intent === "cut_what";
  if (last?.row.intent === "speed" && isKept && isOnlyPart) return true;
  // "blur the code, but only from 0:30 to 0:36"
  if (last && row.intent === "trim" && briefly.includes(last.row.intent) && isTimeOnly(reading)) return true;
  if (isAmount && ["zoom", "cursor_emphasis"].includes(last.row.intent)) return true;
  if (!last || row.intent !== "shorten") return false;
  return (
    row.weak === true ||
    (timed.includes(last.row.intent) &&
      !reading.has("shorten", "under", "make") &&
      !reading.word("get", "bring", "rest"))
  );
}

const editNouns = ["caption", "style", "zoom", "blurNoun", "cropNoun", "cursor"] as const;
const aroundNoun = set("the a that this all any");

/** "the caption": nothing but the name of an edit. */
export function namesEditsOnly(tokens: readonly Token[]): boolean {
  const nouns = clauseOf(tokens).phrases.filter(({ concepts }) => editNouns.some((one) => concepts.has(one)));
  return tokens.every(({ word }, at) => aroundNoun.has(word) || nouns.some(({ from, to }) => at >= from && at < to));
}

/** "the login is boring", rather than "there is a lot of dead air". */
export function namesPart(remark: Reading, read: Read): boolean {
  if (isLull(remark)) return true;
  return thingsIn(remark.clause.tokens).some((thing) => {
    const reading = read(thing);
    return reading.time("span") !== undefined || placeIn(reading) !== null || edgePart(reading) !== null;
  });
}
