import type { ContextShot, ThreadContext } from "../context.ts";
import { set, wordsOf } from "../words.ts";
import { emptyWords } from "./describe.ts";
import { best, labelWords } from "./likeness.ts";
import { namedWords } from "./sameThings.ts";
import { thingsOf } from "./things.ts";

/** So much of what is said to be read has to stand there: in what a step shows, and, of a page's many words, elsewhere. */
const ENOUGH_OF_STEP = 0.5;
const ENOUGH_ELSEWHERE = 0.75;

/** "where it says when it arrives": what reads like these words, of equals what changed, and the last. */
export function whatSays(context: ThreadContext, words: string): ContextShot | null {
  const said = namedWords(wordsOf(words).filter((word) => !emptyWords.has(word) && !small.has(word)));
  if (said.length === 0) return null;
  const shareOf = ({ label }: ContextShot): number => {
    const read = labelWords(label);
    return said.reduce((sum, word) => sum + best(word, read), 0) / said.length;
  };
  const { sayings } = thingsOf(context);
  const candidates = [
    ...context.shots.map((shot) => ({ shot, share: shareOf(shot), least: ENOUGH_OF_STEP })),
    ...sayings.map((shot) => ({ shot, share: shareOf(shot), least: ENOUGH_ELSEWHERE })),
  ].filter(({ share, least }) => share >= least);
  const most = Math.max(0, ...candidates.map(({ share }) => share));
  const equals = candidates.filter(({ share }) => share > most - 0.1).map(({ shot }) => shot);
  return (
    equals.find(tellsOutcome) ??
    equals.findLast(({ changed, action }) => changed && action !== undefined) ??
    equals[0] ??
    null
  );
}

const tellsOutcome = ({ role, action }: ContextShot): boolean =>
  action !== undefined && set("alert alertdialog status log paragraph generic").has(role ?? "");
const small = set("does do did dont doesnt not no if how long much many we");
