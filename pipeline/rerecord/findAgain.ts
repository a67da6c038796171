import { isHarmful } from "../plan/harm.ts";
import type { ElementTarget, PageElement, PlanStep } from "../plan/types.ts";

/** How sure it is that the element is the one that the step was made for. */
type Likeness = "same" | "moved" | "renamed";

export type FoundAgain = { live: PageElement; likeness: Likeness };

/** Of two names, so much must be shared to be one name that was reworded. */
const leastShared = 0.5;

/**
 * Finds a step's element on a page that has changed since the step was planned: by test id, by role and name, by its own id,
 * by a name that was reworded, and last by its place. `isKnownElsewhere` says of an element that it has always been another
 * one: it never stands in by its place.
 */
export function findAgain(
  step: Pick<PlanStep, "target" | "action" | "label">,
  elements: readonly PageElement[],
  isKnownElsewhere: (live: PageElement) => boolean = () => false,
): FoundAgain | null {
  const target = step.target ?? {};
  const alike = elements.filter((live) => fitsRole(target, live));
  return (
    byTestId(target, alike) ?? byName(target, alike) ?? byText(step, alike) ?? byLikeness(step, alike, isKnownElsewhere)
  );
}

const fitsRole = ({ role }: ElementTarget, live: PageElement): boolean => role === undefined || role === live.role;

function byTestId({ testId, selector }: ElementTarget, elements: readonly PageElement[]): FoundAgain | null {
  const same = testId === undefined ? [] : elements.filter((live) => live.testId === testId);
  return closest(same, selector);
}

function byName({ name, selector }: ElementTarget, elements: readonly PageElement[]): FoundAgain | null {
  const same = name === undefined ? [] : elements.filter((live) => plain(live.name) === plain(name));
  return closest(same, selector);
}

/** Things without a name of their own are known by what stands there. */
function byText({ target, label }: Pick<PlanStep, "target" | "label">, elements: readonly PageElement[]) {
  if (target?.name !== undefined || target?.testId !== undefined) return null;
  const wanted = plain(target?.text ?? label);
  const same = elements.filter((live) => startsAlike(plain(live.text || live.name), wanted));
  return closest(same, target?.selector);
}

/** Labels are cut off at the end. */
const startsAlike = (text: string, label: string): boolean =>
  label !== "" && (text === label || (label.endsWith("…") && text.startsWith(label.slice(0, -1))));

/** The one at the same place, else the first: pages list what belongs together in one order. */
function closest(same: readonly PageElement[], selector: string | undefined): FoundAgain | null {
  const unmoved = same.find((live) => live.selector === selector);
  if (unmoved) return { live: unmoved, likeness: "same" };
  return same[0] ? { live: same[0], likeness: "moved" } : null;
}

function byLikeness(
  { target = {}, action, label }: Pick<PlanStep, "target" | "action" | "label">,
  elements: readonly PageElement[],
  isKnownElsewhere: (live: PageElement) => boolean,
): FoundAgain | null {
  const name = target.name ?? label;
  const candidates = elements.filter((live) => !isKnownElsewhere(live) && !isDangerous(action, live, name));
  const unmoved = candidates.find((live) => live.selector === target.selector);
  if (unmoved && (hasOwnId(unmoved) || sharedWords(nameOf(unmoved), name) > 0)) {
    return { live: unmoved, likeness: "renamed" };
  }
  const reworded = candidates
    .map((live) => ({ live, shared: sharedWords(nameOf(live), name) }))
    .filter(({ shared }) => shared >= leastShared)
    .sort((a, b) => b.shared - a.shared)[0];
  return reworded ? { live: reworded.live, likeness: "renamed" } : null;
}

const nameOf = (live: PageElement): string => live.name || live.placeholder || live.text;

/** A selector that is an id names the element by itself; any other one names only a place. */
const hasOwnId = ({ selector }: PageElement): boolean => /^\[[^\]]+\]$/.test(selector);

/** What was no harm under its old name may be under its new one. */
const isDangerous = (action: PlanStep["action"], live: PageElement, name: string): boolean =>
  action !== "hover" && action !== "scroll" && isHarmful(live) && !isHarmful({ name, text: "" });

/** How much of two names' words is common to both, from 0 to 1. */
function sharedWords(one: string, other: string): number {
  const [left, right] = [wordsOf(one), wordsOf(other)];
  const common = [...left].filter((word) => right.has(word)).length;
  return common === 0 ? 0 : (2 * common) / (left.size + right.size);
}

const wordsOf = (text: string): Set<string> => new Set(plain(text).match(/[\p{L}\p{N}]+/gu) ?? []);

const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();
