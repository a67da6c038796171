import { posix } from "node:path";
import { routeOfPath, withoutExtension } from "../segments.ts";
import { pagesUnder, type Reader, withoutOrder } from "./shared.ts";

/** Nuxt's pages, and those of Vite's plugins that do the same. "users.vue" stands around "users/[id].vue". */
export const vuePages: Reader = (files) => {
  const shell = files.filter((file) => /^(app\/|src\/)?(app\.vue|App\.vue|error\.vue|layouts\/.+\.vue)$/.test(file));
  const pages = ["pages", "app/pages", "src/pages"].flatMap((root) =>
    pagesUnder(files, root, /\.(vue|md|[jt]sx)$/, shell).map((page) => {
      const own = withoutExtension(page.files[0] ?? "");
      const parents = files.filter((file) => file.endsWith(".vue") && own.startsWith(`${withoutExtension(file)}/`));
      return { ...page, files: [...page.files.slice(0, 1), ...parents, ...shell] };
    }),
  );
  return pages.length > 0 || shell.length === 0 ? pages : [{ route: "/", files: shell }];
};

/** Pages that Nuxt Content makes of Markdown. */
export const nuxtContent: Reader = (files) =>
  pagesUnder(files, "content", /\.md$/).map((page) => ({ ...page, route: withoutOrder(page.route) }));

/** VitePress: every Markdown file below the folder that holds `.vitepress`. */
export const vitepress: Reader = (files) => siteFolders(files).flatMap((root) => markdownBelow(files, root));

/** `.vitepress` itself is not among the listed files: its folder is the one whose index is a home page. */
function siteFolders(files: readonly string[]): string[] {
  const indexes = files.filter((file) => posix.basename(file) === "index.md").map((file) => posix.dirname(file));
  const outermost = indexes.filter(
    (dir) => !indexes.some((other) => other !== dir && (other === "." || dir.startsWith(`${other}/`))),
  );
  return outermost.length > 0 ? outermost : ["docs", "."];
}

const markdownBelow = (files: readonly string[], root: string) =>
  files
    .filter((file) => file.endsWith(".md") && (root === "." || file.startsWith(`${root}/`)))
    .map((file) => ({
      route: routeOfPath(
        withoutExtension(root === "." ? file : file.slice(root.length + 1)).replace(/(^|\/)index$/, ""),
      ),
      files: [file],
    }));
