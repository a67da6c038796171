import type { Span } from "../../../convex/model/recording.ts";
import { takeToOutput } from "../../../convex/model/timeMap.ts";
import { shortLabel } from "../../resolve/question.ts";
import type { EditView } from "../../resolve/view.ts";
import { capital, clock, listed } from "../../words.ts";
import { clauseOf } from "../words/clause.ts";
import { read } from "../words/read.ts";
import { Reading } from "../words/reading.ts";
import { targetIn } from "./asked.ts";
import { allNamed, membersOf } from "./moments.ts";

/** How fast a part that is named plays: "is the name typed faster, too?", "why is the click so fast?". */

export const asksPace =
  /^(?:how (?:fast|slow)|at what speed)\b|^(?:is|isnt|are|arent|was|were|does|do|did|why|how come)\b.*\b(?:fast|faster|quick|quicker|slow|slower|sped|slowed|speed|pace)\b/;
const spent =
  /\b(?:how|what|changed?|fast|faster|quick|quicker|quickly|slow|slower|slowly|sped|slowed|speeded|down|up|speed|pace|normal|usual|original|played|playing|plays?|too|so|why|come|typed|typing|clicked|thing|whole|than|else|same|for|only)\b/;

/** "No: **Phone** plays at 2×, from 0:01 to 0:03."; null where no part is named. */
export function paceOfPart(view: EditView, words: string): string | null {
  const part = partNamed(view, words);
  if (!part) return null;
  const pieces = part.spans.flatMap((span) => piecesIn(view, span));
  const rates = [...new Set(pieces.map(({ rate }) => Number(rate.toFixed(2))))];
  const told =
    rates.length === 1 && rates[0] === 1
      ? "plays at the speed at which it was recorded"
      : `plays ${listed(
          pieces.map(
            ({ rate, startMs, endMs }) => `at ${Number(rate.toFixed(2))}× from ${clock(startMs)} to ${clock(endMs)}`,
          ),
          "and",
        )}`;
  return pieces.length === 0 ? null : `${verdict(words, rates)}${capital(part.name)} ${told}.`;
}

function verdict(words: string, rates: readonly number[]): string {
  if (!/^(?:is|isnt|are|arent|was|were|does|do|did)\b/.test(words)) return "";
  const isSo = (rate: number): boolean =>
    /\b(?:normal|usual|original)\b/.test(words) ? rate === 1 : /\bslow/.test(words) ? rate < 1 : rate > 1;
  return rates.every(isSo) ? "Yes: " : rates.some(isSo) ? "Only in part: " : "No: ";
}

/** What steps do with a thing that is named, else the stretch of the video. */
function partNamed(view: EditView, words: string): { name: string; spans: Span[] } | null {
  const target = targetIn(words, spent);
  if (target === "") return null;
  const labels = allNamed(view.context, words, spent)
    .flatMap(membersOf)
    .map(({ label }) => label);
  const steps = view.context.shots.filter(({ label, action }) => action !== undefined && labels.includes(label));
  const [step] = steps;
  if (step)
    return { name: `**${shortLabel(step.label)}**`, spans: steps.flatMap((one) => takeToOutput(view.seen.map, one)) };
  const named = new Reading(clauseOf(read(target, view.context)), view.context, target).named(target);
  return named && named.endMs > named.startMs ? { name: "that part", spans: [named] } : null;
}

/** A stretch of the version seen in pieces of one speed each. */
function piecesIn(view: EditView, { startMs, endMs }: Span): (Span & { rate: number })[] {
  let atMs = 0;
  const all: (Span & { rate: number })[] = [];
  for (const piece of view.seen.map) {
    const from = atMs;
    atMs += (piece.endMs - piece.startMs) / piece.rate;
    const cut = { startMs: Math.max(from, startMs), endMs: Math.min(atMs, endMs), rate: piece.rate };
    const last = all.at(-1);
    if (cut.endMs - cut.startMs < SLIVER_MS) continue;
    if (last?.rate === cut.rate && cut.startMs - last.endMs < SLIVER_MS) last.endMs = cut.endMs;
    else all.push(cut);
  }
  return all;
}
const SLIVER_MS = 600;
