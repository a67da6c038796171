import { posix } from "node:path";
import type { ChangedFile } from "../diff/types.ts";
import { readSource } from "./sources.ts";
import type { DeclaredRoute, InferredRoute } from "./types.ts";

/**
 * Pages that are made of a piece of content: "src/content/blog/hello.md" is the ":slug" of "/blog/:slug" when a page's
 * address or its code speaks of "blog". A frontmatter's `slug` goes before the file's name.
 */
export function contentRoutes(
  rootDir: string,
  changed: readonly ChangedFile[],
  declared: readonly DeclaredRoute[],
): InferredRoute[] {
  const own = new Set(declared.flatMap(({ pages }) => pages.map(({ file }) => file)));
  const pieces = changed.filter(
    ({ path }) => /\.(mdx?|mdoc|ya?ml|json)$/.test(path) && !own.has(path) && isContent(path),
  );
  const patterns = declared.filter(({ route }) => /:[\w-]+\*?$/.test(route) && (route.match(/:/g) ?? []).length === 1);
  return pieces.flatMap((file): InferredRoute[] => {
    const best = patterns
      .map((pattern) => ({ pattern, collection: collectionOf(rootDir, file.path, pattern) }))
      .filter(({ collection }) => collection !== null)
      .sort((a, b) => (b.collection?.score ?? 0) - (a.collection?.score ?? 0))[0];
    if (!best?.collection) return [];
    const { pattern, collection } = best;
    const slug = slugOf(rootDir, file.path, collection.inside);
    return [
      {
        route: pattern.route.replace(/:[\w-]+\*?$/, slug),
        source: pattern.source,
        confidence: "medium",
        reason: `${pattern.source} makes a page of ${file.path}`,
        files: [file.path],
        isDynamic: false,
        isNew: file.status === "added",
      },
    ];
  });
}

const isContent = (path: string): boolean =>
  !/(^|\/)(locales?|i18n|messages|translations)\//.test(path) && path.includes("/");

/** What of a content file's path names its collection for a page, and what is left for its slug. */
function collectionOf(
  rootDir: string,
  path: string,
  { route, source }: DeclaredRoute,
): { inside: string; score: number } | null {
  const parts = path.split("/");
  const fixed = route.split("/").filter((part) => part !== "" && !part.startsWith(":"));
  const code = readSource(rootDir, source) ?? "";
  const scored = parts.slice(0, -1).map((part, index) => {
    const isNamed = fixed.some((word) => singular(word) === singular(part));
    const isUsed = ["'", '"', "`"].some((mark) => code.includes(mark + part + mark)) || code.includes(`/${part}/`);
    return { inside: parts.slice(index + 1).join("/"), score: (isNamed ? 2 : 0) + (isUsed ? 1.5 : 0) + index * 0.1 };
  });
  const best = scored.filter(({ score }) => score >= 1.5).sort((a, b) => b.score - a.score)[0];
  return best ?? null;
}

const singular = (word: string): string => word.toLowerCase().replace(/s$/, "");

function slugOf(rootDir: string, path: string, inside: string): string {
  const text = readSource(rootDir, path) ?? "";
  const named = /^---\r?\n[\s\S]*?^(?:slug|permalink):\s*["']?([^"'\s]+)/m.exec(text)?.[1];
  if (named && text.indexOf(named) < text.indexOf("\n---", 3)) return named.replace(/^\/+|\/+$/g, "");
  const bare = inside.replace(/\.\w+$/, "").replace(/\/index$/, "");
  return posix.join(posix.dirname(bare), posix.basename(bare)).toLowerCase();
}
