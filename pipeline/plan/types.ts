import type { NotShown, ShotAction } from "../../convex/model/recording.ts";

/** How the live page's element is found: the most telling first. At least one field is set. */
export type ElementTarget = {
  role?: string;
  name?: string;
  testId?: string;
  text?: string;
  /** CSS, the last resort. */
  selector?: string;
};

/** One thing to do on screen. `navigate` has no target; `value` is what is typed, chosen, or the address to open. */
export type PlanStep = {
  route: string;
  action: ShotAction;
  target?: ElementTarget;
  value?: string;
  /** What a person calls it: "Apply coupon". */
  label: string;
  /** The diff put or altered this element. */
  changed: boolean;
  /** Why this step is in the demo; goes to the log and the summary. */
  reason: string;
};

export type InteractionPlan = {
  title: string;
  summary: string;
  steps: PlanStep[];
  routesCovered: string[];
  notShown: NotShown[];
};
