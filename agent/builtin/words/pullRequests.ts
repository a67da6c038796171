import { fold, set } from "../../words.ts";
import { type Token, wordAt } from "./lexer.ts";
import { numberNamed, unitWords } from "./numbers.ts";

const pullWords = set("pr prs mr pull request requests");
const countWords = set("number no nr num nummer numero id");

/** "pull request number 64", "PR: 12" become one token, as "#64" is already. */
export function withPullRequests(said: readonly Token[]): Token[] {
  const tokens = withRecordedNumber(said);
  const made: Token[] = [];
  let skipped = 0;
  for (const [at, token] of tokens.entries()) {
    if (skipped > 0) {
      skipped -= 1;
      continue;
    }
    const spoken = spokenFrom(tokens, at);
    const isNumber = token.kind === "number" || token.kind === "pr" || spoken !== null;
    const opener = isNumber ? pullWordBefore(tokens, at) : null;
    if (token.kind === "number" && !isMeasured(tokens[at + 1]) && followsPull(made)) {
      made.push({ kind: "pr", number: token.value, raw: token.raw, word: "", start: token.start, end: token.end });
      continue;
    }
    const first = opener === null ? undefined : tokens[opener];
    if (!first) {
      made.push(token);
      continue;
    }
    made.splice(made.findIndex((one) => one.start === first.start));
    const written = token.kind === "number" ? token.value : token.kind === "pr" ? token.number : 0;
    const number = spoken?.number ?? written;
    skipped = spoken ? spoken.length - 1 : 0;
    const repo = token.kind === "pr" && token.repo ? { repo: token.repo } : {};
    made.push({ kind: "pr", number, ...repo, raw: token.raw, word: "", start: first.start, end: token.end });
  }
  return made;
}

/** A number that is spoken in several words: "four oh five", digit by digit, and "two thirty one". Null when it is not. */
function spokenFrom(tokens: readonly Token[], at: number): { number: number; length: number } | null {
  let digits = "";
  for (const token of tokens.slice(at)) {
    const digit = zeros.has(token.word) ? 0 : numberNamed(fold(token.raw));
    if (digit === undefined || digit > 9) break;
    digits += digit;
  }
  if (digits.length > 1) return { number: Number(digits), length: digits.length };
  const next = tokens[at + 1];
  const isTail = next?.kind === "number" && next.value >= 10 && next.value < 100 && !/^\d/.test(next.raw);
  const isHundreds = isTail && digits.length === 1 && digits !== "0" && !isMeasured(tokens[at + 2]);
  return isHundreds ? { number: Number(digits) * 100 + next.value, length: 2 } : null;
}
const zeros = set("oh o zero null cero");

/** "PR 12 and 14": the numbers of a list. */
function followsPull(made: readonly Token[]): boolean {
  // "PR 77 and also 78"
  const joint = made.findLast(({ word }) => word !== "also" && word !== "auch");
  const isJoint =
    joint?.raw === "," || joint?.raw === "&" || joint?.raw === "+" || set("plus and und y").has(joint?.word ?? "");
  return isJoint && made[made.indexOf(joint as Token) - 1]?.kind === "pr";
}

/** "video of 77", "record 51, but only …": a plain number where a pull request is recorded. */
function withRecordedNumber(tokens: readonly Token[]): Token[] {
  if (tokens.some(({ kind }) => kind === "pr" || kind === "url")) return [...tokens];
  return tokens.map((token, at) => {
    if (token.kind !== "number" || !Number.isInteger(token.value) || token.value < 1) return token;
    const [noun, before] = [wordAt(tokens, at - 2), wordAt(tokens, at - 1)];
    // "turn 205 into a video"
    const isTurned = turning.has(before) && set("into to in en").has(wordAt(tokens, at + 1));
    const isRecorded =
      isTurned || recordVerbs.has(before) || (set("of for from von de").has(before) && recordNouns.has(noun));
    const next = tokens[at + 1];
    const isAlone = next === undefined || (next.kind === "mark" ? next.mark !== "/" : !isCounting(tokens, at));
    return isRecorded && isAlone && next?.raw !== ":" ? { ...token, kind: "pr", number: token.value } : token;
  });
}
const turning = set("turn make convierte");
const recordVerbs = set("record rec film shoot capture tape filme graba");
const recordNouns = set("recording video demo clip film movie walkthrough footage screencast aufnahme grabacion");
/** "record 20 seconds", "film 3 of them", "record 2 more videos": how many, or how long. */
function isCounting(tokens: readonly Token[], at: number): boolean {
  const rest = tokens.slice(at + 1, at + 4);
  const mark = rest.findIndex(({ kind }) => kind !== "word");
  return (
    isMeasured(tokens[at + 1]) ||
    tokens[at + 1]?.kind !== "word" ||
    ofCounted.has(wordAt(tokens, at + 1)) ||
    rest.slice(0, mark < 0 ? rest.length : mark).some(({ word }) => counted.has(word))
  );
}
const ofCounted = set("of or to more new other different von de");
const counted = set(
  "videos recordings clips takes demos prs pages screens versions times gifs files seconds minutes secs mins sekunden minuten segundos minutos",
);

/** "let's do 512 next, the pull request in acme/web": the one plain number beside a pull request without one is its own. */
export function withLoneNumber(tokens: readonly Token[]): Token[] {
  const speaksOfOne = tokens.some(
    (token) => token.kind === "repo" || (pullWords.has(token.word) && token.word !== "request"),
  );
  const numbers = tokens.filter((token, at) => token.kind === "number" && !isMeasured(tokens[at + 1]));
  const [only] = numbers;
  const isSettled = tokens.some((token) => token.kind === "pr" || token.kind === "url");
  if (!speaksOfOne || isSettled || numbers.length !== 1 || only?.kind !== "number" || !Number.isInteger(only.value))
    return [...tokens];
  return tokens.map((token) => (token === only ? { ...token, kind: "pr", number: only.value } : token));
}

const isMeasured = (next: Token | undefined): boolean =>
  next?.kind === "word" &&
  (unitWords.has(next.word) || set("mb kb gb hour hours day days week weeks times more new oclock").has(next.word));

function pullWordBefore(tokens: readonly Token[], at: number): number | null {
  let before = at - 1;
  const skipped = tokens[before];
  if (skipped?.kind === "mark" && "#:-.".includes(skipped.mark)) before -= 1;
  if (countWords.has(wordAt(tokens, before))) before -= 1;
  const second = tokens[before];
  if (second?.kind === "mark" && ":.".includes(second.mark)) before -= 1;
  if (!pullWords.has(wordAt(tokens, before))) return null;
  while (
    pullWords.has(wordAt(tokens, before - 1)) ||
    (tokens[before - 1]?.word === "merge" && tokens[before]?.word === "request")
  )
    before -= 1;
  return before;
}
