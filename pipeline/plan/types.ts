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

/** One visible element of a live page, as a person or a screen reader would name it. */
export type PageElement = {
  role: string;
  name: string;
  text: string;
  tag: string;
  inputType?: string;
  testId?: string;
  id?: string;
  classes: string[];
  href?: string;
  placeholder?: string;
  options?: string[];
  checked?: boolean;
  disabled: boolean;
  /** CSS pixels of the document, not of the viewport. */
  box: { x: number; y: number; width: number; height: number };
  /** Resolves to this element alone. */
  selector: string;
};

/** What stood on a page once it was ready and the given steps were done. */
export type PageSnapshot = {
  route: string;
  url: string;
  title: string;
  httpStatus: number | null;
  elements: PageElement[];
  headings: { level: number; text: string; box: { x: number; y: number; width: number; height: number } }[];
  documentHeight: number;
  consoleErrors: string[];
};

/** Opens a route, does the steps, waits until the page is ready and still, and lists what is there. Throws when it cannot be opened. */
export type Scout = (route: string, steps?: readonly PlanStep[]) => Promise<PageSnapshot>;
