import type { ThreadContext } from "../../context.ts";
import { revertTarget } from "../../resolve/history.ts";
import { isTimed, isView, lengthOf, openView } from "../../resolve/view.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { ONE_SIZE } from "../fill/caption.ts";
import { set } from "../times/words.ts";
import { type Understanding, understand } from "../understand.ts";
import { splitClauses } from "../wishes/clauses.ts";
import { withoutPleasantries } from "../wishes/pleasantries.ts";
import { opensCause, opensReason } from "../wishes/reasons.ts";
import type { Token } from "../words/lexer.ts";
import { read } from "../words/read.ts";
import { anyNoun } from "./editNames.ts";
import { backIn, spokenOfIn } from "./hearBack.ts";
import type { Change } from "./hearChange.ts";
import { type Heard, hear, rewordedName } from "./hearOrder.ts";
import { justChanged } from "./lastChange.ts";
import { editsNamed, editsPlaced, type Placed } from "./namedEdits.ts";
import { boldIn, questionOf } from "./openQuestion.ts";
import { callsOf, type Order } from "./orderCalls.ts";
import { placeIn } from "./orderPlace.ts";
import { piecesOf } from "./orderWords.ts";
import { withoutProtest } from "./protest.ts";
import { isEmpty, meantBy, type Newest, newestEdit } from "./whichEdits.ts";

/**
 * "remove the two captions at the start", "the zoom is too strong, hold it a second longer", "move the first to 0:08": orders
 * about edits that are there. Null unless each clause is such an order, a reason, or a wish that may stand beside them.
 */
export function ordered(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  if (!isView(view) || text.length > LONGEST || !context.versions.some(({ operations }) => operations.length > 0))
    return null;
  const said = withoutPleasantries(withoutProtest(text).rest);
  const tokens = read(said, context);
  const message: Message = {
    text,
    said,
    newest: newestEdit(text, context),
    thread: context,
    spokenOf: [],
    orders: [],
    isUndone: false,
    isKept: false,
    open: [],
    first: [],
    after: [],
  };
  let beside: Token[][] = [];
  for (const clause of splitClauses(tokens)) {
    if (opensCause(clause, 0) || opensReason(clause, 0)) continue;
    const heard = hear(clause, said, message.orders.at(-1)?.deed);
    const isOfTopic = heard?.back !== undefined && heard.which === "" && beside.length > 0;
    const ofTopic = isOfTopic ? orderOf({ ...heard, which: saidBefore(beside, said) }, message) : null;
    message.isKept ||= heard?.deed === "keep";
    if (!heard?.back && clause.some((token) => isNew(token, context))) {
      const order = takeBeside(beside, message) ? rewording(clause, message) : null;
      if (!order) return null;
      beside = [];
      message.orders.push(order);
      continue;
    }
    const begun = heard ? null : begunWhen(clause, message);
    if (begun) {
      message.orders.splice(-1, 1, begun);
      continue;
    }
    const spokenOf = statedIn(clause, message);
    if (spokenOf) {
      message.spokenOf = spokenOf;
      continue;
    }
    const denied = deniedIn(clause, said);
    if (denied !== null && takeDenied(denied, message)) continue;
    // What was said before it may go back to another version.
    if (heard && !ofTopic && !takeBeside(beside, message, heard)) return null;
    if (heard) beside = [];
    const topic = heard ? null : topicOf(clause, message);
    if (topic && beside.length === 0) {
      message.spokenOf = topic;
      continue;
    }
    const order = ofTopic ?? (heard && orderOf(heard, message));
    if (!order) {
      beside.push(clause);
      continue;
    }
    if ("asks" in order) return asked(order);
    if (order.isUndone) message.isUndone = goBack({ tool: "revert", input: { to: "previous" } }, message);
    else if (order.edits.length === 0 && !order.back) message.open.push(...order.changes);
    else message.orders.push({ ...order, changes: [...message.open.splice(0), ...order.changes] });
  }
  const isHeard =
    (message.orders.length > 0 || message.isUndone) && message.open.length === 0 && takeBeside(beside, message);
  if (!isHeard) return null;
  const told = message.orders.some((one) => one.isAside) ? [ONLY_MIDDLE] : [];
  if (message.orders.some(isOfSize)) {
    message.orders = message.orders.map(withoutSize).filter((one) => one.deed !== "change" || one.changes.length > 0);
    if (message.orders.length === 0) return { kind: "say", why: "chat", text: ONE_SIZE };
    told.push(ONE_SIZE);
  }
  const still = message.orders.find(isAsBefore);
  if (still && message.orders.length === 1) return { kind: "say", why: "asks", text: [asIs(still), ...told].join(" ") };
  const calls = callsOf(message.orders, message.thread);
  // "back to the original, but keep the zoom" is another way back.
  if (message.isKept && calls?.some(({ tool }) => tool === "revert")) return null;
  return (
    calls && {
      kind: "calls",
      calls: [...message.first, ...calls, ...message.after],
      ...(told.length > 0 ? { beside: told } : {}),
    }
  );
}

/** "where's the zoom on the total? bring it back": what "it" is. */
const saidBefore = (beside: readonly Token[][], said: string): string =>
  spokenOfIn(piecesOf(beside.at(-1) ?? [], said)).trim();

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

/** Words between quotes that no caption has yet. */
const isNew = (token: Token, context: ThreadContext): boolean =>
  token.kind === "quoted" && !isCaption(token.text, context);

/** 'make the first one read "Hello"': other words for the one caption that is named; null where a new one is asked for. */
function rewording(clause: readonly Token[], { said, thread, orders }: Message): Order | null {
  const texts = clause.flatMap((token) => (token.kind === "quoted" && isNew(token, thread) ? [token.text] : []));
  const which = rewordedName(
    clause.filter((token) => !isNew(token, thread)),
    said,
  );
  // "make the error caption 3 seconds and say …"
  const before = which !== null && isEmpty(which) ? orders.at(-1)?.edits : undefined;
  const named = before ? { edits: [...before], isChosen: true } : which ? editsNamed(which, thread) : null;
  const [text, ...more] = texts;
  const isOne = named?.isChosen && !named.asks && named.edits.length === 1 && named.edits[0]?.edit.type === "caption";
  return isOne && text !== undefined && more.length === 0
    ? { deed: "change", edits: named.edits, changes: [], text }
    : null;
}

const isCaption = (said: string, context: ThreadContext): boolean =>
  editsPlaced(context).some(
    ({ edit }) => edit.type === "caption" && edit.text.toLowerCase() === said.trim().toLowerCase(),
  );

type Message = {
  /** As it was sent, and without what opens it. */
  text: string;
  said: string;
  newest: Newest;
  /** The thread as the rest of the message is said of it. */
  thread: ThreadContext;
  /** "there are two zooms on it now": edits that were spoken of without an order. */
  spokenOf: readonly Placed[];
  orders: Order[];
  /** "scrap what you just did" */
  isUndone: boolean;
  isKept: boolean;
  /** What is said of an edit that is only named later: "that's too long, three seconds for the text". */
  open: Change[];
  first: ToolCall[];
  after: ToolCall[];
};

type Asked = { asks: string; deed: Heard["deed"]; isOffer?: true };

function orderOf(heard: Heard, { newest, thread, orders, spokenOf }: Message): Order | Asked | null {
  const meant = meantBy(heard, { inMessage: orders.at(-1)?.edits ?? spokenOf, newest }, thread);
  if (!meant) return null;
  const { deed } = heard;
  const changes = heard.changes.map((change) => asLike(untilFound(change, thread), thread));
  if (changes.some(({ like }) => like !== undefined)) return null;
  // Until a moment that is not in this video.
  if (changes.some(({ until, untilMs }) => until !== undefined && untilMs === undefined)) return null;
  if (meant === "lastDeed") return { deed, edits: [], changes, isUndone: true };
  if (meant === "unsaid") return deed === "change" ? { deed, edits: [], changes } : null;
  if (deed === "keepOnly" && "edits" in meant) return { ...meant, deed: "remove", changes };
  return "asks" in meant ? { ...meant, deed } : { ...meant, deed, changes, isAside: heard.isAside };
}

/** "start it earlier, tuesday gets clicked first": the moment at which it is to begin. */
function begunWhen(clause: readonly Token[], { said, thread, orders }: Message): Order | null {
  const [order, first, last] = [orders.at(-1), clause.at(0), clause.at(-1)];
  const isOfTime = order?.changes.some(({ scale, byMs }) => scale === "time" && byMs === undefined);
  const place = isOfTime && first && last ? placeIn(`when ${said.slice(first.start, last.end)}`, thread) : null;
  if (!order || place?.startMs === undefined) return null;
  const changes = order.changes.filter(({ scale }) => scale !== "time");
  return { ...order, deed: "move", changes, to: { ...place, isBegun: true } };
}

function untilFound(change: Change, thread: ThreadContext): Change {
  const view = openView(thread);
  if (change.until === undefined || !isView(view)) return change;
  const place =
    placeIn(`to ${change.until}`, thread) ??
    placeIn(`when ${change.until}`, thread) ??
    placeIn(`at ${change.until}`, thread);
  const untilMs = place?.isEnd ? lengthOf(view.seen.map) : place?.startMs;
  return untilMs === undefined ? change : { ...change, untilMs };
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

/** "there are two zooms on 12-15 now, …": the edits that a clause tells of. */
function statedIn(clause: readonly Token[], { said, thread }: Message): readonly Placed[] | null {
  const [first, last] = [clause.at(0), clause.at(-1)];
  const told = first && last && thereIs.exec(said.slice(first.start, last.end))?.groups?.what;
  const named = told ? editsNamed(told, thread) : null;
  return named && named.edits.length > 0 && !named.asks ? named.edits : null;
}
/** "just the one that was there, …": nothing but a name for one. */
function topicOf(clause: readonly Token[], { said, thread }: Message): readonly Placed[] | null {
  const [first, last] = [clause.find(({ kind }) => kind !== "mark"), clause.at(-1)];
  const words = first && last && said.slice(first.start, last.end);
  const named =
    words && /^(?:just |only |nur |solo )?(?:the|den|die|das|el|la) /iu.test(words) ? editsNamed(words, thread) : null;
  return named && named.edits.length > 0 && !named.asks ? named.edits.slice(named.isPlural ? 0 : -1) : null;
}

const thereIs =
  /^(?:(?:now |and |but |so )*(?:there(?:'s| is| are)|i (?:now )?see|we (?:now )?have|es gibt|da sind|hay)) (?:now |jetzt |ahora )?(?<what>.+)$/iu;

const nots = set("not nicht");

/** "not at the start": what stands behind the word. */
function deniedIn(clause: readonly Token[], said: string): string | null {
  const [first, second] = clause.filter(({ kind }) => kind !== "mark");
  return first && second && nots.has(first.word) ? said.slice(second.start, clause.at(-1)?.end) : null;
}

/** What is not meant: a time, or that the last edit is made anew, which takes it back. */
function takeDenied(denied: string, message: Message): boolean {
  const change = isAnew.test(denied) ? justChanged(message.thread, message.text) : null;
  const { version } = change?.base ?? {};
  if (version !== undefined)
    return goBack({ tool: "revert", input: { to: version === 1 ? "original" : version } }, message);
  return placeIn(denied, message.thread) !== null;
}
const isAnew = new RegExp(
  `^(?:(?:an?|ein(?:e|en)?|una?) )?(?:new|another|second|extra|neue[rns]?|nuev[oa]|otr[oa]) (?:one|${anyNoun})$`,
  "iu",
);

/** What stands beside the orders: a remark, going back before them, a wish that leaves the edits alone after them. */
function takeBeside(clauses: readonly Token[][], message: Message, next?: Heard): boolean {
  const [first, last] = [clauses.at(0)?.at(0), clauses.at(-1)?.at(-1)];
  const text = first && last ? message.said.slice(first.start, last.end) : "";
  if (text === "" || isRemark.test(text)) return true;
  const meant = understand(text, message.thread);
  const isLater = message.orders.length > 0 || message.isUndone;
  if (meant.kind === "say") return !isLater && meant.why === "chat" && text.length <= LONGEST_REMARK;
  if (isLater) {
    message.after.push(...meant.calls);
    return message.orders.length === 0 || meant.calls.every(({ tool }) => leavesEdits.has(tool));
  }
  // "zoom on the total and put the speed back": what is put back was there before.
  const isMade = next?.back !== undefined && meant.calls.every(({ tool }) => leavesEdits.has(tool) || making.has(tool));
  if (isMade) message.after.push(...meant.calls);
  if (isMade) return true;
  const [back, ...more] = meant.calls;
  return more.length === 0 && back?.tool === "revert" && goBack(back, message);
}

/** The thread as the rest of the message is said of it. */
function goBack(back: Extract<ToolCall, { tool: "revert" }>, message: Message): boolean {
  const target = revertTarget(message.thread, back.input.to);
  if (target.kind !== "version") return false;
  message.first.push(back);
  message.thread = { ...message.thread, currentVersion: target.version.version, seenVersion: null };
  return true;
}

const LONGEST_REMARK = 60;
/** What may be asked for after the edits are as they are to be. */
const leavesEdits: ReadonlySet<string> = new Set([
  "export",
  "share",
  "review",
  "style_preset",
  "cursor_emphasis",
  "crop",
]);
const making: ReadonlySet<string> = new Set(["zoom", "caption", "redact"]);
const isRemark =
  /^(?:(?:they|these|those|it|that|this|both|all|sie|son|es)(?:'s|'re| are| is| were| was| come| start)\b|(?:oh|ah|ok|okay|no|hm+|sorry|please|thanks|[\s,!]+)+$)/iu;

function asked({ asks, deed, isOffer }: Asked): Understanding {
  const offers = boldIn(asks).map((name) => ({ name, value: name.replace(/[“”]/g, '"') }));
  const lack = deed === "remove" ? { say: "remove", offers } : isOffer ? { offers } : {};
  return { kind: "say", why: "asks", text: asks, open: [questionOf(asks, lack)] };
}
