import { set } from "../../words.ts";
import { type Concept, concepts } from "../lexicon/lexicon.ts";
import { clauseOf } from "../words/clause.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import { thatPartAt } from "../words/stretches.ts";
import { leadIns } from "./sentence.ts";

const fillers = concepts("filler greeting thanks praise laugh okay bye correction");
const meansMore: readonly Concept[] = ["approveSoft", "undo"];

const counting = set(
  "first firstly second secondly third thirdly fourth finally lastly next erstens zweitens drittens zuletzt primero segundo tercero",
);
const deeds = concepts("zoom exportVerb make redact crop remove trim shorten add share faster slower undo write");

/** "second zoom on the summary": what counts the wishes is none of them. */
export function withoutCount(tokens: readonly Token[]): readonly Token[] {
  if (!counting.has(wordAt(tokens, 0))) return tokens;
  const from = tokens[1]?.kind === "mark" ? 2 : 1;
  const next = clauseOf(tokens).phrases.find((phrase) => phrase.from === from);
  return next && deeds.some((concept) => next.concepts.has(concept)) ? tokens.slice(from) : tokens;
}

/** "ok so make it bigger" */
export function withoutLeadingSo(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(({ word }) => word === "so");
  return at >= 0 && tokens.slice(0, at).every(({ kind, word }) => kind === "mark" || leadIns.has(word))
    ? tokens.toSpliced(at, 1)
    : tokens;
}

/** "dramatic → minimal": from one thing to the other, which alone is wanted. A range of time has no words around its arrow. */
function withoutFormer(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(({ raw }) => raw === "→" || raw === "->");
  const isChange = at > 0 && [tokens[at - 1], tokens[at + 1]].every((token) => token?.kind === "word");
  return isChange ? tokens.slice(at + 1) : tokens;
}

/** "instead of the first five", "rather than cutting the login": what stands after it is what is not wanted. */
export function withoutInsteadOf(said: readonly Token[]): readonly Token[] {
  const tokens = withoutFormer(said);
  const clause = clauseOf(tokens);
  const phrase = clause.phrases.find((one) => one.concepts.has("insteadOf"));
  if (!phrase) return tokens;
  const next = clause.phrases.find(
    (one) =>
      (one.from > phrase.to || (one.from === phrase.to && phrase.from > 0)) &&
      ["zoom", "remove", "make", "shorten", "crop", "redact", "trim", "keep", "restore", "style"].some((concept) =>
        one.concepts.has(concept as Concept),
      ),
  );
  const before = tokens.slice(0, phrase.from);
  return next ? [...before, ...tokens.slice(next.from)] : before;
}

const denials = set("no nope nah oops whoops ups nein");
const places = set("at on in to the from until for am im bei");
const isValue = (token: Token): boolean =>
  token.kind === "word" ? places.has(token.word) : token.kind !== "mark" && token.kind !== "quoted";

/** "no" and nothing else: what follows is said instead. */
export const isDenial = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => denials.has(token.word)) &&
  tokens.every((token) => token.kind === "mark" || denials.has(token.word) || sighs.has(token.word));
const sighs = set("ah oh ok sorry wait actually hmm well");

const said = (tokens: readonly Token[]): string =>
  tokens.flatMap(({ kind, word }) => (kind === "word" ? [word] : [])).join(" ");
const against =
  /^(?:but |and |though |well )*(?:i|we) (?:(?:strongly |totally |completely )?disagree|(?:dont|do not|cant) agree|dont think so|am against (?:it|that)|object)\b/;
/** "I disagree": what somebody else wants is not asked for. */
export const isDisagreement = (tokens: readonly Token[]): boolean => against.test(said(tokens));
const assents =
  /^(?:so |yes |then |please |lets |just |and |ok )*(?:do (?:that|it|so|this)|go (?:ahead|for it)|go with (?:that|it)|make it so)(?: please| then| now)*$/;
/** "do that": what was told of before is asked for. */
export const isAssent = (tokens: readonly Token[]): boolean => assents.test(said(tokens));

/** "no wait, the email field": the words without what says that they correct. */
export function withoutCorrection(tokens: readonly Token[]): { tokens: readonly Token[]; corrects: boolean } {
  const phrase = clauseOf(tokens).phrases.find((one) => one.concepts.has("correction") && !one.concepts.has("filler"));
  const opening = clauseOf(tokens).phrases[0];
  const found = phrase ?? (opening?.concepts.has("correction") ? opening : undefined);
  const [opener, next] = tokens;
  // "no at the end", "no, 25", "no not the cursor"
  if (!found && opener && denials.has(opener.word) && next && (isValue(next) || negations.has(next.word)))
    return { tokens: tokens.slice(1), corrects: true };
  // "make that bit slower", unlike "make that 5"
  const isThatPart = found !== undefined && thatPartAt(tokens) === found.to - 1;
  if (!found || found.from > 1 || isThatPart) return { tokens, corrects: false };
  return {
    tokens: [...tokens.slice(0, found.from), ...tokens.slice(found.to)].filter(
      (token) => !(token.kind === "word" && denials.has(token.word)),
    ),
    corrects: true,
  };
}

const negations = set("not nicht");

/** Nothing but greetings, thanks and fillers. */
export function isPolite(tokens: readonly Token[]): boolean {
  const { phrases } = clauseOf(tokens);
  const covered = new Set<number>();
  for (const phrase of phrases)
    if (fillers.some((concept) => phrase.concepts.has(concept)) && !meansMore.some((one) => phrase.concepts.has(one)))
      for (let at = phrase.from; at < phrase.to; at += 1) covered.add(at);
  return tokens.every((token, at) => covered.has(at) || token.kind === "mark" || token.kind === "code");
}
