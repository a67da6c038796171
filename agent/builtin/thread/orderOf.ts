import type { ThreadContext } from "../../context.ts";
import type { LastChange } from "../../resolve/changeOf.ts";
import { isTimed, isView, lengthOf, openView } from "../../resolve/view.ts";
import { captionWords, saying } from "../captions/captionWords.ts";
import { set } from "../times/words.ts";
import type { Token } from "../words/lexer.ts";
import type { Message } from "./besideOrders.ts";
import type { Change } from "./hearChange.ts";
import { type Heard, rewordedName } from "./hearOrder.ts";
import { justChanged } from "./lastChange.ts";
import { editsNamed, isReadIn, type Placed, whichOf } from "./namedEdits.ts";
import type { Order } from "./orderCalls.ts";
import { placeIn } from "./orderPlace.ts";
import { isEmpty, meantBy } from "./whichEdits.ts";

/** What a clause orders, with the edits and the moments that it means. */

/** `says`: the words that the one that is meant is to have. */
export type Asked = { asks: string; deed: Heard["deed"]; isOffer?: true; says?: string };

export function orderOf(heard: Heard, { text, newest, thread, spokenOf }: Message): Order | Asked | null {
  const change = heard.declined ? justChanged(thread, text) : null;
  const added = change?.added ?? [];
  const meant = meantBy(heard, { inMessage: spokenOf, newest, added }, thread);
  if (!meant) return null;
  const { deed } = heard;
  const changes = heard.changes.map((change) => asLike(untilFound(change, thread), thread));
  if (changes.some(({ like }) => like !== undefined)) return { asks: NOTHING_LIKE, deed };
  // Until a moment that is not in this video.
  if (changes.some(({ until, untilMs }) => until !== undefined && untilMs === undefined)) return null;
  if (meant === "lastDeed") return { deed, edits: [], changes, isUndone: true };
  if (meant === "unsaid") return deed === "change" ? { deed, edits: [], changes } : null;
  if (heard.declined?.isDegree && "edits" in meant) {
    const toFactor = closenessBefore(meant.edits, change);
    if (toFactor !== undefined)
      return {
        deed: "change",
        edits: meant.edits,
        changes: [{ scale: "strength", isLess: false, isLittle: false, toFactor }],
      };
  }
  if (deed === "keepOnly" && "edits" in meant) return { ...meant, deed: "remove", changes };
  const isApart = /["“”„]/.test(heard.which);
  return "asks" in meant
    ? { ...meant, deed }
    : { ...meant, deed, changes, isAside: heard.isAside, isApart, isDeclined: heard.declined !== undefined };
}

/** How close the one zoom was before the last change. */
function closenessBefore([one, ...more]: readonly Placed[], change: LastChange | null): number | undefined {
  const { anchor } = (one && more.length === 0 && one.edit.type === "zoom" && one.edit) || {};
  const was = change?.previous.operations.find(
    (edit) => edit.type === "zoom" && anchor !== undefined && edit.anchor?.element === anchor.element,
  );
  return was?.type === "zoom" ? was.intensity : undefined;
}

function untilFound(change: Change, thread: ThreadContext): Change {
  const view = openView(thread);
  if (change.until === undefined || !isView(view)) return change;
  const place =
    placeIn(`to ${change.until}`, thread) ??
    placeIn(change.until, thread) ??
    placeIn(`when ${change.until}`, thread) ??
    placeIn(`at ${change.until}`, thread);
  const untilMs = place?.isEnd ? lengthOf(view.seen.map) : place?.startMs;
  const isWaited = change.isWaited === true && place?.isEvent === true;
  return untilMs === undefined ? change : { ...change, untilMs, isWaited };
}

/** "as close as the phone one": what that edit has. */
function asLike({ like, ...change }: Change, thread: ThreadContext): Change {
  const named = like === undefined ? null : editsNamed(like, thread);
  const edit = named?.asks ? undefined : named?.edits.at(-1)?.edit;
  if (like === undefined) return change;
  if (change.scale === "length" && edit && isTimed(edit)) return { ...change, toMs: edit.durationMs };
  if (change.scale === "strength" && edit?.type === "zoom") return { ...change, toFactor: edit.intensity };
  return edit?.type === "speed" ? { ...change, toFactor: edit.rate } : { ...change, like };
}

const NOTHING_LIKE = "I find no edit to go by in this video. How shall it be, in numbers such as **3×** or **5 s**?";

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
export function rewording(clause: readonly Token[], { said, thread, orders, spokenOf }: Message): Order | Asked | null {
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
  const named = isBefore
    ? { edits: [...spokenOf], isChosen: true }
    : which
      ? (editsNamed(which, thread) ?? editsNamed(`${which} caption`, thread))
      : null;
  const isMeant = named && !named.asks && (named.isChosen || named.edits.length === 1);
  if (!isMeant || named.edits.some(({ edit }) => edit.type !== "caption") || text === undefined || more.length > 0)
    return null;
  if (named.edits.length > 1) return { asks: whichOf(named.edits), deed: "change", says: text };
  const isApart = which !== null && /\d/.test(which);
  return { deed: "change", edits: named.edits, changes: [], text: inItsWords(text, clause, named.edits), isApart };
}

/** 'change "first" to "now"': of the words that it has, unlike 'change the "Wrong code" caption to "Nope"'. */
function inItsWords(text: string, clause: readonly Token[], [named]: readonly Placed[]): string {
  const part = clause.find((token) => token.kind === "quoted");
  const own = named?.edit.type === "caption" ? named.edit.text : "";
  const at = part ? clause.indexOf(part) : -1;
  const isName = [clause[at - 1], clause[at + 1]].some((one) => one !== undefined && captionWords.has(one.word));
  const isOfPart = part !== undefined && part.text !== text && !isName;
  return isOfPart && own.includes(part.text) ? own.replace(part.text, () => text) : text;
}
