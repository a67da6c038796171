import { clauseOf } from "./clause.ts";
import type { Token } from "./lexer.ts";
import type { Concept } from "./lexicon/lexicon.ts";

const saying = new Set(
  "saying says say read reads reading called titled diga dice diciendo sagt steht lautet".split(" "),
);
const captionWords = new Set(
  "caption text title subtitle headline annotation untertitel titel texto titulo subtitulo captions overlay banner words callout label annotate note rotulo beschriftung slogan tagline".split(
    " ",
  ),
);
const nextWish: readonly Concept[] = [
  "zoom",
  "exportVerb",
  "shorten",
  "trim",
  "remove",
  "redact",
  "crop",
  "cursor",
  "faster",
  "slower",
  "dramatic",
  "minimal",
  "square",
  "vertical",
  "share",
];

/** The wording of a caption that was said without quotation marks becomes one quoted token. */
export function withCaptionText(tokens: readonly Token[], message: string): Token[] {
  const start = wordingStart(tokens);
  if (start === null) return [...tokens];
  const end = wordingEnd(tokens, start);
  const first = tokens[start];
  const last = tokens[end - 1];
  if (!first || !last || end <= start) return [...tokens];
  const text = message.slice(first.start, last.end).replace(/[\s,;:]+$/, "");
  const quoted: Token = { kind: "quoted", text, raw: text, word: "", start: first.start, end: last.end };
  return [...tokens.slice(0, start), quoted, ...tokens.slice(end)];
}

/** After "caption:", "saying", "that reads" – when no quotation marks follow. */
function wordingStart(tokens: readonly Token[]): number | null {
  const caption = tokens.findIndex((token) => token.kind === "word" && captionWords.has(token.word));
  const written = writtenWords(tokens);
  if (caption < 0 && written !== null) return written;
  if (caption < 0 || tokens.some((token) => token.kind === "quoted")) return null;
  for (const [at, token] of tokens.entries()) {
    const plain = captionWords.has(token.word) ? plainWording(tokens, at) : null;
    if (plain !== null) return plain;
  }
  for (let at = caption + 1; at < Math.min(tokens.length, caption + 12); at += 1) {
    const token = tokens[at];
    if (token?.kind === "mark" && token.mark === ":") return at + 1;
    if (token?.kind === "word" && saying.has(token.word))
      return tokens[at + 1]?.kind === "mark" && at + 2 < tokens.length ? at + 2 : at + 1;
  }
  return null;
}

/** "write Thanks for watching at the end": what is written is all that follows. */
function writtenWords(tokens: readonly Token[]): number | null {
  const verb = tokens.findIndex((token) => ["write", "schreib", "schreibe", "escribe"].includes(token.word));
  const next = tokens[verb + 1];
  if (verb < 0 || next?.kind !== "word" || tokens.some((token) => token.kind === "quoted")) return null;
  return noWording.has(next.word) || ["me", "us", "something", "down"].includes(next.word) ? null : verb + 1;
}

const writing: readonly Concept[] = ["add", "write", "change", "make"];
const noWording = new Set(
  "longer shorter last lasts stay stays should higher down lasting visible at on for from to in over under when while where that which and or please says saying should is was off away bigger smaller with of by up out between during then as too it here there box field at the a an more again instead am im auf bei fur mit und das der die wenn en al para con y que cuando".split(
    " ",
  ),
);

/** "overlay the text Hello team", "change the caption to Now live": words that begin the wording without a mark. */
function plainWording(tokens: readonly Token[], caption: number): number | null {
  const { phrases } = clauseOf(tokens.slice(0, caption));
  const asks = (concept: Concept): boolean => phrases.some((phrase) => phrase.concepts.has(concept));
  if (!writing.some(asks) || asks("remove")) return null;
  const next = tokens[caption + 1];
  if (next?.kind !== "word" || captionWords.has(next.word) || saying.has(next.word)) return null;
  if (asks("change") && ["to", "into", "zu", "a", "por", "auf"].includes(next.word)) {
    const wording = tokens[caption + 2];
    const isPlace =
      wording?.kind !== "word" || ["the", "be", "top", "bottom", "start", "end", "my"].includes(wording.word);
    return isPlace ? null : caption + 2;
  }
  const isText = ["text", "words", "texto", "title", "caption", "titulo", "titel", "slogan", "tagline"].includes(
    tokens[caption]?.word ?? "",
  );
  const isCapital = /^\p{Lu}/u.test(next.raw) && !/^\p{Lu}/u.test(tokens[caption]?.raw ?? "X");
  const article = ["the", "den", "el"].includes(tokens[caption - 1]?.word ?? "");
  return isText && !noWording.has(next.word) && (isCapital || article) ? caption + 1 : null;
}

function wordingEnd(tokens: readonly Token[], start: number): number {
  for (let at = start; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind === "mark" && ".;\n".includes(token.mark)) return at;
    if (at > start && isTimeTail(tokens, at)) return at;
    if (at > start && token?.kind === "mark" && token.mark === "," && isPlaceOrLength(tokens, at + 1)) return at;
    if (
      at > start &&
      token &&
      ((token.kind === "mark" && token.mark === ",") || ["and", "then", "und", "y"].includes(token.word)) &&
      opensWish(tokens.slice(at + 1, at + 6))
    )
      return at;
  }
  return tokens.length;
}

/** "at the start", "at 0:10", "for 5 seconds", "on top", "when they …" up to the end of the sentence. */
function isTimeTail(tokens: readonly Token[], at: number): boolean {
  const next = (offset: number): string => tokens[at + offset]?.word ?? "";
  const kind = (offset: number): string => tokens[at + offset]?.kind ?? "";
  const word = next(0);
  if (/^(simultaneously|gleichzeitig|zeitgleich)$/.test(word)) return true;
  if (word === "at" || word === "am" || word === "al" || word === "zur") {
    const isSame = /^(same|selben|gleichen|mismo)$/.test(next(1)) || next(2) === "same";
    return (
      (isSame && /^(time|moment|zeit|tiempo|momento)$/.test(next(next(2) === "same" ? 3 : 2))) ||
      /^(start|end|beginning|top|bottom|middle|anfang|ende|principio|final)$/.test(next(1)) ||
      /^(start|end|beginning|top|bottom|very|middle)$/.test(next(2)) ||
      kind(1) === "timecode" ||
      (kind(1) === "number" && (kind(2) === "" || /^s(ec|econds?)?$/.test(next(2))))
    );
  }
  if (word === "on" && /^(screen|the|top|it)$/.test(next(1))) return true;
  if (["for", "in", "during", "over"].includes(word) && next(1) === "the")
    return /^(first|last|final|opening|whole|entire|next)$/.test(next(2));
  if (word === "for" || word === "fur" || word === "durante")
    return kind(1) === "number" && /^s(ec|ecs|econds?)?$|^sekunden$|^segundos$/.test(next(2));
  return (
    (word === "when" || word === "wenn" || word === "cuando" || word === "from") &&
    (["they", "the", "he", "she", "someone", "we", "you", "er", "sie", "man", "se"].includes(next(1)) ||
      kind(1) === "timecode" ||
      (word === "from" && kind(1) === "number"))
  );
}

/** ", bottom, 5 seconds" */
const isPlaceOrLength = (tokens: readonly Token[], at: number): boolean =>
  /^(top|bottom|oben|unten|arriba|abajo)$/.test(tokens[at]?.word ?? "") ||
  (tokens[at]?.kind === "number" && /^s(ec|ecs|econds?)?$/.test(tokens[at + 1]?.word ?? ""));

function opensWish(tokens: readonly Token[]): boolean {
  const skipped = tokens.findIndex(
    (token) => !["then", "also", "please", "make", "it", "the", "dann", "luego"].includes(token.word),
  );
  const { phrases } = clauseOf(tokens.slice(Math.max(0, skipped)));
  const first = phrases[0];
  return first !== undefined && first.from === 0 && nextWish.some((concept) => first.concepts.has(concept));
}
