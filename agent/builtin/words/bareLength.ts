import type { Token } from "./lexer.ts";

/** "make it 15", "get it to a quick 20": a length whose unit goes without saying. Shorter ones may be a speed, longer ones anything. */
export function withBareLength(tokens: readonly Token[]): Token[] {
  const at = tokens.findIndex((token, index) => isLength(token, tokens[index + 1]) && isMade(tokens.slice(0, index)));
  const number = tokens[at];
  if (!number) return [...tokens];
  const unit: Token = { kind: "word", word: "seconds", raw: "", start: number.end, end: number.end };
  return tokens.toSpliced(at + 1, 0, unit);
}

const [SHORTEST, LONGEST] = [8, 180];

const isLength = (token: Token, next: Token | undefined): boolean =>
  token.kind === "number" &&
  Number.isInteger(token.value) &&
  token.value >= SHORTEST &&
  token.value <= LONGEST &&
  (next === undefined || next.kind === "mark" || ["please", "pls", "max", "tops", "bitte"].includes(next.word));

/** "make it a quick …", at the head of a clause. */
const isMade = (tokens: readonly Token[]): boolean => {
  const verb = tokens.findLastIndex(({ word }) => ["make", "keep", "get", "bring"].includes(word));
  const object = ["it", "this", "that"].includes(tokens[verb + 1]?.word ?? "");
  return verb >= 0 && object && tokens.slice(verb + 2).every(({ word }) => between.has(word));
};
const between = new Set(
  "a an to at around about roughly under below quick short tight nice snappy crisp brisk max just like".split(" "),
);

/** "play the last part at 0.8": a rate whose "x" goes without saying. */
export function withBareRate(tokens: readonly Token[]): Token[] {
  return tokens.map((token, at) => {
    if (token.kind !== "number" || Number.isInteger(token.value) || token.value > LARGEST_RATE) return token;
    const next = tokens[at + 1];
    const isAlone =
      next === undefined || next.kind === "mark" || ["please", "bitte", "speed", "ab"].includes(next.word);
    const verb = tokens.slice(0, at).findLastIndex(({ word }) => playing.has(word));
    const isPlayed = verb >= 0 && tokens.slice(verb, at).every(({ kind }) => kind === "word");
    const { raw, start, end } = token;
    return isAlone && isPlayed && to.has(tokens[at - 1]?.word ?? "")
      ? { kind: "times", factor: token.value, raw, word: "", start, end }
      : token;
  });
}
const LARGEST_RATE = 16;
const playing = new Set("play run spiel spiele lass reproduce pon".split(" "));
const to = new Set("at with to mit auf a con".split(" "));
