import type { OrderWord } from "../lexicon/orders.ts";
import { set } from "../times/words.ts";
import type { Token } from "../words/lexer.ts";
import { type Piece, piecesOf } from "./orderWords.ts";

/** What may be changed of an edit; `amount` is of whatever it has most of. */
export type Scale = "amount" | "strength" | "length" | "speed" | "size" | "height" | "time";
export type Change = {
  scale: Scale;
  isLess: boolean;
  isLittle: boolean;
  /** "two seconds longer" */
  byMs?: number;
  /** "for two seconds" */
  toMs?: number;
  /** "3x" */
  toFactor?: number;
  /** "twice as long" */
  share?: number;
  /** "end earlier": which of its two ends is another. */
  edge?: "start" | "end";
  /** "until the total shows": the words for the moment at which it ends, and that moment once it is found. */
  until?: string;
  untilMs?: number;
};

/**
 * One clause as an order about edits that are there. `which` is what is left of its words to name them, "" where none is; a
 * place to move them to is still among these words.
 */
export type Heard = {
  deed: "remove" | "move" | "change" | "keep" | "keepOnly";
  which: string;
  /** "it", "that": what was spoken of last. */
  isIt: boolean;
  changes: readonly Change[];
  /** "bottom right": a place to which nothing goes. */
  isAside: boolean;
  /** "hold it": it speaks of how long something stays. */
  isHeld: boolean;
  /** "longer", and nothing else. */
  isBare: boolean;
  /** "what you just did" */
  isLastDeed: boolean;
};

const says = ({ says }: Piece, ...names: readonly OrderWord[]): boolean => names.some((name) => says.has(name));

/** Null when a clause is no order of this kind. `carried`: the deed of the clause before, for one without a verb. */
export function hear(clause: readonly Token[], message: string, carried?: Heard["deed"]): Heard | null {
  const all = piecesOf(clause, message);
  const pieces = trimmed(all);
  const [first] = pieces;
  // What goes is there, "too" or not.
  const isNew = first && !says(first, "remove", "uncover") && isOfAnother(pieces);
  if (!first || isNew || isAnnouncement.test(written(pieces))) return null;
  const heard = {
    changes: [],
    isIt: pieces.some((one) => says(one, "it")),
    isAside: false,
    isHeld: false,
    isBare: false,
    isLastDeed: pieces.some((one) => says(one, "lastOne")),
  };
  const [last] = pieces.slice(-1);
  if (says(first, "remove", "uncover")) {
    if (pieces.some(({ length }) => length)) return null;
    const rest = pieces.slice(1).filter((one, at, all) => !(says(one, "off") && (at === 0 || at === all.length - 1)));
    return {
      ...heard,
      deed: "remove",
      which: `${written(rest.filter((one) => !says(one, "lastOne")))}${says(first, "uncover") ? " blur" : ""}`,
    };
  }
  if (pieces.length > 1 && last && says(last, "gone", "off") && !says(first, "move", "have"))
    return {
      ...heard,
      deed: "remove",
      which: written(pieces.slice(0, -1).filter((one) => !says(one, "duty", "polite"))),
    };
  // "only a little"
  const isScant = pieces.every((one) => says(one, "little")) && limits.has(all[0]?.token.word ?? "");
  if (isScant)
    return { ...heard, deed: "change", which: "", changes: [{ scale: "amount", isLess: true, isLittle: false }] };
  const [value, ...more] = pieces.filter((one) => !says(one, "have", "it", "polite"));
  const only = more.length === 0 && !value?.length && value?.token.kind === "number" ? value.token.value : undefined;
  // "too fast, 1.5"
  if (only !== undefined && carried === "change")
    return {
      ...heard,
      deed: "change",
      which: "",
      changes: [{ scale: "amount", isLess: false, isLittle: false, toFactor: only }],
    };
  const held = heldUntil(pieces);
  if (held) return { ...heard, ...held, isHeld: true };
  const changed = changeIn(pieces);
  if (changed) return { ...heard, ...changed, deed: "change" };
  if (keeping.has(first.token.word)) {
    const isOnly = clause.some(({ word }) => limits.has(word));
    const which = written(pieces.slice(1).filter(({ token }) => !limits.has(token.word)));
    return { ...heard, deed: isOnly ? "keepOnly" : "keep", which };
  }
  if (says(first, "move", "have")) return { ...heard, deed: "move", which: written(pieces.slice(1)) };
  const duty = pieces.findIndex((one) => says(one, "duty"));
  // German verbs stand at the end: "der Zoom soll bei 0:20 beginnen".
  const isVerb = (one: Piece, at: number): boolean =>
    at === duty || at === duty + 1
      ? says(one, "duty", "begin", "stay", "polite", "have")
      : at === pieces.length - 1 && says(one, "begin", "stay");
  if (duty > 0) return { ...heard, deed: "move", which: written(pieces.filter((one, at) => !isVerb(one, at))) };
  return carried === "remove" || carried === "move" ? { ...heard, deed: carried, which: written(pieces) } : null;
}

/** 'change the first caption to "Hello"', without what stands between the quotes: the words that name the caption. */
export function rewordedName(clause: readonly Token[], message: string): string | null {
  const pieces = trimmed(piecesOf(clause, message));
  const isReworded = pieces.some((one) => says(one, "reword"));
  if (!isReworded || isOfAnother(pieces)) return null;
  return written(pieces.filter((one) => !says(one, "reword", "saying", "polite", "have")));
}

const untilWords = set("until till til bis hasta");
const endingAt = set("at when with once as wenn mit bei beim cuando al");

/** "hold it until the end", "end the zoom when the total shows": how long it stays is told by the moment at which it ends. */
function heldUntil(pieces: readonly Piece[]): Pick<Heard, "deed" | "which" | "changes"> | null {
  const stays = pieces.some((one) => says(one, "stay", "longer"));
  const finishes = pieces.findIndex((one) => says(one, "finish"));
  const at = pieces.findIndex(
    ({ token }, place) =>
      untilWords.has(token.word) ||
      (stays && place > 0 && token.word === "to" && /^the (?:very )?end\b/i.test(written(pieces.slice(place + 1)))) ||
      (finishes >= 0 && place > finishes + (finishes === 0 ? 1 : 0) && endingAt.has(token.word)),
  );
  const isOther = pieces.slice(0, Math.max(0, at)).some((one) => wayOf(one) !== null && !says(one, "longer"));
  if (at < 0 || at === pieces.length - 1 || isOther) return null;
  const until = written(pieces.slice(at + 1));
  const which = written(pieces.slice(0, at).filter((one) => !says(one, ...unnamed, "longer", "finish", "it")));
  // "keep it until 0:20" is said of the video.
  const isOfEdit = stays || at === 0 || which !== "" || /^(?:the )?(?:very )?end\b/i.test(until);
  const isStopped = finishes >= 0 && finishes < at && !stays;
  if (!isOfEdit || (isStopped && which === "")) return null;
  return { deed: "change", which, changes: [{ scale: "length", isLess: false, isLittle: false, until }] };
}

/** "one more thing: …" */
const isAnnouncement = /^(?:just )?one more(?: thing)?$/i;

const keeping = set("keep leave behalte lass deja manten");
const limits = set("only just nur bloss solo");

const trimmed = (pieces: readonly Piece[]): Piece[] => {
  const isCourtesy = (one: Piece): boolean =>
    one.token.kind === "word" && says(one, "polite") && !says(one, "it", "strong");
  const from = pieces.findIndex((one) => !isCourtesy(one));
  return from < 0 ? [] : pieces.slice(from, pieces.findLastIndex((one) => !isCourtesy(one)) + 1);
};

const written = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join(" ");

const indefinite = set(
  "a an ein eine einen un una another new noch neue neuen neuer otro otra nuevo nueva also auch tambien",
);

/** "another caption", "a zoom", "that one too": what is not there yet. */
const isOfAnother = (pieces: readonly Piece[]): boolean =>
  pieces.some(
    (one, at) =>
      (one.token.kind === "word" && one.says.size === 0 && !one.length && indefinite.has(one.token.word)) ||
      (says(one, "too") && !degreeOf(pieces[at + 1])),
  );

type Degree = Pick<Change, "scale" | "isLess" | "share">;

const scales: readonly (readonly [Scale, more: OrderWord, less: OrderWord, much?: OrderWord, little?: OrderWord])[] = [
  ["strength", "stronger", "weaker", "strong", "weak"],
  ["length", "longer", "shorter", "long", "short"],
  ["speed", "faster", "slower", "fast", "slow"],
  ["size", "bigger", "smaller", "big", "small"],
  ["height", "higher", "lower", "high", "low"],
  ["time", "later", "earlier", "late", "early"],
  ["amount", "more", "less"],
];

/** "longer": which way, of what. */
function wayOf(piece: Piece): Degree | null {
  for (const [scale, more, less] of scales) if (says(piece, more, less)) return { scale, isLess: says(piece, less) };
  return null;
}

/** "long", of which there can be too much. */
function degreeOf(piece: Piece | undefined): Degree | null {
  for (const [scale, , , much, little] of scales)
    if (piece && much && little && says(piece, much, little)) return { scale, isLess: says(piece, little) };
  return null;
}

/** What a clause says should be more or less of an edit, and what else it says: the name of that edit. */
function changeIn(pieces: readonly Piece[]): Omit<Heard, "deed" | "isIt" | "isLastDeed"> | null {
  const isLittle = pieces.some((one) => says(one, "little"));
  const spent = new Set<Piece>();
  const degrees: Degree[] = [];
  for (const [at, piece] of pieces.entries()) {
    const next = pieces[at + 1];
    const share = says(piece, "double") ? 2 : says(piece, "halve") ? 0.5 : undefined;
    const shared = share === undefined ? null : degreeOf(next);
    const much = says(piece, "too", "notSo") ? degreeOf(next) : null;
    if (shared && next && share !== undefined) {
      degrees.push({ ...shared, share });
      spent.add(piece).add(next);
    } else if (much && next) {
      degrees.push({ ...much, isLess: !much.isLess });
      spent.add(piece).add(next);
    } else if (!spent.has(piece)) {
      const way = wayOf(piece);
      if (way) degrees.push(way);
      if (way) spent.add(piece);
    }
  }
  const lasting = pieces.find(({ length }) => length !== undefined);
  const isTooMuch = pieces.some((one, at) => says(one, "too") && degreeOf(pieces[at + 1]));
  // "2x is too fast" asks for less than that.
  const factor = isTooMuch
    ? undefined
    : pieces.map(({ token }) => token).find((token) => token.kind === "times")?.factor;
  if (degrees.length === 0 && !lasting?.length && factor === undefined) return null;
  // "less than ten seconds", "below 20 s": a length of the video.
  const before = lasting && pieces[pieces.indexOf(lasting) - 1];
  if (before && says(before, "less", "lower")) return null;
  const isByMore = degrees.length > 0 && !isTooMuch;
  const ms = lasting?.length?.ms;
  const by = isByMore || lasting?.length?.how === "by" || pieces.some(isGiven);
  const edge = edgeIn(pieces);
  const bare: Degree = { scale: "length", isLess: false };
  // "leave it up longer"
  const meant = degrees.some(({ scale }) => scale !== "height")
    ? degrees.filter(({ scale }) => scale !== "height")
    : degrees;
  const ways = meant.length > 0 ? meant : [factor === undefined ? bare : { scale: "amount" as const, isLess: false }];
  const changes = ways.map(
    (way): Change => ({
      ...way,
      isLittle,
      ...(ms === undefined ? {} : by ? { byMs: ms } : { toMs: ms }),
      ...(factor === undefined ? {} : { toFactor: factor }),
      ...(edge ? { edge } : {}),
    }),
  );
  const left = pieces.filter(
    (one) =>
      !spent.has(one) &&
      one !== lasting &&
      one.token.kind !== "times" &&
      !says(one, ...unnamed, ...(edge ? edges : [])),
  );
  return {
    which: written(left.filter((one) => !degreeOf(one) && !says(one, "aside") && !says(one, "it"))),
    changes,
    isAside: pieces.some((one) => says(one, "aside")),
    isHeld: pieces.some((one) => says(one, "stay") || (one.length && opensLength.test(one.text))),
    isBare: pieces.every((one) => spent.has(one) || one === lasting || says(one, "little", "polite")),
  };
}

const opensLength = /^(?:for|für|durante)\b/iu;
const unnamed: readonly OrderWord[] = ["have", "stay", "duty", "polite", "little", "move", "lastOne"];
const edges: readonly OrderWord[] = ["begin", "finish"];

/** "add two seconds to it" */
const isGiven = ({ text }: Piece): boolean => /^(?:add|give|extend|dale|gib)$/iu.test(text);

function edgeIn(pieces: readonly Piece[]): Change["edge"] {
  const isOfTime = pieces.some((one) => says(one, "earlier", "later", "early", "late"));
  if (!isOfTime) return undefined;
  if (pieces.some((one) => says(one, "begin"))) return "start";
  return pieces.some((one) => says(one, "finish")) ? "end" : undefined;
}
