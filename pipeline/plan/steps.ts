import type { ShotAction } from "../../convex/model/recording.ts";
import { humanClass } from "../compare/classNames.ts";
import { liveKind } from "./kinds.ts";
import type { ElementTarget, PageElement, PageSnapshot, PlanStep } from "./types.ts";

/** How the recorder finds a live element again: by role and name where they are its own, and always by its place. */
function targetOf(live: PageElement): ElementTarget {
  const hasRole = live.role !== "" && !/^(generic|none|presentation|paragraph|LabelText|StaticText)$/.test(live.role);
  return {
    ...(hasRole && live.name !== "" && live.name.length <= 80 ? { role: live.role, name: live.name } : {}),
    ...(live.testId ? { testId: live.testId } : {}),
    selector: live.selector,
  };
}

const shorten = (text: string, length = 48): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;

/** What a person would call it. */
function labelOf(live: PageElement, fallback: string | null = null): string {
  const own = live.name || live.placeholder || live.text;
  const words = fallback !== null && (own === "" || own.length > 60) ? fallback : own;
  return shorten(words.replace(/\s+/g, " ").trim() || humanClass(live.classes) || kindOfPart(live.tag));
}

/** What has no name of its own, for a person who does not know tags. */
const kindOfPart = (tag: string): string =>
  ({ img: "picture", svg: "icon", a: "link", input: "field", button: "button" })[tag] ?? "part of the page";

export type StepNote = { changed: boolean; reason: string; value?: string; label?: string };

export function stepOn(
  route: string,
  action: ShotAction,
  live: PageElement,
  { changed, reason, value, label }: StepNote,
): PlanStep {
  return {
    route,
    action,
    target: targetOf(live),
    ...(value === undefined ? {} : { value }),
    label: label ?? labelOf(live),
    changed,
    reason,
  };
}

/** What to do with a control in a demo: press, follow, switch or choose. */
export function actionFor(live: PageElement): ShotAction {
  switch (liveKind(live)) {
    case "choice":
      return "toggle";
    case "select":
      return live.tag === "select" ? "select" : "click";
    case "field":
      return "type";
    default:
      return "click";
  }
}

export const openStep = (
  route: string,
  snapshot: PageSnapshot,
  { changed, reason }: { changed: boolean; reason: string },
): PlanStep => ({
  route,
  action: "navigate",
  label: pageName(route, snapshot),
  changed,
  reason,
});

const longestPageName = 40;
/** What generators of apps put there. */
const saysNothing =
  /^(vite\b.*|react( app)?|(create )?next( app)?|vue( app)?|nuxt( app)?|svelte(kit)?( app)?|document|untitled|app)$/i;

/** What a person calls a page: its main heading, the first part of its title, another heading, or its address in words. */
function pageName(route: string, { headings, title }: PageSnapshot): string {
  const main = headings.find(({ level }) => level === 1)?.text ?? "";
  const ownTitle = title.split(/ [|·–—-] /)[0]?.trim() ?? "";
  const names = [main, saysNothing.test(ownTitle) ? "" : ownTitle, headings[0]?.text ?? ""].filter(Boolean);
  const short = names.find((name) => name.length <= longestPageName);
  return short ?? (names[0] ? shorten(names[0], longestPageName) : routeInWords(route));
}

/** "/settings/billing-plans" → "Billing plans". */
function routeInWords(route: string): string {
  const words = route
    .split(/[/#?]/)
    .findLast((part) => /^\p{L}[\p{L}-]+$/u.test(part))
    ?.replaceAll("-", " ");
  return words ? `${words[0]?.toUpperCase()}${words.slice(1)}` : "Home";
}

/** The address without what differs from visit to visit. */
export const pathOf = (url: string): string => {
  const { pathname, hash } = new URL(url);
  return hash.startsWith("#/") ? `/${hash}` : pathname;
};
