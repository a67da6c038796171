import type { Operation } from "../../../../convex/model/operations.ts";
import type { ThreadContext } from "../../../context.ts";
import { isTimed, isView, lengthOf, openView } from "../../../resolve/view.ts";
import { set } from "../../times/words.ts";
import { justChanged } from "../lastChange.ts";
import { lastCall } from "../more/moreOfTheSame.ts";
import { type Brought, broughtBack, redone, without } from "./broughtBack.ts";
import { anyNoun } from "./editNames.ts";
import type { Back } from "./hearBack.ts";
import type { Change, Scale } from "./hearChange.ts";
import type { Declined } from "./hearDeclined.ts";
import type { Heard } from "./hearOrder.ts";
import { editsNamed, editsPlaced, kindNamed, type Placed } from "./namedEdits.ts";
import { type Place, partings, placeIn } from "./orderPlace.ts";

/** The edits that an order means: those that it names, else those that were spoken of last. */
export type Meant =
  | { edits: readonly Placed[]; to?: Place; back?: Brought }
  | { asks: string; isOffer?: true }
  | "unsaid"
  | "lastDeed"
  | null;

/** What is spoken of: in the message so far, and in the last reply. */
export type Spoken = { inMessage: readonly Placed[]; newest: Newest; added: readonly Operation[] };
/** The edit that was made last, and whether the last reply told of it. */
export type Newest = { placed: Placed; isTold: boolean; isOfLength: () => boolean; videoMs: number } | undefined;

/** `"unsaid"` where nothing is named and it is open what "it" is; null where something else is named. */
export function meantBy(heard: Heard, spoken: Spoken, context: ThreadContext): Meant {
  if (heard.declined) return declinedBy(heard.declined, spoken, context);
  if (heard.deed === "remove" && heard.isLastDeed) return isEmpty(heard.which) ? "lastDeed" : null;
  if (heard.back) return broughtBackBy({ ...heard, back: heard.back }, spoken, context);
  if (heard.deed === "move") return movedBy(heard, spoken, context);
  if (heard.deed === "keep") return isEmpty(heard.which) || !editsNamed(heard.which, context) ? null : { edits: [] };
  if (heard.deed === "keepOnly") return allBut(heard, context);
  // "there are two zooms on it, drop one"
  if (justOne.test(heard.which) && spoken.inMessage.length > 0) return { edits: lastMade(spoken.inMessage) };
  const named = isEmpty(heard.which) ? null : editsNamed(heard.which, context, ...spokenIn(spoken));
  if (!named && isOfEnd(heard))
    return { asks: "I cannot hold a picture still. Shall I **slow down the end** instead?", isOffer: true };
  if (!named) return isEmpty(heard.which) ? spokenOf(heard, spoken, context) : null;
  // "forget the zoom"
  const [one, ...more] = named.edits;
  const isOnly = one !== undefined && more.length === 0 && isTimed(one.edit);
  if (heard.deed === "remove" && !named.isChosen && !isOnly) return null;
  if (named.asks) return { asks: named.asks };
  return { edits: named.isChosen || named.isPlural ? named.edits : lastMade(named.edits) };
}

/** Of the kind that is not wanted those that the last change made; "I didn't want it faster" is of whatever made it so. */
function declinedBy({ type, isSlower, isPast }: Declined, { added }: Spoken, context: ThreadContext): Meant {
  if (type === "cut") return withoutCuts(added, context);
  const isSo = ({ edit }: Placed): boolean =>
    edit.type === type && (edit.type !== "speed" || (isSlower ? edit.rate < 1 : edit.rate > 1));
  const made = added.filter((one) => one.type === type).length;
  const edits = editsPlaced(context).filter(isSo);
  const own = isPast && type === "speed" ? edits : made === 0 ? [] : edits.slice(-made);
  return own.length > 0 ? { edits: own } : null;
}

/** "no cuts": those that the last change made. */
function withoutCuts(added: readonly Operation[], context: ThreadContext): Meant {
  const view = openView(context);
  const now = isView(view) ? view.seen.operations : [];
  const goes = added.flatMap(({ type }, at) => {
    if (type !== "cut" && type !== "trim" && type !== "split") return [];
    const made = added.slice(at).filter((one) => one.type === type).length;
    return [{ type, index: now.filter((one) => one.type === type).length - made + 1 }];
  });
  return goes.length > 0 ? { edits: [], back: { edits: [], goes, made: [] } } : null;
}

/** As it was; else, of "put the zoom back to the start", to another time. */
function broughtBackBy(heard: Heard & { back: Back }, spoken: Spoken, context: ThreadContext): Meant {
  const isOfNewest = (heard.back === "seen" || heard.back === "normal") && spoken.newest?.isTold;
  const [it = isOfNewest ? spoken.newest?.placed : undefined] = spoken.inMessage;
  const which = isEmpty(heard.which) && it ? it.edit.type.replace("_emphasis", "") : heard.which;
  // "the 0.5x bit, set that back to normal speed": of the changes of speed that alone.
  const ofThose = spoken.inMessage.every(({ edit }) => edit.type === "speed") ? spoken.inMessage : [];
  if (heard.back === "normal" && ofThose.length > 0 && kindNamed(which) === "speed")
    return { edits: ofThose, back: without(ofThose) };
  const isNamed = !isEmpty(which) || heard.back === "original";
  const back = isNamed ? broughtBack(which, heard.back, context) : heard.back === "there" ? redone(context) : null;
  return back ? { edits: back.edits, back } : movedBy(heard, spoken, context);
}

function movedBy(heard: Heard, spoken: Spoken, context: ThreadContext): Meant {
  let asks: string | undefined;
  for (const { name, to } of heard.to === undefined ? partings(heard.which) : [{ name: heard.which, to: heard.to }]) {
    const edits = isIt.has(name.toLowerCase()) ? spokenOf(heard, spoken, context) : null;
    const named = edits ? null : editsNamed(name, context);
    const place = named || edits ? placeIn(to, context) : null;
    const meant = named?.edits ?? (edits && typeof edits === "object" && "edits" in edits ? edits.edits : []);
    if (!place || meant.some(({ edit }) => !isTimed(edit))) continue;
    const then = heard.isBegun ? { ...place, isBegun: true as const } : place;
    if (edits && typeof edits === "object" && "edits" in edits) return { ...edits, to: then };
    if (named && !named.asks)
      return { edits: named.isChosen || named.isPlural ? named.edits : lastMade(named.edits), to: then };
    asks ??= named?.asks;
  }
  return asks === undefined ? null : { asks };
}

/** "leave only the second": those of its kind that are not named. Where a kind is named, all else goes, and not by an order. */
function allBut({ which }: Heard, context: ThreadContext): Meant {
  const named = isKind.test(which) ? null : editsNamed(which, context);
  if (!named?.isChosen || named.asks) return null;
  const stays = new Set(named.edits.map(({ edit, index }) => `${edit.type} ${index}`));
  const types = new Set(named.edits.map(({ edit }) => edit.type));
  return {
    edits: editsPlaced(context).filter(
      ({ edit, index }) => types.has(edit.type) && !stays.has(`${edit.type} ${index}`),
    ),
  };
}
const isKind = new RegExp(`(?<!\\p{L})(?:${anyNoun})(?!\\p{L})`, "iu");

const spokenIn = ({ inMessage }: Spoken): [] | [readonly Placed[]] => (inMessage.length > 0 ? [inMessage] : []);

/** "hold on the total at the end for two more seconds", "give the end more time" */
const isOfEnd = ({ which, isHeld, changes }: Heard): boolean =>
  /(?<!\p{L})(?:end|ending|ende|schluss|final)(?!\p{L})/iu.test(which) &&
  changes.some(
    ({ isLess, scale, byMs }) =>
      !isLess && (isHeld ? byMs !== undefined : scale === "amount" && /\b(?:time|zeit|tiempo)$/iu.test(which)),
  );

const justOne = /^(?:(?:that|this|the|any) )?(?:one|eine[ns]?|una|uno)(?: of (?:them|those|these))?$/iu;
const isIt = set("it that this es das lo");
const empty = set(
  "the on at in for of to with from a der die das den dem auf mit im am el la los de en al con it that this them ihn ihm sie es lo la",
);
export const isEmpty = (words: string): boolean =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => word === "" || empty.has(word));

const lastMade = (edits: readonly Placed[]): readonly Placed[] => edits.toSorted((a, b) => a.index - b.index).slice(-1);

/** "It" after another clause is what that named; else the edit that was made last, unless the video may be meant. */
function spokenOf(heard: Heard, { inMessage, newest, added }: Spoken, context: ThreadContext): Meant {
  if (inMessage.length > 0) return { edits: inMessage };
  if (!newest) return "unsaid";
  const isMeant =
    heard.deed === "change" ? heard.changes.every((one) => isOfEdit(one, heard, newest)) : newest.isTold && heard.isIt;
  if (!isMeant) return "unsaid";
  return { edits: heard.isThem ? alikeTo(newest, added, context) : [newest.placed] };
}

/** "put them at the top", after captions for each step: those that the last change made, else all of that kind. */
function alikeTo({ placed }: NonNullable<Newest>, added: readonly Operation[], context: ThreadContext): Placed[] {
  const alike = editsPlaced(context).filter(({ edit }) => edit.type === placed.edit.type);
  const made = added.filter(({ type }) => type === placed.edit.type).length;
  return made > 1 ? alike.slice(-made) : alike;
}

const ofNoVideo: ReadonlySet<Scale> = new Set(["strength", "amount", "size", "height"]);
/** No video is asked to be this short. */
const LONGEST_EDIT_MS = 10_000;

/** "make it 9 seconds", after a zoom of 3 in a video of 18: which of the two is nearer by its factor. */
const isNearer = (toMs: number, editMs: number, videoMs: number): boolean =>
  Math.abs(Math.log(toMs / editMs)) <= Math.abs(Math.log(toMs / Math.max(1, videoMs)));
const spanMs = (edit: Placed["edit"]): number => ("durationMs" in edit ? edit.durationMs : LONGEST_EDIT_MS);

/** "hold it longer", "a bit longer", "a second earlier", unlike "make it shorter", which the video may be. */
function isOfEdit(
  { scale, isLess, isLittle, byMs, toMs, untilMs, edge, like }: Change,
  { isHeld, isBare, isIt }: Heard,
  { placed: { edit }, isTold, isOfLength, videoMs }: NonNullable<Newest>,
): boolean {
  if (like !== undefined) return true;
  // "hold it longer": no video is held.
  const isOfStill = isHeld && isIt && edit.type !== "speed";
  if (!isTold && !isOfStill && (!ofNoVideo.has(scale) || byMs !== undefined || edit.type === "speed")) return false;
  switch (scale) {
    case "speed":
      return isBare || isIt;
    case "amount":
      // More of a shortening is shorter.
      return (byMs === undefined || isHeld || !isLess) && (edit.type !== "speed" || !isOfLength());
    case "time":
      return byMs !== undefined || edge !== undefined || isHeld;
    case "length":
      if (toMs !== undefined)
        return toMs <= LONGEST_EDIT_MS && (isHeld || ((isIt || isBare) && isNearer(toMs, spanMs(edit), videoMs)));
      return isHeld || isBare || untilMs !== undefined || (!isLess && isLittle) || (isIt && edit.type === "caption");
    default:
      return true;
  }
}

/** The edit that was made last, where orders may change it. */
export function newestEdit(text: string, context: ThreadContext): Newest {
  const view = openView(context);
  const newest = isView(view) ? view.seen.operations.at(-1) : undefined;
  const placed = editsPlaced(context).at(-1);
  if (!newest || placed?.edit.type !== newest.type) return undefined;
  const change = justChanged(context, text);
  // Where several stretches were quickened, no one of them is meant.
  const isTold =
    change !== null && (newest.type !== "speed" || change.added.filter(({ type }) => type === "speed").length === 1);
  const videoMs = isView(view) ? lengthOf(view.seen.map) : 0;
  return { placed, isTold, isOfLength: () => lastCall(text, context)?.tool === "shorten", videoMs };
}
