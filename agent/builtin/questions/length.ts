import { type EditView, lengthOf } from "../../resolve/view.ts";
import { fold, seconds } from "../../words.ts";
import { placeIn } from "./files.ts";

/** "12 s"; after an edit of the same message the length that it has then. */
export function lengthAnswer(view: EditView, words: string, nowMs?: number): string {
  const lengthMs = nowMs ?? lengthOf(view.seen.map);
  const limit = limitIn(words);
  const exact = /\b(?:exactly|really|precisely|genau|exactamente)(?: only)? (\d+(?:\.\d+)?)\b/.exec(words)?.[1];
  if (exact !== undefined && !limit)
    return `${Math.abs(lengthMs - Number(exact) * 1000) < 50 ? "Yes" : "No"}: it is ${seconds(lengthMs)} long.`;
  const { durationMs } = view.take;
  if (limit) {
    const isIn = limit.isMost ? lengthMs <= limit.ms : lengthMs > limit.ms;
    return `${isIn ? "Yes" : "No"}: it is ${seconds(lengthMs)} long.`;
  }
  const isOld = nowMs === undefined && Math.abs(durationMs - lengthMs) >= 500;
  const cut = isOld ? `; the recording was ${seconds(durationMs)}` : "";
  return `It is ${seconds(lengthMs)} long${cut}.`;
}

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

/** "is it under 10 seconds", "longer than half a minute". */
function limitIn(words: string): { ms: number; isMost: boolean } | null {
  const found =
    /\b(under|below|less than|shorter than|within|at most|unter|kurzer als|weniger als|menos de|over|above|more than|longer than|uber|langer als|mehr als|mas de) (?:a |an |one |half a |eine? |un )?(\d+(?:[.,]\d+)?)? ?(seconds?|secs?|s|minutes?|mins?|sekunden|minuten?|segundos?|minutos?)\b/.exec(
      words,
    );
  if (!found) return null;
  const [, side = "", number, unit = ""] = found;
  const value = number === undefined ? (/half a/.test(found[0]) ? 0.5 : 1) : Number(number.replace(",", "."));
  const isMinutes = unit.startsWith("m");
  return {
    ms: value * (isMinutes ? 60_000 : 1000),
    isMost: !/^(?:over|above|more|longer|uber|langer|mehr|mas)/.test(side),
  };
}
