import type { PlanStep } from "./types.ts";

/** A value that is longer than this says no more than the first words of it. */
const longestValue = 24;

/**
 * Steps with one label after another are told apart in a list of chapters: the later ones get a title that says what is done,
 * "Apply: pressed" after "Apply". A field that is filled in several times is called by its values, "Coupon code: SAVE10", from
 * the first time on. Titles that are there stay.
 */
export function withTitles(steps: readonly PlanStep[]): PlanStep[] {
  const told = new Set<string>();
  return steps.map((step) => {
    const { label, changed, action } = step;
    if (!changed && action !== "navigate") return step;
    const title = step.title ?? (isTypedAgain(step, steps) ? deedOf(step) : null) ?? label;
    const own =
      [title, deedOf(step), `${label} once more`].find((words) => words !== null && !told.has(words)) ?? title;
    told.add(own);
    return own === label ? step : { ...step, title: own };
  });
}

const isTypedAgain = ({ action, label, route }: PlanStep, steps: readonly PlanStep[]): boolean =>
  action === "type" &&
  steps.filter((one) => one.action === "type" && one.label === label && one.route === route).length > 1;

function deedOf({ action, label, value = "", target }: PlanStep): string | null {
  const isSecret = /pass(word|phrase)|secret|pin\b/i.test(`${label} ${target?.name ?? ""}`);
  switch (action) {
    case "type":
      if (value === "") return `${label}: left empty`;
      return isSecret ? `${label}: filled in` : `${label}: ${shortened(value)}`;
    case "select":
      return value === "" ? null : `${label}: ${shortened(value)}`;
    case "click":
      return `${label}: pressed`;
    case "submit":
      return `${label}: sent`;
    case "toggle":
      return `${label}: switched`;
    case "navigate":
      return `Back to ${label}`;
    case "hover":
    case "scroll":
      return null;
  }
}

const shortened = (value: string): string => {
  const line = value.replace(/\s+/g, " ").trim();
  return line.length <= longestValue ? line : `${line.slice(0, longestValue - 1).trimEnd()}…`;
};
