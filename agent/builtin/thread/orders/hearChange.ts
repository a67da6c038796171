import type { OrderWord } from "../../lexicon/orders.ts";
import { articles, pieceWords, set } from "../../times/words.ts";
import { nouns } from "./editNames.ts";
import type { Heard } from "./hearOrder.ts";
import { type Piece, says, written } from "./orderWords.ts";

/** What a clause says should be more, less or otherwise of an edit. */

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
  /** "make that 3": seconds, or how strong or fast it is, whichever the edit has had said of it. */
  toNumber?: number;
  /** "twice as long" */
  share?: number;
  /** "end earlier": which of its two ends is another. */
  edge?: "start" | "end";
  /** "until the total shows": the words for the moment at which it ends, and that moment once it is found. */
  until?: string;
  untilMs?: number;
  /** "hold it until the total shows", unlike "only until" and "until 0:12": what it waits for is to be seen. */
  isWaited?: boolean;
  /** "as close as the one on the phone": the words for the edit that it is to be like. */
  like?: string;
};

export const untilWords = set("until till til bis hasta");
const onlyWords = set("only just nur bloss solo");
const endingAt = set("at when with once as wenn mit bei beim cuando al");

/** "hold it until the end", "end the zoom when the total shows": how long it stays is told by the moment at which it ends. */
export function heldUntil(
  pieces: readonly Piece[],
  carried?: Heard["deed"],
): Pick<Heard, "deed" | "which" | "changes" | "isHeld"> | null {
  // "start it at 0:05 and end at 0:08": what was moved.
  const isMoved = carried === "move";
  const stays = pieces.some((one) => says(one, "stay", "longer"));
  const finishes = pieces.findIndex((one) => says(one, "finish"));
  const at = pieces.findIndex(
    ({ token }, place) =>
      untilWords.has(token.word) ||
      (stays && place > 0 && token.word === "to" && /^the (?:very )?end\b/i.test(written(pieces.slice(place + 1)))) ||
      (finishes >= 0 && place > finishes + (finishes === 0 && !isMoved ? 1 : 0) && endingAt.has(token.word)),
  );
  const isOther = pieces.slice(0, Math.max(0, at)).some((one) => wayOf(one) !== null && !says(one, "longer"));
  if (at < 0 || at === pieces.length - 1 || isOther) return null;
  const after = pieces.slice(at + 1);
  const until = written(after.length > 1 && says(after.at(-1) as Piece, "stay") ? after.slice(0, -1) : after);
  const which = written(pieces.slice(0, at).filter((one) => !says(one, ...unnamed, "longer", "finish", "it")));
  // "it should end when the zoom starts", "keep it until the error goes away": of what was made just before, else of the video.
  const isIt = !isStopping(pieces, finishes, at) && pieces.slice(0, at).some((one) => says(one, "it"));
  const isOfEdit = stays || isIt || at === 0 || which !== "" || /^(?:the )?(?:very )?end\b/i.test(until);
  const isStopped = finishes >= 0 && finishes < at && !stays;
  // The video ends there anyway.
  const isVeryEnd = /^(?:the )?(?:very )?end(?: of the video)?$/i.test(until);
  if (!(isOfEdit || isMoved) || (isStopped && which === "" && !isVeryEnd && !isMoved && !isIt)) return null;
  const isWaited = !isStopped && !isMoved && !onlyWords.has(pieces[at - 1]?.token.word ?? "");
  const change: Change = { scale: "length", isLess: false, isLittle: false, until, isWaited };
  return { deed: "change", which, changes: [change], isHeld: stays || !isIt || isVeryEnd };
}

/** "end it when …", which is said of the video, unlike "it should end when …". */
const isStopping = (pieces: readonly Piece[], finishes: number, at: number): boolean =>
  finishes >= 0 && finishes < at && !pieces.slice(0, finishes).some((one) => says(one, "it"));

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
export function degreeOf(piece: Piece | undefined): Degree | null {
  for (const [scale, , , much, little] of scales)
    if (piece && much && little && says(piece, much, little)) return { scale, isLess: says(piece, little) };
  return null;
}

const copulas = /^(?:is|was|feels|looks|seems|(?:it|that|this)['’]s|its|thats|ist|wirkt|es|est[aá])$/iu;

/** What a clause says should be more or less of an edit, and what else it says: the name of that edit. */
export function changeIn(pieces: readonly Piece[]): Omit<Heard, "deed" | "isIt" | "isThem" | "isLastDeed"> | null {
  const compared = likeIn(pieces);
  if (compared) return compared;
  const isLittle = pieces.some((one) => says(one, "little"));
  const isTold = pieces.some(({ text }) => copulas.test(text));
  const spent = new Set<Piece>();
  const degrees: Degree[] = [];
  for (const [at, piece] of pieces.entries()) {
    const next = pieces[at + 1];
    const share = says(piece, "double") ? 2 : says(piece, "halve") ? 0.5 : undefined;
    const shared = share === undefined ? null : degreeOf(next);
    // "it's a bit much": too much.
    const isExcess = isTold && says(piece, "little") && !pieces.some((one) => says(one, "too"));
    const much = says(piece, "too", "notSo") || isExcess ? degreeOf(next) : null;
    if (shared && next && share !== undefined) {
      degrees.push({ ...shared, share });
      spent.add(piece).add(next);
    } else if (much && next) {
      degrees.push({ ...much, isLess: !much.isLess });
      spent.add(piece).add(next);
    } else if (!spent.has(piece) && !isPlaceName(pieces, at)) {
      const way = wayOf(piece);
      if (way) degrees.push(way);
      if (way) spent.add(piece);
    }
  }
  const lasting = pieces.find(({ length }) => length !== undefined);
  const isTooMuch = pieces.some(
    (one, at) => (says(one, "too") || (isTold && says(one, "little"))) && degreeOf(pieces[at + 1]),
  );
  // "2x is too fast" asks for less than that.
  const factor = isTooMuch
    ? undefined
    : pieces.map(({ token }, at) => (isRateName(pieces, at) ? null : token)).find((token) => token?.kind === "times")
        ?.factor;
  if (degrees.length === 0 && !lasting?.length && factor === undefined) return null;
  // "less than ten seconds", "below 20 s": a length of the video.
  const before = lasting && pieces[pieces.indexOf(lasting) - 1];
  if (before && says(before, "less", "lower")) return null;
  // "leave it up longer"
  const isLeftUp = lasting !== undefined && pieces.some((one) => one.text.toLowerCase() === "up");
  const meant =
    isLeftUp || degrees.some(({ scale }) => scale !== "height")
      ? degrees.filter(({ scale }) => scale !== "height")
      : degrees;
  const ms = lasting?.length?.ms;
  // "a second too early"
  const isOfExcess = lasting !== undefined && pieces.some((one, at) => says(one, "too") && pieces[at - 1] === lasting);
  const by = (meant.length > 0 && (!isTooMuch || isOfExcess)) || lasting?.length?.how === "by" || pieces.some(isGiven);
  const edge = edgeIn(pieces);
  const bare: Degree = { scale: "length", isLess: false };
  const ofFactor: Degree[] = factor === undefined ? [] : [{ scale: "amount", isLess: false }];
  const ways = meant.length > 0 ? meant : [...ofFactor, ...(factor === undefined || ms !== undefined ? [bare] : [])];
  const changes = ways.map(
    (way): Change => ({
      ...way,
      isLittle,
      ...(ms === undefined || (way === ofFactor[0] && ways.length > 1) ? {} : by ? { byMs: ms } : { toMs: ms }),
      ...(factor === undefined ? {} : { toFactor: factor }),
      ...(edge ? { edge } : {}),
    }),
  );
  const left = pieces.filter(
    (one) =>
      !spent.has(one) &&
      one !== lasting &&
      (one.token.kind !== "times" || isRateName(pieces, pieces.indexOf(one))) &&
      (!says(one, ...unnamed, ...(edge ? edges : [])) || isRateName(pieces, pieces.indexOf(one) - 1)),
  );
  return {
    which: written(
      left.filter(
        (one) => (!degreeOf(one) || isPart(pieces[pieces.indexOf(one) + 1])) && !says(one, "aside") && !says(one, "it"),
      ),
    ),
    changes,
    isAside: pieces.some((one) => says(one, "aside")),
    isHeld: pieces.some((one) => says(one, "stay") || (one.length && opensLength.test(one.text))),
    isBare: pieces.every(
      (one) => spent.has(one) || one === lasting || one.token.kind === "times" || says(one, "little", "polite"),
    ),
  };
}

/** "the 0.5x bit" */
const isRateName = (pieces: readonly Piece[], at: number): boolean =>
  pieces[at]?.token.kind === "times" && articles.has(pieces[at - 1]?.token.word ?? "");
/** "the top caption", "make the one at the top longer": where the one stands that is named. */
function isPlaceName(pieces: readonly Piece[], at: number): boolean {
  const [before, piece, next] = [pieces[at - 1], pieces[at], pieces[at + 1]];
  if (!piece || !placeName.test(piece.text)) return false;
  const isNoun = (one: Piece | undefined): boolean => one !== undefined && captionNoun.test(one.text);
  const saysMore = pieces.slice(at + 1).some((one) => one.length !== undefined || wayOf(one) !== null);
  const isPut = pieces[0] !== undefined && says(pieces[0], "move");
  // "but the one at the top, write there …"
  const isTheOne = before?.token.word === "one" && articles.has(pieces[at - 2]?.token.word ?? "");
  return isNoun(next) || (isNoun(before) && (saysMore || isTheOne) && !isPut);
}
const placeName =
  /^(?:(?:at|on) (?:the )?)?(?:top|upper|bottom|lower|ober\p{L}*|oben|unter\p{L}*|unten|arriba|abajo)$/iu;
const captionNoun = new RegExp(`^(?:ones?|${nouns.caption})$`, "iu");
/** "the slow part" */
const isPart = (one: Piece | undefined): boolean => one !== undefined && pieceWords.has(one.token.word);

/** "as close as the phone one", "the same length as the first": what an edit is to be like. */
function likeIn(pieces: readonly Piece[]): Omit<Heard, "deed" | "isIt" | "isThem" | "isLastDeed"> | null {
  const at = pieces.findIndex(
    (one, place) =>
      says(one, "as") && place > 0 && !degreeOf(pieces[place + 1]) && pieces[place - 1]?.token.word !== "soon",
  );
  const degree = pieces
    .slice(0, at)
    .map((one, place) => (says(pieces[place - 1] ?? one, "as", "same") ? degreeOf(one) : null));
  const way = degree.findLast((one) => one !== null);
  const isSame = at > 0 && pieces.slice(0, at).some((one) => says(one, "same"));
  const like = written(pieces.slice(at + 1));
  if (at < 1 || like === "" || !(way || isSame)) return null;
  const left = pieces.slice(0, at).filter((one) => !degreeOf(one) && !says(one, "as", "same", "it", ...unnamed));
  const change = (scale: Scale): Change => ({ scale, isLess: false, isLittle: false, like });
  const changes = way ? [change(way.scale)] : [change("strength"), change("length")];
  return { which: written(left), changes, isAside: false, isHeld: false, isBare: false };
}

const opensLength = /^(?:for|für|durante)\b/iu;
const unnamed: readonly OrderWord[] = ["have", "stay", "duty", "polite", "little", "move", "lastOne", "back"];
const edges: readonly OrderWord[] = ["begin", "finish"];

/** "add two seconds to it" */
const isGiven = ({ text }: Piece): boolean => /^(?:add|give|extend|dale|gib)$/iu.test(text);

/** Where it begins alone, unlike "it should come when …", which moves it. */
export const starts = /^(?:start|begin|anfang|beginn|empie|empe|comien|comen)/iu;

function edgeIn(pieces: readonly Piece[]): Change["edge"] {
  const isOfTime = pieces.some((one) => says(one, "earlier", "later", "early", "late"));
  if (!isOfTime) return undefined;
  if (pieces.some(({ text }) => starts.test(text))) return "start";
  return pieces.some((one) => says(one, "finish")) ? "end" : undefined;
}
