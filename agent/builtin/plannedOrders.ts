import { isBeingRecorded, type PlannedRecording, type ThreadContext } from "../context.ts";
import { plannedInWords } from "../planned.ts";
import type { ToolCall } from "../tools/inputs.ts";
import { whichPlanned } from "../tools/whichPlanned.ts";
import { capital, fold, set, wordsOf } from "../words.ts";
import { isOnDay, localTime, otherStart, spokenTime } from "./fill/startTime.ts";
import { questionOf } from "./thread/answers/openQuestion.ts";
import type { Understanding } from "./understand.ts";

type Call = Extract<ToolCall, { tool: "cancel" | "replan" }>;

/**
 * What is said of recordings that are planned for later: when they begin, another time, now, or not at all. Null when it is of
 * something else. What was planned in the message before needs not be named.
 */
export function aboutPlanned(text: string, context: ThreadContext): Understanding | null {
  if (context.planned.length === 0) return null;
  const words = fold(text).replace(/’/g, "'");
  const meant = meantIn(words, context);
  if (asksOfPlan(words)) return { kind: "say", why: "chat", text: told(meant, context) };
  const call = calledOff(words, meant, context) ?? startedNow(words, meant, context) ?? movedTo(words, meant, context);
  if (call === null) return null;
  const which = whichPlanned(
    { ...context, planned: [...meant.ones] },
    undefined,
    call.tool === "cancel" ? "call off" : "change",
  );
  if ("runId" in which) {
    const input = { ...call.input, which: context.planned.indexOf(which) + 1 };
    return { kind: "calls", calls: [{ ...call, input } as ToolCall] };
  }
  const { message, offers = [] } = which;
  return {
    kind: "say",
    why: "asks",
    text: message,
    open: [questionOf(message, { tool: call.tool, say: text, offers })],
  };
}

/** Those that the words may be about, and whether they name any: by pull request, by day, or as what is planned. */
type Meant = { ones: readonly PlannedRecording[]; isNamed: boolean; isOther: boolean };

const prSaid = /(?:\b(?:pr|pull request) ?#? ?|#)(\d+)/;
/** As a question offers it. */
const numberSaid = /\bplanned recording (\d+)\b/;
const withoutNumbers = (words: string): string => words.replace(numberSaid, " ").replace(prSaid, " ");

function meantIn(words: string, { planned, thread }: ThreadContext): Meant {
  const numbered = planned[Number(numberSaid.exec(words)?.[1] ?? 0) - 1];
  if (numbered) return { ones: [numbered], isNamed: true, isOther: false };
  const pr = prSaid.exec(words)?.[1];
  const ofPr = planned.filter((one) => String(one.pr) === pr);
  if (pr !== undefined) return { ones: ofPr, isNamed: ofPr.length > 0, isOther: ofPr.length === 0 };
  const ofDay = planned.filter(({ startMs }) => isOnDay(words, startMs, thread));
  if (ofDay.length > 0) return { ones: ofDay, isNamed: true, isOther: false };
  return {
    ones: planned,
    isNamed: /\b(?:planned|scheduled|geplante?n?|programad[oa]s?)\b/.test(words),
    isOther: false,
  };
}

const ofRecording = /\b(?:re-?)?(?:record\w*|aufnahmen?|aufnehmen|aufgenommen|grab(?:ar|acion|ado|a))\b/;
const planWords = /\b(?:planned|scheduled|upcoming|geplant\w*|programad[oa]s?)\b/;
const asksWhen = /\b(?:when|what time|how long (?:until|till)|wann|um wie ?viel uhr|cuando|a que hora)\b/;
const ofThePast = /\b(?:was|were|did|have|has been|wurde|hast|fue)\b/;
const begins = /\b(?:starts?|begins?|beginnt|startet|empieza)\b/;
const asksWhat = /^(?:so |and |ok |und |y )*(?:what|which|anything|is|are|was|welche|ist|que|hay|esta)\b/;

/** "when is it recorded", "what is planned", "is PR 2 still scheduled?" */
const asksOfPlan = (words: string): boolean =>
  (asksWhen.test(words) &&
    (ofRecording.test(words) || planWords.test(words) || begins.test(words)) &&
    !ofThePast.test(words)) ||
  (asksWhat.test(words) && planWords.test(words));

function told({ ones, isOther }: Meant, context: ThreadContext): string {
  const asked = isOther ? context.planned : ones;
  return asked.map((one) => `${capital(plannedInWords(one, context))}.`).join(" ");
}

const calling =
  /\b(?:cancel|stop|abort|drop|scrap|delete|remove|forget|skip|unschedule|call off|call (?:it|that|this|the \w+) off|absagen|abbrechen|stornier\w*|streich\w*|vergiss|cancela\w*|anula\w*|(?:don'?t|do not|no need to|needn'?t|not) record|no recording|nicht auf(?:nehmen|zunehmen)|no grab\w+)\b|\bsag\b.*\bab$/;

/** "cancel the recording for tomorrow", "don't record PR 2 after all" */
function calledOff(words: string, { isNamed, isOther }: Meant, context: ThreadContext): Call | null {
  const isMeant = isNamed || (ofRecording.test(words) && !isOther && !isBeingRecorded(context));
  if (!calling.test(words) || !isMeant || /\b(?:instead|rather)\b/.test(words)) return null;
  return { tool: "cancel", input: {} };
}

const now = /\b(?:right |straight )?(?:now|away|immediately|at once|jetzt|sofort|gleich|ahora|ya)\b/;
const insteadOf = /\b(?:instead|rather|already|after all|stattdessen|lieber|doch|mejor|en vez)\b/;

/** "record it now instead", "start PR 2 right away" */
function startedNow(words: string, meant: Meant, context: ThreadContext): Call | null {
  if (!now.test(words) || meant.isOther || !isNothingElse(words.replace(now, " "), context)) return null;
  const isMeant = meant.isNamed || insteadOf.test(words) || isJustAsked(context) || !context.run;
  return isMeant ? { tool: "replan", input: {} } : null;
}

const isJustAsked = ({ planned }: ThreadContext): boolean => planned.some((one) => one.isJustAsked);

/** "make it 10 instead", "move the recording to Friday at noon", "an hour later" */
function movedTo(words: string, { ones, isNamed, isOther }: Meant, context: ThreadContext): Call | null {
  const isOrder = /^\W*(?:please )?record\b/.test(words) && prSaid.test(words) && !changing.test(words);
  const isMeant = isJustAsked(context) || ((isNamed || ofRecording.test(words)) && changing.test(words));
  if (isOther || isOrder || !isMeant) return null;
  const said = withoutNumbers(words)
    .replace(timeOfBefore, " instead ")
    .replace(/\b(?:for|from|fur|para)\b/g, " ")
    .replace(/\b(?:to|till|until|auf) (?=noon|midnight|\d)/, "at ");
  const by = shiftIn(said);
  const time = spokenTime(said) ?? bareTime(said);
  const left = said.replace(by?.words ?? time?.replace(/^at (?=\d)/, "") ?? "", " ");
  const one = ones.find((each) => each.isJustAsked) ?? ones[0];
  if (!one || !isNothingElse(left, context)) return null;
  const { thread } = context;
  const at = by ? localTime(one.startMs + by.ms, thread.timezone) : time && otherStart(time, one.startMs, thread);
  return at ? { tool: "replan", input: { at } } : null;
}

/** "10 instead of 9", "at 10, not at 9" */
const timeOfBefore =
  /\b(?:instead of|rather than|not|statt|en vez de) (?:at |um |a las? )?\d{1,2}(?:[:.]\d{2})?(?: ?[ap]m)?/;
const changing =
  /\b(?:move|push|shift|put|set|make|change|reschedule|postpone|delay|instead|rather|earlier|later|sooner|verschieb\w*|verlege\w*|lieber|stattdessen|spater|fruher|mueve|cambia\w*|mejor|mas tarde|antes)\b/;
const otherUnit = String.raw`(?: ?(?:s|secs?|seconds?|sekunden|segundos|fps|mb|%|x|px|p|times?|mins?|minutes?))\b`;
/** "make it 10": a bare number is a time where nothing but a time can be meant. */
const bareTime = (words: string): string | undefined => {
  const number = new RegExp(String.raw`(?<![\d.:])\b([01]?\d|2[0-3])(?:[:.][0-5]\d)?\b(?![.:]?\d|${otherUnit})`).exec(
    words,
  )?.[0];
  return number === undefined ? undefined : `at ${number}`;
};

const MINUTE_MS = 60_000;
const amount = String.raw`(\d+|an?|one|two|three|half an|eine?n?|zwei|una?|media|dos) (min|hour|day|stunde|minute|tag|hora|minuto|dia)\w*`;
const later = new RegExp(
  String.raw`\b(?:${amount},? (?:later|spater|mas tarde)|(?:postpone|delay|push|verschieb)\w*\b.*?\b(?:by|back|um) ${amount})\b`,
);
const sooner = new RegExp(String.raw`\b${amount},? (?:earlier|sooner|fruher|antes)\b`);
const counts: Record<string, number> = { two: 2, three: 3, zwei: 2, dos: 2, "half an": 0.5, media: 0.5 };

function shiftIn(words: string): { words: string; ms: number } | null {
  const isSooner = sooner.test(words);
  const [all, ...parts] = (isSooner ? sooner : later).exec(words) ?? [];
  const [count, unit] = parts.filter((part) => part !== undefined);
  if (all === undefined || count === undefined || unit === undefined) return null;
  const minutes = /^(?:day|tag|dia)/.test(unit) ? 24 * 60 : /^(?:hour|stunde|hora)/.test(unit) ? 60 : 1;
  const many = Number(count) || (counts[count] ?? 1);
  return { words: all, ms: (isSooner ? -1 : 1) * many * minutes * MINUTE_MS };
}

const besides = set(
  "a actually afternoon ah an and at back be begin better but by can could day change do doch e earlier es evening film for fur go hm hmm i i'd if instead is it its it's itself just kannst know later let lets let's lieber like machen mach make me mean meant mejor morning move my night no nope of off oh ok okay on one our please pls planned plan por favor postpone prefer pr pull push put rather re record recorded recording reschedule run s schedule scheduled set shift should sorry start start's starts stattdessen that that's the then thing this time to tomorrow today um und video von wait we well what will would you your bitte die der das den auf aufnahme aufnehmen nimm starte verschieb verschiebe verlege sie ihn grabacion graba grabalo la el lo que las already",
);

/** What is left when the time is taken out speaks of nothing but a recording that is begun or moved. */
const isNothingElse = (words: string, { planned }: ThreadContext): boolean =>
  wordsOf(withoutNumbers(words)).every(
    (word) => besides.has(word) || planned.some(({ title }) => wordsOf(title ?? "").includes(word)),
  );
