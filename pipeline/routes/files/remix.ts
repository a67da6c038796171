import { joinSegments, withoutExtension } from "../segments.ts";
import type { Reader } from "./shared.ts";

/**
 * Remix and React Router: flat files ("products.$id.tsx", "_layout.home.tsx", "shop._index.tsx", "($lang).about.tsx",
 * "about/route.tsx") and the folders of Remix 1 ("shop/$id.tsx").
 */
export const remix: Reader = (files) => {
  const root = files.filter((file) => /^app\/root\.[jt]sx$/.test(file));
  const names = new Map(
    files
      .filter((file) => /^app\/routes\/.+\.([jt]sx|mdx?)$/.test(file) && !/\.(test|spec|server|client)\./.test(file))
      .flatMap((file): [string, string][] => {
        const name = nameOf(file, files);
        return name === null ? [] : [[file, name]];
      }),
  );
  return [...names]
    .filter(([, name]) => !/(^|\.)_(?!index$)[^.]*$/.test(name))
    .map(([file, name]) => {
      const layouts = [...names]
        .filter(([other, outer]) => other !== file && isLayoutOf(outer, name))
        .map(([other]) => other);
      return { route: routeOf(name), files: [file, ...layouts, ...root] };
    });
};

/** The flat name of a route's file; null for a file that only lies beside one. */
function nameOf(file: string, files: readonly string[]): string | null {
  const inside = withoutExtension(file.slice("app/routes/".length));
  const [folder = "", ...rest] = inside.split("/");
  if (rest.length === 0) return inside;
  const isFlatFolder = files.some((one) => one.startsWith(`app/routes/${folder}/route.`));
  if (isFlatFolder) return rest.join("/") === "route" ? folder : null;
  // Remix 1: folders are parts of the address, "__name" ones are not.
  return inside
    .replaceAll("/", ".")
    .replace(/(^|\.)index$/, "$1_index")
    .replace(/(^|\.)__/g, "$1_");
}

const isLayoutOf = (outer: string, inner: string): boolean =>
  inner.startsWith(`${outer}.`) && !outer.endsWith("_index");

function routeOf(name: string): string {
  const parts = name.split(/\.(?![^[]*\])/).map((part) => {
    if (part === "$") return ":rest*";
    const optional = /^\((.+)\)$/.exec(part)?.[1];
    const bare = (optional ?? part).replace(/\[([^\]]*)\]/g, "$1");
    if (bare.startsWith("_")) return "";
    const segment = bare.replace(/_$/, "").replace(/^\$(\w+)$/, ":$1");
    return optional === undefined || !segment.startsWith(":") ? segment : `${segment}?`;
  });
  return joinSegments(parts);
}
