import { posix } from "node:path";
import { joinSegments, routeOfPath, withoutExtension } from "../segments.ts";
import { around, type FilePage, pagesUnder, type Reader, withoutOrder } from "./shared.ts";

/** SvelteKit, with groups, matchers and layouts that are reset by an "@". */
export const svelteKit: Reader = (files) => {
  const root = "src/routes";
  const pages = files.filter(
    (file) => file.startsWith(`${root}/`) && /^\+page(@.*)?\.(svelte|md|svx)$/.test(posix.basename(file)),
  );
  return pages.map((file): FilePage => {
    const dir = posix.dirname(file);
    const loaders = files.filter(
      (one) => posix.dirname(one) === dir && /^\+page(\.server)?\.[jt]s$/.test(posix.basename(one)),
    );
    const shell = around(files, root, dir, /^\+(layout(@.*)?|error)(\.server)?\.(svelte|[jt]s)$/);
    return { route: routeOfPath(dir.slice(root.length + 1)), files: [file, ...loaders, ...shell] };
  });
};

/** Astro's pages, and those that Starlight makes of its collection. */
export const astro: Reader = (files) => [
  ...pagesUnder(files, "src/pages", /\.(astro|mdx?|html)$/).filter(({ route }) => !/(^|\/)_/.test(route)),
];

export const starlight: Reader = (files) =>
  pagesUnder(files, "src/content/docs", /\.(mdx?|mdoc)$/).map((page) => ({ ...page, route: page.route.toLowerCase() }));

/** Docusaurus: documents, posts and pages of its own. */
export const docusaurus: Reader = (files) => [
  ...pagesUnder(files, "src/pages", /\.(mdx?|[jt]sx?)$/),
  ...pagesUnder(files, "docs", /\.mdx?$/).map((page) => ({
    ...page,
    route: `/docs${withoutOrder(page.route)}`.replace(/\/$/, ""),
  })),
];

/** Gatsby's folder of pages. */
export const gatsby: Reader = (files) =>
  pagesUnder(files, "src/pages", /\.([jt]sx?|mdx?)$/).filter(({ route }) => !/^\/404/.test(route));

/** Solid Start and Qwik City: folders of routes with index files. */
export const routeFolder: Reader = (files) => {
  const shell = (dir: string): string[] => around(files, "src/routes", dir, /^layout\.[jt]sx$/);
  return pagesUnder(files, "src/routes", /\.([jt]sx|mdx?)$/)
    .filter(({ route }) => !/\/(layout|404)$/.test(route))
    .map((page) => ({ ...page, files: [...page.files, ...shell(posix.dirname(page.files[0] ?? ""))] }));
};

/** Vike: "pages/about/+Page.tsx", "pages/product/@id/+Page.vue". */
export const vike: Reader = (files) =>
  files
    .filter((file) => /^\+Page\.\w+$/.test(posix.basename(file)))
    .map((file) => {
      const parts = posix
        .dirname(file)
        .replace(/^(src\/)?pages\/?/, "")
        .split("/");
      const names = parts.map((part) => (part === "index" || /^\(.*\)$/.test(part) ? "" : part.replace(/^@/, ":")));
      return {
        route: joinSegments(names),
        files: [file, ...around(files, ".", posix.dirname(file), /^\+(Layout|Wrapper)\.\w+$/)],
      };
    });

/** Layouts of TanStack's file routes: "__root.tsx" and the files whose name begins a page's. Its pages say their own address. */
export function tanstackLayouts(files: readonly string[], page: string): string[] {
  const nameOf = (file: string): string =>
    withoutExtension(file)
      .replace(/\.lazy$/, "")
      .replace(/^.*?routes\//, "")
      .replaceAll("/", ".")
      .replace(/\.route$/, "");
  const own = nameOf(page);
  return files.filter(
    (file) =>
      /(^|\/)routes\//.test(file) &&
      /\.[jt]sx$/.test(file) &&
      file !== page &&
      (nameOf(file) === "__root" || own.startsWith(`${nameOf(file)}.`)),
  );
}

export const htmlPages: Reader = (files) =>
  files
    .filter((file) => file.endsWith(".html"))
    .map((file) => ({
      route: posix.join("/", file.replace(/(^|\/)index\.html$/, "$1")).replace(/(.)\/$/, "$1"),
      files: [file],
    }));
