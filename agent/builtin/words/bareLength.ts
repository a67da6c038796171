import { set } from "../../words.ts";
import { type Token, wordAt } from "./lexer.ts";

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
  (next === undefined || next.kind === "mark" || set("please pls max tops bitte").has(next.word));

/** "make it a quick …", "I want it at …", "it has to be …", at the head of a clause. */
const isMade = (before: readonly Token[]): boolean => {
  const verb = before.findLastIndex(({ word }) => set("make keep get bring").has(word));
  const object = ["it", "this", "that"].includes(wordAt(before, verb + 1));
  if (verb >= 0 && object) return before.slice(verb + 2).every(({ word }) => between.has(word));
  const clause = before.slice(before.findLastIndex(({ kind }) => kind === "mark") + 1);
  const wish = clause.findLastIndex(({ word }) => wishing.has(word));
  return wish >= 0 && clause.every(({ word }) => wishing.has(word) || whole.has(word) || beside.has(word));
};
const between = set(
  "a an to at around about roughly under below quick short tight nice snappy crisp brisk max just like",
);
const wishing = set(
  "want wanted need like love prefer should must has have can could may asked said will wollte mochte brauche soll darf quiero necesito debe",
);
const whole = set("it this that video clip thing es das lo");
const beside = new Set([
  ...between,
  ..."i we id wed the whole still to be for only not no longer than more than really actually said in within and but so please ich wir ganze ganz noch nicht langer als sein nur auf yo que no mas de dure duren".split(
    " ",
  ),
]);

/** "play the last part at 0.8": a rate whose "x" goes without saying. */
export function withBareRate(tokens: readonly Token[]): Token[] {
  return tokens.map((token, at) => {
    if (token.kind !== "number" || Number.isInteger(token.value) || token.value > LARGEST_RATE) return token;
    const next = tokens[at + 1];
    const isAlone = next === undefined || next.kind === "mark" || set("please bitte speed ab").has(next.word);
    const verb = tokens.slice(0, at).findLastIndex(({ word }) => playing.has(word));
    const isPlayed = verb >= 0 && tokens.slice(verb, at).every(({ kind }) => kind === "word");
    const { raw, start, end } = token;
    return isAlone && isPlayed && to.has(wordAt(tokens, at - 1))
      ? { kind: "times", factor: token.value, raw, word: "", start, end }
      : token;
  });
}
const LARGEST_RATE = 16;
const playing = set("play run spiel spiele lass reproduce pon");
const to = set("at with to mit auf a con");
