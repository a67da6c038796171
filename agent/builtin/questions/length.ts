import { type EditView, lengthOf } from "../../resolve/view.ts";
import { fold, seconds } from "../../words.ts";
import { placeIn } from "./files.ts";

/** "12 s"; after an edit of the same message the length that it has then. */
export function lengthAnswer(view: EditView, words: string, nowMs?: number): string {
  const lengthMs = nowMs ?? lengthOf(view.seen.map);
  const figure = figureIn(words);
  const differsMs = figure ? Math.abs(lengthMs - figure.ms) : Number.POSITIVE_INFINITY;
  const isExact = exactly.test(words);
  // Rounded, what is just under a limit would be told as the limit.
  const isClose = figure !== null && figure.side !== "is" && differsMs < CLOSE_MS;
  const told = isExact || isClose ? `${Number((lengthMs / 1000).toFixed(2))} s` : seconds(lengthMs);
  if (figure) {
    const over = lengthMs > figure.ms ? "over" : "under";
    if (/^(?:by )?how (?:much|many|far)\b/.test(words)) return `${seconds(differsMs)} ${over}: it is ${told} long.`;
    const isSo = {
      most: lengthMs <= figure.ms,
      least: lengthMs > figure.ms,
      is: differsMs < (isExact ? EXACT_MS : CLOSE_MS / 2),
    };
    return `${isSo[figure.side] ? "Yes" : "No"}: it is ${told} long.`;
  }
  const { durationMs } = view.take;
  const isOld = nowMs === undefined && !isExact && Math.abs(durationMs - lengthMs) >= 500;
  const cut = isOld ? `; the recording was ${seconds(durationMs)}` : "";
  return `It is ${told} long${cut}.`;
}
const CLOSE_MS = 500;
const EXACT_MS = 50;
const exactly = /\b(?:exact(?:ly)?|precise(?:ly)?|genau|exact[oa]|exactamente)\b/;

/** "is 42 s too long for Slack?"; null where no place is named. */
export function lengthForAnswer({ seen }: EditView, message: string): string | null {
  const place = placeIn(message);
  if (place === null) return null;
  const lengthMs = lengthOf(seen.map);
  const { longestMs, label } = place;
  const isIn = longestMs === null || lengthMs <= longestMs;
  const asksTooMuch = /\b(?:too long|zu lang|demasiado larg[oa])\b/.test(fold(message));
  const most =
    longestMs === null ? `I know of no limit on the length in ${label}` : `${label} takes ${seconds(longestMs)}`;
  return `${isIn === asksTooMuch ? "No" : "Yes"}: ${most}, and it is ${seconds(lengthMs)} long.`;
}

type Figure = { ms: number; side: "most" | "least" | "is" };

/** "is it under 10", "longer than half a minute", "is it really 8 seconds now". */
function figureIn(words: string): Figure | null {
  const found = limits.exec(words) ?? lengths.exec(words);
  const { side = "", number, unit = "" } = found?.groups ?? {};
  if (!found || (number === undefined && unit === "")) return null;
  const value = number === undefined ? (/half a/.test(found[0]) ? 0.5 : 1) : Number(number.replace(",", "."));
  return {
    ms: value * (/^m(?!s)/.test(unit) ? 60_000 : 1000),
    side: sideOf(side || (/\bor (less|shorter|more|longer)\b/.exec(words)?.[1] ?? "")),
  };
}
const sideOf = (said: string): Figure["side"] => (said === "" ? "is" : isLeast.test(said) ? "least" : "most");
const isLeast = /^(?:over|above|more|longer|uber|langer|mehr|mas)/;
const limits =
  /\b(?<side>under|below|less than|shorter than|within|at most|unter|kurzer als|weniger als|menos de|over|above|more than|longer than|uber|langer als|mehr als|mas de) (?:a |an |one |half a |eine? |un )?(?<number>\d+(?:[.,]\d+)?)? ?(?<unit>(?:seconds?|secs?|s|minutes?|mins?|sekunden|minuten?|segundos?|minutos?)\b)?/;
const lengths = /^(?:is|isnt|ist|es|so)\b.*?\b(?<number>\d+(?:[.,]\d+)?) ?(?<unit>\p{L}*)(?: \p{L}+)*$/u;
