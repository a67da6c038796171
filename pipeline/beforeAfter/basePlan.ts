import { stepOn } from "../plan/steps.ts";
import type { PageElement, PageSnapshot, PlanStep, Scout } from "../plan/types.ts";
import { adaptSteps } from "../rerecord/adaptPlan.ts";
import { findAgain } from "../rerecord/findAgain.ts";

/** A plan for head as far as it can be played on the base. */
export type BasePlan = {
  steps: PlanStep[];
  /** Which step of head's plan each of them is. */
  stepNumbers: number[];
  gone: Set<number>;
  withoutPage: Set<number>;
};

/**
 * What the base does while head plays its plan: the same, where it can; where an element is not there yet, it scrolls to the
 * place where it will be, so that both sides show the same part of the page.
 */
export async function basePlanFor(
  steps: readonly PlanStep[],
  { base, head }: { base: Scout; head: Scout },
): Promise<BasePlan> {
  const pages = await pagesOf(steps, { base, head });
  const isOnHead = (live: PageElement): boolean =>
    pages.some(({ after }) => after?.elements.some((one) => isSame(one, live)) === true);
  const adapted = await adaptSteps(steps, base, isOnHead);
  const plan: BasePlan = { steps: [], stepNumbers: [], gone: new Set(), withoutPage: new Set() };
  let page: Pages | undefined;
  for (const [number, one] of adapted.entries()) {
    const was = steps[number];
    if (was?.action === "navigate") page = pages.find(({ step }) => step === number);
    if (one.kind === "no_page") plan.withoutPage.add(number);
    if (one.kind === "gone") plan.gone.add(number);
    const step = one.kind === "kept" || one.kind === "healed" ? one.step : null;
    const standIn = one.kind === "gone" && page ? lookAtPlaceOf(one.was, page) : null;
    const played = step ?? standIn;
    if (!played) continue;
    plan.steps.push(played);
    plan.stepNumbers.push(number);
  }
  return plan;
}

type Pages = { step: number; before: PageSnapshot | null; after: PageSnapshot | null };

async function pagesOf(steps: readonly PlanStep[], { base, head }: { base: Scout; head: Scout }): Promise<Pages[]> {
  const pages: Pages[] = [];
  for (const [number, step] of steps.entries()) {
    if (step.action !== "navigate") continue;
    const look = (scout: Scout) => scout(step.value ?? step.route).catch(() => null);
    const [before, after] = await Promise.all([look(base), look(head)]);
    pages.push({ step: number, before, after });
  }
  return pages;
}

const isSame = (one: PageElement, other: PageElement): boolean =>
  one.role === other.role && one.tag === other.tag && one.name === other.name && one.text === other.text;

/** An element further away than this says nothing about the place. */
const nearPx = 700;

/** Scrolls to whatever stands on both pages nearest to where the step's element is on head. */
function lookAtPlaceOf(step: PlanStep, { before, after }: Pages): PlanStep | null {
  const target = after && findAgain(step, after.elements)?.live;
  if (!before || !target) return null;
  const neighbour = before.elements
    .flatMap((live) => {
      const twin = after.elements.find((one) => isSame(one, live) && one.text.length < 200);
      return twin ? [{ live, distance: distanceBetween(twin, target) }] : [];
    })
    .sort((a, b) => a.distance - b.distance)[0];
  if (!neighbour || neighbour.distance > nearPx) return null;
  return stepOn(step.route, "scroll", neighbour.live, {
    changed: false,
    reason: "where it will be",
    label: step.label,
  });
}

const middle = ({ box }: PageElement): number => box.y + box.height / 2;

const distanceBetween = (one: PageElement, other: PageElement): number =>
  Math.abs(middle(one) - middle(other)) + Math.abs(one.box.height - other.box.height) / 4;
