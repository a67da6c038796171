import type { ThreadContext } from "../context.ts";
import { isChangedWord, ordinalNamed, roleNamed } from "../resolve/vocabulary.ts";
import { wordsOf } from "../words.ts";
import { lex, type Token } from "./lexer.ts";
import { type Concept, entriesFrom } from "./lexicon/lexicon.ts";
import { inDigits, numberNamed, unitWords, withNumbers } from "./numbers.ts";
import { corrected } from "./spelling.ts";

/** A phrase of the lexicon, found at `from` (included) to `to` (not included) among a clause's tokens. */
export type Phrase = { from: number; to: number; concepts: ReadonlySet<Concept> };
/** A part of a message, read: its tokens, and the phrases that mean something here. */
export type Clause = { tokens: readonly Token[]; phrases: readonly Phrase[] };

/** A message as tokens, with slips mended and numbers in words made numbers. */
export function read(text: string, context: ThreadContext): Token[] {
  const labels = new Set(
    context.shots.flatMap((shot) => wordsOf(`${shot.label} ${shot.route}`)).filter((word) => word.length > 2),
  );
  const tokens = withoutHesitation(lex(text));
  const shouting = tokens.filter((token) => token.kind === "word").every((token) => /^\p{Lu}/u.test(token.raw));
  const mended = tokens.map((token, at): Token => {
    if (token.kind !== "word" || beginsName(tokens, at, shouting)) return token;
    return { ...token, word: corrected(token.word, labels) };
  });
  return withLabels(withLoneNumber(withPullRequests(withNumbers(mended))), context);
}

const hesitations = new Set(["um", "uh", "uhm", "umm", "uhh", "erm", "hm", "hmm", "ehm", "ahm", "eh"]);

/** "open straight on the cart", "cut right before the end": how near, which a preposition says without them. */
const adverbs = new Set(["straight", "directly", "immediately", "right", "just", "shortly"]);
const leads = new Set(["on", "at", "with", "before", "after", "when", "where", "from", "until", "as"]);

/** "the first like five seconds", "uh zoom": how people talk while they think. Alone, such a word is all that was said. */
function withoutHesitation(tokens: readonly Token[]): Token[] {
  const left = tokens.filter(({ word }, at) => {
    if (adverbs.has(word) && leads.has(tokens[at + 1]?.word ?? "")) return at === 0;
    if (word !== "like") return !hesitations.has(word);
    const [before, next] = [tokens[at - 1]?.word ?? "", tokens[at + 1]];
    const isCounting = next?.kind === "number" || numberNamed(next?.word ?? "") !== undefined;
    const isAsking = before === "you" && ["can", "could"].includes(tokens[at - 2]?.word ?? "");
    return !((isCounting && before !== "something") || isAsking || before === "basically");
  });
  return left.some((token) => token.kind !== "mark") ? left : [...tokens];
}

const pullWords = new Set(["pr", "prs", "mr", "pull", "request", "requests"]);
const countWords = new Set(["number", "no", "nr", "num", "nummer", "numero", "id"]);

/** "pull request number 64", "PR: 12" become one token, as "#64" is already. */
function withPullRequests(tokens: readonly Token[]): Token[] {
  const made: Token[] = [];
  for (const [at, token] of tokens.entries()) {
    const opener = token.kind === "number" || token.kind === "pr" ? pullWordBefore(tokens, at) : null;
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
    const number = token.kind === "number" ? token.value : token.kind === "pr" ? token.number : 0;
    const repo = token.kind === "pr" && token.repo ? { repo: token.repo } : {};
    made.push({ kind: "pr", number, ...repo, raw: token.raw, word: "", start: first.start, end: token.end });
  }
  return made;
}

/** "PR 12 and 14": the numbers of a list. */
function followsPull(made: readonly Token[]): boolean {
  const joint = made.at(-1);
  const isJoint = joint?.raw === "," || joint?.raw === "&" || ["and", "und", "y"].includes(joint?.word ?? "");
  return isJoint && made.at(-2)?.kind === "pr";
}

/** "let's do 512 next, the pull request in acme/web": the one plain number beside a pull request without one is its own. */
function withLoneNumber(tokens: readonly Token[]): Token[] {
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
  (unitWords.has(next.word) || /^(mb|kb|gb|hours?|days?|weeks?|times|more|new|oclock)$/.test(next.word));

function pullWordBefore(tokens: readonly Token[], at: number): number | null {
  let before = at - 1;
  const skipped = tokens[before];
  if (skipped?.kind === "mark" && "#:-.".includes(skipped.mark)) before -= 1;
  if (countWords.has(tokens[before]?.word ?? "")) before -= 1;
  const second = tokens[before];
  if (second?.kind === "mark" && ":.".includes(second.mark)) before -= 1;
  if (!pullWords.has(tokens[before]?.word ?? "")) return null;
  while (pullWords.has(tokens[before - 1]?.word ?? "")) before -= 1;
  return before;
}

/** Words that stand for an element: they name it, and ask for nothing ("zoom on the Cancel button"). */
function withLabels(tokens: readonly Token[], context: ThreadContext): Token[] {
  const named = new Set<number>();
  for (const label of new Set(context.shots.map((shot) => shot.label))) {
    const words = wordsOf(label);
    for (const at of tokens.keys()) {
      if (
        words.length > 0 &&
        words.every((word, offset) => tokens[at + offset]?.word === word) &&
        isNoun(tokens, at, words.length)
      ) {
        for (let offset = 0; offset < words.length; offset += 1) named.add(at + offset);
      }
    }
  }
  const onScreen = new Set(context.shots.flatMap((shot) => wordsOf(shot.label)));
  for (const [at, token] of tokens.entries())
    if (alsoMails.has(token.word) && onScreen.has(token.word) && isNoun(tokens, at, 1) && !isOfVideos(tokens, at))
      named.add(at);
  for (const [at, token] of tokens.entries())
    if (
      token.word === "text" &&
      ["field", "box", "input", "area", "fields", "boxes"].includes(tokens[at + 1]?.word ?? "") &&
      !saysWords(tokens[at + 2])
    )
      named.add(at);
  for (const [at, token] of tokens.entries()) {
    if (!isNoun(tokens, at, 1) || !roleNamed(tokens[at + 1]?.word ?? "")) continue;
    if (!describing.has(token.word) && ordinalNamed(token.word) === undefined && !isChangedWord(token.word))
      named.add(at);
  }
  return tokens.map((token, at) => (named.has(at) && token.kind === "word" ? { ...token, isName: true } : token));
}

const saysWords = (token: Token | undefined): boolean =>
  token?.kind === "quoted" || ["saying", "that", "with", "reading", "says"].includes(token?.word ?? "");

/** "a summary of all videos". */
const isOfVideos = (tokens: readonly Token[], at: number): boolean =>
  tokens[at + 1]?.word === "of" &&
  /^(?:all|every|everything|new|our|videos|recordings|demos)$/.test(tokens[at + 2]?.word ?? "");

/** Words for a digest that pages use as headings, too. */
const alsoMails = new Set(["summary", "overview", "report", "reports", "highlights"]);

/** Before "button", words that tell which one rather than name it. */
const describing = new Set(
  "wrong right same other big bigger small smaller whole entire text next previous correct falsche".split(" "),
);
const nounOpeners = new Set(
  "the a an on to into onto this that auf den dem das die der el la al en un una its my".split(" "),
);

/** Several words of a label in a row are a name; one word is, after an article or before the word for its kind. */
function isNoun(tokens: readonly Token[], at: number, length: number): boolean {
  if (at === 0) return false;
  const before = tokens[at - 1]?.word ?? "";
  return length > 1 || nounOpeners.has(before);
}

const capital = /^\p{Lu}\p{Ll}/u;

/** A capital in the middle of a sentence begins a name, and names are not mended. */
function beginsName(tokens: readonly Token[], at: number, shouting: boolean): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (shouting || !token || !capital.test(token.raw)) return false;
  if (before && !(before.kind === "mark" && ".!?\n:".includes(before.mark))) return true;
  // "Lena Vogt from Globex": two capitals in a row name somebody at the head of a sentence, too.
  return capital.test(tokens[at + 1]?.raw ?? "") && tokens[at + 1]?.kind === "word";
}

/** Finds the lexicon's phrases in tokens, the longest first, without overlap. */
export function clauseOf(tokens: readonly Token[]): Clause {
  const phrases: Phrase[] = [];
  for (let at = 0; at < tokens.length; ) {
    const phrase = phraseAt(tokens, at);
    if (phrase) phrases.push(phrase);
    at = phrase?.to ?? at + 1;
  }
  return { tokens, phrases };
}

function phraseAt(tokens: readonly Token[], at: number): Phrase | null {
  const first = spoken(tokens[at]);
  if (first === null || isName(tokens[at])) return null;
  const parted = partedVerb(tokens, at);
  for (const { words, concepts } of entriesFrom(first)) {
    if (words.length === 1 && parted) return parted;
    let next = at;
    let fits = true;
    for (const [index, word] of words.entries()) {
      // "close-up", "re-record": a hyphen inside a phrase is no word of its own.
      if (index > 0 && isHyphen(tokens[next])) next += 1;
      if (spoken(tokens[next]) !== word) {
        fits = false;
        break;
      }
      next += 1;
    }
    if (fits && words.length > 1 && all.has(words.at(-1) ?? "") && limits.has(tokens[next]?.word ?? "")) continue;
    if (fits && words.length > 1 && asking.has(words[0] ?? "") && beginsLonger(tokens, next - 1)) continue;
    if (fits) return { from: at, to: next, concepts: next === at + 1 ? asNoun(tokens, at, concepts) : concepts };
  }
  return parted;
}

/** "remove everything but the cart" is no "remove everything". */
const all = new Set(["everything", "all"]);
const limits = new Set([
  "but",
  "except",
  "apart",
  "besides",
  "other",
  "before",
  "after",
  "until",
  "till",
  "up",
  "between",
  "from",
]);

/** "take the whole login bit out", "knock half a second off": a verb of taking away, and apart from it what completes it. */
function partedVerb(tokens: readonly Token[], at: number): Phrase | null {
  const entries = entriesFrom(spoken(tokens[at]) ?? "").filter(
    ({ words, concepts }) => words.length === 2 && particles.has(words[1] ?? "") && concepts.has("remove"),
  );
  if (entries.length === 0) return null;
  for (const [next, token] of tokens.slice(at + 2, at + FARTHEST_PARTICLE).entries()) {
    if (token.kind === "mark" && token.mark !== "-" && token.mark !== "–") return null;
    const entry = entries.find(({ words }) => words[1] === token.word);
    const after = tokens[at + 3 + next];
    if (entry && (after?.kind !== "word" || !namesKindOf(after)))
      return { from: at, to: at + 1, concepts: entry.concepts };
  }
  return null;
}
const particles = new Set(["out", "off", "away"]);
const FARTHEST_PARTICLE = 10;
const namesKindOf = ({ word }: Token): boolean => roleNamed(word) !== undefined;

/** "can we get rid of it": what is asked for begins with the last word of how it is asked. */
const beginsLonger = (tokens: readonly Token[], at: number): boolean =>
  entriesFrom(spoken(tokens[at]) ?? "").some(
    ({ words }) => words.length > 1 && words.every((word, offset) => spoken(tokens[at + offset]) === word),
  );
const asking = new Set(["can", "could", "i", "we", "let", "id", "want"]);

/** "the clip", "a cut": things, where the same words alone are something to do. */
function asNoun(tokens: readonly Token[], at: number, concepts: ReadonlySet<Concept>): ReadonlySet<Concept> {
  const [word, before] = [tokens[at]?.word ?? "", tokens[at - 1]?.word ?? ""];
  // "a thirty second cut"
  const isMade =
    word === "cut" && unitWords.has(before) && tokens.slice(at - 4, at - 2).some((one) => nounOpeners.has(one.word));
  const isMadeBefore = (word === "cut" || word === "trim") && definite.has(before);
  const isNounHere = isMadeBefore || (nouns.has(word) && nounOpeners.has(before));
  if (word === "newsletter" && isGoal(tokens, at)) return new Set([...concepts].filter((one) => one !== "digest"));
  if (!isMade && !isNounHere && !isPosting(tokens, at)) return concepts;
  return new Set([...concepts].filter((concept) => concept !== "remove" && concept !== "trim" && concept !== "share"));
}

/** "for our launch post", "the marketing email": something written, unless what to send follows. */
function isPosting(tokens: readonly Token[], at: number): boolean {
  if (!postings.has(tokens[at]?.word ?? "") || sent.has(tokens[at + 1]?.word ?? "")) return false;
  const [before, earlier] = [tokens[at - 1], tokens[at - 2]];
  if (before?.kind !== "word") return false;
  return (
    nounOpeners.has(before.word) ||
    possessives.has(before.word) ||
    (earlier?.kind === "word" &&
      (nounOpeners.has(earlier.word) || possessives.has(earlier.word)) &&
      earlier.word !== "to")
  );
}
const postings = new Set(["post", "email", "mail", "message", "report", "announcement"]);
const possessives = new Set(["our", "your", "their", "his", "her", "unseren", "unser", "unsere", "nuestro", "nuestra"]);
const sent = new Set(["it", "this", "that", "to", "them", "the"]);
/** "a gif for our newsletter": what it is for, rather than one to subscribe to. */
const isGoal = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(Math.max(0, at - 3), at).some(({ word }) => word === "for") &&
  !tokens.some(({ word }) => ["subscribe", "sign", "schedule", "unsubscribe", "every", "stop"].includes(word));
const definite = new Set(["the", "that", "my", "last"]);
const nouns = new Set(["clip", "drop", "boot", "pull", "dump"]);

const isName = (token: Token | undefined): boolean => token?.kind === "word" && token.isName === true;

const isHyphen = (token: Token | undefined): boolean =>
  token?.kind === "mark" && (token.mark === "-" || token.mark === "/");

function spoken(token: Token | undefined): string | null {
  if (token?.kind === "word") return inDigits(token.word);
  if (token?.kind === "number") return String(token.value);
  if (token?.kind === "lines") return `${token.value}p`;
  return null;
}

export const has = (clause: Clause, concept: Concept): boolean =>
  clause.phrases.some((phrase) => phrase.concepts.has(concept));
export const kindOf = <K extends Token["kind"]>(clause: Clause, kind: K): Extract<Token, { kind: K }>[] =>
  clause.tokens.filter((token): token is Extract<Token, { kind: K }> => token.kind === kind);
