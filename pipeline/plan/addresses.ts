import { posix } from "node:path";
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

const linksOf = ({ elements, url }: PageSnapshot): string[] =>
  elements.flatMap(({ href }) => {
    const target = href === undefined ? null : URL.parse(href, url);
    return target && target.origin === URL.parse(url)?.origin ? [pathOf(target.href)] : [];
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
