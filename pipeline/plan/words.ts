import type { Commit, DiffAnalysis } from "../diff/types.ts";
import { isHarmful } from "./harm.ts";
import type { ThingKind } from "./kinds.ts";
import type { Result } from "./playing.ts";
import { changeOf, type Thing } from "./things.ts";

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
  if (source.kind === "screen" && source.difference.kind === "removed") return `“${name ?? "a part"}”, which is gone`;
  if (source.kind === "style") return `the style of ${source.style.selector}`;
  const short = name === null || name.length <= 60 ? name : `${name.slice(0, 59)}…`;
  if (short === null)
    return `a ${kindWords[kind]} of ${source.kind === "element" ? (source.element.component ?? `<${source.element.tag}>`) : "the page"}`;
  return kind === "text" || kind === "box" ? `“${short}”` : `the “${short}” ${kindWords[kind]}`;
};

/** "feat(cart): add a coupon field (#12)" → "Add a coupon field". */
function cleanTitle(text: string): string {
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

const wordsIn = (text: string): string[] =>
  (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.replace(/s$/, ""));

export type Told = { place: string; shown: readonly Thing[]; results: readonly Result[]; isNewPage?: boolean };

/** One sentence of what the video shows, from the elements and what happened to them. */
export function summaryOf({ place, shown, results, isNewPage = false }: Told): string {
  const renamed = shown.flatMap(renaming)[0];
  const fresh = namedThings(shown.filter((thing) => changeOf(thing) === "added"));
  const altered = namedThings(shown.filter((thing) => changeOf(thing) === "altered"));
  const done = doing(results);
  if (isNewPage)
    return sentence(`${place} is new${fresh.length > 0 ? `, with ${list(fresh)}` : ""}`, renamed ?? null, done);
  if (fresh.length > 0) return sentence(`${place} now has ${list(fresh)}`, renamed ?? null, done);
  if (renamed) return sentence(`On ${lowerFirst(place)}, ${renamed}`, null, done);
  if (altered.length > 0)
    return sentence(
      `On ${lowerFirst(place)}, ${list(altered.map((text) => text.replace(/^an? /, "the ")))} changed`,
      null,
      done,
    );
  const gone = shown
    .filter((thing) => changeOf(thing) === "removed")
    .map(({ name }) => `“${shorten(name ?? "a part")}”`);
  if (gone.length > 0)
    return sentence(
      `${list([...new Set(gone)].slice(0, 3))} ${gone.length > 1 ? "are" : "is"} gone from ${lowerFirst(place)}`,
      null,
      null,
    );
  const said = shown.find(({ source, name }) => source.kind === "string" && name !== null)?.name;
  if (said) return sentence(`${place} now says “${shorten(said)}”`, null, done);
  return sentence(`This is how ${lowerFirst(place)} looks now`, null, null);
}

const sentence = (start: string, aside: string | null, done: string | null): string => {
  const middle = aside === null ? start : `${start}, and ${aside}`;
  const text = done === null ? middle : `${middle}: ${done}`;
  return /[.!?]”?$/.test(text) ? text : `${text}.`;
};

const lowerFirst = (text: string): string =>
  /^(The|A|An) /.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text;

/** Controls by name, the telling ones first; a text only when there are none. A legend names the choices under it. */
function namedThings(things: readonly Thing[]): string[] {
  const ranks: ThingKind[] = ["field", "select", "choice", "button", "link", "text"];
  const tagOf = ({ source }: Thing): string => (source.kind === "element" ? source.element.tag : "");
  const tellable = things.filter((thing) => thing.name !== null && tagOf(thing) !== "label");
  const harmless = tellable.filter(({ name }) => !isHarmful({ name: name ?? "", text: name ?? "" }));
  // What takes something away is named when it is all that is new.
  const named = (harmless.length > 0 ? harmless : tellable.filter((thing) => changeOf(thing) === "added"))
    .map((thing) => ({
      name: thing.name ?? "",
      kind: tagOf(thing) === "legend" ? "choice" : thing.kind,
      weight: thing.weight,
    }))
    .filter(({ kind }) => kind !== "box")
    .sort((a, b) => ranks.indexOf(a.kind) - ranks.indexOf(b.kind) || b.weight - a.weight);
  const controls = named.filter(({ kind }) => kind !== "text");
  const texts = (controls.length > 0 ? controls : named).map(({ name, kind }) =>
    kind === "text" ? `“${shorten(name)}”` : `${article(name)} “${shorten(name)}” ${kindWords[kind]}`,
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
function doing(results: readonly Result[]): string | null {
  const result = results.at(-1);
  if (!result) return null;
  const typed = result.steps.findLast(({ action, value }) => action === "type" && value);
  const chosen = result.steps.findLast(({ action }) => action === "select" || action === "toggle");
  const pressed = result.steps.findLast(({ action }) => action === "click");
  const parts = [
    typed ? `typing ${typed.value}` : null,
    chosen ? `choosing ${chosen.value ?? chosen.label}` : null,
    pressed ? `clicking ${pressed.label}` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `${parts.join(" and ")} shows “${shorten(result.text)}”`;
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
