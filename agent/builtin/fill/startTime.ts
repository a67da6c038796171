import * as chrono from "chrono-node";
import type { ThreadContext } from "../../context.ts";
import { fold } from "../../words.ts";
import { moodOf } from "../wishes/mood.ts";
import { subjects } from "../wishes/sentence.ts";
import { clauseOf, has } from "../words/clause.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import { inDigits } from "../words/numbers.ts";
import type { Reading } from "../words/reading.ts";
import { clockIn } from "./digest.ts";

/** When a recording is to begin, as a local time such as 2026-11-20T18:00, or what has to be asked first; with the words for it, and what of them an answer does not replace. */
export type Start = { words: string } & ({ at: string } | { question: string; stays: string });

const weekday =
  "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miercoles|jueves|viernes|sabado|domingo)";
const month =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|januar|februar|marz|mai|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)";
const count =
  "(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eine[mr]?|zwei|drei|vier|funf|una?|dos|tres|cuatro|cinco)";
const ahead = `(?:(?:in|en|dentro de) ${count} (?:days?|weeks?|tag(?:en)?|wochen?|dias?|semanas?)\\b|next week|nachste woche)`;
const on = "(?:on |am |el )?";
const days = [
  `${ahead}(?:,? ${on}${weekday})?`,
  `${on}${weekday},? ${ahead}`,
  "(?:the )?day after tomorrow|ubermorgen|pasado manana",
  `${on}(?:the )?\\d{1,2}(?:st|nd|rd|th|\\.)?(?: of| de)? ${month}\\b`,
  `${on}${month} (?:the )?\\d{1,2}(?:st|nd|rd|th)?\\b(?!:)`,
  "tonight|today|tomorrow|this (?:morning|afternoon|evening)|heute|morgen|hoy|manana|esta (?:noche|tarde)",
  `(?:on |next |this |am |nachsten |el )?${weekday}`,
].join("|");
const parts =
  " (?:in the )?(?:morning|afternoon|evening|night|noon)| (?:fruh|vormittag|mittag|nachmittag|abend|nacht)| (?:por|de) la (?:manana|tarde|noche)";
const half = String.raw`(?:am|pm|a\.m\.|p\.m\.|uhr|o ?clock|h)\b`;
const length = String.raw`(?:s|secs?|seconds?|sekunden|segundos|fps|mb|%|px|mins?|minutes?)\b`;
const clock = String.raw`(?:at|@|um|a las?|gegen) (?:\d{1,2}(?:[:.]\d{2})?(?![\dx×])(?: ?${half})?(?! ?${length})|noon|midnight|half past \w+|(?:a )?quarter (?:past|to) \w+)|\d{1,2}(?::\d{2})? ?(?:am|pm|uhr)\b`;
const later = String.raw`in (?:\d+|an?|half an|einer|einem|una|media) (?:hours?|minutes?|mins?|stunden?|minuten?|horas?|minutos?)\b(?! (?:or (?:less|under)|max|tops|at most))`;
/** "for tomorrow's review", "before 5pm", "the demo on Friday": when something else is. */
const ofSomethingElse = String.raw`(?<!\b(?:for|before|by|until|till|since|from|our|my|the|a|fur|vor|bis|para|hasta|demo|meeting|call|review|launch|is) )`;
const spoken = new RegExp(
  String.raw`${ofSomethingElse}\b(?:(?:${days})(?!['’]?s\b)(?:${parts})?(?:,? (?:${clock})(?:${parts})?)?|(?:${clock})(?:,? (?:${days}))?(?:${parts})?|${later})`,
);
const gone = new RegExp(String.raw`\b(?:yesterday|gestern|ayer)(?:${parts})?,? (?:${clock})`);
/** Of a message that tells another time, and nothing else, for what is planned. */
export const spokenTime = (words: string): string | undefined => spoken.exec(words)?.[0];
const daySaid = new RegExp(String.raw`\b(?:${days})\b`);
const partSaid = /morning|afternoon|evening|night|noon|fruh|vormittag|mittag|abend|nacht|tarde|noche|la manana/;

/** "record PR 12 tonight at 6", "record it again at 5pm"; null when no time to begin is told. */
export function startIn(reading: Reading): Start | null {
  const { now, timezone } = reading.context.thread;
  const asked = askedIn(reading);
  const past = gone.exec(asked)?.[0];
  if (past)
    return { words: past, stays: "", question: "That has passed already. When shall I record it, such as **at 6pm**?" };
  const words = spoken.exec(asked)?.[0];
  if (words === undefined) return null;
  const nowMs = Date.parse(now);
  const thisMinute = localTime(nowMs, timezone);
  const laterMs = laterBy(words);
  if (laterMs !== null) return { words, at: localTime(nowMs + laterMs, timezone) };
  const time = timeOfDay(words);
  const stays = daySaid.exec(words)?.[0] ?? "";
  if (time === null)
    return { words, stays: words, question: `At what time ${words} shall I record it, such as **at 6pm**?` };
  if (time === "unclear") {
    const hour = /\d{1,2}/.exec(words)?.[0];
    return { words, stays, question: `Shall I record it **at ${hour}am** or **at ${hour}pm**?` };
  }
  const at = `${dateOf(words, nowMs, timezone)}T${time}`;
  if (at > thisMinute) return { words, at };
  return {
    words,
    stays: "",
    question: `${time} has passed already. When shall I record it, such as **tomorrow at ${time}**?`,
  };
}

/** Without what is merely told beside it: "we present it tomorrow at 9". */
function askedIn({ clause }: Reading): string {
  const sayings: Token[][] = [[]];
  for (const [at, token] of clause.tokens.entries()) {
    // Marks and joiners between clauses are left out.
    const isNext = token.start - (clause.tokens[at - 1]?.end ?? 0) > 1;
    if (isNext || (token.kind === "mark" && /[,;.!?\n]/.test(token.mark))) sayings.push([]);
    if (token.kind !== "mark") sayings.at(-1)?.push(token);
  }
  const isTold = (tokens: readonly Token[]): boolean => {
    const mood = moodOf(tokens);
    return mood === "tells" || (mood !== "asks" && subjects.has(wordAt(tokens, 0))) || !isOfRecording(tokens);
  };
  const asked = sayings.filter((tokens) => !isTold(tokens)).map((tokens) => tokens.map(({ raw }) => raw));
  return fold(asked.map((words) => words.join(" ")).join(", "));
}

/** It says what to record, or nothing but when. */
function isOfRecording(tokens: readonly Token[]): boolean {
  const clause = clauseOf(tokens);
  if (has(clause, "record") || has(clause, "rerecord") || has(clause, "recording")) return true;
  const written = fold(tokens.map(({ raw }) => raw).join(" "));
  return tokens.some(({ kind }) => kind === "pr") || spoken.exec(written)?.[0].length === written.length;
}

const HOUR_MS = 3_600_000;

const aheadSaid = new RegExp(`\\b${ahead}`);
const countSaid = new RegExp(`\\b(?<count>${count}) (?<unit>days?|weeks?|tag|woche|dias?|semanas?)`);
const weekdaySaid = new RegExp(`\\b${weekday}`);

/** "in three weeks on Monday" counts from the next Monday, "in two days" and "next week on Monday" from today. */
function dayAhead(words: string, nowMs: number, timezone: string): string | null {
  const isNextWeek = /next week|nachste woche/.test(words);
  const isAfterTomorrow = /day after tomorrow|ubermorgen|pasado manana/.test(words);
  const said = countSaid.exec(aheadSaid.exec(words)?.[0] ?? "")?.groups;
  if (!isNextWeek && !isAfterTomorrow && !said) return null;
  const many = /^(?:an?|eine[mr]?|una?)$/.test(said?.count ?? "") ? 1 : Number(inDigits(said?.count ?? "1"));
  const daysOn = isAfterTomorrow ? 2 : many * (/^(?:w|s)/.test(said?.unit ?? "week") ? 7 : 1);
  const named = weekdaySaid.exec(words)?.[0];
  if (named && !isNextWeek) return shifted(dateOf(named, nowMs, timezone), daysOn);
  const day = shifted(localTime(nowMs, timezone).slice(0, 10), daysOn);
  if (!named) return day;
  const sunday = shifted(day, -new Date(day).getUTCDay());
  return dateOf(named, Date.parse(sunday), "UTC");
}

/** A date so many days on. */
const shifted = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 24 * HOUR_MS).toISOString().slice(0, 10);

/** "in half an hour" */
function laterBy(words: string): number | null {
  if (!words.startsWith("in ") || /^in the/.test(words) || aheadSaid.test(words)) return null;
  const count = Number(/\d+/.exec(words)?.[0] ?? (/half|media/.test(words) ? 0.5 : 1));
  return count * (/ min/.test(words) ? HOUR_MS / 60 : HOUR_MS);
}

/** As 18:00; "unclear" when it may be of the morning or of the evening. */
function timeOfDay(words: string): string | "unclear" | null {
  const said = clockIn(words) ?? (/tonight|esta noche/.test(words) ? { hour: 20, minute: 0 } : null);
  if (said === null) return null;
  const isTonight = words.includes("tonight") && said.hour < 12;
  const isPlain = partSaid.test(words) || /\d ?[ap]\.?m|\d[:.]\d{2}|uhr/.test(words) || said.hour > 12;
  // "tomorrow at 9" is in the morning, "tomorrow at 3" may be either.
  if (!isPlain && !(daySaid.test(words) && said.hour >= 7)) return "unclear";
  return `${two(isTonight ? said.hour + 12 : said.hour)}:${two(said.minute)}`;
}

/** Another time for what is planned: its day, its time and its half of the day hold where none is said. */
export function otherStart(
  words: string,
  plannedMs: number,
  { now, timezone }: ThreadContext["thread"],
): string | null {
  const nowMs = Date.parse(now);
  const laterMs = laterBy(words);
  if (laterMs !== null) return localTime(nowMs + laterMs, timezone);
  const planned = localTime(plannedMs, timezone);
  const day = daySaid.test(words) ? dateOf(words, nowMs, timezone) : planned.slice(0, 10);
  const time = timeOfDay(words);
  if (time === null) return daySaid.test(words) ? `${day}${planned.slice(10)}` : null;
  if (time !== "unclear") return `${day}T${time}`;
  const { hour, minute } = clockIn(words) ?? { hour: 0, minute: 0 };
  const isAfternoon = planned.slice(11) >= "12:00" && hour < 12;
  return `${day}T${two(isAfternoon ? hour + 12 : hour)}:${two(minute)}`;
}

/** Whether words name the day on which something is planned. */
export function isOnDay(words: string, plannedMs: number, { now, timezone }: ThreadContext["thread"]): boolean {
  return (
    daySaid.test(words) && dateOf(words, Date.parse(now), timezone) === localTime(plannedMs, timezone).slice(0, 10)
  );
}

/** The day that is meant: of a weekday the next one, and today where none is said. */
function dateOf(words: string, nowMs: number, timezone: string): string {
  const day = dayAhead(words, nowMs, timezone);
  if (day !== null) return day;
  const today = localTime(nowMs, timezone);
  // To the minute, as the local time is told: a second after midnight is no part of the day before.
  const minuteMs = nowMs - (nowMs % 60_000);
  const reference = { instant: new Date(minuteMs), timezone: (Date.parse(`${today}Z`) - minuteMs) / 60_000 };
  const written = words.replace("manana", "mañana").replace("fruh", "früh");
  for (const language of [chrono.en.casual, chrono.de.casual, chrono.es.casual]) {
    const start = daySaid.test(words) ? language.parse(written, reference, { forwardDate: true })[0]?.start : null;
    const isDay = start?.isCertain("day") || start?.isCertain("weekday");
    if (start && isDay) return `${start.get("year")}-${two(start.get("month") ?? 1)}-${two(start.get("day") ?? 1)}`;
  }
  return today.slice(0, 10);
}

/** The clock in a time zone: 2026-11-20T18:00. */
export const localTime = (ms: number, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(ms).replace(" ", "T");
const two = (value: number): string => String(value).padStart(2, "0");
