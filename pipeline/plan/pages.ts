import { isMissing } from "../compare/compare.ts";
import { PipelineError } from "../failure.ts";
import type { InferredRoute } from "../routes/types.ts";
import { type Address, guessAddress, isAt, linksOf, openAddress, resolveAddress } from "./addresses.ts";
import { explore } from "./explore.ts";
import type { Match } from "./match.ts";
import { isUsed, type Scene } from "./playing.ts";
import type { Scouting } from "./scouting.ts";
import { hoversFor, matchesOn } from "./sight.ts";
import { pathOf } from "./steps.ts";
import type { Thing } from "./things.ts";
import type { PageElement, PageSnapshot } from "./types.ts";

/** Every look opens a page and does its steps anew: a second or so each. */
export const looks = { all: 18, forDemo: 7, forMissing: 4 };
const mostPages = 5;
const mostScenes = 3;

export type OpenPage = { address: Address; snapshot: PageSnapshot; matches: Match[] };

/** Opens the likeliest pages and sees which of the things stand there. */
export async function openPages(
  routes: readonly InferredRoute[],
  things: readonly Thing[],
  scouting: Scouting,
): Promise<OpenPage[]> {
  const pages: OpenPage[] = [];
  const telling = new Set(things.map(({ file }) => file));
  const known = routes.filter(({ isDynamic }) => !isDynamic).map(({ route }) => route);
  for (const route of routes.slice(0, mostPages)) {
    // A page that is made of nothing new is looked at only when nothing better is there.
    const found = pages.flatMap(({ matches, address }) =>
      matches.length > 0 ? [...address.route.files, ...matches.map(({ thing }) => thing.file)] : [],
    );
    if (found.length > 0 && !route.isNew && route.files.every((file) => found.includes(file) || !telling.has(file)))
      continue;
    if (scouting.left() <= looks.forDemo + 2) break;
    const linked = await resolveAddress(route, known, scouting);
    const opened = await openAddress(linked ?? guessAddress(route), scouting);
    if (!opened) continue;
    const page: OpenPage = { ...opened, matches: matchesOn({ things, snapshot: opened.snapshot, scouting }) };
    const why = whyNotThere(page, linked !== null);
    if (why === null) pages.push(page);
    else scouting.failures.set(route.route, why);
  }
  if (pages.length > 0) return pages;
  const home = await scouting.look("/");
  if (home === null) throw unusable(scouting);
  const files = hasFailed(home) ? routes.flatMap((route) => route.files) : [];
  const wayIn = hasFailed(home) ? await besides(home, scouting) : { path: "/", snapshot: home };
  const route: InferredRoute = {
    route: wayIn.path,
    source: "",
    confidence: "low",
    reason: "the way in",
    files,
    isDynamic: false,
    isNew: false,
  };
  const matches = matchesOn({ things, snapshot: wayIn.snapshot, scouting });
  return [{ address: { route, path: wayIn.path }, snapshot: wayIn.snapshot, matches }];
}

const mostBesides = 4;

/** A page that the failing first one links to: what stands around every page stands there, too. */
async function besides(home: PageSnapshot, scouting: Scouting): Promise<{ path: string; snapshot: PageSnapshot }> {
  for (const path of [...new Set(linksOf(home))].slice(0, mostBesides)) {
    const snapshot = path === "/" ? null : await scouting.look(path);
    if (snapshot && !isMissing(snapshot)) return { path, snapshot };
  }
  scouting.failures.set("/", `the first one answers ${home.httpStatus}`);
  throw unusable(scouting);
}

const hasFailed = ({ httpStatus }: PageSnapshot): boolean => httpStatus !== null && httpStatus >= 500;

/** Why what opened is not the page that was looked for; null when it is, and where the change itself stands on it. */
function whyNotThere({ address, snapshot, matches }: OpenPage, isLinked: boolean): string | null {
  if (hasFailed(snapshot)) return `the page answers ${snapshot.httpStatus}`;
  if (isLogin(snapshot) || matches.some(({ thing }) => thing.source.kind !== "screen")) return null;
  if (!isLinked) return "no page that was opened links to it";
  if (isMissing(snapshot)) {
    if (address.route.isNew) return null;
    const { httpStatus } = snapshot;
    return httpStatus !== null && httpStatus >= 400 ? `the page answers ${httpStatus}` : "the app knows no such page";
  }
  return isAt(address.path, snapshot) ? null : `the app leads on to ${pathOf(snapshot.url)}`;
}

export const isLogin = ({ httpStatus, url, elements }: PageSnapshot): boolean =>
  httpStatus === 401 ||
  httpStatus === 403 ||
  (elements.some(({ inputType }) => inputType === "password") &&
    (/\/(log-?in|sign-?in|auth)\b/i.test(new URL(url).pathname) || elements.some(entersApp)));

const entersApp = ({ role, name, tag }: PageElement): boolean =>
  (role === "button" || tag === "input") && /^(log|sign) ?(in|on)\b/i.test(name);

/** The fewest pages that show the most; when none does, a state of the app that is found by using it. */
export async function chooseScenes(
  pages: readonly OpenPage[],
  things: readonly Thing[],
  scouting: Scouting,
): Promise<Scene[]> {
  const scenes: Scene[] = [];
  const covered = new Set<Thing>();
  const left = [...pages];
  while (scenes.length < mostScenes && left.length > 0) {
    const best = left
      .map((page) => ({ page, worth: worthOf(page, covered) }))
      .reduce((a, b) => (b.worth > a.worth ? b : a));
    // A second page is worth its opening only for something that matters.
    if (best.worth < (scenes.length === 0 ? 1 : 8)) break;
    left.splice(left.indexOf(best.page), 1);
    for (const { thing } of best.page.matches) covered.add(thing);
    scenes.push(sceneOf(best.page));
  }
  // What stands there to be used may lead to the rest.
  const isPoor =
    things.filter((thing) => covered.has(thing)).reduce((sum, { weight }) => sum + weight, 0) < 5 &&
    !pages.some(({ matches }) => matches.some(isUsed));
  const missing = things.filter((thing) => !covered.has(thing) && thing.weight >= 2);
  if (!isPoor || missing.length === 0) return scenes.length > 0 ? scenes : pages.slice(0, 1).map(sceneOf);
  const hovered = scenes.length === 0 ? await revealedByHover(pages, missing, scouting) : null;
  if (hovered) return [hovered];
  const found = await explore({
    starts: await startsOf(pages, scouting),
    things,
    known: covered,
    targets: pages.map(({ address }) => address.path),
    scouting,
    reserve: looks.forDemo,
  });
  if (found) return [found, ...scenes].slice(0, mostScenes);
  return scenes.length > 0 ? scenes : pages.slice(0, 1).map(sceneOf);
}

/** A page on which the change shows when it is pointed at; which step does it is found again from what was seen. */
async function revealedByHover(
  pages: readonly OpenPage[],
  things: readonly Thing[],
  scouting: Scouting,
): Promise<Scene | null> {
  for (const page of pages) {
    for (const step of hoversFor({ things, snapshot: page.snapshot, scouting })) {
      const after = await scouting.look(page.address.path, [step]);
      if (after && (scouting.comparisonOf(after)?.differences.length ?? 0) > 0) return sceneOf(page);
    }
  }
  return null;
}

const worthOf = ({ matches, address }: OpenPage, covered: ReadonlySet<Thing>): number =>
  matches.filter(({ thing }) => !covered.has(thing)).reduce((sum, { thing }) => sum + thing.weight, 0) +
  (address.route.isNew ? 12 : 0);

export const sceneOf = ({ address, snapshot }: OpenPage): Scene => ({
  startRoute: address.path,
  path: [],
  route: pathOf(snapshot.url),
  snapshot,
});

export async function startsOf(pages: readonly OpenPage[], scouting: Scouting): Promise<Scene[]> {
  const starts = pages.slice(0, 3).map(sceneOf);
  if (starts.some(({ startRoute }) => startRoute === "/")) return starts;
  const home = await scouting.look("/");
  return home ? [...starts, { startRoute: "/", path: [], route: "/", snapshot: home }] : starts;
}

function unusable(scouting: Scouting): PipelineError {
  const why = [...scouting.failures.values()][0] ?? "no page opened";
  return new PipelineError("app_unusable", `The app runs, but none of its pages could be opened: ${why}`, {
    isRetryable: true,
  });
}
