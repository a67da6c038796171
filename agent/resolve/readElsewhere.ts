import type { ThreadContext } from "../context.ts";
import { plainName, type Seen } from "./groups.ts";
import { typedValue } from "./outcome.ts";
import { thingsOf } from "./things.ts";

/**
 * Where else that stands which is covered: "Pay €318" gives the total away, and what a field was filled with may be answered
 * on the page. A card is named by all that it shows, and is no other place for it.
 */
export function readElsewhere(
  context: ThreadContext,
  covered: readonly Seen[],
  isCovered: (one: Seen) => boolean,
): Seen[] {
  const figures = covered.flatMap((one) => [
    ...(/\d\D*\d/.test(one.label) && !/\p{L}{3}/u.test(one.label) ? [one.label] : []),
    ...typedInto(context, one),
  ]);
  const isCardOf = ({ label }: Seen): boolean =>
    covered.some((one) => one.group !== undefined && label.includes(one.label) && has(label, one.group));
  return thingsOf(context).all.filter(
    (one) => !isCovered(one) && !isCardOf(one) && figures.some((figure) => one.label.includes(figure)),
  );
}

const has = (label: string, name: string): boolean => ` ${plainName(label)} `.includes(` ${plainName(name)} `);

const typedInto = ({ shots }: ThreadContext, { elementId, label }: Seen): string[] =>
  shots
    .filter((shot) => shot.elementId === elementId || shot.label === label)
    .flatMap((shot) => typedValue(shot) ?? []);
