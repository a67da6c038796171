import type { OrderWord } from "../../lexicon/orders.ts";
import { articles, set } from "../../times/words.ts";
import { anyNoun, nouns } from "./editNames.ts";
import { type Piece, says, written } from "./orderWords.ts";

/**
 * How an edit is to be again: as if it had not been made, as it was before it was changed, there at all, or, of the cursor, seen;
 * there if it is not ("I still want the zoom"); and the video: as it was when an edit was made, or as it was recorded.
 */
export type Back = "wanted" | "normal" | "asItWas" | "there" | "seen" | "since" | "original";

/**
 * "put the speed back", "normal speed again", "bring back the blur on the phone", "show the cursor": what is to be again, and
 * how. Null when the clause says something else, or more.
 */
export function backIn(all: readonly Piece[]): { which: string; back: Back } | null {
  const isWanted = stillWanted.test(written(all));
  const pieces = all.filter(
    (one) => (!says(one, "polite") || says(one, "back", "asItWas")) && !(isWanted && insisting.has(one.token.word)),
  );
  const [first] = pieces;
  const since = pieces.findIndex((one) => says(one, "since"));
  const isAllSince = (one: Piece): boolean => says(one, "remove", "undo", "everything") || articles.has(one.token.word);
  if (since > 1 && pieces.slice(0, since).every(isAllSince))
    return { which: written(pieces.slice(since + 1).filter((one) => !says(one, "undo"))), back: "since" };
  if (isOfVideo(all)) return { which: "", back: "original" };
  const isPaced = first !== undefined && (says(first, "slow", "fast", "faster", "slower") || isSpeed.test(first.text));
  const way = wayIn(pieces) ?? (isWanted ? "wanted" : null);
  const isLess = (one: Piece): boolean => says(one, ...(isPaced || way === "normal" ? ways : [...ways, ...paces]));
  // "put the caption back to the start": a move
  if (toEdge.test(written(all))) return null;
  if (!first || !way || pieces.some(isOther) || pieces.some(isLess)) return null;
  const left = pieces.filter((one) => !says(one, ...unnamed, ...paces, ...(isPaced ? paced : [])) && !isBetween(one));
  const isUnnamed = left.every(({ token }) => articles.has(token.word));
  const isOfFrame =
    pieces.some((one) => says(one, "whole")) ||
    (pieces.some(isWide) && pieces.some((one) => says(one, "back", "restore", "normal")));
  if (isOfFrame) return isUnnamed && opens(first) ? { which: "crop", back: "normal" } : null;
  const isStated = all.some(({ token }) => copulas.has(token.word));
  if (way === "seen") {
    const isComplaint = isStated && all.some(({ token }) => still.has(token.word));
    const isOfCursor = left.every(({ token }) => articles.has(token.word) || isCursor.test(token.raw));
    const isSaid = says(first, "show", "have") ? !isStated : isComplaint && !isUnnamed;
    return isOfCursor && isSaid ? { which: written(left), back: way } : null;
  }
  if (isStated || !(opens(first) || isPaced)) return null;
  if (isPaced && isUnnamed) return { which: "speed", back: way };
  if (isUnnamed && way !== "normal" && !says(first, "move", "have", "restore")) return null;
  return { which: isUnnamed ? "" : written(left), back: isUnnamed && says(first, "show") ? "seen" : way };
}

/** "go all the way back to the start", unlike "put the start back" */
function isOfVideo(pieces: readonly Piece[]): boolean {
  const back = pieces.findIndex((one) => says(one, "back", "restore"));
  const isFar = pieces.some(({ text }) => /^all the way$/i.test(text));
  const isTo = pieces.some(
    (one, at) => at > back && toWords.has(one.token.word) && pieces.slice(at + 1).some((next) => says(next, "origin")),
  );
  const isPart = (one: Piece): boolean =>
    says(one, "back", "restore", "origin", "polite", "it", "move", "have") ||
    toWords.has(one.token.word) ||
    articles.has(one.token.word);
  return back >= 0 && (isTo || isFar) && pieces.every(isPart) && !moving.has(pieces[0]?.token.word ?? "");
}
/** "I do want the zoom" */
const stillWanted =
  /\b(?:still|do|did) (?:want|need)(?:ed)?\b|\bwill (?:\p{L}+ ){1,3}(?:noch|doch|schon)\b|\btodav[ií]a quiero\b/iu;
const insisting = set("do did still noch doch schon todavia");
const moving = set("move shift push slide verschiebe schieb schiebe mueve desplaza");
const toWords = set("to zu zum an al a hasta auf from of");

const toEdge =
  /\b(?:back|zurück|wieder|otra vez) (?:to|at|an|auf|zum|ans|al?) (?:the |den |das |el |la )?(?:very )?(?:start|beginning|end|top|bottom|anfang|ende|principio|final)$/iu;
const isSpeed = new RegExp(`^(?:${nouns.speed})$`, "iu");
const isCursor = new RegExp(`^(?:${nouns.cursor_emphasis})$`, "iu");
const isKind = new RegExp(`^(?:${anyNoun})$`, "iu");
const unnamed: readonly OrderWord[] = [
  ...(["back", "restore", "normal", "asItWas", "show", "hidden", "whole", "wide"] as const),
  ...(["have", "move", "reword", "stay", "duty", "polite", "it"] as const),
];
const ways: readonly OrderWord[] = [
  ...(["more", "less", "stronger", "weaker", "longer", "shorter", "bigger", "smaller"] as const),
  ...(["earlier", "later", "double", "halve", "off"] as const),
];
/** "slow it back down to normal speed" */
const paces: readonly OrderWord[] = ["faster", "slower", "higher", "lower"];
const paced: readonly OrderWord[] = ["fast", "slow"];
const copulas = set("is are was were looks seems feels ist sind war esta estan era");
const still = set("still noch todavia aun sigue");
const negations = set("not never dont nicht kein keine nunca without ohne sin");
const indefinite = set("a an another new ein eine einen neue neuen un una otro otra nuevo nueva");
const than = set("than als que");
const between = set("to zu zum zur al a as rein ins up down");
const isBetween = ({ token }: Piece): boolean => between.has(token.word);

/** "back to 4 seconds", "1.5x the normal speed", "not normal speed", "a zoom again", "smaller than before" */
const isOther = (one: Piece, at: number, all: readonly Piece[]): boolean =>
  one.length !== undefined ||
  !["word", "quoted", "aspect"].includes(one.token.kind) ||
  (says(one, "remove", "uncover") && !says(one, "move", "show")) ||
  (one.says.size === 0 && (negations.has(one.token.word) || indefinite.has(one.token.word))) ||
  (says(one, "normal", "asItWas") && than.has(all[at - 1]?.token.word ?? ""));
const isWide = (one: Piece): boolean => says(one, "wide") || (one.token.kind === "aspect" && one.text === "16:9");

function wayIn(pieces: readonly Piece[]): Back | null {
  // "normal" of an edit: beside its name, or at the end
  const isPlaced = (one: Piece, at: number): boolean =>
    /\s/.test(one.text) ||
    [pieces[at - 1], pieces[at + 1]].some((next) => next && isKind.test(next.text)) ||
    pieces.slice(at + 1).every((next) => says(next, "back"));
  if (pieces.some((one, at) => says(one, "normal") && isPlaced(one, at))) return "normal";
  if (pieces.some((one, at) => says(one, "asItWas") && isPlaced(one, at))) return "asItWas";
  if (pieces.some((one) => says(one, "back", "restore"))) return "there";
  if (pieces.some((one) => says(one, "whole"))) return "normal";
  return pieces.some((one) => says(one, "show", "hidden")) ? "seen" : null;
}

const opens = (first: Piece): boolean =>
  says(first, "move", "have", "reword", "restore", "back", "normal", "asItWas", "show", "whole", "wide") ||
  articles.has(first.token.word) ||
  isKind.test(first.text);

/** What a clause speaks of before "bring it back": "where's the zoom on the total?", "don't change the cursor". */
export const spokenOfIn = (pieces: readonly Piece[]): string =>
  written(pieces.filter((one) => !says(one, ...unnamed, "asks", "gone", "finish")));
