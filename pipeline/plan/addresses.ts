import { posix } from "node:path";
import { isMissing } from "../compare/compare.ts";
import { isPattern } from "../routes/infer.ts";
import type { InferredRoute } from "../routes/types.ts";
import type { Scouting } from "./scouting.ts";
import { pathOf } from "./steps.ts";
import type { PageSnapshot } from "./types.ts";

/** A route that can be opened: its pattern filled in from links of the live site. */
export type Address = { route: InferredRoute; path: string };

/** Fills in the parts of patterns from links that the way in (and then other known pages) show. Null when there is no such link. */
export async function resolveAddress(
  route: InferredRoute,
  known: readonly string[],
  scouting: Scouting,
): Promise<Address | null> {
  if (!isPattern(route.route)) return { route, path: route.route };
  const pattern = patternOf(route.route);
  for (const page of [
    "/",
    posix.dirname(route.route.split("/:")[0] ?? "/"),
    route.route.split("/:")[0] ?? "/",
    ...known,
  ]) {
    if (page === "" || isPattern(page) || scouting.left() < 4) continue;
    const snapshot = await scouting.look(page.startsWith("/") ? page : `/${page}`);
    const link = snapshot && linksOf(snapshot).find((path) => pattern.test(path));
    if (link) return { route, path: link };
  }
  return null;
}

/** Where a page without links to it may be, for apps whose first record is the first: "/jobs/:id" → "/jobs/1". */
export const guessAddress = (route: InferredRoute): Address => ({
  route,
  path: route.route.replace(/:[\w-]+(?:\?|\*)?/g, "1"),
});

/**
 * The page at an address: where the app shows another one instead, that of a link which ends alike. What the source calls
 * "/table" is "/admin/table" when a layout puts something before it.
 */
export async function openAddress(
  { route, path }: Address,
  scouting: Scouting,
): Promise<{ address: Address; snapshot: PageSnapshot } | null> {
  const snapshot = await scouting.look(path);
  if (!snapshot || path === "/" || isAt(path, snapshot)) return snapshot && { address: { route, path }, snapshot };
  const links = linksOf(snapshot).filter((link) => link !== path && link.endsWith(path));
  for (const link of [...new Set(links)].slice(0, 2)) {
    const linked = await scouting.look(link);
    if (linked && isAt(link, linked)) return { address: { route, path: link }, snapshot: linked };
  }
  return { address: { route, path }, snapshot };
}

/** True when the app shows what was asked for, maybe in a language ("/en/about") or further inside ("/docs/start"). */
export function isAt(path: string, snapshot: PageSnapshot): boolean {
  if (isMissing(snapshot)) return false;
  const [asked, at] = [path.replace(/[?].*$/, ""), pathOf(snapshot.url)].map((one) => one.replace(/(.)\/$/, "$1"));
  if (asked === undefined || at === undefined) return true;
  return asked === "/" || at.endsWith(asked) || at.startsWith(`${asked}/`);
}

const isFarewell = (path: string): boolean => /\/(log-?out|sign-?out)\b/i.test(path);

/** Pages of the same site that a page links to, farewells left out. */
export const linksOf = ({ elements, url }: PageSnapshot): string[] =>
  elements.flatMap(({ href }) => {
    const target = href === undefined ? null : URL.parse(href, url);
    if (!target || target.origin !== URL.parse(url)?.origin) return [];
    const path = pathOf(target.href);
    return isFarewell(path) ? [] : [path];
  });

/** ":id" is one part, ":rest*" any number of them, ":id?" one or none. */
function patternOf(route: string): RegExp {
  const parts = route
    .split("/")
    .filter(Boolean)
    .map((part) => {
      if (!part.startsWith(":")) return `/${part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/:[\w-]+/g, "[^/]+")}`;
      if (part.endsWith("*")) return "/.+";
      return part.endsWith("?") ? "(?:/[^/]+)?" : "/[^/]+";
    });
  return new RegExp(`^${parts.join("") || "/"}/?$`);
}
