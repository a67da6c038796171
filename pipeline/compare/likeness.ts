import type { PageElement } from "../plan/types.ts";

/** How surely two elements in the same place of their parents are one thing before and after a change, from 0 to 1. */
export function likenessOf(before: PageElement, after: PageElement): number {
  if (before.testId && before.testId === after.testId) return 1;
  if (before.id && before.id === after.id) return 1;
  if (before.tag !== after.tag || before.inputType !== after.inputType) return 0;
  const stranger = before.id && after.id ? 0.3 : 0;
  const classes = shared(before.classes, after.classes);
  const texts =
    before.text === "" && after.text === ""
      ? before.drawing === after.drawing
        ? 1
        : 0.5
      : shared(wordsOf(before.text), wordsOf(after.text));
  const role = before.role === after.role ? 0.1 : 0;
  const name = before.name === after.name ? 0.1 : 0;
  return classes * 0.35 + texts * 0.35 + role + name - stranger;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Dice's share; two empty ones say little. */
function shared(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 && b.length === 0) return 0.7;
  const [own, other] = [new Set(a), new Set(b)];
  const common = [...own].filter((one) => other.has(one)).length;
  return (2 * common) / (own.size + other.size);
}
