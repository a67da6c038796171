import type { ThreadContext } from "../context.ts";
import { isView, openView } from "../resolve/view.ts";
import { isEdit, type ToolCall } from "../tools/inputs.ts";
import { withCaptionText } from "./captionText.ts";
import { answerChat, answerHowTo, answerUnsupported, notUnderstood, noWords } from "./chat.ts";
import { clauseOf, read } from "./clause.ts";
import { fillCaption } from "./fill/caption.ts";
import { fillDigest } from "./fill/digest.ts";
import { ask, calls, type Filled } from "./fill/filled.ts";
import { fillCrop, fillRedact } from "./fill/frame.ts";
import { fillRedo, fillRemoveEdit, fillRemoveIt, fillRevert } from "./fill/history.ts";
import { fillCursor, fillStyle } from "./fill/look.ts";
import { fillCut, fillTrim } from "./fill/parts.ts";
import { fillCancelDigest, fillPreferences } from "./fill/preferences.ts";
import { askWhat, fillRecord } from "./fill/record.ts";
import { fillBadFormat, fillExport, fillReview, fillShare } from "./fill/send.ts";
import { fillShorten } from "./fill/shorten.ts";
import { fillSpeed } from "./fill/speed.ts";
import { fillSplit } from "./fill/split.ts";
import { fillLonger, fillZoom, fillZoomOut } from "./fill/zoom.ts";
import { match } from "./grammar/match.ts";
import type { Intent } from "./grammar/row.ts";
import { isManipulation, refusal } from "./guard.ts";
import { Reading } from "./reading.ts";
import { rehearse, timedEditsOf } from "./rehearse.ts";
import { wishesOf } from "./wishes/gather.ts";
import { withoutPleasantries } from "./wishes/pleasantries.ts";
import { opensPurpose } from "./wishes/purpose.ts";
import type { Wish } from "./wishes/wish.ts";

/** What a message is: calls to make, or words to say (a question, an answer, a refusal). */
export type Understanding = { kind: "calls"; calls: ToolCall[] } | { kind: "say"; text: string; why: Why };
/** `asks`: a wish was recognised and something is missing or in the way. `chat`: none was. `refuses`: it must not be read on. */
export type Why = "asks" | "chat" | "refuses";

const LONGEST_MESSAGE = 2500;
const say = (text: string, why: Why = "chat"): Understanding => ({ kind: "say", text, why });

/** Reads one message by itself. Deterministic, and quick enough to run on every keystroke. */
export function understand(message: string, context: ThreadContext): Understanding {
  const text = withoutQuotes(message);
  if (text.trim() === "") return say(message.trim() === "" ? noWords(context) : notUnderstood(context));
  if (isManipulation(text)) return say(refusal(context), "refuses");
  if (text.length > LONGEST_MESSAGE)
    return say(
      "That is a lot to read at once, so I have not done anything. Can you tell me in a sentence or two what I should do?",
    );

  const tokens = withCaptionText(read(text, context), text);
  const whole = new Reading(clauseOf(tokens), context, text);
  const isSetting = ["preferences", "list_digests"].includes(match(whole)?.row.intent ?? "");
  const howTo = isSetting ? null : answerHowTo(whole, context);
  if (howTo !== null) return say(howTo);
  const { wishes, declined, chatter } = wishesOf(tokens, context, text);
  const meant = withoutAsides(wishes, whole);
  if (isAgainAlone(whole)) return say("Do you mean **record it again**, or the last edit once more?", "asks");
  if (meant.length === 0) return say(answerChat(whole, context, declined.length > 0, chatter));
  const complaints = wishes
    .filter((wish) => !meant.includes(wish) && wish.reading.has("wrong"))
    .map((wish) => wish.reading);
  const waiting = waitsForVideo(meant, context);
  if (waiting !== null) return say(waiting, "asks");
  const filled: Filled[] = [];
  for (const wish of meant) {
    const asked = filled.flatMap((one) => (one.kind === "calls" ? one.calls : []));
    if (asked.length > 0 && sayTogether.test(wish.reading.source)) wish.reading.follow(timedEditsOf(context, asked));
    const speeds = meant.filter((one) => one !== wish && one.row.intent === "speed").map((one) => one.reading);
    filled.push(fill(wish, { chatter, complaints, speeds, said: meant.map((one) => one.reading) }));
  }
  const question = filled.find((one) => one.kind === "ask");
  if (question?.kind === "ask") return say(question.question, "asks");
  const all = settled(filled.flatMap((one) => (one.kind === "calls" ? one.calls : [])));
  if (all.length === 0) return say("It plays at normal speed already. What should I change?", "asks");
  const objection = rehearse(context, all);
  return objection === null ? { kind: "calls", calls: all } : say(objection, "asks");
}

const sayTogether =
  /\b(?:same|that|this) (?:time|moment|point)\b|\bthere\b|\bsimultaneously|\bgleichzeitig|\b(?:selben|gleichen) Zeit|mismo tiempo|a la vez/i;

const needNoVideo: readonly Intent[] = [
  "preferences",
  "list_digests",
  "cancel_digest",
  "schedule_digest",
  "rerecord",
  "record",
  "record_what",
  "cancel",
  "status",
  "bad_format",
  "unsupported",
];

/** Why an edit has to wait, when it is all that was asked for and there is no video yet. */
function waitsForVideo(wishes: readonly Wish[], context: ThreadContext): string | null {
  const view = openView(context);
  if (isView(view) || wishes.some(({ row }) => needNoVideo.includes(row.intent))) return null;
  return view.message;
}

const againWords = new Set(
  "do it that again once more please one time repeat mach es das nochmal noch einmal bitte hazlo otra vez".split(" "),
);

/** "do it again": a recording is too much to start on a guess. */
const isAgainAlone = (reading: Reading): boolean =>
  reading.has("again") && reading.clause.tokens.every((token) => token.kind === "mark" || againWords.has(token.word));

/** Lines that quote somebody else, Aura included, are not what is said now. */
function withoutQuotes(message: string): string {
  const own = message
    .split("\n")
    .filter((line) => !/^\s*(?:>|&gt;)/.test(line))
    .join("\n")
    .replace(/^\s*[/@]?aura\b[,:]?|\s@aura\b/gi, " ");
  return withoutPleasantries(own).replace(sharedUnit, "$1$3$4 $2");
}

/** "5 seconds from the start and 3 from the end": the unit is said once. */
const sharedUnit =
  /(\d+(?:\.\d+)?\s*(s|secs?|seconds?|sekunden|segundos))((?:\s+\p{L}+){1,5}\s+(?:and|und|y)\s+)(\d+(?:\.\d+)?)(?=\s+(?:off|from|at|vom|am|del|al)\s)/iu;

/**
 * What was really asked for: "looks good" before a wish is praise (alone, an approval), a complaint beside a rejection its
 * reason, and "keep the rest" nothing of its own.
 */
function withoutAsides(wishes: readonly Wish[], message: Reading): Wish[] {
  const has = (intent: Intent): boolean => wishes.some(({ row }) => row.intent === intent);
  const wanted = wishes.filter(({ row, reading }) => {
    if (row.intent === "review_soft" || row.intent === "leave") return false;
    if (row.intent === "review_approve" && (isHedged(reading) || isTakenBack(reading, message)))
      return !wishes.some((wish) => editing.includes(wish.row.intent));
    if (wishes.length > 1 && opensPurpose(reading.clause.tokens, 0)) return false;
    // "could you film PR 97? I'd like to show it to a client"
    if (row.intent === "share_what" && wishes.length > 1 && /^\W*(?:i|we)\b/i.test(reading.source)) return false;
    if (row.intent === "unsupported") return !has("review_reject");
    if (row.intent === "redo") return !has("rerecord");
    if (row.intent === "cut_what" && wishes.length > 1) return !isEdgeOnly(reading);
    // "skip the intro, start at 6 seconds"
    // "cut the login but keep the coupon": that stays, and with it all else
    const keepsToo =
      row.intent === "trim" &&
      reading.has("keep") &&
      reading.times.length === 0 &&
      !reading.word("only", "just", "solo", "nur");
    if (keepsToo && has("cut")) return false;
    if (row.intent === "cut" && has("trim")) return !isEdgeOnly(reading) || reading.times.length > 0;
    return !(has("review_reject") && row.intent !== "review_reject" && reading.has("wrong"));
  });
  if (wanted.length > 0 || message.has("thanks")) return wanted;
  return [...wishes];
}

const editing: readonly Intent[] = [
  "cut",
  "trim",
  "shorten",
  "speed",
  "zoom",
  "crop",
  "redact",
  "caption",
  "remove_edit",
  "cursor_emphasis",
  "style_preset",
  "split",
  "cut_what",
];
/** "lgtm but cut the first 3 seconds" */
function isTakenBack({ clause }: Reading, message: Reading): boolean {
  const end = clause.tokens.at(-1)?.end ?? 0;
  const next = message.clause.tokens.find(({ start, kind }) => start >= end && kind === "word");
  return ["but", "just", "except", "only", "though"].includes(next?.word ?? "");
}
/** "lgtm mostly, just …": not yet. */
const isHedged = (reading: Reading): boolean =>
  reading.word(
    "mostly",
    "almost",
    "nearly",
    "overall",
    "otherwise",
    "except",
    "apart",
    "besides",
    "basically",
    "once",
    "if",
    "after",
    "until",
  );

const edges =
  "can go should has to must lose drop cut intro beginning start end ending outro opening rest remainder everything else others it the that whats what comes came before after earlier boring skip keep remove cut leave as is all".split(
    " ",
  );
const isEdgeOnly = ({ clause }: Reading): boolean =>
  clause.tokens.every(
    (token, at) =>
      token.kind === "mark" ||
      edges.includes(token.word) ||
      clause.phrases.some(({ from, to, concepts }) => at >= from && at < to && concepts.has("remove")),
  );

type Around = {
  chatter: readonly Reading[];
  complaints: readonly Reading[];
  speeds: readonly Reading[];
  said: readonly Reading[];
};

function fill({ row, reading }: Wish, around: Around): Filled {
  switch (row.intent) {
    case "leave":
      return ask("Fine, that stays. What should I change instead?");
    case "preferences":
      return fillPreferences(reading);
    case "list_digests":
      return calls({ tool: "list_digests", input: {} });
    case "cancel_digest":
      return fillCancelDigest(reading);
    case "schedule_digest":
      return fillDigest(reading);
    case "rerecord":
      return calls({ tool: "rerecord", input: {} });
    case "record":
      return fillRecord(reading);
    case "record_what":
      return askWhat(reading);
    case "cancel":
      return calls({ tool: "cancel", input: {} });
    case "status":
      return calls({ tool: "status", input: {} });
    case "review_reject":
      return fillReview(reading, "rejected", noteOf(reading, around));
    case "review_approve":
    case "review_soft":
      return fillReview(reading, "approved", null);
    case "remove_edit":
      return withExport(fillRemoveEdit(reading), reading);
    case "zoom_out":
      return fillZoomOut(reading);
    case "redo":
      return fillRedo(reading);
    case "revert":
      return fillRevert(reading);
    case "share":
      return fillShare(reading);
    case "share_what":
      return fillShare(reading);
    case "export":
      return fillExport(reading, around.chatter);
    case "bad_format":
      return fillBadFormat(reading);
    case "caption":
      return fillCaption(reading);
    case "redact":
      return fillRedact(reading);
    case "cursor_emphasis":
      return fillCursor(reading);
    case "crop":
      return fillCrop(reading);
    case "zoom":
      return fillZoom(reading);
    case "style_preset":
      return fillStyle(reading);
    case "split":
      return fillSplit(reading);
    case "shorten":
      return fillShorten(reading);
    case "speed":
      return fillSpeed(reading, around.speeds, around.said);
    case "trim":
      return fillTrim(reading);
    case "cut_what":
      return fillRemoveIt(reading, around.chatter) ?? fillCut(reading);
    case "cut":
      return fillCut(reading);
    case "lengthen":
      return (
        fillLonger(reading) ??
        ask(
          "I cannot make more of it than was recorded, but I can play it slower. Shall I play all of it at **0.75×**?",
        )
      );
    case "unsupported":
      return ask(answerUnsupported(reading));
  }
}

/** "export it without the caption". */
function withExport(filled: Filled, reading: Reading): Filled {
  const file = reading.has("exportVerb") ? fillExport(reading) : null;
  return file?.kind === "calls" && filled.kind === "calls" ? calls(...filled.calls, ...file.calls) : filled;
}

/** The reason beside a rejection. */
function noteOf(reading: Reading, { chatter, complaints }: Around): string | null {
  const words = [...[...chatter, ...complaints].map((one) => one.source), reading.source].map((text) =>
    text
      .replace(/\b(?:i |we )?(?:reject(?:ed)?(?: this| it)?|not approved|thumbs down)\b/gi, "")
      .replace(/^[\s,.;:!-]+|[\s,.;:!-]+$/g, ""),
  );
  const note = words.filter((text) => text.length > 3).join(", ");
  return note === "" ? null : note;
}

/** One cursor call for all that was said of it, one trim for both ends, and nothing twice in a row. */
function settled(list: readonly ToolCall[]): ToolCall[] {
  const out: ToolCall[] = [];
  for (const call of list) {
    const last = out.at(-1);
    if (last && JSON.stringify(last) === JSON.stringify(call)) continue;
    // "drop the dramatic stuff, plain please": one style in another's place is one change.
    if (call.tool === "style_preset" && last?.tool === "remove_edit" && last.input.type === "style_preset") {
      out[out.length - 1] = call;
      continue;
    }
    if (call.tool === "preferences" && last?.tool === "preferences") {
      out[out.length - 1] = { tool: "preferences", input: { ...last.input, ...call.input } };
      continue;
    }
    if (call.tool === "review" && last?.tool === "review") {
      const note = [last.input.note, call.input.note].filter(Boolean).join(", ");
      out[out.length - 1] = { tool: "review", input: { decision: call.input.decision, ...(note ? { note } : {}) } };
      continue;
    }
    // "better without the caption, go back": what goes back is named already.
    if (call.tool === "revert" && call.input.to === "previous" && last?.tool === "remove_edit") continue;
    // "version 2 was better, go back to that": the number says it.
    if (call.tool === "revert" && call.input.to === "previous" && last?.tool === "revert") continue;
    if (last && last.tool === call.tool && saysAnew(last, call)) {
      out[out.length - 1] = call;
      continue;
    }
    const cursor = out.findIndex((one) => one.tool === "cursor_emphasis");
    const earlier = out[cursor];
    if (call.tool === "cursor_emphasis" && earlier?.tool === "cursor_emphasis")
      out[cursor] = { tool: "cursor_emphasis", input: { ...earlier.input, ...call.input } };
    else if (call.tool === "trim" && last?.tool === "trim" && isEdit(last))
      out[out.length - 1] = { tool: "trim", input: bothTrims(last.input, call.input) };
    else out.push(call);
  }
  return out;
}

/** "too fast, slow it down a little", "shorter, under 20 seconds": the same wish, said better. */
function saysAnew(before: ToolCall, after: ToolCall): boolean {
  if (before.tool === "shorten" || before.tool === "revert" || before.tool === "style_preset") return true;
  if (before.tool !== "speed" || after.tool !== "speed") return false;
  return before.input.startMs === after.input.startMs && before.input.endMs === after.input.endMs;
}

type Range = { startMs: number; endMs: number };
const bothTrims = (a: Range, b: Range): Range => ({
  startMs: Math.max(a.startMs, b.startMs),
  endMs: Math.min(a.endMs, b.endMs),
});
