import type { ThreadContext } from "../../../context.ts";
import { isTimed, isView, lengthOf, openView } from "../../../resolve/view.ts";
import { clock, seconds } from "../../../words.ts";
import { withCaptionText } from "../../captions/captionText.ts";
import { saying } from "../../captions/captionWords.ts";
import { DECLINED } from "../../chat.ts";
import { ONE_SIZE } from "../../fill/caption.ts";
import type { Understanding } from "../../understand.ts";
import { splitClauses } from "../../wishes/clauses.ts";
import { moodOf } from "../../wishes/mood.ts";
import { withoutPleasantries } from "../../wishes/pleasantries.ts";
import { opensCause, opensReason } from "../../wishes/reasons.ts";
import { type Token, wordAt } from "../../words/lexer.ts";
import { read } from "../../words/read.ts";
import { boldIn, questionOf } from "../answers/openQuestion.ts";
import { withoutProtest } from "../remarks/protest.ts";
import {
  goBack,
  type Message,
  openMessage,
  saidBefore,
  takeBeside,
  takeStated,
  takeTopic,
  takeUndone,
  takeWanted,
  wordsIn,
} from "./besideOrders.ts";
import { changedBy, madeOf } from "./changed.ts";
import { backIn } from "./hearBack.ts";
import type { Scale } from "./hearChange.ts";
import { declinedIn } from "./hearDeclined.ts";
import { type Heard, hear } from "./hearOrder.ts";
import { editsPlaced } from "./namedEdits.ts";
import { callsOf, type Order } from "./orderCalls.ts";
import { type Asked, orderOf } from "./orderOf.ts";
import { placeIn } from "./orderPlace.ts";
import { piecesOf } from "./orderWords.ts";
import { isNew, rewording } from "./rewording.ts";
import { isEmpty, newestEdit } from "./whichEdits.ts";

/**
 * "remove the two captions at the start", "the zoom is too strong, hold it a second longer", "move the first to 0:08": orders
 * about edits that are there. Null unless each clause is such an order, a reason, or a wish that may stand beside them.
 */
export function ordered(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  if (!isView(view) || text.length > LONGEST || !context.versions.some(({ operations }) => operations.length > 0))
    return null;
  const [first = []] = splitClauses(read(text, context));
  // "no zoom, …"
  const said = withoutPleasantries(declinedIn(piecesOf(first, text)) ? text : withoutProtest(text).rest);
  const message = openMessage(text, said, context, newestEdit(text, context));
  const clauses = splitClauses(withWording(said, context));
  for (const [at, clause] of clauses.entries()) {
    if (opensCause(clause, 0) || opensReason(clause, 0)) continue;
    const taken = takeStated(clause, message) ? "taken" : takeOrder(clause, message);
    if (taken === "nothing") return null;
    if (taken !== "taken") return withAsked(taken, message, clauses.slice(at + 1));
  }
  const { orders, isUndone, open } = message;
  if (orders.length === 0 && message.isEnough && open.length === 0 && message.beside.length === 0)
    return { kind: "say", why: "chat", text: DECLINED };
  return (orders.length > 0 || isUndone) && open.length === 0 && takeBeside(message) ? carriedOut(message) : null;
}

/** "the last one should say See you soon": with its words as one token, as if they had been quoted. */
function withWording(said: string, context: ThreadContext): readonly Token[] {
  const plain = read(said, context);
  const caption = editsPlaced(context).findLast(({ edit }) => edit.type === "caption")?.edit;
  const tokens = caption?.type === "caption" ? withCaptionText(plain, said, caption.text) : plain;
  const at = tokens.findIndex(({ kind }) => kind === "quoted");
  return plain.some(({ kind }) => kind === "quoted") || leadsToWords.has(wordAt(tokens, at - 1)) ? tokens : plain;
}
const leadsToWords = new Set([...saying, "to", "be", "been"]);

/** A clause that orders something, or stands beside what does; "nothing" where the message is none of this kind. */
function takeOrder(clause: Token[], message: Message): "taken" | "nothing" | Asked {
  if (takeWanted(clause, message) || takeUndone(clause, message)) return "taken";
  const heard = hear(clause, message.said, message.orders.at(-1)?.deed);
  const isOfTopic = heard?.back !== undefined && heard.which === "" && message.beside.length > 0;
  const ofTopic = isOfTopic ? orderOf({ ...heard, which: saidBefore(message) }, message) : null;
  message.isKept ||= heard?.deed === "keep";
  message.declines ||= heard?.declined !== undefined;
  if (!heard?.back && clause.some((token) => isNew(token, clause, message.thread))) {
    const order = takeBeside(message) ? rewording(clause, message) : null;
    if (!order) return "nothing";
    if ("asks" in order) return order;
    takeIn(order, message);
    return "taken";
  }
  // What was said before it may go back to another version.
  if (heard && !ofTopic && !takeBeside(message, heard)) return "nothing";
  if (heard) message.beside = [];
  if (heard && isReason(clause, heard, message)) return "taken";
  if (!heard && takeTopic(clause, message)) return "taken";
  const order = ofTopic ?? (heard && orderOf(heard, message));
  const place = heard?.isBegun ? heard.which : wordsIn(clause, message);
  if (!order && (heard?.declined || takePlace(place, message))) return "taken";
  if (!order) message.beside.push(clause);
  else if ("asks" in order) return order;
  else if (order.isUndone) {
    // "not faster, go back one": what is not wanted goes with it.
    message.orders = message.orders.filter(({ isDeclined }) => !isDeclined);
    // "I liked it better before, go back one": one step, said twice.
    const isBack = message.first.some(({ tool }) => tool === "revert");
    message.isUndone = isBack || goBack({ tool: "revert", input: { to: "previous" } }, message);
  } else if (order.edits.length === 0 && !order.back) {
    if (message.declines) message.beside.push(clause);
    else if (!takeOfGone(order, message)) message.open.push(...order.changes);
  } else takeIn({ ...order, changes: [...message.open.splice(0), ...order.changes] }, message);
  return "taken";
}

/** "bring the zoom back, but less close": of what comes back. */
function takeOfGone({ changes }: Order, { orders, newest, thread }: Message): boolean {
  const last = orders.at(-1);
  const view = openView(thread);
  const videoMs = newest?.videoMs ?? (isView(view) ? lengthOf(view.seen.map) : 0);
  const changed = last?.back?.gone?.flatMap((edit) => changedBy(edit, changes, videoMs) ?? []) ?? [];
  if (!last?.back || changed.length === 0) return false;
  orders.splice(-1, 1, { ...last, back: { ...last.back, made: changed.map(madeOf), gone: changed } });
  return true;
}

function takeIn(order: Order, message: Message): void {
  message.orders.push(order);
  if (order.edits.length > 0) message.spokenOf = order.edits;
}

/** "it should stay until the end, it stops a second too early": why, of what is asked for before it. */
function isReason(clause: readonly Token[], { deed, which, changes }: Heard, { orders }: Message): boolean {
  const { changes: asked, to } = orders.at(-1) ?? { changes: [] };
  const isAsked = (scale: Scale): boolean =>
    (to !== undefined && isOfTime(scale)) ||
    asked.some((one) => one.scale === scale || (isOfTime(one.scale) && isOfTime(scale)));
  return (
    deed === "change" && isEmpty(which) && moodOf(clause) === "tells" && changes.every(({ scale }) => isAsked(scale))
  );
}
const isOfTime = (scale: Scale): boolean => scale === "length" || scale === "time";

/** "start it earlier, at the order summary", "later, when apply is clicked": where to, of what was moved before. */
function takePlace(words: string, message: Message): boolean {
  const { thread, orders, beside, newest, open } = message;
  // "later": which edit is meant was not said.
  const isOfNewest = orders.length === 0 && newest?.isTold && isTimed(newest.placed.edit);
  const ofNewest: Order | undefined = isOfNewest
    ? { deed: "move", edits: [newest.placed], changes: open }
    : orders.at(-1);
  const before = beside.length === 0 ? ofNewest : undefined;
  const moved = before?.changes.find(({ scale, byMs }) => scale === "time" && byMs === undefined);
  // "…, around 4-5 s": the same moment, told exactly.
  const isExact = /\d/.test(words);
  if (!before || !(moved || (before.to && isExact))) return false;
  const said = words
    .replace(itsComing, "")
    .replace(already, "")
    .replace(itComes, elementOf(before) ?? "$&");
  const place = placeIn(said, thread) ?? placeIn(`when ${said}`, thread);
  if (!place) return false;
  const changes = before.changes.filter((one) => one !== moved);
  message.open = [];
  const { durationMs = 0, ...at } = place;
  // "around 4-5 s" is between these.
  const to = at.startMs === undefined ? at : { ...at, startMs: at.startMs + (isExact ? durationMs / 2 : 0) };
  const isBegun = moved?.edge === "start" || before.to?.isBegun;
  orders.splice(-1, 1, { ...before, deed: "move", changes, to: { ...to, ...(isBegun ? { isBegun } : {}) } });
  return true;
}
const already = /\s+(?:already|by then|schon|ya)$/iu;
/** "when it shows up": what the edit is on. */
const itComes =
  /(?<=^(?:when|once|as soon as|the moment|right when|until|wenn|sobald|cuando) )(?:it|that|es|das)(?= (?:shows?|comes?|appears?|turns?|pops?|is (?:there|seen|visible))(?!\p{L}))/iu;
const elementOf = ({ edits: [one, ...more] }: Order): string | undefined =>
  one && more.length === 0 && isTimed(one.edit) ? one.edit.anchor?.element : undefined;

/** "it shows up right after he clicks apply": when. */
const itsComing =
  /^(?:(?:because|since|as) )?(?:it|this|that|they)(?:['’]?s| is)? (?:already |first )?(?:there|shows?(?: up)?|comes?(?: up| in)?|appears?|turns? up|pops? up|seen|visible|happens?)(?: already| right| just| only)*\s+(?=\S)/iu;

/** The orders as calls, and what of them is so already or cannot be. */
function carriedOut(message: Message): Understanding | null {
  const { orders: all, thread, first, after, asked: open, isKept } = message;
  const told = [...(all.some((one) => one.isAside) ? [ONLY_MIDDLE] : []), ...message.told];
  const isOneSize = all.some(isOfSize);
  const saysMore = ({ deed, changes, text }: Order): boolean =>
    deed !== "change" || changes.length > 0 || text !== undefined;
  const orders = all.map(withoutSize).filter((one) => !isOneSize || saysMore(one));
  if (isOneSize && orders.length === 0) return { kind: "say", why: "chat", text: ONE_SIZE };
  if (isOneSize) told.push(ONE_SIZE);
  const still = orders.length === 1 ? orders.find(isAsBefore) : undefined;
  if (still) return { kind: "say", why: "asks", text: [asIs(still), ...told].join(" ") };
  const made = callsOf(orders, thread);
  // "back to the original, but keep the zoom" is another way back.
  if (!made || (isKept && made.some(({ tool }) => tool === "revert"))) return null;
  const calls = [...first, ...made, ...after];
  if (calls.length === 0) return { kind: "say", why: "chat", text: asItIs(orders) };
  return { kind: "calls", calls, ...(open[0] ? { open } : {}), ...(told.length > 0 ? { beside: told } : {}) };
}

function asItIs(orders: readonly Order[]): string {
  const [{ edit } = {}, ...more] = new Set(orders.flatMap(({ edits }) => edits));
  if (!edit || !isTimed(edit) || more.length > 0) return "That is how it is already. How shall it be instead?";
  const closeness = edit.type === "zoom" ? `${edit.intensity}× ` : "";
  return `It is there already, ${closeness}for ${seconds(edit.durationMs)} at ${clock(edit.startMs)}. How shall it be instead?`;
}
/** "bring it back", and nothing named. */
export const saysBack = (said: string, context: ThreadContext): boolean =>
  backIn(piecesOf(read(said, context), said))?.which === "";

const ONLY_MIDDLE = "A caption stands in the middle, at the top or at the bottom.";

const isOfSize = ({ edits, changes }: Order): boolean =>
  edits.every(({ edit }) => edit.type === "caption") && changes.some(({ scale }) => scale === "size");
/** "make it bigger and put it at the top": of a caption the rest is done. */
const withoutSize = (order: Order): Order =>
  isOfSize(order) ? { ...order, changes: order.changes.filter(({ scale }) => scale !== "size") } : order;

/** "at the bottom", where it is. */
const isAsBefore = ({ deed, edits, changes }: Order): boolean =>
  deed === "change" &&
  changes.length > 0 &&
  changes.every(({ scale }) => scale === "height") &&
  edits.every(
    ({ edit }) =>
      edit.type === "caption" && changes.every(({ isLess }) => edit.position === (isLess ? "bottom" : "top")),
  );
const asIs = ({ changes }: Order): string => `It is at the ${changes.at(-1)?.isLess ? "bottom" : "top"} already.`;
const LONGEST = 240;

/** "hold it longer, and give the end more time": what is ordered before the question is done. */
function withAsked(taken: Asked, message: Message, left: readonly Token[][]): Understanding {
  const question = asked(taken);
  const isLast = message.open.length === 0 && left.every((clause) => moodOf(clause) === "tells");
  const done = message.orders.length > 0 && isLast ? carriedOut(message) : null;
  return done?.kind === "calls" && question.open ? { ...done, open: question.open } : question;
}

function asked({ asks, deed, isOffer, says }: Asked): Understanding {
  const offers = boldIn(asks).map((name) => {
    const named = name.replace(/[“”]/g, '"');
    return { name, value: says === undefined ? named : `change ${named.replace(/ at [\d:.]+$/, "")} to "${says}"` };
  });
  const lack = deed === "remove" ? { say: "remove", offers } : isOffer || says !== undefined ? { offers } : {};
  return { kind: "say", why: "asks", text: asks, open: [questionOf(asks, lack)] };
}
