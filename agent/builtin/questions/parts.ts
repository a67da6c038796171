import { type EditView, takeSpanToSeen } from "../../resolve/view.ts";
import { clock, listed, seconds } from "../../words.ts";
import { editsInWords } from "./edits.ts";
import { allNamed } from "./moments.ts";
import { sightAnswer } from "./sight.ts";
import { longestAnswer } from "./stretch.ts";

/** What is asked of parts: whether one was taken out, which is slow. */

const asking =
  /\b(?:remov\w*|delet\w*|drop(?:ped)?|throw|thrown|los[te]|skip(?:ped)?|gone|out|still|left|in there|in it|you|they|typing|typed|part|bit|step|section|scene|away|from|any of)\b/;

/** "did you remove the time slot?", "is the phone typing still in?" */
export function partAnswer(view: EditView, words: string): string | null {
  const isGone = !/\b(?:still|left in)\b/.test(words);
  if (isGone && /\b(?:anything|something|any ?thing|what)\b/.test(words)) {
    const { cut } = editsInWords(view);
    const told = listed(
      cut.map((one) => one.told),
      "and",
    );
    return cut.length === 0 ? "No, nothing is cut." : `Yes: ${told}.`;
  }
  return sightAnswer(view, allNamed(view.context, words, asking), isGone ? "cut" : "seen");
}

/** "which parts are the slowest?": those that were slowed down, else those in which nothing happens. */
export function slowestAnswer(view: EditView, words: string): string | null {
  const isFast = /fast|quick|schnell/.test(words);
  const rateOf = (told: string): number => Number(/([\d.]+)×$/.exec(told)?.[1] ?? 1);
  const paced = editsInWords(view).speed.filter(
    ({ name, told }) => name !== "everything" && (isFast ? rateOf(told) > 1 : rateOf(told) < 1),
  );
  if (paced.length > 0)
    return `${listed(
      paced.map(({ told }) => told),
      "and",
    )}.`;
  if (isFast) return "All of it plays at one speed.";
  const pauses = view.context.idle
    .flatMap((idle) => takeSpanToSeen(view, idle) ?? [])
    .filter(({ startMs, endMs }) => endMs - startMs >= SHORTEST_MS)
    .toSorted((a, b) => b.endMs - b.startMs - (a.endMs - a.startMs))
    .slice(0, MOST_PARTS)
    .toSorted((a, b) => a.startMs - b.startMs);
  if (pauses.length === 0) return longestAnswer(view);
  const told = pauses.map(({ startMs, endMs }) => `${clock(startMs)} (${seconds(endMs - startMs)})`);
  return `All of it plays at one speed; nothing happens at ${listed(told, "and")}. Say **cut the pauses**.`;
}
const SHORTEST_MS = 400;
const MOST_PARTS = 5;
