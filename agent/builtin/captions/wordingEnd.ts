import { set } from "../../words.ts";
import { concepts } from "../lexicon/lexicon.ts";
import { articles, secondUnits } from "../times/words.ts";
import { clauseOf } from "../words/clause.ts";
import { type Token, wordAt } from "../words/lexer.ts";

const nextWish = concepts(
  "zoom exportVerb shorten trim remove redact crop cursor faster slower dramatic minimal square vertical share",
);

/** Where the wording of a caption ends that begins at `start`: at the next wish, at a time or a place, at a courtesy. */
export function wordingEnd(tokens: readonly Token[], start: number): number {
  for (let at = start; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind === "mark" && ".;\n".includes(token.mark)) return at;
    if (at > start && isTimeTail(tokens, at)) return at;
    if (at > start && token?.kind === "mark" && token.mark === "," && isPlaceOrLength(tokens, at + 1)) return at;
    if (
      at > start &&
      token &&
      ((token.kind === "mark" && token.mark === ",") || set("and then und y").has(token.word)) &&
      (opensWish(tokens.slice(at + 1, at + 8)) || placesIt(tokens, at + 1))
    )
      return at;
    if (at > start && isCourtesy(tokens, at)) return at;
  }
  return tokens.length;
}

/** "at the start", "at 0:10", "bei 20 Sekunden", "for 5 seconds", "on top", "when they …" up to the end of the sentence. */
export function isTimeTail(tokens: readonly Token[], at: number): boolean {
  const word = wordAt(tokens, at);
  // "the text Enter your email should come up"
  if (word === "should" && appearing.has(wordAt(tokens, at + 1))) return true;
  if (set("simultaneously gleichzeitig zeitgleich").has(word)) return true;
  let from = at + 1;
  while (articles.has(wordAt(tokens, from)) || tokens[from]?.word === "very") from += 1;
  const [first, second] = [tokens[from], tokens[from + 1]];
  const isFigure =
    first?.kind === "timecode" ||
    (first?.kind === "number" && secondUnits.has(second?.word ?? "")) ||
    (secondUnits.has(first?.word ?? "") && second?.kind === "number");
  const isDefinite = from > at + 1;
  if (points.has(word))
    return (
      isFigure ||
      edges.has(first?.word ?? "") ||
      (first?.kind === "number" && second === undefined) ||
      (sameWords.has(first?.word ?? "") && momentWords.has(second?.word ?? ""))
    );
  if (word === "on") return set("screen it top bottom").has(first?.word ?? "") || tokens[at + 1]?.word === "the";
  if (during.has(word)) return isDefinite && (stretches.has(first?.word ?? "") || edges.has(first?.word ?? ""));
  if (lasting.has(word)) return isFigure || (isDefinite && stretches.has(first?.word ?? ""));
  if (word === "from" || word === "desde" || word === "von") return isFigure || first?.kind === "number";
  return when.has(word) && (people.has(wordAt(tokens, at + 1)) || isDefinite || isFigure);
}
const appearing = set("come appear show pop stand be stay");
const points = set("at am al zur bei ab um a en");
const edges = set("start end beginning top bottom middle anfang ende schluss mitte principio final comienzo inicio");
const sameWords = set("same selben gleichen mismo");
const momentWords = set("time moment zeit tiempo momento");
const during = set("in during over wahrend");
const lasting = set("for fur durante por");
const stretches = set(
  "first last final opening whole entire next ersten letzten ganze ganzen primeros ultimos todo toda",
);
const when = set("when where once wenn wo sobald cuando donde");
const people = set("they the he she someone we you er sie man se");

/** ", bottom, 5 seconds" */
const isPlaceOrLength = (tokens: readonly Token[], at: number): boolean =>
  set("top bottom oben unten arriba abajo").has(wordAt(tokens, at)) ||
  (tokens[at]?.kind === "number" && /^s(ec|ecs|econds?)?$/.test(wordAt(tokens, at + 1)));

const courtesies = set("please pls bitte thanks thx danke gracias");

/** "…, please", "… instead" at the end of the sentence. */
function isCourtesy(tokens: readonly Token[], at: number): boolean {
  const rest = tokens.slice(at).filter(({ kind }) => kind === "word");
  const [first] = rest;
  if (!first || rest.length > 2 || (tokens[at]?.kind === "word") !== (first === tokens[at])) return false;
  const isLast = rest.every(({ word }) => courtesies.has(word) || word === "instead" || word === "then");
  return isLast && (first.word !== "thanks" || tokens[at]?.kind === "mark");
}

const placing = set("put place move keep show make have let center lower raise hold setz stell mach pon mueve haz");
const pointing = set("it that this them es das lo la");

/** "and please put it at the top", "and make it bigger": what is to become of the words themselves. */
function placesIt(tokens: readonly Token[], from: number): boolean {
  const words = tokens.slice(from).filter(({ word }) => !opening.has(word));
  const [verb, object] = words;
  if (verb === undefined || object === undefined || !placing.has(verb.word)) return false;
  return (
    pointing.has(object.word) || (object.word === "the" && set("caption text title words").has(words[2]?.word ?? ""))
  );
}
const opening = set("then also please can could you just maybe dann auch bitte luego y");

function opensWish(tokens: readonly Token[]): boolean {
  const skipped = tokens.findIndex(
    (token) => !set("then also please make it the can could you dann luego").has(token.word),
  );
  const left = tokens.slice(Math.max(0, skipped));
  const { phrases } = clauseOf(left);
  const first = phrases[0];
  if (first === undefined || first.from !== 0 || !nextWish.some((concept) => first.concepts.has(concept))) return false;
  // "save and share more" asks for nothing: what is shared, cut or zoomed on is named.
  const object = left[first.to];
  return (
    !first.concepts.has("share") || object === undefined || object.kind !== "word" || sharedThings.has(object.word)
  );
}
const sharedThings = set("it this that the a an to with in es das an lo la con a");
