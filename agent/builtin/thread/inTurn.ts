import type { OperationType } from "../../../convex/model/operations.ts";
import type { ThreadContext } from "../../context.ts";
import { isEdit, type ToolCall } from "../../tools/inputs.ts";
import { DECLINED } from "../chat.ts";
import { stateAnswer } from "../questions/answers.ts";
import { afterCalls } from "../rehearse.ts";
import { isNotUnderstood } from "../standing.ts";
import { type Understanding, understand } from "../understand.ts";
import { isDisagreement } from "../wishes/asides.ts";
import { splitClauses } from "../wishes/clauses.ts";
import { moodOf } from "../wishes/mood.ts";
import { read } from "../words/read.ts";
import { declinedIn } from "./orders/hearDeclined.ts";
import { piecesOf } from "./orders/orderWords.ts";
import { withoutProtest } from "./remarks/protest.ts";

type Reader = (text: string, context: ThreadContext) => Understanding;
type Calls = Extract<Understanding, { kind: "calls" }>;

/**
 * A message in parts that are read one after the other, each as it is said of the video after those before it: "yes the first
 * one. and a bit gentler", "undo, and play the end at 0.8". Null where the message as a whole says as much, or a part says
 * nothing by itself.
 */
export function inTurn(text: string, context: ThreadContext, whole: Understanding, readPart: Reader): Calls | null {
  const isClear = whole.kind === "calls" ? !whole.open : whole.why === "chat" && !isNotUnderstood(whole.text);
  const sentences = withTheirQuestions(sentencesOf(text, context), context);
  const ways = [...(sentences.length > 1 ? [sentences] : []), ...(isClear ? [] : partings(text, context))];
  for (const parts of ways) {
    const turn = readInTurn(parts, context, readPart, whole.kind === "calls" || parts === sentences);
    const isDeclined = (part: string): boolean => isNothing(readPart(part, withMessage(context, part)), part, context);
    if (turn && (!isClear || parts.some(isDeclined) || saysMore(turn, whole, parts, context))) return turn;
  }
  return null;
}

/** "no cut, faster is enough": nothing is to be done, unlike "no, that's the end". */
function isNothing(meant: Understanding, part: string, context: ThreadContext): boolean {
  const [first = []] = splitClauses(read(part, context));
  return meant.kind === "say" && meant.text === DECLINED && declinedIn(piecesOf(first, part)) !== null;
}

/** `isStrict`: each part has to be an order of its own, and none may be said of what another says. */
function readInTurn(
  parts: readonly string[],
  context: ThreadContext,
  readPart: Reader,
  isStrict: boolean,
): Calls | null {
  const calls: ToolCall[] = [];
  const beside: string[] = [];
  let then = context;
  let isCut = false;
  for (const [at, part] of parts.entries()) {
    const now = withMessage(then, part);
    // "make it vertical. hmm no, square"
    if (isStrict && at > 0 && withoutProtest(part).against !== "nothing") return null;
    if (isStrict && stateAnswer(part, now)) return null;
    const meant = readPart(part, now);
    if (isNothing(meant, part, now)) continue;
    if (meant.kind === "say") {
      if (!isStrict || meant.why !== "chat" || (isNotUnderstood(meant.text) && !isRemark(part, now))) return null;
      if (isTold(part, now, meant.text)) beside.push(meant.text);
      continue;
    }
    if (meant.open || meant.waits || meant.calls.some(givesOut)) return null;
    if (isStrict && !(meant.calls.every(changesVideo) && isOrder(part, now))) return null;
    // "cut that bit off and send me the mp4": a file is of whatever is left.
    if (isCut && !meant.calls.every(({ tool }) => ofTheWhole.has(tool))) return null;
    for (const call of meant.calls) add(call, calls);
    beside.push(...(meant.beside ?? []));
    // Times are those of the version that was seen, so what a cut leaves is not what the rest is said of.
    if (meant.calls.every(keepsTime)) then = told(afterCalls(then, meant.calls), part);
    else isCut ||= !isStrict;
  }
  return calls.length > 0 ? { kind: "calls", calls, ...(beside.length > 0 ? { beside } : {}) } : null;
}

const ofTheWhole: ReadonlySet<string> = new Set(["export", "review", "style_preset", "crop", "cursor_emphasis"]);

/** Adds a call; an edit that was made for the same message and goes again is not made at all. */
function add(call: ToolCall, calls: ToolCall[]): void {
  const isNewest = call.tool === "remove_edit" && call.input.index === undefined;
  const made = isNewest ? calls.findLastIndex(({ tool }) => tool === call.input.type) : -1;
  if (made < 0) calls.push(call);
  else calls.splice(made, 1);
}

/** Whether more of the video is changed than where the message was read as a whole; as much, where all of it is of the thread. */
function saysMore(turn: Calls, whole: Understanding, parts: readonly string[], context: ThreadContext): boolean {
  if (whole.kind === "say") return turn.calls.some(isEdit);
  const exports = ({ calls }: Calls): number => calls.filter(({ tool }) => tool === "export").length;
  if (exports(turn) < exports(whole)) return false;
  const more = changedBy(turn, context) + exports(turn) - changedBy(whole, context) - exports(whole);
  const isOfThread = (part: string): boolean => understand(part, context).kind === "say" && !isRemark(part, context);
  return more > 0 || (more === 0 && parts.every(isOfThread));
}

/** How many edits are there then that are not there now, and the other way round. */
function changedBy({ calls }: Calls, context: ThreadContext): number {
  const [now, then] = [context, afterCalls(context, calls)].map(({ versions, currentVersion }) => {
    const edits = versions.find(({ version }) => version === currentVersion)?.operations ?? [];
    return new Set(edits.map((edit) => JSON.stringify(edit)));
  });
  return now && then ? now.symmetricDifference(then).size : 0;
}

const changesVideo = (call: ToolCall): boolean =>
  isEdit(call) || call.tool === "remove_edit" || call.tool === "revert" || call.tool === "export";

/** Told to do something, or nothing without the thread: "a bit gentler", "same for the name". */
function isOrder(part: string, context: ThreadContext): boolean {
  const clauses = splitClauses(read(part, context));
  if (clauses.some(isDisagreement)) return false;
  const moods = clauses.map(moodOf);
  return moods.includes("asks") || (moods.includes("open") && understand(part, context).kind === "say");
}

/** "they cover the toast": why, and no wish. */
const isRemark = (part: string, context: ThreadContext): boolean =>
  splitClauses(read(part, context)).every((clause) => moodOf(clause) === "tells");

/** What is answered to a question is told when the rest is done; thanks, praise and remarks need no answer beside it. */
const isTold = (part: string, context: ThreadContext, text: string): boolean => {
  const alone = understand(part, context);
  return stateAnswer(part, context) === null && !(alone.kind === "say" && alone.text === text);
};

/** "is the zoom still there? move it to the end", "where do they pick a day? zoom in there": one part. */
function withTheirQuestions(sentences: readonly string[], context: ThreadContext): string[] {
  const parts: string[] = [];
  let asked = "";
  for (const [at, sentence] of sentences.entries()) {
    const isAsked = sentence.endsWith("?") && understand(sentence, withMessage(context, sentence)).kind === "say";
    const part = `${asked} ${sentence}`.trim();
    asked = isAsked && at < sentences.length - 1 ? part : "";
    if (asked === "") parts.push(part);
  }
  return parts;
}

function sentencesOf(text: string, context: ThreadContext): string[] {
  const tokens = read(text, context);
  const sentences: string[] = [];
  let from = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "mark" || !ends.has(token.mark) || !tokens[at + 1]) continue;
    sentences.push(text.slice(from, token.end));
    from = token.end;
  }
  return [...sentences, text.slice(from)].map((one) => one.trim()).filter((one) => /\p{L}|\d/u.test(one));
}
const ends = new Set([".", "!", "?", ";", "\n", "…"]);

/** A message in two, at each place where a clause begins. */
function partings(text: string, context: ThreadContext): string[][] {
  const clauses = splitClauses(read(text, context));
  return clauses.slice(1).flatMap(([first]): string[][] => {
    if (!first) return [];
    const head = text
      .slice(0, first.start)
      .replace(/[\s,;:.–-]+(?:and|then|but|und|dann|aber|y|pero)?[\s,;:.–-]*$/iu, "");
    const tail = text.slice(first.start);
    return head === "" || tail === "" ? [] : [[head, tail]];
  });
}

const timeless: ReadonlySet<string> = new Set<OperationType>([
  "zoom",
  "caption",
  "redact",
  "crop",
  "style_preset",
  "cursor_emphasis",
]);
/** What is said afterwards is told in the times of the version that is seen, or gone back to. */
const keepsTime = ({ tool, input }: ToolCall): boolean =>
  timeless.has(tool) || tool === "revert" || (tool === "remove_edit" && timeless.has(input.type));

/** What the message as a whole has held back until something is settled is not given out by its parts. */
const givesOut = ({ tool }: ToolCall): boolean => tool === "share" || tool === "review" || tool === "schedule_digest";

const TOLD = "Done as you said.";

/** The thread as it is when the first has been done and told of. */
function told(context: ThreadContext, head: string): ThreadContext {
  const versions = context.versions.map((one, at, all) => (at === all.length - 1 ? { ...one, summary: TOLD } : one));
  const messages = [
    ...context.messages.slice(0, -1),
    { role: "user" as const, content: head },
    { role: "assistant" as const, content: TOLD },
  ];
  return { ...context, versions, messages };
}

const withMessage = (context: ThreadContext, content: string): ThreadContext => ({
  ...context,
  messages: [
    ...(context.messages.at(-1)?.role === "user" ? context.messages.slice(0, -1) : context.messages),
    { role: "user", content },
  ],
});
