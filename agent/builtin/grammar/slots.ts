import { ordinalNamed } from "../../resolve/vocabulary.ts";
import { set, wordsOf } from "../../words.ts";
import { cameraWish } from "../aboutCamera.ts";
import { asksColour } from "../colours.ts";
import { isCropOut } from "../fill/cropOut.ts";
import { isOneOfSeveral } from "../fill/history.ts";
import { linkedinOf } from "../fill/lead.ts";
import { isLull } from "../fill/lull.ts";
import { asksForDigests, preferenceIn } from "../fill/preferences.ts";
import { hasShapeAsked } from "../fill/shape.ts";
import { edgeStretch } from "../fill/speed.ts";
import { asksLettering, isLackingSurely } from "../lacking.ts";
import { concepts } from "../lexicon/lexicon.ts";
import { leavesOnly } from "../thread/orders/keepEdits.ts";
import { endWords, startWords } from "../times/words.ts";
import { isDay } from "../words/days.ts";
import { namesSomething } from "../words/grounding.ts";
import { kinds, wordAt } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import { edgesToCrop, regionIn } from "../words/region.ts";
import { edgePart, namesHappyPath, outcomeIn, pageIn, placeIn } from "./place.ts";

type Slot = (reading: Reading) => boolean;

/** Kinds of tokens that a pattern may name as they are. */
const kindsNamed = kinds("pr email channel handle quoted times percent lines area aspect number");

/** What a `#slot` of a pattern asks of a clause. */
export const slots: Record<string, Slot> = {
  ...Object.fromEntries(kindsNamed.map((kind): [string, Slot] => [kind, (reading) => reading.all(kind).length > 0])),
  colour: (reading) => asksColour(reading),
  /** "put a red box around it", "pause at 0:10": what Aura does not have, in words that mean nothing else. */
  lacking: (reading) => isLackingSurely(reading),
  /** "send it to them", "mail the gif to our partner": to somebody whose address is not known. */
  others: (reading) => toOthers.test(folded(reading)),
  lettering: (reading) => asksLettering(reading),
  preference: (reading) => preferenceIn(reading) !== null,
  asksDigests: (reading) => asksForDigests(reading),
  /** A time that was given as such: "at 0:26". */
  moment: (reading) =>
    reading.times.some(
      (item) =>
        item.kind === "point" && item.how === "at" && !item.named && item.atMs > 0 && item.atMs < reading.lengthMs,
    ),
  /** A length that is said by itself, neither "to" nor "under". */
  loses: (reading) => {
    const duration = reading.time("duration");
    return duration !== undefined && (duration.how === "plain" || duration.how === "by" || duration.how === "for");
  },
  edgeword: (reading) => reading.clause.tokens.some(({ word }) => startWords.has(word) || endWords.has(word)),
  pixels: (reading) => /\d\s*(px|pixels?|pixeles)\b/i.test(reading.source),
  /** Nothing but a pull request, and please. */
  onlypr: (reading) => reading.all("pr").length > 0 && meaningful(reading).length === 0,
  url: (reading) => reading.all("url").length + reading.all("domain").length > 0 && linkedinOf(reading) === undefined,
  urlfirst: (reading) =>
    ["url", "domain"].includes(reading.clause.tokens[0]?.kind ?? "") && linkedinOf(reading) === undefined,
  /** "push the video to https://…": where it goes, and nothing to record. */
  tourl: (reading) => /\b(?:push|deliver|upload|submit|transfer|transmit)\b.*\bto\b.*https?:/i.test(reading.source),
  onlyurl: (reading) =>
    reading.all("url").length + reading.all("domain").length > 0 && meaningful(reading).length === 0,
  domain: (reading) => reading.all("domain").length + reading.all("url").length > 0,
  person: (reading) => personLike(reading),
  /** "for Lena Vogt of Globex": two capitals in a row, or an address, after "for". */
  named: (reading) =>
    reading.all("email").length > 0 ? / (?:for|für|para) /i.test(reading.source) : fullName.test(reading.source),
  /** Words in quotation marks that are no name of anything in the video. */
  newText: (reading) => reading.all("quoted").some(({ text }) => !isLabel(reading, text)),
  fps: (reading) => reading.word("fps") || / frames? (a|per|by|each|every|in a) second/.test(` ${reading.source}`),
  mb: (reading) => /\d\s*(mb|mib|megabytes?|megs?|kb|kilobytes?|gb)\b/i.test(reading.source),
  version: (reading) =>
    reading.all("version").length > 0 || numberedVersion(reading) !== null || ordinalVersion(reading),
  /** "on Monday", "every morning"; "sat at" is a day, "sat" by itself may be none. */
  day: ({ clause: { tokens } }) =>
    tokens.some(
      ({ word }, at) =>
        set("morning mornings morgen morgens manana mananas").has(word) ||
        (isDay(word) && (word.length > 4 || wordAt(tokens, at + 1) === "at")),
    ),
  question: (reading) => reading.isQuestion,
  /** A length said as a wish: alone, or beside the words for wishing and for the video. */
  wants: (reading) =>
    reading.all("word").length <= 3 ||
    reading.oneOf(set("want need needs should like aim make total long have get soll dure prefer fit")),
  /** "schneide das Bild auf die Karte zu": the second half of a German verb. */
  zu: (reading) => reading.clause.tokens.at(-1)?.word === "zu",
  /** Nothing else of weight is said. */
  alone: (reading) =>
    reading.all("word").length <= 4 &&
    reading.clause.phrases.length <= 2 &&
    reading.all("word").length === reading.clause.tokens.length,
  single: (reading) => reading.all("word").length === 1,
  /** Few words: what is there is all that was meant. */
  short: (reading) => reading.all("word").length <= 6,
  span: (reading) => reading.time("span") !== undefined,
  range: (reading) => reading.times.some((item) => item.kind === "span" && item.how === "range"),
  /** "the one with the caption": a version by what was done to it. */
  versionWith: (reading) => versionWords.test(folded(reading)),
  /** "the version before the zoom". */
  versionBefore: (reading) => versionBefore.test(folded(reading)),
  /** "almost there", "when it is done": no question. */
  nearly: (reading) =>
    /^(?:almost|nearly|not quite|fast|casi|(?:when|once|if|as soon as|wenn|sobald|cuando|en cuanto) (?:its?|the|this|that|my|youre|you|all|everything|es|das|alles|el|este)\b)/.test(
      folded(reading),
    ) && !reading.isQuestion,
  /** "everything off except the zoom": all edits but those named. */
  allbut: (reading) => leavesOnly(reading),
  point: (reading) => reading.time("point") !== undefined,
  border: (reading) => reading.times.some((item) => item.kind === "point" && item.how !== "at"),
  time: (reading) => reading.times.some((item) => item.kind === "span" || item.kind === "point"),
  duration: (reading) => reading.time("duration") !== undefined,
  howlong: (reading) =>
    reading.time("duration") !== undefined && reading.time("span") === undefined && reading.time("point") === undefined,
  edge: (reading) => reading.times.some((item) => item.kind === "span" && item.how !== "range"),
  region: (reading) => regionIn(reading) !== null,
  /** "cut off the top": an edge of the picture that goes. */
  edgeoff: (reading) => edgesToCrop(reading).length > 0,
  /** "cut off the summary on the right": a thing that goes out of the picture. */
  cropout: (reading) => isCropOut(reading),
  element: (reading) => namesSomething(reading, ["zoom", "bigger", "smaller", "emphasise", "focusOn", "make", "add"]),
  /** "square", of a video that is. */
  shapeNow: (reading) => hasShapeAsked(reading),
  /** What the camera does by itself is to change. */
  camera: (reading) => cameraWish(reading.source, reading.context) !== null,
  happypath: (reading) => namesHappyPath(reading),
  place: (reading) => placeIn(reading) !== null,
  /** "the cut", "that trim": an edit of time that was made, rather than one to make. */
  timeEdit: (reading) => timeEdits.test(folded(reading)),
  /** Something that happens, such as an error that comes up, rather than a thing on the page. */
  step: (reading) => outcomeIn(reading) !== null,
  /** A page of the app, rather than something on one. */
  page: (reading) => pageIn(reading),
  lull: (reading) => isLull(reading),
  oneOfSeveral: (reading) => isOneOfSeveral(reading),
  /** "at the beginning", "al final". */
  edgestretch: (reading) => edgeStretch(reading) !== null,
  edgepart: (reading) => edgePart(reading) !== null,
  /** "the order summary box": a thing with edges, rather than a part of the video. */
  boxed: (reading) =>
    reading.word("box", "panel", "area", "button", "card", "form") &&
    namesSomething(reading, ["keep", "show", "whole"]),
};

function isLabel({ context }: Reading, text: string): boolean {
  const said = ` ${wordsOf(text).join(" ")} `;
  return context.shots.some(({ label, route }) => ` ${wordsOf(`${label} ${route}`).join(" ")} `.includes(said));
}

const toOthers =
  /\b(?:send|mail|email|forward|share|schick\w*|send[ea]|manda|envia\w*) .*\b(?:to|an|a) (?:them|him|her|everyone|everybody|all of them|(?:the|my|our|their|his|her|a|unser\w*|mein\w*|nuestr[oa]s?|mis?) (?:\p{L}+ )?(?:clients?|customers?|teams?|boss|partners?|colleagues?|coworkers?|managers?|investors?|agency|prospects?|leads?|users?|people|stakeholders?|designers?|developers?|kunden?|kollegen|chef|clientes?|equipo|jef[ea]))\b/u;

const fullName =
  /\b(?:for|für|para) (?:\p{Ll}+ ){0,3}(?!Product Hunt|App Store|Black Friday)\p{Lu}\p{Ll}[\p{L}'’-]* \p{Lu}[\p{L}'’-]+/u;

const versionWords =
  /\b(?:versions?|fassung|one|edit|take)\b (?:with|without|that (?:had|has)|where|mit|ohne|con|sin)\b/;

const versionBefore =
  /\b(?:versions?|fassung|one|edit|state|cut)\b (?:\w+ )?(?:before|vor|antes de)\b|\bbefore (?:you|i|we|anyone) (?:added|put|made|did|used|changed|applied|zoomed|cropped|blurred)\b/;

const timeEdits =
  /\b(?:the|that|this|my|last|your)(?: last| first| second)? (?:trim|trims|cut|cuts|split|splits|speed change|speed changes)\b|\bpart (?:that )?(?:you|i|we) (?:cut|removed|trimmed)\b/;

const folded = (reading: Reading): string => reading.clause.tokens.map((token) => token.word).join(" ");

/** The number that stands right after the word "version". */
export function numberedVersion(reading: Reading): number | null {
  const { tokens, phrases } = reading.clause;
  for (const phrase of phrases.filter((one) => one.concepts.has("version"))) {
    const next = tokens.slice(phrase.to, phrase.to + 2).find((token) => token.kind === "number");
    if (next?.kind === "number") return next.value;
  }
  return null;
}

/** "the first version", but not "a 20 second version". */
function ordinalVersion(reading: Reading): boolean {
  const { tokens, phrases } = reading.clause;
  return phrases.some(
    (phrase) =>
      phrase.concepts.has("version") &&
      ordinalNamed(wordAt(tokens, phrase.from - 1)) !== undefined &&
      tokens[phrase.from - 2]?.kind !== "number",
  );
}

/** Somebody's name after "for", an address, a profile: whom a personal video is for. */
function personLike(reading: Reading): boolean {
  if (/\bfor (?:the |our )?(?:folks|team|people|guys|crew|friends|gang|ladies) (?:at|from|of)\b/i.test(reading.source))
    return true;
  if (linkedinOf(reading) !== undefined || reading.all("email").length > 0) return true;
  return /\b(?:for|fur|für|para)\s+(?:(?:our|my|the|a|new)\s+)*(?:(?:lead|prospect|customer|client)\s+)?(?!instagram|tiktok|youtube|linkedin|discord|slack|twitter|facebook|github|mobile|me\b|us\b|the\b|my\b|our\b|a\b)(?:\p{Lu}\p{Ll}+|\p{Ll}+ \p{Ll}+ (?:at|from|of)\b)/u.test(
    reading.source,
  );
}

/** The words that mean something beside politeness. */
function meaningful(reading: Reading): string[] {
  const polite = concepts("filler greeting thanks okay pr");
  const spared = new Set<number>();
  for (const phrase of reading.clause.phrases) {
    if (polite.some((concept) => phrase.concepts.has(concept)))
      for (let at = phrase.from; at < phrase.to; at += 1) spared.add(at);
  }
  return reading.clause.tokens.flatMap((token, at) =>
    token.kind === "word" && !spared.has(at) && !set("the a number it this do next in repo for me").has(token.word)
      ? [token.word]
      : [],
  );
}
