import type { Operation } from "../../../../convex/model/operations.ts";
import type { Span } from "../../../../convex/model/recording.ts";
import type { ThreadContext } from "../../../context.ts";
import { isView, lengthOf, openView } from "../../../resolve/view.ts";
import type { EditCall } from "../../../tools/inputs.ts";
import { articles, set } from "../../times/words.ts";
import type { Understanding } from "../../understand.ts";
import { splitClauses } from "../../wishes/clauses.ts";
import { moodOf } from "../../wishes/mood.ts";
import { opensCause, opensReason } from "../../wishes/reasons.ts";
import type { Token } from "../../words/lexer.ts";
import { read } from "../../words/read.ts";
import { before, instead, justChanged } from "../lastChange.ts";
import { type Piece, piecesOf, says, written } from "../orders/orderWords.ts";
import { withoutProtest } from "./protest.ts";
import { lastOf, momentOf, partNamed } from "./remarked.ts";

/** Which end of what was kept is to be elsewhere: by so much (more of the video is above zero), or at a moment. */
type Moved = { edge?: "start" | "end"; byMs?: number; at?: string; isMore?: boolean };

/**
 * "a bit more before it", "start a second earlier", "let it run to the end": more or less of what was kept, right after a part was
 * kept or an end was cut away. Null where nothing was, or something else is said.
 */
export function edgesMoved(text: string, context: ThreadContext): Understanding | null {
  if (text.length > LONGEST) return null;
  const { rest } = withoutProtest(text);
  const moves: Moved[] = [];
  for (const clause of splitClauses(read(rest, context))) {
    const moved = movedIn(clause, rest);
    if (moved) moves.push(moved);
    else if (!isBeside(clause, rest)) return null;
  }
  return moves.length > 0 ? moved(moves, text, context) : null;
}
const LONGEST = 120;

/** Why, or how it is. */
const isBeside = (clause: readonly Token[], message: string): boolean =>
  opensCause(clause, 0) ||
  opensReason(clause, 0) ||
  moodOf(clause) !== "asks" ||
  piecesOf(clause, message).every((one) => says(one, "polite"));

function moved(moves: readonly Moved[], text: string, context: ThreadContext): Understanding | null {
  const change = justChanged(context, text);
  const [edit, ...more] = change?.added ?? [];
  const view = openView(context);
  if (!isView(view)) return null;
  const isCut = change !== null && more.length === 0 && (edit?.type === "trim" || edit?.type === "cut");
  const was = isCut ? before(context, change) : context;
  const last = isCut ? lastOf(edit, change, was) : null;
  const lengthMs = last?.lengthMs ?? lengthOf(view.seen.map);
  const kept = edit && last ? keptBy(edit, last.spans, lengthMs) : null;
  if (!kept) return isCut || change === null ? noMore(moves) : null;
  let now = kept;
  for (const one of moves) {
    const next = withEdge(now, one, kept, was, lengthMs);
    if (!next) return null;
    now = next;
  }
  if (now.startMs === kept.startMs && now.endMs === kept.endMs) return noMore(moves);
  return change && now.endMs - now.startMs > SHORTEST_MS ? instead(change, keeping(now, lengthMs)) : null;
}
const SHORTEST_MS = 500;

/** What is left of the video as one stretch; null where something was cut from its midst. */
function keptBy({ type }: Operation, [span, ...others]: readonly Span[], lengthMs: number): Span | null {
  if (!span || others.length > 0) return null;
  if (type === "trim") return span;
  if (span.startMs <= NEAR_MS) return { startMs: span.endMs, endMs: lengthMs };
  return span.endMs >= lengthMs - NEAR_MS ? { startMs: 0, endMs: span.startMs } : null;
}
const NEAR_MS = 100;

function withEdge(now: Span, { edge, byMs, at }: Moved, kept: Span, was: ThreadContext, lengthMs: number): Span | null {
  if (at !== undefined) {
    // "until the day is picked" shows that.
    const ms = (deed.test(at) ? partNamed(at, was)?.endMs : null) ?? momentOf(at, was, lengthMs);
    if (ms === null) return null;
    return edge === "start" ? { ...now, startMs: ms } : { ...now, endMs: ms };
  }
  const lost = kept.startMs > 0 !== kept.endMs < lengthMs;
  const side = edge ?? (lost ? (kept.startMs > 0 ? "start" : "end") : null);
  if (!side || byMs === undefined) return null;
  return side === "start"
    ? { ...now, startMs: Math.max(0, now.startMs - byMs) }
    : { ...now, endMs: Math.min(lengthMs, now.endMs + byMs) };
}

const deed = /(?<!\p{L})(?:is|are|was|gets?|has|he|she|they|it|wird|se)(?!\p{L})/iu;

function keeping({ startMs, endMs }: Span, lengthMs: number): EditCall[] {
  if (startMs <= 0 && endMs >= lengthMs) return [];
  if (startMs <= 0) return [{ tool: "cut", input: { startMs: endMs, endMs: lengthMs } }];
  if (endMs >= lengthMs) return [{ tool: "cut", input: { startMs: 0, endMs: startMs } }];
  return [{ tool: "trim", input: { startMs, endMs } }];
}

/** "one second more at the beginning", of a video that begins with its recording. */
function noMore(moves: readonly Moved[]): Understanding | null {
  const [one, ...others] = moves;
  if (!one?.edge || !one.isMore || (one.byMs ?? 0) <= 0 || others.length > 0) return null;
  const where = one.edge === "start" ? "before the start" : "after the end";
  const text = `Nothing was recorded ${where}. Shall I **slow down the ${one.edge}** instead?`;
  return { kind: "say", why: "asks", text };
}

/** What a clause says of the ends of what was kept; null when it says something else, or more. */
function movedIn(clause: readonly Token[], message: string): Moved | null {
  const pieces = piecesOf(clause, message).filter((one) => !says(one, "polite") || isMore(one));
  const runs = pieces.findIndex(({ token }) => running.has(token.word));
  const until = pieces.findIndex(
    ({ token }, at) => untilWords.has(token.word) || (runs >= 0 && at > runs && toWords.has(token.word)),
  );
  const lead = pieces.slice(0, Math.max(0, until));
  const isLed = lead.every((one) => isAround(one) || running.has(one.token.word));
  if (until >= 0 && until < pieces.length - 1 && isLed)
    return { edge: "end", at: written(pieces.slice(until + 1)).replace(/^the (?=(?:very )?end$)/i, "") };
  const isStart = pieces.some((one) => startWords.has(one.token.word) || says(one, "begin"));
  const isEnd = pieces.some((one) => endWords.has(one.token.word) || says(one, "finish"));
  const [earlier, later] = [pieces.some((one) => says(one, "earlier")), pieces.some((one) => says(one, "later"))];
  const lasting = pieces.find(({ length }) => length)?.length;
  const isLittle = pieces.some((one) => says(one, "little"));
  // "back to the start" goes back to another version.
  if (!lasting && pieces.some((one) => says(one, "back"))) return null;
  const isSaid = lasting?.how === "by" || earlier || later || pieces.some(isMore) || (isLittle && (isStart || isEnd));
  const isAll = pieces.every(
    (one) =>
      isAround(one) ||
      one.length !== undefined ||
      isMore(one) ||
      says(one, "little", "earlier", "later", "begin", "finish") ||
      startWords.has(one.token.word) ||
      endWords.has(one.token.word),
  );
  if (!isAll || !(isSaid || (lasting && (isStart || isEnd)))) return null;
  if (isStart && isEnd) return null;
  const edge = isStart ? "start" : isEnd ? "end" : earlier ? "start" : later ? "end" : undefined;
  const isLess = (edge === "start" && later) || (edge === "end" && earlier);
  const byMs = (lasting?.ms ?? (isLittle ? LITTLE_MS : STEP_MS)) * (isLess ? -1 : 1);
  return { byMs, isMore: lasting?.how === "by" || pieces.some(isMore), ...(edge ? { edge } : {}) };
}
const [LITTLE_MS, STEP_MS] = [1000, 2000];

const isMore = (one: Piece): boolean => says(one, "more", "longer", "back") || one.token.word === "more";
const isAround = (one: Piece): boolean =>
  says(one, "it", "have", "duty", "polite", "move", "show", "stay") ||
  articles.has(one.token.word) ||
  around.has(one.token.word);
const around = set(
  "and at in on of to from give add leave me us some i we want need let keep und am im y al de en with",
);
const startWords = set("before front lead start begin beginning vorher davor anfang antes principio intro");
const endWords = set("after afterwards behind end ending danach nachher ende schluss despues final");
const untilWords = set("until till til bis hasta through");
const toWords = set("to up");
const running = set("run go play continue last stay keep lauf laufen sigue");
