import type { ThreadContext } from "../context.ts";
import { type Description, figuresIn, isPlain } from "./describe.ts";
import { allTogether, type Group, type Seen } from "./groups.ts";
import { best, labelWords, natureWords } from "./likeness.ts";
import { thingsOf } from "./things.ts";
import { rolesOf } from "./vocabulary.ts";

const money = /[€$£¥₹%]|\b(?:EUR|USD|GBP|CHF)\b/;

/** A text that people call by its number: an amount, a share, or a number alone. */
const isFigure = (text: string): boolean => money.test(text) || (!/\p{L}/u.test(text) && figuresIn(text).length === 1);

/** "270" is what "€270" says, and where nothing says that, "€270.30". */
function saying(figure: number, things: readonly Seen[]): Seen[] {
  const amounts = things.filter(({ label }) => isFigure(label));
  const exact = amounts.filter(({ label }) => figuresIn(label).includes(figure));
  return exact.length > 0 ? exact : amounts.filter(({ label }) => figuresIn(label).map(Math.trunc).includes(figure));
}

/** Whether a number is to be read somewhere in the video. */
export const isOnScreen = (context: ThreadContext, figure: number): boolean =>
  saying(figure, thingsOf(context).sayings).length > 0;

/** Words are like a label's from here on; less, such as the same beginning, is too little among hundreds of labels. */
export const LEAST_LIKENESS = 0.75;

/**
 * "the 129", "the total of 270.30": whatever says this number, while it says so; several of them are one thing. Null when the
 * words name no number that is seen.
 */
export function groundFigure(
  context: ThreadContext,
  { content, roles, figures }: Description,
  nearMs: number | undefined,
): Seen | Group | null {
  const [figure, another] = figures;
  if (figure === undefined || another !== undefined) return null;
  const fits = ({ label, group = "", role }: Seen): boolean => {
    const about = [...labelWords(label), ...labelWords(group), ...natureWords(label)];
    return (
      content.every((word) => isPlain(word.name) || best(word, about) >= LEAST_LIKENESS) &&
      roles.every((name) => rolesOf(name).includes(role))
    );
  };
  const all = saying(figure, thingsOf(context).sayings.filter(fits));
  const there = all.filter(({ startMs, endMs }) => nearMs !== undefined && startMs <= nearMs && nearMs < endMs);
  const meant = there.length > 0 ? there : all;
  const [first, ...others] = meant.toSorted((a, b) => a.label.length - b.label.length);
  if (!first) return null;
  return others.length === 0 ? first : allTogether(meant, first.label);
}
