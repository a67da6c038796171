import type { Operation } from "../../../../convex/model/operations.ts";
import type { ThreadContext } from "../../../context.ts";
import { revertTarget } from "../../../resolve/history.ts";
import { ordinalNamed } from "../../../resolve/vocabulary.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import { wordsOf } from "../../../words.ts";
import { lackingBeside } from "../../lacking.ts";
import { set } from "../../times/words.ts";
import { understand } from "../../understand.ts";
import { moodOf } from "../../wishes/mood.ts";
import { liking, pleasing } from "../../wishes/praise.ts";
import { clauseOf } from "../../words/clause.ts";
import type { Token } from "../../words/lexer.ts";
import { read } from "../../words/read.ts";
import { Reading } from "../../words/reading.ts";
import type { OpenQuestion } from "../answers/openQuestion.ts";
import { justChanged } from "../lastChange.ts";
import { anyNoun } from "./editNames.ts";
import { spokenOfIn } from "./hearBack.ts";
import type { Change } from "./hearChange.ts";
import { isAllWanted } from "./hearDeclined.ts";
import type { Heard } from "./hearOrder.ts";
import { editsNamed, isReadIn, type Placed } from "./namedEdits.ts";
import type { Order } from "./orderCalls.ts";
import { placeIn } from "./orderPlace.ts";
import { piecesOf, says, written } from "./orderWords.ts";
import type { Newest } from "./whichEdits.ts";

/** What a message says beside its orders, and what it is about. */

export type Message = {
  /** As it was sent, and without what opens it. */
  text: string;
  said: string;
  newest: Newest;
  /** The thread as the rest of the message is said of it. */
  thread: ThreadContext;
  /** "there are two zooms on it now", and those of the last order: what was spoken of last. */
  spokenOf: readonly Placed[];
  orders: Order[];
  /** "scrap what you just did" */
  isUndone: boolean;
  /** "…, but keep the zoom" */
  isKept: boolean;
  /** "no cuts, …": something was said not to be wanted; "…, faster is enough": what is there is. */
  declines: boolean;
  isEnough: boolean;
  /** What is said of an edit that is only named later: "that's too long, three seconds for the text". */
  open: Change[];
  first: ToolCall[];
  after: ToolCall[];
  /** What is asked of a wish beside the orders. */
  asked: OpenQuestion[];
  /** Clauses since the last order that are none. */
  beside: Token[][];
  /** What of the message cannot be done. */
  told: string[];
};

export const openMessage = (text: string, said: string, thread: ThreadContext, newest: Newest): Message => ({
  ...{ text, said, newest, thread, isUndone: false, isKept: false, declines: false, isEnough: false },
  ...{ spokenOf: [], orders: [], open: [], first: [], after: [], asked: [], beside: [], told: [] },
});

/** "there are two zooms on it, …", "not at the start": a clause that tells of edits, or says what is not meant. */
export function takeStated(clause: readonly Token[], message: Message): boolean {
  if (tooMany.test(wordsIn(clause, message))) return true;
  const stated = statedIn(clause, message);
  if (stated) message.spokenOf = stated;
  const denied = stated ? null : deniedIn(clause, message.said);
  return stated !== null || (denied !== null && takeDenied(denied, message));
}

/** "just the one that was there, …": a clause that is nothing but a name for edits. */
export function takeTopic(clause: readonly Token[], message: Message): boolean {
  const topic = message.beside.every((one) => isPleased(one) || isTold(one)) ? topicOf(clause, message) : null;
  if (!topic) return false;
  message.beside = [];
  message.spokenOf = topic;
  return true;
}

/** What stands beside the orders: a remark, going back before them, a wish that leaves the edits alone after them. */
export function takeBeside(message: Message, next?: Heard): boolean {
  const clauses = message.beside.splice(0);
  const [first, last] = [clauses.at(0)?.at(0), clauses.at(-1)?.at(-1)];
  const text = first && last ? message.said.slice(first.start, last.end) : "";
  if (text === "" || isRemark.test(text)) return true;
  const lacking = lackingBeside(new Reading(clauseOf(read(text, message.thread)), message.thread, text));
  if (lacking) message.told.push(lacking);
  if (lacking) return true;
  if (alsoWords.test(text)) return false;
  const meant = understand(text, message.thread);
  const isLater = message.orders.length > 0 || message.isUndone;
  if (meant.kind === "say") {
    // "put it at the top and zoom on the unicorn"
    const isWish = isLater && !next && clauses.every((clause) => moodOf(clause) === "asks");
    if (isWish && meant.why === "asks") message.asked.push(...(meant.open ?? []));
    if (message.asked.length > 0) return true;
    if (text.length > LONGEST_REMARK) return false;
    const isRemarked = (isLater || next !== undefined) && clauses.every(isTold);
    return isRemarked || clauses.every(isPleased) || (!isLater && meant.why === "chat");
  }
  if (isLater) {
    message.after.push(...meant.calls);
    // "just the coupon code" may be of what is said before it, unlike "cut the rest".
    const isPlain = clauses.every((clause) => moodOf(clause) === "asks");
    // "no cuts, just make it faster"
    const isLeft = message.declines && message.orders.every(({ isDeclined }) => isDeclined);
    const mayFollow = ({ tool }: ToolCall): boolean =>
      leavesEdits.has(tool) || (isPlain && (cuts.has(tool) || making.has(tool) || (isLeft && tool === "speed")));
    return message.orders.length === 0 || meant.calls.every(mayFollow);
  }
  // "zoom on the total and put the speed back": what is put back was there before.
  const isMade = next?.back !== undefined && meant.calls.every(({ tool }) => leavesEdits.has(tool) || making.has(tool));
  if (isMade) message.after.push(...meant.calls);
  if (isMade) return true;
  const [back, ...more] = meant.calls;
  return more.length === 0 && back?.tool === "revert" && goBack(back, message);
}

/** The thread as the rest of the message is said of it. */
export function goBack(back: Extract<ToolCall, { tool: "revert" }>, message: Message): boolean {
  const target = revertTarget(message.thread, back.input.to);
  if (target.kind !== "version") return false;
  message.first.push(back);
  message.thread = { ...message.thread, currentVersion: target.version.version, seenVersion: null };
  return true;
}

/** "love it", "perfect" */
export const isPleased = (clause: readonly Token[]): boolean => clause.every(({ word }) => pleasedWords.has(word));
const pleasedWords = new Set([
  ...pleasing,
  ...liking,
  ...set("it its that thats this so much really very i we yes yep yeah thanks"),
]);
/** "…, they cover the toast": why. */
const isTold = (clause: readonly Token[]): boolean => moodOf(clause) === "tells";
const alsoWords = /\b(?:too|as well|also|auch|ebenso|tambi[eé]n)\b/iu;
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
const cuts: ReadonlySet<string> = new Set(["cut", "trim"]);
const making: ReadonlySet<string> = new Set(["zoom", "caption", "redact"]);
const isRemark =
  /^(?:(?:they|these|those|it|that|this|both|all|sie|son|es)(?:'s|'re| are| is| were| was| come| start)\b|(?:looks?|sounds?|reads?) (?!.*\b(?:slow|fast|long|short|close|far|big|small|late|early)\b)|(?:oh|ah|ok|okay|no|hm+|sorry|please|thanks|[\s,!]+)+$)/iu;

/** "there are two zooms on 12-15 now, …", "the caption is gone in a blink, …": the edits that a clause tells of. */
function statedIn(clause: readonly Token[], message: Message): readonly Placed[] | null {
  const said = wordsIn(clause, message);
  const told = (thereIs.exec(said) ?? isSo.exec(said) ?? isWrong.exec(said))?.groups?.what;
  const named = told ? editsNamed(told, message.thread) : null;
  return named && named.edits.length > 0 && !named.asks ? named.edits : null;
}

function topicOf(clause: readonly Token[], message: Message): readonly Placed[] | null {
  const said = wordsIn(clause, message).replace(meaning, "").replace(ofIt, "");
  const words = isReadIn(said.replace(whereItSays, ""), message.thread)
    ? said.replace(whereItSays, "the “").concat("”")
    : said;
  const [first = "", second] = wordsOf(words);
  const isName = definite.has(first) || (ordinalNamed(first) !== undefined && second !== undefined);
  const named = isName ? editsNamed(words, message.thread) : null;
  return named && named.edits.length > 0 && !named.asks ? named.edits.slice(named.isPlural ? 0 : -1) : null;
}

/** "where it says Apply coupon" */
const whereItSays =
  /^(?:(?:there )?where|wo|donde) (?:it|the (?:caption|text)|es|der text|el texto) (?:says|reads|stands|steht|dice|pone) /iu;
const definite = set("the den die das el la both beide beiden ambos ambas");
const meaning =
  /^(?:(?:just|only|nur|solo|no|i meant?|i mean|we meant|ich meine?(?:te)?|quiero decir|me refer[ií]a a)[,\s]+)+/iu;
/** "the caption's text size": of the caption. */
const ofIt = /(?:['’]s)?(?: text| font)? (?:size|length|position|place|placement|strength|duration|timing)$/iu;

/** "not faster, just the waiting cut out", "don't zoom, the slow part is enough": what is there, and is to stay. */
export function takeWanted(clause: readonly Token[], message: Message): boolean {
  const pieces = piecesOf(clause, message.said);
  if (!message.declines || !isAllWanted(pieces)) return false;
  const operations = message.thread.versions.find(
    ({ version }) => version === message.thread.currentVersion,
  )?.operations;
  const isCut =
    operations?.some(({ type }) => type === "cut" || type === "trim") === true && cutting.test(written(pieces));
  const named = pieces.filter((one) => !says(one, "polite"));
  const isPaced = (operation: Operation): boolean =>
    operation.type === "speed" && named.every((one) => says(one, operation.rate > 1 ? "faster" : "slower"));
  const isThere = isCut || operations?.some(isPaced) || editsNamed(written(named), message.thread) !== null;
  message.isEnough ||= isThere;
  return isThere;
}
/** "forget vertical, undo that": once more what was just said. */
export const takeUndone = (clause: readonly Token[], { orders, said, beside }: Message): boolean =>
  beside.length === 0 &&
  orders.at(-1)?.deed === "remove" &&
  /^(?:please |pls |just )?(?:undo|revert|take back|take) (?:that|it|this|them)(?: back)?(?: please| pls)?$/i.test(
    said.slice(clause[0]?.start, clause.at(-1)?.end),
  );
const cutting =
  /\b(?:cuts?|cutting|trim(?:med)?|waiting|pauses?|idle|dead time|geschnitten|schnitte?|cortes?|pausas?)\b/iu;

export function wordsIn(clause: readonly Token[], { said }: Message): string {
  const [first, last] = [clause.find(({ kind }) => kind !== "mark"), clause.at(-1)];
  return first && last ? said.slice(first.start, last.end) : "";
}

/** "…, two is too much": a reason. */
const tooMany =
  /^(?:one|two|three|both|that many|\d) (?:(?:zooms?|captions?|blurs?|of them) )?(?:is|are|was|were) (?:(?:way |a bit )?too (?:much|many)|enough|plenty)$/iu;
/** "the caption is gone too fast" says of it what is told next. */
const isSo =
  /^(?<what>the (?!.*\b(?:too|not|so)\b)[^,]{3,40}?) (?:is|was|goes|disappears|vanishes|ends) (?:gone|over|away|out|off|in|too (?:fast|quickly|early|soon)|before)\b/iu;
/** "the second one has a typo, …" */
const isWrong =
  /^(?<what>(?:the|that|this|der|die|das|el|la) [^,]{3,40}?) (?:is|are|was|has|have|looks?|sounds?|reads?|ist|hat|est[aá]|tiene)(?: (?:not|an?|still|ein(?:en)?|quite|so|un|una))* (?:wrong|right|correct|incorrect|off|bad|typos?|mistakes?|misspel\p{L}+|outdated|unclear|confusing|falsch|fehler|tippfehler|mal|error|errata)$/iu;
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
  if (wholeVideo.test(denied) || placeIn(denied, message.thread)) return true;
  const named = editsNamed(denied, message.thread);
  if (named?.isChosen && !named.asks) message.spokenOf = named.edits;
  return named?.isChosen === true;
}
const wholeVideo = /^(?:the (?:whole |entire )?(?:video|clip|thing)|all of it|das (?:ganze )?video|el v[ií]deo)$/iu;
const isAnew = new RegExp(
  `^(?:(?:an?|ein(?:e|en)?|una?) )?(?:new|another|second|extra|neue[rns]?|nuev[oa]|otr[oa]) (?:one|${anyNoun})$`,
  "iu",
);

/** "where's the zoom on the total? bring it back": what "it" is. */
export const saidBefore = ({ beside, said }: Message): string => spokenOfIn(piecesOf(beside.at(-1) ?? [], said)).trim();
