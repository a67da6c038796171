import { describe } from "../resolve/ground.ts";
import { ordinalNamed } from "../resolve/vocabulary.ts";
import type { Phrase } from "./clause.ts";
import type { Concept } from "./lexicon.ts";
import type { Reading } from "./reading.ts";
import { regionIn } from "./region.ts";
import { endWords, startWords } from "./timeWords.ts";

/**
 * What people ask for, a row an intent; the first row that fits a clause is its meaning. A pattern is a list of terms that
 * must all be there, in any order: `zoom` a concept of lexicon.ts, `a|b` either, `!a` not there, `=word` that very word,
 * `#slot` a thing that the words come to (below). A clause that says "not" fits only rows that name `not` or `noneOf`
 * themselves; otherwise it is a wish declined.
 */
export type Intent =
  | "cancel_digest"
  | "schedule_digest"
  | "rerecord"
  | "record"
  | "record_what"
  | "cancel"
  | "status"
  | "review_reject"
  | "review_approve"
  | "review_soft"
  | "remove_edit"
  | "redo"
  | "revert"
  | "share"
  | "share_what"
  | "export"
  | "bad_format"
  | "caption"
  | "redact"
  | "cursor_emphasis"
  | "crop"
  | "zoom"
  | "zoom_out"
  | "unsupported"
  | "style_preset"
  | "split"
  | "lengthen"
  | "shorten"
  | "trim"
  | "cut"
  | "speed"
  | "cut_what"
  | "leave";

export type Row = {
  intent: Intent;
  says: readonly string[];
  /** Later clauses of these intents, said without a verb of their own, are details of this one. */
  absorbs?: readonly Intent[];
  /** "zoom on A and B": a clause with nothing but another object repeats the wish for it. */
  repeats?: "element" | "span" | "address";
  /** A clause without any meaning of its own still belongs to this one (names, reasons, wording). */
  takesAnything?: true;
  /** May be no more than a remark: "you can read the email, cover it" wants one thing. */
  remark?: true;
  /** Only where no wish stands before it, whose detail it would be. */
  weak?: true;
};

const anyEdit = "!zoom !shorten !crop !redact !caption !style !faster !slower !cursor";

const table: readonly Row[] = [
  {
    intent: "cancel_digest",
    says: [
      "digest stop|unsubscribe|remove|not|noneOf",
      "digest =off|=ab",
      "=unsubscribe",
      "weekly|daily|monthly share stop|unsubscribe|not|noneOf",
    ],
  },
  {
    intent: "schedule_digest",
    says: [
      "digest !#pr !record !zoom !crop !redact !caption",
      "every|daily|weekly|monthly|weekdays|weekend|hourly|#day #email",
      "every|daily|weekly|monthly|weekdays|#day share|schedule",
    ],
    absorbs: ["share", "share_what"],
    takesAnything: true,
  },
  {
    intent: "record",
    says: [
      "record|make|show|demo|compare|#start #pr !share",
      "=pr|=mr #pr",
      "#onlypr",
      "#pr !share !status !stop !approve !reject !undo !digest !remove",
    ],
    absorbs: [
      "shorten",
      "zoom",
      "style_preset",
      "cursor_emphasis",
      "crop",
      "speed",
      "record_what",
      "lengthen",
      "export",
    ],
    takesAnything: true,
  },
  {
    intent: "record",
    says: ["record|recording|make|show|demo #url !share", "#onlyurl"],
    absorbs: ["shorten", "zoom", "style_preset", "crop", "speed", "record_what", "lengthen", "export"],
    takesAnything: true,
  },
  {
    intent: "record",
    says: [
      `lead record|make|demo|#person !share ${anyEdit}`,
      `record|demo #person !share ${anyEdit}`,
      "record #domain !share",
    ],
    absorbs: ["shorten", "zoom", "style_preset", "crop", "record_what", "share", "export"],
    takesAnything: true,
  },
  {
    intent: "rerecord",
    says: [
      "rerecord",
      "record|recording|play again",
      "again pushed",
      "pushed",
      "make|demo again !#version !style !undo",
    ],
    absorbs: ["record_what"],
  },
  {
    intent: "status",
    says: [
      "status !stop !record #question",
      "status !stop !record !#email !#channel !#handle",
      "#question =done|=ready|=finished|=finish|=complete !stop !record",
    ],
  },
  {
    intent: "cancel",
    says: [
      "stop !digest !#time !caption !zoom !style !redact !crop !trail !shorten !=edit !=edits !=change !=changes !#version",
    ],
  },
  {
    intent: "review_reject",
    says: ["reject", "not approve", "not =ship", "wrong not approveSoft"],
    takesAnything: true,
  },
  {
    intent: "review_approve",
    says: ["approve !#email !#channel !share !#pr"],
    absorbs: ["review_soft"],
    takesAnything: true,
  },
  { intent: "redo", says: ["redo !recording !demo !not"] },
  { intent: "revert", says: ["restore|undo|original|again #versionWith !#time"] },
  {
    intent: "remove_edit",
    says: [
      "remove|undo|noneOf|stop caption !#span !#border !add !write !trail",
      "redact caption =hide|=remove|=verstecke|=oculta|=ausblenden !#field",
      "=take|=turn|=switch =off caption",
      "caption =off|=go|=away|=weg|=out !add !write !#quoted",
      "not =want|=need|=like caption|zoom|blurNoun|cropNoun",
      "remove|undo|noneOf|stop style|minimal|dramatic !#time !caption !=not",
      "=off|=disable style|minimal|dramatic !#time !caption !zoom !corners",
      "remove|undo|noneOf|stop zoom !#time !cursor",
      "remove|undo|noneOf|stop cropNoun !#time",
      "remove|undo|noneOf|stop blurNoun !#time",
      "remove|undo|noneOf speedNoun !#time",
      "remove|undo|noneOf|stop cursor !trail !#time",
      "=unblur",
      "=uncrop",
    ],
  },
  {
    intent: "leave",
    says: [
      "keep|=leave|=leaves =length|=duration|=speed|caption|style|dramatic|minimal|cursor|blurNoun|cropNoun|zoom !#time !remove !#quoted !make !=i !=just",
    ],
  },
  { intent: "zoom_out", says: ["zoomOut"] },
  {
    intent: "revert",
    says: [
      "undo|restore|original|keep|again|version #version",
      "original !=after !=before !=until !=but !except !#time !exportVerb !compare",
      "undo !#time !style",
      "=back restore !style !landscape !square !vertical !fourFive",
      "stop|remove =edit|=change|=modification|=edits|=changes !#time",
    ],
  },
  {
    intent: "share",
    says: [
      "share|approve|make|exporting #email",
      "share #channel|#handle|#url|#domain|slack|discord|teams|telegram|webhook|here",
      "slack|discord|teams|telegram #handle|#channel|#email !exportVerb",
    ],
    repeats: "address",
    absorbs: ["share_what"],
  },
  {
    intent: "caption",
    says: [
      "add|write|change|make|caption #quoted !redact !zoom",
      "caption add|write|change|make !redact !bigger !smaller !unsupported",
      "write #quoted",
      "caption #alone !wrong",
      "top|bottom #alone",
    ],
    takesAnything: true,
    absorbs: ["trim", "cut"],
  },
  {
    intent: "bad_format",
    says: ["badFormat exporting|exportVerb|make|share|#short", "badFormat =as|=format|=file|=into|=to|=als|=como"],
  },
  {
    intent: "cursor_emphasis",
    says: [
      "cursor|trail bigger|smaller|smooth|smoothOff|emphasise|trail|make|add|remove|noneOf|more|little|longerWord|shorterWord|change|zoom|#number|#times|=triple|=double|=halve|=twice|=size",
      "trail",
      "smooth|smoothOff !style",
    ],
    absorbs: ["cursor_emphasis"],
  },
  {
    intent: "crop",
    says: [
      "crop",
      "keep|remove|trim #region !caption !zoom",
      "keep #boxed !caption !zoom !#time",
      "remove|trim|keep|=take #pixels !zoom !redact !exportVerb",
      "square|vertical|landscape|fourFive|#aspect =convert|=turn|=into",
      "square|vertical|landscape|fourFive|#aspect !exportVerb !gif !mp4 !zoom",
    ],
  },
  { intent: "redact", says: ["redact"], repeats: "element" },
  {
    intent: "zoom",
    says: ["zoom !style !shorten", "bigger #element", "focusOn #element", "zoom #element"],
    repeats: "element",
  },
  { intent: "unsupported", says: ["unsupported", "caption bigger|smaller"] },
  {
    intent: "export",
    says: [
      `exportVerb ${"!shorten"} !slower`,
      `gif|mp4 ${anyEdit} !remove`,
      "exporting =file|=files|=download",
      `exporting|make|#short #lines|#area|#fps|#mb|uhd|qhd|fullHd ${anyEdit}`,
      `exporting|make|=quality highQuality|previewQuality ${anyEdit}`,
      `=preview|=draft #short ${anyEdit} !record !share`,
      `exporting|=for|=into|=in|=something|=version|=works platform ${anyEdit} !record !share !#question !#howlong`,
    ],
    absorbs: ["shorten"],
  },
  {
    intent: "share_what",
    says: [
      "share =it|=this|=that|=video|=everyone|=them !#time !faster !slower !zoom !crop !under",
      "=send|=share|=post|=forward|=schick|=sende|=poste|=envialo|=manda|=comparte !#time !faster !slower !zoom !crop",
    ],
  },
  {
    intent: "split",
    says: [
      "split",
      "=cut|=break|=slice|=chop|=schneide|=corta|=chop|=break #moment !#span !#duration !=off !=out !=away !=stop !#border",
    ],
    absorbs: ["trim", "cut", "cut_what"],
  },
  {
    intent: "style_preset",
    says: [
      "=less|=weniger|=menos not minimal|dramatic",
      "minimal|dramatic !zoom !shorten !faster !slower",
      "style",
      "standard again|make|restore",
      "corners|motionSmoothing|zoomScale",
    ],
    absorbs: ["style_preset"],
  },
  {
    intent: "lengthen",
    says: [
      "=last|=lasts|=stay|=stays|=hold #howlong !remove !keep !trim !zoom !caption",
      "lengthen !trim !keep !shorten !under",
    ],
  },
  {
    intent: "cut",
    says: ["remove|trim #loses #edgeword !#span !#border !caption !zoom !#point", "=take|=without|=nimm|=go #edge"],
    repeats: "span",
  },
  {
    intent: "shorten",
    says: [
      "trim|remove shorten !#span !#border !begin !finish",
      "shorten !#span !#border !keep !begin !finish",
      "under #duration !#span",
      "shorten #duration",
      "=down #howlong !zoom !faster !slower !crop",
      "trim|remove|keep|make|demo|#short #howlong !#edge !begin !finish !faster !slower",
      "#percent =off|=length|=duration|=runtime",
    ],
    absorbs: ["shorten", "speed"],
  },
  { intent: "speed", says: ["except faster|slower|#times !zoom !remove"] },
  {
    intent: "trim",
    says: [
      "trim|keep #span|#point|#border",
      "begin|finish #span|#point|#border !remove",
      "except #span|#point|#border|#place",
      "trim|keep #place",
      "begin|finish #place",
    ],
    repeats: "span",
  },
  { intent: "speed", says: ["faster|slower", "play #times", "#times !zoom !cursor"], repeats: "span" },
  {
    intent: "cut",
    says: ["remove|trim|stop|undo|noneOf #span|#point|#border", "remove #place", "=go|=out|=away|=weg|=fuera #span"],
    repeats: "span",
  },
  { intent: "cut", says: ["shorten #span|#border"], repeats: "span" },
  { intent: "zoom", says: ["bigger #place"], repeats: "element" },
  // What remains: little was said, and one thing of it can only mean one wish.
  {
    intent: "zoom",
    says: [
      "=see|=look|=notice|=watch|=readable|=legible|=clearer|=clearly|=properly #element !redact !#question !record",
      "not =read|=see|=tell|=recognise|=recognize #element !redact !#question",
    ],
    repeats: "element",
    remark: true,
  },
  {
    intent: "share",
    says: ["#email #short !record", "#channel #short =see|=to|=over|=into|=in !record"],
    repeats: "address",
  },
  { intent: "revert", says: ["#version #short !#question !not !record"] },
  { intent: "trim", says: ["=just|=only|=nur|=solo #range #short"] },
  { intent: "shorten", says: ["#howlong !#question !#point !record !not #wants"], weak: true },
  { intent: "review_soft", says: ["approveSoft"] },
  { intent: "record_what", says: ["record", "make|show demo", "pr make|show|demo", "lead"] },
  { intent: "cut_what", says: ["remove|trim|keep"] },
];

/** What a `#slot` of a pattern asks of a clause. */
const slots: Record<string, (reading: Reading) => boolean> = {
  pr: (reading) => reading.all("pr").length > 0,
  /** A time that was given as such: "at 0:26". */
  moment: (reading) => reading.times.some((item) => item.kind === "point" && item.how === "at" && !item.named),
  /** A length that is said by itself, neither "to" nor "under". */
  loses: (reading) => {
    const duration = reading.time("duration");
    return duration !== undefined && (duration.how === "plain" || duration.how === "by" || duration.how === "for");
  },
  edgeword: (reading) => reading.clause.tokens.some(({ word }) => startWords.has(word) || endWords.has(word)),
  pixels: (reading) => /\d\s*(px|pixels?|pixeles)\b/i.test(reading.source),
  /** Nothing but a pull request, and please. */
  onlypr: (reading) => reading.all("pr").length > 0 && meaningful(reading).length === 0,
  url: (reading) => reading.all("url").length + reading.all("domain").length > 0 && !isLinkedIn(reading),
  onlyurl: (reading) =>
    reading.all("url").length + reading.all("domain").length > 0 && meaningful(reading).length === 0,
  domain: (reading) => reading.all("domain").length + reading.all("url").length > 0,
  person: (reading) => personLike(reading),
  email: (reading) => reading.all("email").length > 0,
  channel: (reading) => reading.all("channel").length > 0,
  handle: (reading) => reading.all("handle").length > 0,
  quoted: (reading) => reading.all("quoted").length > 0,
  times: (reading) => reading.all("times").length > 0,
  percent: (reading) => reading.all("percent").length > 0,
  lines: (reading) => reading.all("lines").length > 0,
  area: (reading) => reading.all("area").length > 0,
  aspect: (reading) => reading.all("aspect").length > 0,
  number: (reading) => reading.all("number").length > 0,
  fps: (reading) => reading.word("fps") || / frames? (a|per) second/.test(` ${reading.source}`),
  mb: (reading) => /\d\s*(mb|mib|megabytes?|megs?|kb|kilobytes?|gb)\b/i.test(reading.source),
  version: (reading) =>
    reading.all("version").length > 0 || numberedVersion(reading) !== null || ordinalVersion(reading),
  day: (reading) => dayWords.test(folded(reading)),
  question: (reading) => reading.isQuestion,
  /** A length said as a wish: alone, or beside the words for wishing and for the video. */
  wants: (reading) =>
    reading.all("word").length <= 3 ||
    reading.word(
      "want",
      "need",
      "needs",
      "should",
      "like",
      "aim",
      "make",
      "total",
      "long",
      "have",
      "get",
      "soll",
      "dure",
      "prefer",
      "fit",
    ),
  start: () => false,
  /** Nothing else of weight is said. */
  alone: (reading) =>
    reading.all("word").length <= 4 &&
    reading.clause.phrases.length <= 2 &&
    reading.all("word").length === reading.clause.tokens.length,
  /** Few words: what is there is all that was meant. */
  short: (reading) => reading.all("word").length <= 6,
  span: (reading) => reading.time("span") !== undefined,
  range: (reading) => reading.times.some((item) => item.kind === "span" && item.how === "range"),
  /** "the one with the caption": a version by what was done to it. */
  versionWith: (reading) => versionWords.test(folded(reading)),
  point: (reading) => reading.time("point") !== undefined,
  border: (reading) => reading.times.some((item) => item.kind === "point" && item.how !== "at"),
  time: (reading) => reading.times.some((item) => item.kind === "span" || item.kind === "point"),
  duration: (reading) => reading.time("duration") !== undefined,
  howlong: (reading) =>
    reading.time("duration") !== undefined && reading.time("span") === undefined && reading.time("point") === undefined,
  edge: (reading) => reading.times.some((item) => item.kind === "span" && item.how !== "range"),
  region: (reading) => regionIn(reading) !== null,
  element: (reading) => reading.names(["zoom", "bigger", "focusOn", "make", "add"]),
  place: (reading) => placeIn(reading) !== null,
  /** "the order summary box": a thing with edges, rather than a part of the video. */
  boxed: (reading) =>
    reading.word("box", "panel", "area", "button", "card", "form") && reading.names(["keep", "show", "whole"]),
  field: (reading) => reading.word("field", "input", "box", "feld", "campo", "button"),
};

const dayWords =
  /\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(mon|tue|wed|thu|fri|sat)s?\b(?= at)|\b(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?\b|\b(lunes|martes|miercoles|jueves|viernes|sabados?|domingos?)\b|\b(morning|morgen|manana)s?\b/;

const versionWords =
  /\b(?:versions?|fassung|one|edit|take)\b (?:with|without|that (?:had|has)|where|mit|ohne|con|sin)\b/;

const folded = (reading: Reading): string => reading.clause.tokens.map((token) => token.word).join(" ");

const isLinkedIn = (reading: Reading): boolean =>
  reading.all("url").some((token) => /linkedin\.com\//i.test(token.url));

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
      ordinalNamed(tokens[phrase.from - 1]?.word ?? "") !== undefined &&
      tokens[phrase.from - 2]?.kind !== "number",
  );
}

/** Somebody's name after "for", an address, a profile: whom a personal video is for. */
function personLike(reading: Reading): boolean {
  if (/\bfor (?:the |our )?(?:folks|team|people|guys|crew|friends|gang|ladies) (?:at|from|of)\b/i.test(reading.source))
    return true;
  if (isLinkedIn(reading) || reading.all("email").length > 0) return true;
  return /\b(?:for|fur|für|para)\s+(?:(?:our|my|the|a|new)\s+)*(?:(?:lead|prospect|customer|client)\s+)?(?!instagram|tiktok|youtube|linkedin|discord|slack|twitter|facebook|github|mobile|me\b|us\b|the\b|my\b|our\b|a\b)(?:\p{Lu}\p{Ll}+|\p{Ll}+ \p{Ll}+ (?:at|from|of)\b)/u.test(
    reading.source,
  );
}

const spentOnPlace: readonly Concept[] = [
  "remove",
  "trim",
  "keep",
  "begin",
  "finish",
  "bigger",
  "make",
  "add",
  "zoom",
  "whole",
  "shorten",
  "faster",
  "slower",
  "play",
  "stop",
];

/** The part of the video that the clause's other words name. */
export function placeIn(reading: Reading): ReturnType<Reading["named"]> {
  const words = reading.elementWords(spentOnPlace);
  return words ? (reading.named(words) ?? namedAfterArticle(reading, words)) : null;
}

/** "ramp the home page up": the thing is what an article stands before. */
function namedAfterArticle(reading: Reading, words: string): ReturnType<Reading["named"]> {
  const list = words.split(" ");
  const from = list.findLastIndex((word) => ["the", "den", "die", "das", "el", "la"].includes(word)) + 1;
  if (from === 0) return null;
  for (let end = Math.min(list.length, from + 4); end > from; end -= 1) {
    const part = list.slice(from, end).join(" ");
    const found = describe(part).content.length > 0 ? reading.named(part) : null;
    if (found) return found;
  }
  return null;
}

/** The words that mean something beside politeness. */
function meaningful(reading: Reading): string[] {
  const polite: readonly Concept[] = ["filler", "greeting", "thanks", "okay", "pr"];
  const spared = new Set<number>();
  for (const phrase of reading.clause.phrases) {
    if (polite.some((concept) => phrase.concepts.has(concept)))
      for (let at = phrase.from; at < phrase.to; at += 1) spared.add(at);
  }
  return reading.clause.tokens.flatMap((token, at) =>
    token.kind === "word" &&
    !spared.has(at) &&
    !["the", "a", "number", "it", "this", "do", "next", "in", "repo", "for", "me"].includes(token.word)
      ? [token.word]
      : [],
  );
}

export type Match = { row: Row; declined: boolean };

/** The meaning of a clause by the table, or null. */
export function match(reading: Reading): Match | null {
  const negated = reading.has("not", "noneOf");
  for (const row of table) {
    for (const pattern of row.says) {
      if (!agrees(pattern, reading)) continue;
      const saysNot = /\b(not|noneOf)\b/.test(pattern);
      return { row, declined: negated && !saysNot && isDeclining(reading) };
    }
  }
  return null;
}

/** "not" before the wish declines it; "not longer than" and "no, make it square" do not. */
function isDeclining(reading: Reading): boolean {
  const { tokens, phrases } = reading.clause;
  const isLoneNo = (phrase: Phrase): boolean => phrase.to - phrase.from === 1 && tokens[phrase.from]?.word === "no";
  const phrase = phrases.find((one) => (one.concepts.has("not") || one.concepts.has("noneOf")) && !isLoneNo(one));
  if (!phrase) return false;
  const before = phrases.filter(
    (one) => one.to <= phrase.from && !isLoneNo(one) && !one.concepts.has("filler") && !one.concepts.has("okay"),
  );
  return before.length === 0;
}

function agrees(pattern: string, reading: Reading): boolean {
  return pattern.split(" ").every((term) => {
    const absent = term.startsWith("!");
    const choices = (absent ? term.slice(1) : term).split("|");
    return choices.some((choice) => holds(choice, reading)) !== absent;
  });
}

const known = new WeakMap<Reading, Map<string, boolean>>();

/** Many rows ask for the same slots, so a clause answers for each once. */
function slotHolds(name: string, reading: Reading): boolean {
  const answers = known.get(reading) ?? new Map<string, boolean>();
  known.set(reading, answers);
  const answered = answers.get(name);
  if (answered !== undefined) return answered;
  const slot = slots[name];
  if (!slot) throw new Error(`grammar.ts names a slot #${name} that there is none of`);
  const answer = slot(reading);
  answers.set(name, answer);
  return answer;
}

function holds(choice: string, reading: Reading): boolean {
  if (choice.startsWith("=")) return reading.word(choice.slice(1));
  if (choice.startsWith("#")) {
    return slotHolds(choice.slice(1), reading);
  }
  return reading.has(choice as Concept);
}
