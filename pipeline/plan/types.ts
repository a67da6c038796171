import type { Box, NotShown, ShotAction } from "../../convex/model/recording.ts";

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
  /** Of `type`: the field is left afterwards, as with the tab key, since some say only then what is wrong. */
  leaves?: true;
  /** What a person calls it: "Apply coupon". */
  label: string;
  /** What a chapter that begins here is called, when somebody named it; else the label. */
  title?: string;
  /** The diff put or altered this element. */
  changed: boolean;
  /** Why this step is in the demo; goes to the log and the summary. */
  reason: string;
  /** The changed file that it shows, relative to the repository's root. */
  file?: string;
  /** A link that is drawn as a button, which people call one. */
  looksLike?: "button";
  /** How long a viewer looks at it, in ms, where the usual time does not fit. */
  lookMs?: number;
  /** Of `scroll`: what shall stand in view, in CSS pixels from the target's top. */
  frame?: { abovePx: number; heightPx: number };
};

/** A changed piece of a file, and the step (a place in `steps`) from which on it is seen, or why it is not. */
export type PlannedHunk = { file: string; fromLine: number; toLine: number } & (
  | { status: "shown"; step: number }
  | { status: "not_shown"; reason: NotShown["reason"]; detail?: string }
);

export type InteractionPlan = {
  title: string;
  summary: string;
  steps: PlanStep[];
  routesCovered: string[];
  notShown: NotShown[];
  /** Of each changed piece of the diff. */
  coverage?: PlannedHunk[];
  /** A visit of somebody's site: there is no diff. */
  tour?: true;
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
  /** Of a list, what may be chosen, and what is. */
  options?: string[];
  chosen?: string;
  checked?: boolean;
  disabled: boolean;
  /** CSS pixels of the document, not of the viewport. */
  box: Box;
  /** Resolves to this element alone. */
  selector: string;
  /** Place of the nearest listed element around it, in the same list. */
  parent?: number;
  /** Without that of its descendants. */
  ownText?: string;
  /** Computed values of `comparedStyles`, in their order. */
  styles?: readonly string[];
  /** What it draws that is no text: an icon's paths, a picture's address. */
  drawing?: string;
};

/** What a viewer sees of an element beside its text and its place. */
export const comparedStyles = [
  "color",
  "background-color",
  "background-image",
  "border-top-width",
  "border-right-width",
  "border-bottom-width",
  "border-left-width",
  "border-top-color",
  "border-bottom-color",
  "border-top-left-radius",
  "border-bottom-right-radius",
  "box-shadow",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "letter-spacing",
  "text-transform",
  "text-decoration-line",
  "text-align",
  "padding-top",
  "padding-left",
  "flex-direction",
  "justify-content",
] as const;

/** What stood on a page once it was ready and the given steps were done. */
export type PageSnapshot = {
  route: string;
  url: string;
  title: string;
  httpStatus: number | null;
  /** As the server calls it: "text/html; charset=utf-8". */
  contentType?: string;
  elements: PageElement[];
  headings: { level: number; text: string; box: Box }[];
  documentHeight: number;
  consoleErrors: string[];
  /** How many of the steps found their element. */
  stepsDone?: number;
  /** PNG of the document from its top, one pixel for each CSS pixel, when it was wished for. */
  picture?: Uint8Array;
};

/**
 * Opens a route, does the steps, waits until the page is ready and still, and lists what is there. When the steps go on from
 * those of the last look, it goes on from there, unless `afresh` is wished for. A `whole` page is scrolled through first, since
 * some parts come only when they are seen. Throws when the page cannot be opened.
 */
export type Scout = (
  route: string,
  steps?: readonly PlanStep[],
  wishes?: { picture?: boolean; afresh?: boolean; whole?: boolean },
) => Promise<PageSnapshot>;
