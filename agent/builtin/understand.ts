import type { ThreadContext } from "../context.ts";
import { isView, openView } from "../resolve/view.ts";
import type { ToolCall } from "../tools/inputs.ts";
import { set } from "../words.ts";
import { aboutCamera } from "./aboutCamera.ts";
import { withCaptionText } from "./captions/captionText.ts";
import { answerChat, answerHowTo, noWords } from "./chat.ts";
import { filledIn } from "./filledIn.ts";
import { match } from "./grammar/match.ts";
import { intents } from "./grammar/row.ts";
import { granted } from "./granted.ts";
import { isManipulation, refusal } from "./guard.ts";
import { aboutPlanned } from "./plannedOrders.ts";
import { withOwnCorrections } from "./selfCorrected.ts";
import { notUnderstood } from "./standing.ts";
import { type OpenQuestion, questionOf } from "./thread/answers/openQuestion.ts";
import { takenOff } from "./thread/lastChange.ts";
import { aroundRecording, withoutDone } from "./thread/newVideo.ts";
import { settled } from "./thread/settle.ts";
import { unheard } from "./unheard.ts";
import { withoutAppositions } from "./wishes/apposition.ts";
import { wishesOf } from "./wishes/gather.ts";
import { withoutAsides } from "./wishes/meant.ts";
import { inPlainWords } from "./wishes/paraphrase.ts";
import { withoutPleasantries } from "./wishes/pleasantries.ts";
import type { Wish } from "./wishes/wish.ts";
import { clauseOf } from "./words/clause.ts";
import { read } from "./words/read.ts";
import { Reading } from "./words/reading.ts";

/** What a message is: calls to make, or words to say (a question, an answer, a refusal). */
export type Understanding =
  /**
   * `waits`: more was asked for, of a video that these calls begin to record. `beside`: what is told with them, such as what
   * could not be done. `open`: what is asked, with them or alone, as data.
   */
  | { kind: "calls"; calls: ToolCall[]; waits?: boolean; beside?: string[]; open?: OpenQuestion[] }
  | { kind: "say"; text: string; why: Why; open?: OpenQuestion[] };
/** `asks`: a wish was recognised and something is missing or in the way. `chat`: none was. `refuses`: it must not be read on. */
export type Why = "asks" | "chat" | "refuses";

const LONGEST_MESSAGE = 2500;
const say = (text: string, why: Why = "chat"): Understanding => ({ kind: "say", text, why });
/** A question whose answer is a wish that it names: "yes" where it is the only one. */
const askWhether = (wish: string, text: string): Understanding => {
  const offers = [{ name: wish, value: wish }];
  return { kind: "say", text, why: "asks", open: [questionOf(text, { offers })] };
};

// A message is looked at from several sides, and its parts with it: what was read once is known.
const known = new WeakMap<ThreadContext, Map<string, Understanding>>();

/** Reads one message by itself. Deterministic, and quick enough to run on every keystroke. */
export function understand(message: string, context: ThreadContext): Understanding {
  const ofThread = known.get(context) ?? new Map<string, Understanding>();
  known.set(context, ofThread);
  const understood = ofThread.get(message) ?? readAlone(message, context);
  ofThread.set(message, understood);
  return understood;
}

function readAlone(message: string, context: ThreadContext): Understanding {
  const text = ownWords(message);
  if (text.trim() === "") return say(message.trim() === "" ? noWords(context) : notUnderstood(context));
  if (isManipulation(text)) return say(refusal(context), "refuses");
  const ofPlanned = aboutPlanned(text, context);
  if (ofPlanned) return ofPlanned;
  const ofCamera = aboutCamera(text, context, (part) => match(readingOf(part, context)) !== null);
  if (ofCamera) return ofCamera;
  if (text.length > LONGEST_MESSAGE)
    return say(
      "That is a lot to read at once, so I have not done anything. Can you tell me in a sentence or two what I should do?",
    );

  const tokens = withCaptionText(read(text, context), text, captionOf(context));
  const whole = new Reading(clauseOf(tokens), context, text);
  const isSetting = ["preferences", "list_digests"].includes(match(whole)?.row.intent ?? "");
  const howTo = isSetting ? null : answerHowTo(whole, context);
  if (howTo !== null) return say(howTo);
  const { wishes, declined, chatter } = wishesOf(tokens, context, text);
  const meant = withoutDone(withoutAsides(wishes, whole), context);
  if (isAgainAlone(whole))
    return askWhether("record it again", "Do you mean **record it again**, or the last edit once more?");
  const off = takenOff(declined, context, message);
  if (meant.length === 0 && off.length > 0) return { kind: "calls", calls: off };
  if (meant.length === 0) return say(answerChat(whole, context, declined.length > 0, chatter));
  const elsewhere = meant.find((wish) => isOfOtherVideo(wish, context));
  if (elsewhere) return goBackFirst(elsewhere.reading, context);
  const waiting = waitsForVideo(meant, context);
  if (waiting !== null) return say(waiting, "asks");
  const { now, waits } = aroundRecording(
    filledIn(meant, wishes, { chatter, declined }, context, text),
    (wish) => !needsNoVideo(wish),
  );
  const understood = withTheRest(granted(now, context), off, chatter, context);
  return waits && understood.kind === "calls" ? { ...understood, waits } : understood;
}

const readingOf = (text: string, context: ThreadContext): Reading =>
  new Reading(clauseOf(read(text, context)), context, text);

/** With the edits that are declined taken off, and what was not understood told beside what is done. */
function withTheRest(
  asked: Understanding,
  off: readonly ToolCall[],
  chatter: readonly Reading[],
  context: ThreadContext,
): Understanding {
  if (asked.kind !== "calls") return asked;
  const calls = off.length > 0 ? settled([...off, ...asked.calls], context) : asked.calls;
  const beside = [...(asked.beside ?? []), ...unheard(chatter)];
  return { ...asked, calls, ...(beside.length > 0 ? { beside } : {}) };
}

/** "trim the last second off the PR 1 one", in a thread that has gone on to PR 2: the wrong video is not to be edited. */
const isOfOtherVideo = ({ row, reading }: Wish, { run }: ThreadContext): boolean => {
  const pr = reading.first("pr")?.number;
  return run?.pr !== undefined && pr !== undefined && pr !== run.pr && !needNoVideo.includes(row.intent);
};

function goBackFirst(reading: Reading, { run }: ThreadContext): Understanding {
  const wish = `back to PR ${reading.first("pr")?.number}`;
  return askWhether(
    wish,
    `This thread is at the video of PR ${run?.pr} now, so I have changed nothing. Shall I go **${wish}** first?`,
  );
}

/** The words of the caption that was added last. */
function captionOf(context: ThreadContext): string | null {
  const view = openView(context);
  return (isView(view) && view.seen.operations.findLast((one) => one.type === "caption")?.text) || null;
}

const needNoVideo = intents(
  "preferences list_digests cancel_digest schedule_digest rerecord record record_what show_video cancel status bad_format unsupported",
);

/** Why an edit has to wait, when it is all that was asked for and there is no video yet. */
function waitsForVideo(wishes: readonly Wish[], context: ThreadContext): string | null {
  const view = openView(context);
  return isView(view) || wishes.some(needsNoVideo) ? null : view.message;
}
const needsNoVideo = ({ row }: Wish): boolean => needNoVideo.includes(row.intent);

const againWords = set(
  "do it that again once more please one time repeat mach es das nochmal noch einmal bitte hazlo otra vez",
);

/** "do it again": a recording is too much to start on a guess. */
const isAgainAlone = (reading: Reading): boolean =>
  reading.has("again") && reading.clause.tokens.every((token) => token.kind === "mark" || againWords.has(token.word));

/** A message without the lines that quote somebody else, Aura included, its courtesies and Aura's name. */
function ownWords(message: string): string {
  const own = message
    .split("\n")
    .filter((line) => !/^\s*(?:>|&gt;)/.test(line))
    .join("\n")
    .replace(/^\s*[/@]?aura\b[,:]?|\s@aura\b/gi, " ");
  return inPlainWords(withoutAppositions(withOwnCorrections(withoutPleasantries(own)))).replace(
    sharedUnit,
    "$1$3$4 $2",
  );
}

/** "5 seconds from the start and 3 from the end": the unit is said once. */
const sharedUnit =
  /(\d+(?:\.\d+)?\s*(s|secs?|seconds?|sekunden|segundos))((?:\s+\p{L}+){1,5}\s+(?:and|und|y)\s+)(\d+(?:\.\d+)?)(?=\s+(?:off|from|at|vom|am|del|al)\s)/iu;
