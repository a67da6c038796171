import { set } from "../../words.ts";
import { type Clause, clauseOf, type Phrase } from "../words/clause.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";

/**
 * What a recording is to show most of; null when nothing is named. It is looked for in each part of the sentence by itself, in
 * whichever order they stand. `isCompared`: "before and after" is of the comparison.
 */
export function focusIn(reading: Reading, isCompared: boolean): string | null {
  const parts = partsOf(reading.clause);
  const firstOf = (read: (part: Part) => string | null): string | null => {
    for (const part of parts) {
      const name = read(part);
      if (name !== null) return name;
    }
    return null;
  };
  const name =
    firstOf((part) => afterCue(part, isCompared, true)) ??
    firstOf(beforeCue) ??
    firstOf(afterTelling) ??
    firstOf((part) => afterCue(part, isCompared, false)) ??
    partOfAll(reading);
  // "show the old design beside the new one"
  return isCompared && /^(?:old|new|current|previous)\b/i.test(name ?? "") ? null : name;
}

/** A part of a sentence, up to a mark or what is recorded; `follows`: that was named before it. */
type Part = Clause & { follows: boolean };

const isSubject = ({ kind }: Token): boolean => ["pr", "url", "domain"].includes(kind);

function partsOf({ tokens }: Clause): Part[] {
  const parts: Token[][] = [[]];
  let follows = Number.POSITIVE_INFINITY;
  for (const token of tokens) {
    if (isSubject(token)) follows = Math.min(follows, parts.length);
    if (isSubject(token) || (token.kind === "mark" && !":-/&'".includes(token.mark))) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.flatMap((part, at) => (part.length > 0 ? [{ ...clauseOf(part), follows: at >= follows }] : []));
}

const wordsOf = (tokens: readonly Token[]): string =>
  tokens
    .map(({ kind, word, raw }) => (kind === "word" ? word.replaceAll(" ", "_") : raw === ":" ? ":" : "#"))
    .join(" ");

/** "don't bother with the login": what is not wanted. */
const isDeclined = ({ tokens }: Part): boolean =>
  /^(?:(?:but|and|please|just|aber|pero) )*(?:dont|do not|not|without|skip|forget|never mind|nicht|ohne|sin)\b(?! leave)/.test(
    wordsOf(tokens),
  );

/** "focus on the cart"; unless `isPlain`, also "but only the checkout" and "show the new date picker". */
function afterCue(part: Part, isCompared: boolean, isPlain: boolean): string | null {
  const { phrases, tokens } = part;
  if (isDeclined(part) && !phrases[0]?.concepts.has("focusOn")) return null;
  const isCue = ({ from, to, concepts }: Phrase): boolean =>
    isPlain
      ? concepts.has("focusOn")
      : (concepts.has("zoom") && !concepts.has("emphasise")) ||
        (concepts.has("keep") && !/ing$/.test(wordAt(tokens, to))) ||
        (showing.has(wordAt(tokens, from)) && (part.follows || tokens[to - 1]?.word === "off"));
  const cue = phrases.find(isCue);
  if (!cue) return null;
  let from = cue.to;
  // "mostly show the results", "only keep the spotlight on the menu"
  for (const { from: next, to, concepts } of phrases)
    if (next >= from && next <= from + 1 && (concepts.has("focusOn") || showing.has(wordAt(tokens, next)))) from = to;
  const end = phrases.find(
    ({ from: at, concepts }) => at >= from && (concepts.has("under") || (concepts.has("compare") && isCompared)),
  );
  return named(tokens.slice(from, end?.from));
}
const showing = set("show see showing highlight feature showcase zeig zeige muestra");

const weight = "(?:interesting|important|main|whole|entire|key|relevant|exciting|crucial|new|big)";
const piece = "(?:bit|part|thing|piece|change|one|page|screen|area|step|point)s?";
const people =
  "(?:i|im|id|ive|we|were|wed|they|theyre|he|hes|she|shes|you|youd|people|users|customers|viewers|everyone|everybody)";
const degree = "(?:(?:all|only|just|really|mostly|mainly|largely|vor allem|nur|hauptsachlich|sobre todo) )*";
const mattering = `(?:matters|counts|is important|${people} ${degree}(?:cares? about|wants? to (?:see|show)))(?: most| here)?`;

/** "all I'm after", "the only thing I want in it", "what I'd like people to notice" */
const wanted = `(?:all|everything|what|the (?:only |one )?${piece})(?: that)? ${people}(?: [a-z]+){1,6}`;

/** "the interesting bit is the coupon field", "it's mostly about the menu", "she is interested in billing". */
const tellings = [
  `(?:the )?(?:most |really )?${weight} ${piece}(?: (?:here|there|of it|to (?:show|see|watch)))* ?(?:is|are|:)`,
  `the ${piece} (?:to (?:look at|watch|see|show)|that ${mattering}|${people} care about|worth (?:showing|seeing)) (?:is|are)`,
  `(?:what|all that) ${mattering} (?:is|are)`,
  `(?:its|it is|thats|that is|this is|^is|^are) ${degree}about`,
  `${people} ${degree}cares? ${degree}about`,
  `(?:^(?:: )?(?:and |but |that )?)${wanted.replace("{1,6}", "{1,6}?")} (?:is|are)`,
  // "I only need the bit where …", "they just want to see the moment that …"
  `${people} ${degree}(?:need|want|care for|am after|would like|like)(?: to (?:see|show))? ${degree}the (?:${piece}|moment)(?: in)? (?:where|when|that|which)`,
  // "everything except …", "nothing but …"
  "(?:everything|anything|nothing|all|alles|nichts|todo|nada) (?:except|but|other than|apart from|besides|ausser|bis auf|excepto|menos|salvo)(?: for| fur)?",
  "(?:most|the (?:majority|bulk)) of (?:it|(?:the|its) (?:time|video|clip|screen time))(?: should)?(?: be| go| goes)? (?:on|about|to|in|around|with)",
  "(?:cent(?:er|re)|focus|concentrate|keep|put|train|point) (?:it|this|(?:the |our |your )?(?:camera|attention|focus|eyes?|lens)) on",
  "(?:interested in|about (?:their|our|the)|around the)",
  `(?:es )?geht (?:mir |uns )?(?:dabei |hier )?${degree}um`,
  "(?:wichtig|entscheidend|hauptsache) (?:ist|sind)",
  "lo (?:unico )?(?:importante?|principal|que (?:(?:me|nos|le) )?(?:importa|interesa)|que quiero ver) (?:es|son)|(?:se )?trata de",
].map((telling) => new RegExp(`(?:^| )(?:${telling}) `));

function afterTelling({ tokens }: Part): string | null {
  const words = wordsOf(tokens);
  for (const telling of tellings) {
    const found = telling.exec(words);
    if (found) return named(tokens.slice(countOf(words.slice(0, found.index + found[0].length))));
  }
  return null;
}

/** "with the cart in focus", "the toggle is the star", "the login especially": the thing comes first. */
const after = new RegExp(
  `(?:^| )(?:(?:is|are|being|as) )?(?:in focus|(?:in|at) the (?:spotlight|focus|foreground|cent(?:er|re))|front_and_cent(?:er|re)|what ${mattering}|the (?:${weight} ${piece}|star|focus|highlight|hero|point|${piece} (?:that ${mattering}|${people} care about))|(?<= (?:is|are) )${wanted}$|that ${mattering}$|(?:must|should|has to|have to|needs? to) be (?:in it|in there|on it|shown|seen|visible)|im (?:fokus|vordergrund|mittelpunkt)|en primer plano|(?:es|son) lo (?:importante?|principal))(?= |$)`,
);

function beforeCue({ tokens, phrases }: Part): string | null {
  const words = wordsOf(tokens);
  const found = after.exec(words);
  const last = phrases.at(-1);
  const isLast = last?.concepts.has("focusOn") && last.to === tokens.length ? last.from : 0;
  const end = found ? countOf(words.slice(0, found.index)) : isLast;
  const from = tokens.findLastIndex(({ word }, at) => at < end && leads.has(word)) + 1;
  return end > from ? named(tokens.slice(from, end)) : null;
}
const leads = set("its is with keep keeping have having put and but so mit con where");

const countOf = (words: string): number => words.split(" ").filter(Boolean).length;

/** "capture the new footer of PR 204": of all that it changes. */
function partOfAll({ clause: { tokens, phrases } }: Reading): string | null {
  const pr = tokens.findIndex(({ kind }) => kind === "pr");
  const verb = phrases.find(({ concepts, to }) => to < pr && concepts.has("record"));
  const said = tokens.slice(verb?.to ?? pr, Math.max(0, pr));
  const [first] = said;
  if (!verb || first?.word !== "the" || !["of", "in", "from"].includes(said.at(-1)?.word ?? "")) return null;
  const thing = said.slice(1, -1);
  if (thing.some(({ kind, word }) => kind !== "word" || general.has(word))) return null;
  return named(thing);
}
const general = set(
  `change changes changed diff difference differences result results state version video demo recording clip work stuff feature features app whole
  entire pr pull request before after thing things part everything latest ui last next first second other same title description author page`,
);

/** The name at the head of what follows a cue: up to a figure, or to what is said of the recording. */
function named(tokens: readonly Token[]): string | null {
  const figure = tokens.findIndex(({ kind }, at) => at > 0 && ["times", "area", "number"].includes(kind));
  const upTo = tokens.slice(0, figure < 0 ? tokens.length : figure);
  const rest = aboutRecording.exec(wordsOf(upTo));
  const name = rest ? upTo.slice(0, countOf(wordsOf(upTo).slice(0, rest.index))) : upTo;
  return cleaned(name.map((token) => (token.kind === "quoted" ? token.text : token.raw)).join(" "));
}
/** "… while recording", "… in your video of", "… when you film" */
const aboutRecording =
  /(?: |^)(?:while|when|whilst|during|in|for|of|cuando|wenn|beim|en) (?:(?:you|your|the|this|that|my|our|a|it|der|die|das|du|el|la|tu) )*(?:record(?:ing)?|film(?:ing)?|video|clip|shoot(?:ing)?|capture|pr|pull request|aufnahme|aufnimmst|filmst|grabas|grabacion)(?: |$)/;

function cleaned(words: string): string | null {
  const text = words
    .replace(/^(?:(?:on|to|about|around|the|that|you|auf|den|dem|die|das|der|en|el|la|los|las)\s+|:\s*)+/i, "")
    .replace(
      /(?:\s+(?:please|pls|bitte|por favor|of|in|from|on|at|von|aus|de|though|here|and|und|y|with|sehen|zeigen))+$/i,
      "",
    )
    .trim();
  return isSetting.test(text) ? null : text || null;
}
const isSetting =
  /^(?:(?:on|in|for|at|as|with|it|this|that|mobile|tablet|desktop|look|style|\d|:|the|(?:half )?(?:an? )?(?:half )?(?:minutes?|seconds?|secs?)|(?:an? |our |my )?(?:customers?|clients?|team|boss|viewers?)$)\b|[:\s]*$)/i;
