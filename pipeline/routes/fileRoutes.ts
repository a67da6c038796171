import { posix } from "node:path";
import type { WebAppInfo } from "../detect/types.ts";
import type { DeclaredRoute } from "./types.ts";

/** Pages that the framework finds by where their files lie. Paths are relative to the repository's root. */
export function fileRoutes(files: readonly string[], app: WebAppInfo): DeclaredRoute[] {
  const prefix = app.packageDir === "" ? "" : `${app.packageDir}/`;
  const own = files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
  const found = readersOf(app).flatMap((read) => read(own));
  return found.map(({ route, files: pages }) => ({
    route,
    source: prefix + (pages[0] ?? ""),
    line: null,
    pages: pages.map((file) => ({ file: prefix + file, component: null })),
  }));
}

/** The page's own file first, then what is drawn around it. */
type FilePage = { route: string; files: string[] };
type Reader = (files: readonly string[]) => FilePage[];

function readersOf(app: WebAppInfo): Reader[] {
  switch (app.framework) {
    case "nextjs":
      return [nextApp, nextPages];
    case "svelte":
      return [svelteKit];
    case "nuxt":
      return [nuxt];
    case "astro":
      return [astro];
    case "remix":
      return [remix];
    case "unknown":
    case "vite":
      return [htmlPages];
    default:
      return [];
  }
}

/** "[id]" → ":id", "[...rest]" and "[[...rest]]" → ":rest*"; "(group)" and "@slot" are not part of an address. */
function segmentOf(name: string): string {
  if (/^\(.*\)$/.test(name) || name.startsWith("@")) return "";
  const dynamic = /^\[{1,2}(\.{3})?([\w-]+)(?:=\w+)?\]{1,2}$/.exec(name);
  if (dynamic) return `:${dynamic[2]}${dynamic[1] ? "*" : ""}`;
  return name.replace(
    /\[{1,2}(\.{3})?([\w-]+)(?:=\w+)?\]{1,2}/g,
    (_, rest: string | undefined, word: string) => `:${word}${rest ? "*" : ""}`,
  );
}

export const joinSegments = (segments: readonly string[]): string => `/${segments.filter(Boolean).join("/")}`;

const routeOfPath = (path: string): string => joinSegments(path.split("/").map(segmentOf));

const withoutExtension = (path: string): string => path.replace(/\.[^./]+$/, "");

/** Files of the folders from `root` down to `dir` that `test` accepts: layouts and the like. */
function around(files: readonly string[], root: string, dir: string, test: RegExp): string[] {
  return files.filter((file) => {
    const folder = posix.dirname(file);
    return (
      test.test(posix.basename(file)) &&
      (folder === root || folder.startsWith(`${root}/`)) &&
      (dir === folder || dir.startsWith(`${folder}/`))
    );
  });
}

function nextApp(files: readonly string[]): FilePage[] {
  return ["app", "src/app"].flatMap((root) =>
    files
      .filter((file) => file.startsWith(`${root}/`) && /^page\.(mdx?|[jt]sx?)$/.test(posix.basename(file)))
      .filter((file) => !file.split("/").some((part) => part.startsWith("_") || /^\(\.+\)/.test(part)))
      .map((file) => {
        const dir = posix.dirname(file);
        const shell = around(files, root, dir, /^(layout|template|loading|error|default)\.[jt]sx?$/);
        return { route: routeOfPath(dir.slice(root.length + 1)), files: [file, ...shell] };
      }),
  );
}

/** A plain folder of pages: index files stand for their folder. */
function pagesUnder(files: readonly string[], root: string, test: RegExp, shell: readonly string[] = []): FilePage[] {
  return files
    .filter((file) => file.startsWith(`${root}/`) && test.test(file))
    .map((file) => ({
      route: routeOfPath(withoutExtension(file.slice(root.length + 1)).replace(/(^|\/)index$/, "")),
      files: [file, ...shell],
    }));
}

const nextPages: Reader = (files) =>
  ["pages", "src/pages"].flatMap((root) => {
    const shell = files.filter(
      (file) => posix.dirname(file) === root && /^_(app|document)\.[jt]sx?$/.test(posix.basename(file)),
    );
    return pagesUnder(files, root, /\.(mdx?|[jt]sx?)$/, shell).filter(
      ({ route }) => !/^\/(api\/|api$|_app|_document|_error|404|500)/.test(route),
    );
  });

const svelteKit: Reader = (files) => {
  const pages = files.filter(
    (file) => file.startsWith("src/routes/") && posix.basename(file).startsWith("+page") && file.endsWith(".svelte"),
  );
  return pages.map((file) => {
    const dir = posix.dirname(file);
    const loaders = files.filter((one) => posix.dirname(one) === dir && /^\+page\.[jt]s$/.test(posix.basename(one)));
    const shell = around(files, "src/routes", dir, /^\+layout(@.*)?\.(svelte|[jt]s)$/);
    return { route: routeOfPath(dir.slice("src/routes/".length)), files: [file, ...loaders, ...shell] };
  });
};

const nuxt: Reader = (files) => {
  const shell = files.filter((file) => /^(app\/|src\/)?(app\.vue|layouts\/[^/]+\.vue)$/.test(file));
  const pages = ["pages", "app/pages", "src/pages"].flatMap((root) =>
    pagesUnder(files, root, /\.(vue|[jt]sx)$/, shell),
  );
  return pages.length > 0 || shell.length === 0 ? pages : [{ route: "/", files: shell }];
};

const astro: Reader = (files) =>
  pagesUnder(files, "src/pages", /\.(astro|mdx?|html)$/).filter(({ route }) => !/(^|\/)_/.test(route));

/** Flat route files: "products.$id.tsx", "_layout.home.tsx", "shop._index.tsx", "about/route.tsx". */
const remix: Reader = (files) => {
  const shell = files.filter((file) => /^app\/root\.[jt]sx$/.test(file));
  const pages = files.filter((file) => /^app\/routes\/([^/]+\.[jt]sx|[^/]+\/(route|index)\.[jt]sx)$/.test(file));
  return pages.map((file) => {
    const name = withoutExtension(file.slice("app/routes/".length)).replace(/\/(route|index)$/, "");
    const segments = name.split(".").map((part) => {
      if (part === "$") return ":rest*";
      return part.startsWith("_") ? "" : part.replace(/_$/, "").replace(/^\(?\$(\w+)\)?$/, ":$1");
    });
    return { route: joinSegments(segments), files: [file, ...shell] };
  });
};

const htmlPages: Reader = (files) =>
  files
    .filter((file) => file.endsWith(".html"))
    .map((file) => ({
      route: posix.join("/", file.replace(/(^|\/)index\.html$/, "$1")).replace(/(.)\/$/, "$1"),
      files: [file],
    }));
