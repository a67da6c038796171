import type { ThreadContext } from "../../../context.ts";
import { describe } from "../../../resolve/describe.ts";
import { ground } from "../../../resolve/ground.ts";
import { plainName } from "../../../resolve/groups.ts";
import type { Offer } from "../../../resolve/offers.ts";
import { ordinalNamed } from "../../../resolve/vocabulary.ts";
import type { ToolName } from "../../../tools/inputs.ts";
import { wordsOf } from "../../../words.ts";
import { isImperative } from "../../wishes/imperative.ts";
import { leadIns, requestOpeners } from "../../wishes/sentence.ts";
import { clauseOf } from "../../words/clause.ts";
import { read } from "../../words/read.ts";

/** The words of an answer: where its parts end, what it refuses, and which of the things offered it points at. */

const set = (words: string): ReadonlySet<string> => new Set(wordsOf(words));

const around = set(
  `hm hmm hey oh ah well ok okay yes yeah please pls then thanks thank you instead actually sorry now so really just only also maybe rather
  can could you do would should guess think suppose say the one ones number nummer numero option time times thing part half bit it is that this these those them i im we me mean meant said want wanted was were by would like d let lets
  go with take use choose pick for on to in at of a an s there here do
  ja bitte danke dann nur also das die der den dem es ist meine meinte ich nimm will mochte auf bei beim im mal teil stelle
  por favor gracias el la lo los las es quiero digo en de del un una vez veces ese esa eso parte`,
);
const yesWords = set(
  `yes yep yeah yup sure ok okay right exactly correct please do it that go ahead of course absolutely sounds good ja klar gern gerne genau mach das
  si vale claro dale por supuesto adelante bitte`,
);
const thanks = set("thanks thank you danke dank vielen gracias muchas");
const noWords = set(
  "no not nope nah none neither nothing nein nicht nee keine keiner keines keinen keins nichts ninguno ninguna ningun nada",
);
const allWords = set("all both every each alle beide beiden alles ambos ambas todos todas");
const twoWords = set("both beide beiden ambos ambas dos two zwei");
const alsoWords = set("too also as well additionally likewise auch ebenfalls dazu tambien ademas");
const skipWords = set(
  "skip drop ignore omit never mind nevermind without leave forget lose lass weglassen ohne vergiss deja omite sin olvida",
);
const besideSkip = set("out off away about be alone weg sein aus fuera it that this es das eso lo");
const toolWords: Partial<Record<ToolName, ReadonlySet<string>>> = {
  zoom: set("zoom zooms zooming in zoome zoomen zoomea acerca acercamiento"),
  redact: set("blur blurs blurring hide mask pixelate unscharf verpixel verpixle verpixele desenfoque difumina"),
  caption: set("caption captions text title subtitle untertitel titel subtitulo texto titulo"),
  crop: set("crop cropping"),
  cut: set("cut cutting schnitt corte"),
  share: set("send sending share sharing mail post schick sende teile envia comparte"),
  export: set("export exporting exportier exportiere exporta file"),
};
const cancels =
  /^\W*(?:(?:ok(?:ay)?|no|oh|well|please|ach|bueno)[,\s]+)*(?:never ?mind|nvm|forget (?:it|that|about it)|cancel(?: that| it)?|scratch that|egal|schon gut|vergiss es|lass (?:es|gut sein)|da igual|olv[ií]dalo|d[eé]jalo)\W*$/i;
/** Nobody has decided yet. */
const undecided =
  /^\W*(?:(?:hmm*|uh|well|ok(?:ay)?)[,.\s]*)*(?:hmm+|mmm+|(?:i |we )?(?:don['’]?t know|do not know|am not sure|have no idea)(?: yet)?|not sure(?: yet)?|no idea|idk|let me (?:think|see|check)(?: about it)?|one (?:moment|second|sec)|keine ahnung|wei(?:ß|ss) (?:ich )?(?:noch )?nicht|moment|no (?:lo )?s[eé]|un momento)\W*$/iu;
const anyOfThem =
  /^\W*(?:you (?:choose|decide|pick)|up to you|your (?:choice|call|pick)|(?:any|either)(?: of (?:them|those|these|the two)| one| is fine| will do)*|whichever(?: you like)?|egal welche[rns]?|such dir eine?n? aus|entscheide du|cualquiera|elige t[uú]|el que (?:quieras|sea))\W*$/iu;
const keeps = /^\W*(?:and |but |please |und |y )*(?:keep|leave|behalte?|lass|deja|mant[eé]n|conserva)(?= )/i;
const separator = /[,;.!?]+(?=\s|$)|(?<!\d)\s+[–—-]\s+|\s+[&+]\s+|(?:^|\s)(?:and|und|y|then|but|aber|pero)(?=\s)/giu;

/** What stands between commas, full stops and "and", where these are not within the name of something that was offered. */
export function clausesOf(text: string, names: readonly string[]): string[] {
  const kept = names.flatMap((name) => {
    const words = wordsOf(name).map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, ""));
    const found = words.length > 0 ? new RegExp(words.join("[^\\p{L}\\p{N}]+"), "iu").exec(text) : null;
    return found ? [{ from: found.index, to: found.index + found[0].length }] : [];
  });
  const clauses: string[] = [];
  let from = 0;
  for (const { index, 0: mark } of text.matchAll(separator)) {
    if (kept.some((range) => index >= range.from && index < range.to)) continue;
    clauses.push(text.slice(from, index));
    from = index + mark.length;
  }
  return [...clauses, text.slice(from)].map((clause) => clause.trim()).filter((clause) => /[\p{L}\p{N}]/u.test(clause));
}

const without = (words: readonly string[], ...taken: (ReadonlySet<string> | undefined)[]): string[] =>
  words.filter((word) => !taken.some((one) => one?.has(word)));

/** `all`: nothing of it is wanted any more; `one`: what was asked about; `plain`: a no, whatever else waits. */
export type Refusal = "all" | "one" | "plain";

export function refusalIn(clause: string, tool: ToolName | undefined, waiting: readonly ToolName[]): Refusal | null {
  if (cancels.test(clause)) return "all";
  const said = wordsOf(clause);
  const own = tool && toolWords[tool];
  // "just share it": of all that was asked for, that alone
  if (onlyWords.test(clause) && isOfWaiting(clause, waiting)) return "one";
  const refuses = said.some((word) => skipWords.has(word) || noWords.has(word));
  if (!refuses || without(said, around, noWords, skipWords, besideSkip, own).length > 0) return null;
  return said.some((word) => own?.has(word)) ? "one" : "plain";
}
/** "the title a bit later", when a zoom is asked about. */
export const speaksOfOther = (clause: string, tool: ToolName | undefined): boolean =>
  (["zoom", "redact", "caption"] as const).some(
    (one) => one !== tool && wordsOf(clause).some((word) => word !== "in" && toolWords[one]?.has(word)),
  );

/** "send it", of what waits to be sent. */
export function isOfWaiting(clause: string, waiting: readonly ToolName[]): boolean {
  const said = wordsOf(clause);
  const own = waiting.map((one) => toolWords[one]);
  return said.some((word) => own.some((words) => words?.has(word))) && without(said, around, ...own).length === 0;
}

/** "thanks" */
export const isCourtesy = (clause: string): boolean => without(wordsOf(clause), thanks).length === 0;

const onlyWords = /^\W*(?:no[,.]? |ok(?:ay)?,? |then |dann )*(?:just|only|nur|einfach|solo|s[oó]lo)\s/iu;

/** "yes please", "sure, do it"; thanks alone are none. */
export function agrees(clause: string): boolean {
  const said = wordsOf(clause);
  return said.some((word) => yesWords.has(word)) && without(said, yesWords, thanks).length === 0;
}

/** "i don't know yet", "let me think". */
export const isUndecided = (text: string): boolean => undecided.test(text);

/** "keep the other zoom": what is there stays. */
const keepsOther = (clause: string): boolean => keeps.test(clause);

/** Begins with something to do: "blur the total", "please cut it". */
export function isRequest(clause: string, context: ThreadContext): boolean {
  const tokens = read(clause, context);
  const from = tokens.findIndex(({ kind, word }) => kind !== "mark" && !leadIns.has(word) && !begs(word));
  return from >= 0 && isImperative(clauseOf(tokens).tokens, from);
}
const begs = (word: string): boolean => requestOpeners.has(word) || word === "you" || word === "du";

/** How a clause points at some of the things that were offered. */
type Pointing = { named: Offer[]; place?: number | undefined; all: boolean; also: boolean; denied: boolean };

/** Null when the clause says more than which one. */
function pointing(
  clause: string,
  offers: readonly Offer[],
  tool: ToolName | undefined,
  context: ThreadContext,
): Pointing | null {
  if (undecided.test(clause)) return null;
  if (anyOfThem.test(clause)) return { named: offers.slice(0, 1), all: false, also: false, denied: false };
  let words = wordsOf(clause);
  const also = words.some((word) => alsoWords.has(word));
  const named = longest(offers.filter((offer) => nameIn(offer, words) !== null));
  // "zoom", of "zoom on Heron" and "blur Heron"
  const begun = named.length === 0 ? offers.filter((offer) => begins(offer, without(words, around))) : [];
  const [only] = begun;
  if (only && begun.length === 1) return { named: [only], all: false, also, denied: false };
  for (const own of new Set(named.map((offer) => nameIn(offer, words)))) {
    const said = wordsOf(own ?? "");
    const at = startOf(said, words);
    if (at >= 0) words = words.toSpliced(at, said.length);
  }
  const place = words.map((word) => placeIn(word, offers)).find((one) => one !== undefined);
  const [all, two] = [allWords, twoWords].map((list) => words.some((word) => list.has(word)));
  const isAll = (all === true || two === true) && (two !== true || offers.length === 2);
  const left = without(words, around, alsoWords, allWords, twoWords, noWords, tool && toolWords[tool]).filter(
    (word) => placeIn(word, offers) === undefined,
  );
  const said = { place, all: isAll, also, denied: /^\W*(?:not|nicht|no)\s/iu.test(clause) };
  if (left.length === 0) return named.length > 0 || place !== undefined || isAll ? { named, ...said } : null;
  // "the 12 – 15 button", of something that calls itself otherwise
  const isKind = describe(left.join(" ")).content.length === 0;
  if ((named.length > 0 || place !== undefined) && isKind) return { named, ...said };
  const described = describedOf(left.join(" "), offers, context);
  const isFound = described.length > 0 && (named.length === 0 || described.some((one) => named.includes(one)));
  return isFound ? { named: named.length > 0 ? named : described, ...said } : null;
}

/** "the error message", "the coupon field", "the one with the cards": by kind, or by a part of the name. */
function describedOf(words: string, offers: readonly Offer[], context: ThreadContext): Offer[] {
  const values = new Set(offers.map(({ value }) => value));
  const isOffered = ({ id, label }: { id?: string | undefined; label: string }): boolean =>
    values.has(label) || (id !== undefined && values.has(id));
  const shots = context.shots.filter(isOffered);
  const { roles, content } = describe(words);
  const elements = context.elements?.filter(isOffered);
  if (shots.length + (elements?.length ?? 0) === 0 || (roles.length === 0 && content.length === 0)) return [];
  // "the porcini", beside a label in its card: what is called so itself is meant, offered or not.
  const itself = ground(context, words, { needsBox: false });
  const isItself = itself.kind === "found" && plainName(itself.shot.label) === wordsOf(words).join(" ");
  if (isItself && !isOffered(itself.shot)) return [];
  const found = ground({ ...context, shots, ...(elements ? { elements } : {}) }, words, { needsBox: false });
  const shot = found.kind === "found" ? found.shot : null;
  return shot ? offers.filter(({ value }) => value === shot.label || value === shot.id) : [];
}

/** What an offer is called, as far as these words say it: as it was shown, or by its label alone. */
const nameIn = ({ name, value }: Offer, words: readonly string[]): string | null =>
  [name, value].find((one) => startOf(wordsOf(one), words) >= 0) ?? null;

const begins = ({ name }: Offer, words: readonly string[]): boolean =>
  words.length > 0 && words.every((word, at) => wordsOf(name)[at] === word);

/** "Arrives Tue 24 Nov" names no "Tue 24 Nov" beside it. */
const longest = (named: readonly Offer[]): Offer[] =>
  named.filter((one) => !named.some((other) => other.name.length > one.name.length && other.name.includes(one.name)));

/** Where words stand in others, in a row; -1 when they do not. */
const startOf = (words: readonly string[], among: readonly string[]): number =>
  words.length === 0 ? -1 : among.findIndex((_, at) => words.every((word, offset) => among[at + offset] === word));

export type Pointed = { offers: Offer[]; adds: boolean; rest: string[] };

/** Which of the offers the clauses of an answer mean, and the clauses that say something else; null when they mean none. */
export function pointedAt(
  clauses: readonly string[],
  { offers, tool }: { offers: readonly Offer[]; tool?: ToolName | undefined },
  context: ThreadContext,
): Pointed | null {
  const seen = clauses.map((clause) => ({ clause, said: pointing(clause, offers, tool, context) }));
  const all = seen.flatMap(({ said }) => (said ? [said] : []));
  const kept = seen.filter(({ clause, said }) => !said && keepsOther(clause));
  const chosen = chosenBy(all, offers);
  if (chosen.length === 0) return null;
  const rest = seen.flatMap((one) => (one.said || kept.includes(one) ? [] : [one.clause]));
  return { offers: chosen, adds: kept.length > 0 || all.some(({ also }) => also), rest };
}

/** "the second one", "number 2". */
function placeIn(word: string, offers: readonly Offer[]): number | undefined {
  const counted = /^\d$/.test(word) ? Number(word) : 0;
  const ofTwo = word === "former" ? 1 : word === "latter" ? -1 : undefined;
  return ordinalNamed(word) ?? ofTwo ?? (counted >= 1 && counted <= offers.length ? counted : undefined);
}

/** "not the button": the one that is left. */
function chosenBy(said: readonly Pointing[], offers: readonly Offer[]): Offer[] {
  const wanted = said.filter(({ denied }) => !denied);
  if (wanted.length > 0 || said.length === 0) return chosenAmong(wanted, offers);
  const denied = chosenAmong(said, offers);
  const left = offers.filter((offer) => !denied.includes(offer));
  return left.length === 1 ? left : [];
}

function chosenAmong(all: readonly Pointing[], offers: readonly Offer[]): Offer[] {
  const named = [...new Set(all.flatMap((one) => one.named))];
  const place = all.find((one) => one.place !== undefined)?.place;
  const isOneName = new Set(named.map(({ name }) => name)).size === 1;
  if (all.some((one) => one.all)) return named.length > 1 ? named : [...offers];
  if (named.length > 1 && isOneName) return nth(named, place ?? -1);
  return named.length > 0 || place === undefined ? named : nth(offers, place);
}

function nth(offers: readonly Offer[], place: number): Offer[] {
  const offer = offers.at(place > 0 ? place - 1 : place);
  return offer ? [offer] : [];
}
