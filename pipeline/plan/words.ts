import type { Commit, DiffAnalysis } from "../diff/types.ts";
import type { ThingKind } from "./kinds.ts";
import type { Thing } from "./things.ts";
import type { PlanStep } from "./types.ts";

const kindWords: Record<ThingKind, string> = {
  field: "field",
  choice: "choice",
  select: "list",
  button: "button",
  link: "link",
  text: "text",
  box: "part",
};

/** "the “Apply coupon” button". */
export const describeThing = ({ name, kind, source }: Thing): string => {
  if (source.kind === "style") return `the style of ${source.style.selector}`;
  const short = name === null || name.length <= 60 ? name : `${name.slice(0, 59)}…`;
  if (short === null)
    return `a ${kindWords[kind]} of ${source.kind === "element" ? (source.element.component ?? `<${source.element.tag}>`) : "the page"}`;
  return kind === "text" || kind === "box" ? `“${short}”` : `the “${short}” ${kindWords[kind]}`;
};

/** "feat(cart): add a coupon field (#12)" → "Add a coupon field". */
export function cleanTitle(text: string): string {
  const bare = text
    .replace(/^\s*(\w+)(\([^)]*\))?!?:\s+/, (whole, kind: string) =>
      /^(feat|fix|chore|docs|style|refactor|perf|test|build|ci|revert|wip|ui|ux|add|feature)$/i.test(kind) ? "" : whole,
    )
    .replace(/^\[[^\]]+\]\s*/, "")
    .replace(/\s*\(#\d+\)\s*$/, "")
    .replace(/[.\s]+$/, "")
    .trim();
  return bare === "" ? text.trim() : bare[0]?.toUpperCase() + bare.slice(1);
}

/** The pull request's own title; else the commit that speaks of what is shown; else what is shown. */
export function titleOf(title: string | undefined, analysis: DiffAnalysis, shown: readonly Thing[]): string {
  if (title?.trim()) return cleanTitle(title);
  const best = commitAbout(analysis.commits, shown);
  if (best) return cleanTitle(best.subject);
  const named = shown.find(({ name }) => name !== null);
  return named ? `A look at ${describeThing(named)}` : "What this change looks like";
}

function commitAbout(commits: readonly Commit[], shown: readonly Thing[]): Commit | null {
  const words = new Set(
    shown.flatMap(({ name, file }) => wordsIn(`${name ?? ""} ${file.replace(/([a-z])([A-Z])/g, "$1 $2")}`)),
  );
  const ranked = commits
    .filter(({ subject }) => !/^(merge|wip|fixup!|squash!|bump|lint|format|typo)\b/i.test(subject))
    .map((commit, index) => ({
      commit,
      index,
      score: wordsIn(commit.subject).filter((word) => words.has(word)).length,
    }))
    .sort((a, b) => b.score - a.score || b.index - a.index);
  return ranked[0]?.commit ?? commits.at(-1) ?? null;
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];

export type Told = {
  place: string;
  shown: readonly Thing[];
  steps: readonly PlanStep[];
  results: readonly string[];
  title: string;
};

/** One sentence of what the video shows, from the elements and what happened to them. */
export function summaryOf({ place, shown, steps, results, title }: Told): string {
  const renamed = shown.flatMap(renaming)[0];
  const fresh = namedThings(
    shown.filter(({ source }) => source.kind === "element" && source.element.change === "added"),
  );
  const altered = namedThings(
    shown.filter(({ source }) => source.kind === "element" && source.element.change === "altered"),
  );
  const done = doing(steps, results);
  if (fresh.length > 0) return sentence(`${place} now has ${list(fresh)}`, renamed ?? null, done);
  if (renamed) return sentence(`On ${lowerFirst(place)}, ${renamed}`, null, done);
  if (altered.length > 0)
    return sentence(
      `On ${lowerFirst(place)}, ${list(altered.map((text) => text.replace(/^an? /, "the ")))} changed`,
      null,
      done,
    );
  return sentence(`${title}: how ${lowerFirst(place)} looks now`, null, null);
}

const sentence = (start: string, aside: string | null, done: string | null): string => {
  const middle = aside === null ? start : `${start}, and ${aside}`;
  const text = done === null ? middle : `${middle}: ${done}`;
  return /[.!?]$/.test(text) ? text : `${text}.`;
};

const lowerFirst = (text: string): string =>
  /^(The|A|An) /.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text;

/** Controls by name, the telling ones first; a text only when there are none. */
function namedThings(things: readonly Thing[]): string[] {
  const ranks: ThingKind[] = ["field", "select", "choice", "button", "link", "text"];
  const named = things.filter(
    ({ name, kind, source }) =>
      name !== null && kind !== "box" && !(source.kind === "element" && /^label$|^legend$/i.test(source.element.tag)),
  );
  const sorted = [...named].sort((a, b) => ranks.indexOf(a.kind) - ranks.indexOf(b.kind) || b.weight - a.weight);
  const withControls = sorted.some(({ kind }) => kind !== "text")
    ? sorted.filter(({ kind }) => kind !== "text")
    : sorted;
  const texts = withControls.map(({ name, kind }) =>
    kind === "text" ? `“${shorten(name ?? "")}”` : `${article(name ?? "")} “${shorten(name ?? "")}” ${kindWords[kind]}`,
  );
  return [...new Set(texts)].slice(0, 3);
}

const article = (name: string): string => (/^[aeiou]/i.test(name) ? "an" : "a");
const shorten = (text: string): string => (text.length <= 44 ? text : `${text.slice(0, 43).trimEnd()}…`);

function renaming({ source }: Thing): string[] {
  if (source.kind !== "element") return [];
  const { previousLabel, labels, previousText, texts } = source.element;
  if (previousLabel && labels[0]) return [`“${shorten(previousLabel)}” is now “${shorten(labels[0])}”`];
  const text = texts.join(" ");
  return previousText && text !== "" && previousText.length <= 44 && text.length <= 44
    ? [`“${previousText}” is now “${text}”`]
    : [];
}

function list(parts: readonly string[]): string {
  if (parts.length <= 1) return parts[0] ?? "";
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** "typing GLOW15 and clicking Apply coupon shows “15 % off everything”". */
function doing(steps: readonly PlanStep[], results: readonly string[]): string | null {
  const acts = steps.filter(
    ({ changed, action }) => changed && action !== "hover" && action !== "scroll" && action !== "navigate",
  );
  const result = results.at(-1);
  const lastPress = acts.findLastIndex(({ action }) => action === "click" || action === "submit");
  const typed = acts
    .slice(0, lastPress < 0 ? undefined : lastPress)
    .findLast(({ action, value }) => action === "type" && value);
  const pressed = acts[lastPress];
  const parts = [typed ? `typing ${typed.value}` : null, pressed ? `clicking ${pressed.label}` : null].filter(
    (part) => part !== null,
  );
  if (parts.length === 0 || !result) return null;
  return `${parts.join(" and ")} shows “${shorten(result)}”`;
}

/** "The cart page" for /cart, "The home page" for /, the heading's words where the address says little. */
export function placeOf(route: string, heading: string): string {
  const parts = route
    .replace(/^\/#?\/?/, "")
    .split("/")
    .filter((part) => /^[a-z][a-z-]{2,}$/i.test(part));
  if (route === "/" || route === "/#/") return "The home page";
  const word = parts[0];
  if (word && parts.length === 1)
    return `The ${word.replaceAll("-", " ").replace(/s$/, parts.length > 1 ? "" : "s")} page`;
  if (heading !== "" && heading.length <= 40) return `The page “${heading}”`;
  return word ? `The ${word.replaceAll("-", " ").replace(/s$/, "")} page` : "The page";
}
