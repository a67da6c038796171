import { set } from "../../words.ts";
import { colours } from "../colours.ts";
import { type Concept, entriesFrom } from "../lexicon/lexicon.ts";
import { articles } from "../times/words.ts";
import { clauseOf, has } from "../words/clause.ts";
import { isCapital, type Token, wordAt } from "../words/lexer.ts";
import { unitWords } from "../words/numbers.ts";
import { captionWords, saying } from "./captionWords.ts";
import { isTimeTail, wordingEnd } from "./wordingEnd.ts";

/** After "caption:", "saying", "that reads" – when no quotation marks follow. */
export function wordingStart(tokens: readonly Token[]): number | null {
  const caption = tokens.findIndex((token) => token.kind === "word" && captionWords.has(token.word));
  const written = writtenWords(tokens);
  if (caption < 0 && written !== null) return written;
  if (caption < 0 || tokens.some((token) => token.kind === "quoted")) return null;
  for (const [at, token] of tokens.entries()) {
    const plain = captionWords.has(token.word) ? plainWording(tokens, at) : null;
    if (plain !== null) return plain;
  }
  const timed = notedAt(tokens, caption) ?? afterComma(tokens, caption);
  if (timed !== null) return timed;
  for (let at = caption + 1; at < Math.min(tokens.length, caption + MOST_BETWEEN); at += 1) {
    const token = tokens[at];
    if (token?.kind === "mark" && token.mark === ":") return at + 1;
    if (token?.kind === "word" && saying.has(token.word)) return pastLead(tokens, at + 1);
    // "the text must be Coupons for all", "it should have been Coupons for all"
    const before = wordAt(tokens, at - 1);
    const isSaid = (token?.word === "be" && mustWords.has(before)) || (token?.word === "been" && before === "have");
    if (isSaid && isCapital(tokens[at + 1])) return at + 1;
    if (token?.word === "like" && before === "something") return pastLead(tokens, at + 1);
    // "a caption at the top like Faster checkout"
    if (token?.word === "like" && !set("look looks sound just").has(before) && isCapital(tokens[at + 1])) return at + 1;
  }
  return null;
}
const mustWords = set("should must shall to rather actually");

/** "put a note at 15s - Check the address" */
function notedAt(tokens: readonly Token[], caption: number): number | null {
  const dash = tokens.findIndex(({ raw }, at) => at > caption && ["-", "–", "—"].includes(raw));
  const [before, next] = [tokens[dash - 1], tokens[dash + 1]];
  const isSpaced = (tokens[dash]?.start ?? 0) > (before?.end ?? 0) && (next?.start ?? 0) > (tokens[dash]?.end ?? 0);
  const isAfterTime = before?.kind === "timecode" || unitWords.has(before?.word ?? "");
  return dash > 0 && isSpaced && isAfterTime && next?.kind === "word" ? dash + 1 : null;
}
/** "put a heading on it, Spring release": a name after a comma, where nothing else says the words. */
function afterComma(tokens: readonly Token[], caption: number): number | null {
  const rest = tokens.slice(caption);
  const comma = tokens.findIndex(({ raw }, at) => at > caption && raw === ",");
  const isSaid = rest.some(({ word, raw }) => saying.has(word) || raw === ":");
  // "top of the screen, caption, Now in beta": nothing but its name
  const isHeading = comma === caption + 1 && (caption === 0 || tokens[caption - 1]?.kind === "mark");
  const isVerb =
    !isHeading &&
    entriesFrom(wordAt(tokens, comma + 1)).length > 0 &&
    tokens[comma + 2]?.kind === "word" &&
    !isCapital(tokens[comma + 2]);
  return comma > 0 && !isSaid && !isVerb && isCapital(tokens[comma + 1]) ? comma + 1 : null;
}

/** "some text, like when the mouse goes over the field, it should say …" */
const MOST_BETWEEN = 24;

/** "say something like: …", "says that …" */
function pastLead(tokens: readonly Token[], from: number): number {
  const isLead = (at: number): boolean => {
    const token = tokens[at];
    if (token?.kind === "mark") return token.mark === ":" || token.mark === ",";
    const isLike = token?.word === "something" && tokens[at + 1]?.word === "like";
    return isLike || (token?.word === "like" && at > from);
  };
  let at = from;
  while (at + 1 < tokens.length && isLead(at)) at += 1;
  return at;
}

/** "write Thanks for watching at the end": what is written is all that follows. */
function writtenWords(tokens: readonly Token[]): number | null {
  // "say something like …"
  const something = tokens.findIndex(
    ({ word }, at) =>
      putting.has(word) && tokens[at + 1]?.word === "something" && ["like", "along"].includes(wordAt(tokens, at + 2)),
  );
  const isQuoted = tokens.some(({ kind }) => kind === "quoted");
  const like = something < 0 || isQuoted ? -1 : pastLead(tokens, something + 1);
  if (like > 0 && !["that", "this", "it"].includes(tokens[like]?.word ?? "that")) return like;
  // "at the 20 second mark, say Here is the cart"
  const say = tokens.findIndex(({ word }, at) => word === "say" && tokens[at - 1]?.raw === ",");
  if (say > 0 && !isQuoted && isCapital(tokens[say + 1])) return say + 1;
  // "as soon as the cart opens display New cart page", "put Coupons inside over the last 5 seconds"
  const shown = tokens.findIndex(({ word }, at) => showing.has(word) && isCapital(tokens[at + 1]));
  const isTimed = (from: number): boolean => {
    const end = wordingEnd(tokens, from);
    return end < tokens.length && isTimeTail(tokens, end);
  };
  const isThing = articles.has(wordAt(tokens, shown + 1)) || has(clauseOf(tokens.slice(shown + 1, shown + 3)), "pr");
  if (shown >= 0 && !isQuoted && !isThing && isTimed(shown + 1)) return shown + 1;
  const verb = tokens.findIndex((token) => set("write schreib schreibe escribe ponga").has(token.word));
  const next = tokens[verb + 1];
  if (verb < 0 || next?.kind !== "word" || tokens.some((token) => token.kind === "quoted")) return null;
  const timed = pastTime(tokens, verb + 1);
  if (timed !== null && isCapital(tokens[timed])) return timed;
  return noWording.has(next.word) || set("me us something down").has(next.word) ? null : verb + 1;
}

/** "schreib bei 20 Sekunden …", "write at 0:20 …": where it goes on after the time. */
function pastTime(tokens: readonly Token[], from: number): number | null {
  if (!set("at from for bei ab um fur a en durante").has(wordAt(tokens, from))) return null;
  const at = articles.has(wordAt(tokens, from + 1)) ? from + 2 : from + 1;
  const [first, second] = [tokens[at], tokens[at + 1]];
  const isFigure =
    (first?.kind === "number" && unitWords.has(second?.word ?? "")) ||
    (second?.kind === "number" && unitWords.has(first?.word ?? ""));
  const next = first?.kind === "timecode" ? at + 1 : isFigure ? at + 2 : null;
  return next === null ? null : (pastTime(tokens, next) ?? next);
}

const showing = set("put add place display setz pon");
const putting = set("write say put read add have");
const labelling = set("caption label title annotate");
const writing: readonly Concept[] = ["add", "write", "change", "make"];
/** "start with a title New coupons", "keep the text Beta on screen" */
const placing: readonly Concept[] = ["begin", "finish", "keep"];
const becoming = set("to into with by for zu fur in auf durch mit a por en");
const noWording = set(
  "card screen line longer shorter last lasts stay stays should higher down lasting visible at on for from to in over under when while where that which and or please says saying is was off away bigger smaller with of by up out between during then as too it here there box field the a an more again instead am im auf bei fur mit und das der die wenn en al para con y que cuando",
);

/** "caption it Save time", "label it as our new flow" */
function labelledWords(tokens: readonly Token[], verb: number): number | null {
  if (verb > 2 || !labelling.has(wordAt(tokens, verb))) return null;
  // "label the login with Quick sign in"
  const by = tokens.findIndex(({ word }, at) => at > verb + 2 && set("with as mit con").has(word));
  if (articles.has(wordAt(tokens, verb + 1)) && by > 0 && isCapital(tokens[by + 1])) return by + 1;
  if (!["it", "this", "that"].includes(wordAt(tokens, verb + 1))) return null;
  const first = tokens[verb + 2]?.word === "as" ? verb + 3 : verb + 2;
  const word = tokens[first];
  // "a title that reads …" is none
  return word?.kind === "word" && !noWording.has(word.word) && !saying.has(word.word) ? first : null;
}

/** "overlay the text Hello team", "change the caption to Now live": words that begin the wording without a mark. */
function plainWording(tokens: readonly Token[], caption: number): number | null {
  const labelled = labelledWords(tokens, caption);
  if (labelled !== null) return labelled;
  // "headline One click checkout over the first 3 seconds"
  const isNamed = articles.has(wordAt(tokens, caption - 1));
  // "at 12 seconds the text Enter your email should come up"
  const appears = isNamed && tokens.some(({ word }, at) => at > caption && word === "should" && isTimeTail(tokens, at));
  // "over the last four seconds the text Out now"
  const isTimed = isNamed && isTimeTail(tokens, 0);
  const isFirst = isTimed || caption === 0 || (caption === 1 && isNamed) || appears;
  if (isFirst && isCapital(tokens[caption + 1]) && !captionWords.has(wordAt(tokens, caption + 1))) return caption + 1;
  const { phrases } = clauseOf(tokens.slice(0, caption));
  const asks = (concept: Concept): boolean => phrases.some((phrase) => phrase.concepts.has(concept));
  const next = tokens[caption + 1];
  const isPlaced = placing.some(asks) && isCapital(next);
  if (!(writing.some(asks) || isPlaced) || asks("remove")) return null;
  if (next?.kind !== "word" || saying.has(next.word)) return null;
  const to = captionWords.has(next.word) ? caption + 2 : caption + 1;
  if (asks("change") && becoming.has(wordAt(tokens, to))) {
    const wording = tokens[to + 1];
    const isPlace = wording?.kind !== "word" || set("the be top bottom start end my").has(wording.word);
    return isPlace ? null : to + 1;
  }
  // "put the caption back to the start"
  const isMoved = next.word === "back" && set("to at in on where").has(wordAt(tokens, caption + 2));
  if (isMoved || captionWords.has(next.word)) return null;
  const isText = set("text words wording texto title caption titulo titel slogan tagline headline subtitle").has(
    wordAt(tokens, caption),
  );
  const isTitle = isCapital(next) && !isCapital(tokens[caption]);
  const article = ["the", "den", "el"].includes(wordAt(tokens, caption - 1));
  // "make the text blue"
  const isLook = colours.has(next.word) || has(clauseOf([next]), "unsupported");
  return isText && !(isLook && asks("make")) && !noWording.has(next.word) && (isTitle || article) ? caption + 1 : null;
}
