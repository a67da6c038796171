import type { ThreadContext } from "../../../context.ts";
import { captionWords, saying } from "../../captions/captionWords.ts";
import { set } from "../../times/words.ts";
import type { Token } from "../../words/lexer.ts";
import type { Message } from "./besideOrders.ts";
import { isOfAnother, trimmed } from "./hearOrder.ts";
import { editsNamed, isReadIn, whichOf } from "./namedEdits.ts";
import type { Order } from "./orderCalls.ts";
import type { Asked } from "./orderOf.ts";
import { isDefinite, piecesOf, says, written } from "./orderWords.ts";
import { isEmpty } from "./whichEdits.ts";

/** Other words for a caption that is there. */

/** Words between quotes that no caption has yet; a part of those that one has may name it. */
export function isNew(token: Token, clause: readonly Token[], context: ThreadContext): boolean {
  const read = token.kind === "quoted" ? isReadIn(token.text, context) : "whole";
  return read === null || (read === "part" && !namesCaption(token, clause));
}

/** 'the "Wrong code" caption to the top', unlike 'make it say "Wrong code"', 'make it "Wrong code"' and 'add "Wrong code"'. */
function namesCaption(token: Token, clause: readonly Token[]): boolean {
  const said = clause.filter(({ kind }) => kind !== "mark");
  const at = said.indexOf(token);
  const word = (place: number): string => said[place]?.word ?? "";
  const isReworded = causing.has(word(0));
  const isAnother = (place: number): boolean => articles.has(word(place)) && captionWords.has(word(place + 1));
  if (said.some((one, place) => adding.has(one.word) || isAnother(place)) || leadingTo.has(word(at - 1))) return false;
  return isReworded ? at < said.length - 1 && !saying.has(word(at - 1)) : !saying.has(word(at - 1)) || at > 1;
}
const adding = set("another new add write insert neue neuen schreib otro otra anade escribe");
const articles = set("a an ein eine einen un una");
const leadingTo = set("to say read into with for sagen lauten zu in durch mit decir por");
const causing = set("make let have change update mach lass andere haz cambia");

/**
 * 'make the first one read "Hello"', 'the last one: "Bye"', 'the one with the total, write "€270" there': other words for the one
 * caption that is named; null where a new one is asked for.
 */
export function rewording(
  clause: readonly Token[],
  { said, thread, orders, spokenOf, newest }: Message,
): Order | Asked | null {
  const other = exchanged(clause, thread);
  if (other) return other;
  const [text, ...more] = clause.flatMap((token) =>
    token.kind === "quoted" && isNew(token, clause, thread) ? [token.text] : [],
  );
  // 'change "Old" to "New"', where there is no “Old”, and “New” is there
  const last = clause.findLastIndex(({ kind }) => kind === "quoted");
  if (clause[last - 1]?.word === "to" && clause[last]?.kind === "quoted" && clause[last].text !== text) return null;
  const which = rewordedName(
    clause.filter((token) => !isNew(token, clause, thread)),
    said,
  );
  // "make the error caption 3 seconds and say …"
  const isBefore = which !== null && isEmpty(which) && spokenOf.length > 0 && orders.at(-1)?.deed !== "remove";
  // 'better: "Hello"', unlike '"Hello"' alone, which may go on with a list
  const beside = said.replace(/["“„][^"“”„]*["”“]/gu, " ");
  // 'shorter: "Hello"'
  const isCompared = newest?.isTold === true && newest.placed.edit.type === "caption" && compared.test(beside);
  const isNewest =
    orders.length === 0 &&
    (isCompared ||
      (which !== null && isEmpty(which) && newest?.isTold && preferring.test(beside) && !ofAnother.test(beside)));
  const named = isBefore
    ? { edits: [...spokenOf], isChosen: true }
    : isNewest
      ? { edits: [newest.placed], isChosen: true }
      : which
        ? (editsNamed(which, thread) ?? editsNamed(`${which} caption`, thread))
        : null;
  const isMeant = named && !named.asks && (named.isChosen || named.edits.length === 1);
  if (!isMeant || named.edits.some(({ edit }) => edit.type !== "caption") || text === undefined || more.length > 0)
    return null;
  if (named.edits.length > 1) return { asks: whichOf(named.edits), deed: "change", says: text };
  const isApart = which !== null && /\d/.test(which);
  return { deed: "change", edits: named.edits, changes: [], text, isApart };
}

/** 'change "first" to "now"', '"here", not "hear"': of the words that it has, unlike 'change the "Wrong code" caption to "Nope"'. */
function exchanged(clause: readonly Token[], thread: ThreadContext): Order | null {
  const quoted = clause.filter(({ kind }) => kind === "quoted");
  const isName = (token: Token): boolean =>
    [-1, 1].some((beside) => captionWords.has(clause[clause.indexOf(token) + beside]?.word ?? ""));
  const isOld = (token: Token): boolean =>
    token.kind === "quoted" && isReadIn(token.text, thread) === "part" && !isName(token);
  const [old, by] = [quoted.find(isOld), quoted.find((token) => !isOld(token))];
  const isExchange = clause.some(({ word }) => exchanging.has(word));
  if (old?.kind !== "quoted" || by?.kind !== "quoted" || quoted.length > 2 || !isExchange) return null;
  const [named, ...more] = editsNamed(`"${old.text}"`, thread)?.edits ?? [];
  const at = named?.edit.type === "caption" ? named.edit.text.toLowerCase().indexOf(old.text.toLowerCase()) : -1;
  if (named?.edit.type !== "caption" || more.length > 0 || at < 0) return null;
  const { text } = named.edit;
  const now = `${text.slice(0, at)}${by.text}${text.slice(at + old.text.length)}`;
  return { deed: "change", edits: [named], changes: [], text: now };
}
const compared =
  /^\W*(?:(?:a bit|much|a little|even|make it|better|rather|and|or|etwas|un poco)\W+)*(?:\p{L}{3,}er|less \p{L}+|more \p{L}+|m[aá]s \p{L}+)(?:,? please| like)?\W*$/iu;
const preferring = /\b(?:better|rather|maybe|perhaps|nicer|instead|or|no|actually|it|besser|lieber|mejor)\b/iu;
const ofAnother = /\b(?:another|new|one more|second|also|too|next|after|before|noch|neue[rns]?|otr[oa])\b/iu;
const exchanging = set("not instead rather to with for by into nicht statt anstatt durch no vez por");

/**
 * 'change the first caption to "Hello"', 'write "Hello" in the second one', 'the last one: "Bye"', without what stands between the
 * quotes: the words that name the caption.
 */
function rewordedName(clause: readonly Token[], message: string): string | null {
  const all = piecesOf(clause, message);
  const pieces = trimmed(all);
  const [first, last] = [pieces[0], pieces.at(-1)];
  // "at 0:05 say …"
  const isSaid = (first && says(first, "saying")) || (last && sayVerbs.has(last.token.word));
  // 'write "Hello" there', 'in the second one write "Hello"'
  const isWritten =
    all.some(({ token }) => writing.has(token.word)) && all.some((one) => leadingIn.has(one.token.word));
  const isName =
    pieces.every((one) => one.says.size === 0 || says(one, "it", "polite")) && (!first || isDefinite(first));
  const isAsked = isSaid || isWritten || isName || pieces.some((one) => says(one, "reword"));
  if (!isAsked || isOfAnother(pieces)) return null;
  const named = pieces.filter(
    (one) => !says(one, "reword", "saying", "polite", "have") && !(isWritten && writing.has(one.token.word)),
  );
  return written(isWritten && leadingIn.has(named[0]?.token.word ?? "") ? named.slice(1) : named).replace(itsWords, "");
}
/** "the first one's text" */
const itsWords = /(?:['’]s)? (?:text|words|wording|title|line)$/iu;
const writing = set("write put schreib schreibe setz escribe pon");
const leadingIn = set("there in into on for of dort da auf fur alli ahi");

const sayVerbs = set("say read sagen diga decir");
