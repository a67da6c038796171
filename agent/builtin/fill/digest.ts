import * as chrono from "chrono-node";
import type { ToolInput } from "../../tools/inputs.ts";
import { fold, wordsOf } from "../../words.ts";
import { dayNamed } from "../words/days.ts";
import { numberNamed } from "../words/numbers.ts";
import type { Reading } from "../words/reading.ts";
import { zoneIn } from "../words/zones.ts";
import { ask, calls, type Filled } from "./filled.ts";

/** A digest: when, in whose time, and to whom. */
export function fillDigest(reading: Reading): Filled {
  const to = recipients(reading);
  const schedule = scheduleOf(reading);
  if ("question" in schedule) return ask(schedule.question, { tool: "schedule_digest", say: `${reading.source}` });
  if (to.length === 0)
    return ask(
      `To whom should the digest go? Give me one or more e-mail addresses, or say **here**. Who shall get it?`
        .replace("? Give", ": give")
        .replace(". Who shall get it?", "?"),
      { tool: "schedule_digest", say: `${reading.source} to` },
    );
  const timezone = zoneIn(reading.source);
  const input: ToolInput<"schedule_digest"> = { cron: schedule.cron, ...(timezone ? { timezone } : {}), to };
  return calls({ tool: "schedule_digest", input });
}

function recipients(reading: Reading): string[] {
  const named = [
    ...reading.all("email").map((token) => token.address),
    ...reading.all("channel").map((token) => token.name),
  ];
  if (named.length > 0) return named;
  return reading.has("here") ? [reading.context.thread.channelTarget] : [];
}

function scheduleOf(reading: Reading): { cron: string } | { question: string } {
  const text = fold(
    reading.clause.tokens
      .map((token) => (token.kind === "email" || token.kind === "quoted" ? " " : token.raw))
      .join(" "),
  );
  const clock = clockIn(text);
  const { minute, hour } = clock ?? { minute: 0, hour: 9 };
  const everyHours = /every (\d+) hours|alle (\d+) stunden|cada (\d+) horas/.exec(text);
  if (everyHours) return { cron: `0 */${everyHours.slice(1).find(Boolean)} * * *` };
  if (reading.has("hourly")) return { cron: "0 * * * *" };
  const dayOfMonth = monthDay(text);
  if (dayOfMonth !== null) return { cron: `${minute} ${hour} ${dayOfMonth} * *` };
  const named = [...new Set(wordsOf(text).flatMap((word) => dayNamed(word) ?? []))].sort();
  if (
    /every (other|second|2|two) weeks?|biweekly|fortnight|twice a (week|day|month)|alle (2|zwei) wochen|cada dos semanas/.test(
      text,
    ) &&
    named.length < 2
  ) {
    return {
      question:
        "I can send a digest every day, on chosen weekdays or once a month, not every other week. Shall it be every week?",
    };
  }
  const range = /\b(\w+) (?:to|through|till|until|bis|a) (\w+)\b/.exec(text);
  const [from, to] = [dayNamed(range?.[1] ?? ""), dayNamed(range?.[2] ?? "")];
  if (from !== undefined && to !== undefined) return { cron: `${minute} ${hour} * * ${from}-${to}` };
  if (reading.has("weekdays")) return { cron: `${minute} ${hour} * * 1-5` };
  if (reading.has("weekend")) return { cron: `${minute} ${hour} * * 0,6` };
  if (named.length > 0) return { cron: `${minute} ${hour} * * ${named.join(",")}` };
  if (reading.has("monthly")) return { cron: `${minute} ${hour} 1 * *` };
  if (
    reading.has("daily") ||
    /every (morning|evening|afternoon|night)|jeden (morgen|abend)|cada (manana|noche|tarde)|mornings|evenings/.test(
      text,
    )
  )
    return { cron: `${minute} ${hour} * * *` };
  if (reading.has("weekly") && clock) return { cron: `${minute} ${hour} * * 1` };
  return {
    question: "When should the digest go out? For example **every Monday at 9**. When?"
      .replace("? For", ", for")
      .replace(". When?", "?"),
  };
}

function monthDay(text: string): string | null {
  if (!/month|monat|mes\b/.test(text)) return null;
  if (/last day|letzten tag|ultimo dia/.test(text)) return "L";
  const found =
    /\b(\d{1,2})(?:st|nd|rd|th)?\b(?= (?:day )?(?:of|des|del|jeden|de cada|every|each))|\bday (\d{1,2})\b/.exec(text);
  const number = found?.[1] ?? found?.[2];
  if (number && Number(number) >= 1 && Number(number) <= 31) return String(Number(number));
  const ordinal = /\bthe (\d{1,2})(?:st|nd|rd|th)\b|\bam (\d{1,2})\./.exec(text);
  if (ordinal) return String(Number(ordinal[1] ?? ordinal[2]));
  return /\b(first|1st|ersten|primer|primero)\b/.test(text) ? "1" : null;
}

/** A time of day: "at 9", "5pm", "17:30", "noon", "half past six in the evening", "um 9 Uhr", "a las 9". */
export function clockIn(text: string): { hour: number; minute: number } | null {
  const evening =
    /\b(in the evening|at night|tonight|evenings?|(?<!(?:our|my|the|a|your|his|her) )pm|p\.m\.|abends|de la tarde|de la noche|in the afternoon|afternoons?|nachmittags)\b/.test(
      text,
    );
  const late = (hour: number): number => (evening && hour < 12 ? hour + 12 : hour);
  const past = /\b(half|quarter|\d{1,2}) (?:minutes )?(past|after|to|before) (\d{1,2}|\p{L}+)/u.exec(numbersOf(text));
  if (past) {
    const minutes = past[1] === "half" ? 30 : past[1] === "quarter" ? 15 : Number(past[1]);
    const hour = Number(past[3]);
    if (Number.isFinite(hour) && hour < 24) {
      const isPast = past[2] === "past" || past[2] === "after";
      return isPast ? { hour: late(hour), minute: minutes } : { hour: late((hour + 23) % 24), minute: 60 - minutes };
    }
  }
  const halb = /\bhalb (\d{1,2})\b/.exec(numbersOf(text));
  if (halb) return { hour: late((Number(halb[1]) + 23) % 24), minute: 30 };
  if (/\bnoon\b|\bmittags?\b|mediodia/.test(text)) return { hour: 12, minute: 0 };
  if (/\bmidnight\b|mitternacht|medianoche/.test(text)) return { hour: 0, minute: 0 };
  const plain = numbersOf(text);
  const direct =
    /\b(\d{1,2})(?:[:.h](\d{2}))?\s?(a\.?m\.?|p\.?m\.?)(?!\w)/.exec(plain) ??
    /(?:\bat|@|\bum|\ba las?|\bgegen)\s(\d{1,2})(?:[:.h]\s?(\d{2}))?(?!\d)/.exec(plain) ??
    /\b(\d{1,2}):(\d{2})\b/.exec(plain) ??
    /\b(\d{1,2})\s?(?:o ?clock|uhr|h)\b/.exec(plain);
  if (direct) return fromParts(direct[1], direct[2], direct[3], late);
  const guessed = chrono.parse(text)[0]?.start;
  if (guessed?.isCertain("hour")) return { hour: guessed.get("hour") ?? 9, minute: guessed.get("minute") ?? 0 };
  if (/\bmornings?\b|jeden morgen|morgens|por la manana|cada manana/.test(text)) return { hour: 9, minute: 0 };
  if (/\bafternoons?\b|nachmittags?|por la tarde|cada tarde/.test(text)) return { hour: 15, minute: 0 };
  return /\bevenings?\b|abends?|por la noche|cada noche/.test(text) ? { hour: 18, minute: 0 } : null;
}

function fromParts(
  hourText: string | undefined,
  minuteText: string | undefined,
  half: string | undefined,
  late: (hour: number) => number,
): { hour: number; minute: number } | null {
  let hour = Number(hourText);
  const minute = Number(minuteText ?? 0);
  if (hour > 23 || minute > 59) return null;
  if (half?.startsWith("p")) hour = hour < 12 ? hour + 12 : hour;
  else if (half?.startsWith("a")) hour = hour === 12 ? 0 : hour;
  else hour = late(hour);
  return { hour, minute };
}

/** Hours in words made digits: "nine", "neun", "nueve". */
const numbersOf = (text: string): string =>
  text.replace(/\p{L}+/gu, (word) => {
    const value = numberNamed(word);
    return value === undefined || value > 24 ? word : String(value);
  });
