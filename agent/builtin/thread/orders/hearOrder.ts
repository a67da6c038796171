import { articles, set } from "../../times/words.ts";
import type { Token } from "../../words/lexer.ts";
import { type Back, backIn } from "./hearBack.ts";
import { type Change, changeIn, degreeOf, heldUntil, untilWords } from "./hearChange.ts";
import { type Declined, declinedIn } from "./hearDeclined.ts";
import { beginning, belonging, goneAfter, goneTooSoon, placedThen, throughout } from "./hearTime.ts";
import { type Piece, piecesOf, says, written } from "./orderWords.ts";

/**
 * One clause as an order about edits that are there. `which` is what is left of its words to name them, "" where none is; a
 * place to move them to is still among these words.
 */
export type Heard = {
  deed: "remove" | "move" | "change" | "keep" | "keepOnly" | "back";
  which: string;
  /** Of the deed "move": the words for the time, where they are none of `which`. */
  to?: string;
  /** "it", "that": what was spoken of last; "them", "they": all of that kind. */
  isIt: boolean;
  isThem: boolean;
  changes: readonly Change[];
  /** "bottom right": a place to which nothing goes. */
  isAside: boolean;
  /** "hold it": it speaks of how long something stays. */
  isHeld: boolean;
  /** "longer", and nothing else. */
  isBare: boolean;
  /** "what you just did" */
  isLastDeed: boolean;
  /** "start it at 0:04": it begins there, and its end is where it was. */
  isBegun?: boolean;
  /** Of the deed "remove": what was made and is not wanted. */
  declined?: Declined;
  /** Of the deed "back": how it is to be again. */
  back?: Back;
};

export type Said = {
  clause: readonly Token[];
  all: readonly Piece[];
  /** Without the courtesies at both ends. */
  pieces: readonly Piece[];
  first: Piece;
  /** The deed of the clause before. */
  carried: Heard["deed"] | undefined;
};
export type Read = Pick<Heard, "deed" | "which"> & Partial<Heard>;

/** Null when a clause is no order of this kind. `carried`: the deed of the clause before, for one without a verb. */
export function hear(clause: readonly Token[], message: string, carried?: Heard["deed"]): Heard | null {
  const all = piecesOf(clause, message);
  const pieces = withoutAlso(trimmed(all)).filter((one, at, them) => !isAllOfThem(one, them[at - 1], them[at + 1]));
  const [first] = pieces;
  const back = backIn(all);
  // What goes or is to be again is there, "too" or not.
  const isNew = first && !back && !isUndoing(first) && !says(first, "remove", "uncover") && isOfAnother(pieces);
  if (!first || isNew || isAnnouncement.test(written(pieces))) return null;
  const plain = {
    changes: [],
    isIt: pieces.some((one) => says(one, "it")),
    isThem: all.some(({ token }) => token.kind === "word" && several.has(token.word)),
    isAside: false,
    isHeld: false,
    isBare: false,
    isLastDeed: pieces.some((one) => says(one, "lastOne")),
  };
  const isStep = goingBack({ clause, all, pieces, first, carried }) !== null;
  if (back && !isStep) return { ...plain, ...back, deed: "back" };
  for (const reader of readers) {
    const read = reader({ clause, all, pieces, first, carried });
    if (read === "nothing") return null;
    if (read) return { ...plain, ...read };
  }
  return null;
}

/** "make them all longer", "all of them to the top" */
const isAllOfThem = (one: Piece, before: Piece | undefined, after: Piece | undefined): boolean =>
  (wholeWords.has(one.token.word) && (several.has(before?.token.word ?? "") || after?.token.word === "of")) ||
  (one.token.word === "of" && several.has(after?.token.word ?? ""));
const wholeWords = set("all both alle beide todos todas");
const several = set("they them these those ellos ellas");

/** The first that hears something is right; "nothing" ends the reading. */
const readers: readonly ((said: Said) => Read | "nothing" | null)[] = [
  removing,
  ({ all }) => {
    const declined = declinedIn(all);
    return declined && { deed: "remove", which: "", declined };
  },
  goingBack,
  goingAway,
  onlyLittle,
  onlyNumber,
  throughout,
  goneTooSoon,
  goneAfter,
  placedThen,
  ({ pieces, carried }) => heldUntil(pieces, carried),
  belonging,
  beginning,
  ({ pieces }) => {
    const changed = changeIn(pieces);
    return changed && { ...changed, deed: "change" };
  },
  keeping,
  ({ pieces, first }) =>
    says(first, "move", "have")
      ? { deed: "move", which: written(pieces.slice(1).filter((one) => !says(one, "back"))) }
      : null,
  dutiful,
  ({ pieces, carried }) => (carried === "back" ? { deed: "back", back: "there", which: written(pieces) } : null),
  ({ pieces, carried }) =>
    carried === "remove" || carried === "move" ? { deed: carried, which: written(pieces) } : null,
];

/** "take the blur off", "stop hiding the phone" */
function removing({ pieces, first }: Said): Read | "nothing" | null {
  const isUndone = isUndoing(first);
  if (!isUndone && !says(first, "remove", "uncover")) return null;
  if (pieces.some(({ length }) => length)) return "nothing";
  const rest = pieces.slice(1).filter((one, at, all) => !(says(one, "off") && (at === 0 || at === all.length - 1)));
  const which = written(rest.filter((one) => !says(one, "lastOne")));
  // "undo that": the last version, whatever it made.
  const isNamed = rest.some((one) => !says(one, "it", "polite") && !articles.has(one.token.word));
  if (isUndone && !isNamed) return null;
  return { deed: "remove", which: says(first, "uncover") ? `${which} blur` : which };
}

/** "undo the zoom", unlike "mach ihn stärker" */
const isUndoing = (first: Piece): boolean => says(first, "undo") && !says(first, "have");

/** "go back one", "one step back" */
function goingBack({ all }: Said): Read | null {
  const isBack = all.some((one) => says(one, "back") || /\bback$/i.test(one.text));
  const isOne = all.some(({ token }) => token.word === "one");
  const isAll = all.every((one) => says(one, "back", "restore", "polite") || steps.has(one.token.word));
  return isBack && isOne && isAll ? { deed: "remove", which: "", isLastDeed: true } : null;
}
const steps = set("go step one a version edit to the previous");

/** "the second caption can go" */
function goingAway({ pieces, first }: Said): Read | null {
  const last = pieces.at(-1);
  if (pieces.length < 2 || !last || !says(last, "gone", "off") || says(first, "move", "have")) return null;
  // "keep it until the popup goes away"
  if (pieces.some(({ token }) => untilWords.has(token.word))) return null;
  return { deed: "remove", which: written(pieces.slice(0, -1).filter((one) => !says(one, "duty", "polite"))) };
}

const change = (is: Partial<Change>): Read => ({
  deed: "change",
  which: "",
  changes: [{ scale: "amount", isLess: false, isLittle: false, ...is }],
});

/** "only a little" */
function onlyLittle({ clause, pieces }: Said): Read | null {
  const opens = clause.find(({ kind }) => kind !== "mark")?.word ?? "";
  return limits.has(opens) && pieces.every((one) => says(one, "little")) ? change({ isLess: true }) : null;
}

/** "too fast, 1.5"; "make that 3": of the length, where that was spoken of. */
function onlyNumber({ pieces, carried, first }: Said): Read | null {
  const [value, ...more] = pieces.filter(
    (one) => !says(one, "have", "it", "polite", "move") && !leadsToNumber.has(one.token.word),
  );
  if (more.length > 0 || !value || value.length || value.token.kind !== "number") return null;
  const isMade = says(first, "have") && pieces.some((one) => says(one, "it"));
  if (isMade && carried !== "change") return change({ toNumber: value.token.value });
  if (carried !== "change") return null;
  return change({ toFactor: value.token.value });
}
const leadsToNumber = set("go to at like say auf a");

/** "keep the zoom", "keep only the second" */
function keeping({ clause, pieces, first }: Said): Read | null {
  if (!stays.has(first.token.word)) return null;
  const isOnly = clause.some(({ word }) => limits.has(word));
  const which = written(pieces.slice(1).filter(({ token }) => !limits.has(token.word)));
  return { deed: isOnly ? "keepOnly" : "keep", which };
}

/** "the caption should be at 0:08" */
function dutiful({ pieces }: Said): Read | null {
  const duty = pieces.findIndex((one) => says(one, "duty"));
  const verbs = pieces.findIndex((one, at) => at > duty && !says(one, "begin", "stay", "polite", "have"));
  // German verbs stand at the end: "der Zoom soll bei 0:20 beginnen".
  const isVerb = (one: Piece, at: number): boolean =>
    (at >= duty && at < verbs) || (at === pieces.length - 1 && says(one, "begin", "stay"));
  return duty > 0 ? { deed: "move", which: written(pieces.filter((one, at) => !isVerb(one, at))) } : null;
}

/** "one more thing: …" */
const isAnnouncement = /^(?:just )?one more(?: thing)?$/i;

const stays = set("keep leave behalte lass deja manten");
const limits = set("only just nur bloss solo");

/** "…, like the others" */
const likeOthers =
  /^(?:like|as|same as|wie|como) (?:the |all (?:the )?|die |los |las )?(?:others?|other ones?|rest|anderen|otros|otras)$/iu;

export const trimmed = (all: readonly Piece[]): Piece[] => {
  const at = all.findIndex((_, from) => likeOthers.test(written(all.slice(from))));
  const pieces = at > 0 ? all.slice(0, at) : all;
  // "while the error is there"
  const isSeen = (one: Piece): boolean =>
    one.token.word === "there" && /^(?:is|are)$/.test(pieces.at(-2)?.token.word ?? "");
  const isCourtesy = (one: Piece): boolean =>
    one.token.kind === "word" && says(one, "polite") && !says(one, "it", "strong") && !isSeen(one);
  const from = pieces.findIndex((one) => !isCourtesy(one));
  return from < 0 ? [] : pieces.slice(from, pieces.findLastIndex((one) => !isCourtesy(one)) + 1);
};

const indefinite = set(
  "a an ein eine einen un una another new noch neue neuen neuer otro otra nuevo nueva also auch tambien",
);

/** "the first one also at the top", "make the second longer too": of what is named; "that one too" has no deed of its own. */
function withoutAlso(pieces: readonly Piece[]): readonly Piece[] {
  const left = pieces.filter((one, at) => !isAlso(one, pieces[at + 1]) && !isAsWell(pieces, at));
  return left.length < pieces.length && (heldUntil(left) ?? changeIn(left)) ? left : pieces;
}
const isAlso = (one: Piece, next: Piece | undefined): boolean =>
  (one.token.kind === "word" && alsoWords.has(one.token.word)) || (says(one, "too") && !degreeOf(next));
const isAsWell = (pieces: readonly Piece[], at: number): boolean =>
  [at, at - 1].some((from) => pieces[from]?.token.word === "as" && pieces[from + 1]?.token.word === "well");
const alsoWords = set("also auch tambien");

/** "another caption", "a zoom", "that one too": what is not there yet. */
export const isOfAnother = (pieces: readonly Piece[]): boolean =>
  pieces.some(
    (one, at) =>
      (one.token.kind === "word" && one.says.size === 0 && !one.length && indefinite.has(one.token.word)) ||
      (says(one, "too") && !degreeOf(pieces[at + 1])) ||
      // "one more on the phone"
      (says(one, "more") && one.token.word === "more" && pieces[at - 1]?.token.word === "one"),
  );
