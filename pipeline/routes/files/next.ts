import { posix } from "node:path";
import { joinSegments, segmentOf } from "../segments.ts";
import { around, type FilePage, pagesUnder, type Reader } from "./shared.ts";

/** Next's app router, with groups, slots and pages that intercept others. */
export const nextApp: Reader = (files) =>
  ["app", "src/app"].flatMap((root) =>
    files
      .filter(
        (file) => file.startsWith(`${root}/`) && /^(page|default)(\.page)?\.(mdx?|[jt]sx?)$/.test(posix.basename(file)),
      )
      .filter((file) => !file.split("/").some((part) => part.startsWith("_")))
      .filter((file) => isPage(file) || file.includes("/@"))
      .map((file): FilePage => {
        const dir = posix.dirname(file);
        const shell = around(files, root, dir, /^(layout|template|loading|error|not-found|default)\.[jt]sx?$/);
        return { route: routeOf(dir.slice(root.length + 1)), files: [file, ...shell.filter((one) => one !== file)] };
      })
      .sort((a, b) => Number(isSlot(a)) - Number(isSlot(b))),
  );

const isPage = (file: string): boolean => posix.basename(file).startsWith("page");
const isSlot = ({ files: [file = ""] }: FilePage): boolean => /\/@|\/\(\.+\)/.test(file);

/** "(.)photo" stands for the neighbour that it intercepts, "(..)photo" for one a level up, "(...)photo" for one at the top. */
function routeOf(path: string): string {
  const parts: string[] = [];
  for (const name of path.split("/")) {
    const dots = /^((?:\(\.{1,3}\))+)(.+)$/.exec(name);
    if (!dots) {
      parts.push(segmentOf(name));
      continue;
    }
    const real = parts.filter(Boolean);
    const ups = dots[1]?.match(/\(\.\.\)/g)?.length ?? 0;
    parts.splice(0, parts.length, ...(dots[1]?.includes("(...)") ? [] : real.slice(0, real.length - ups)));
    parts.push(segmentOf(dots[2] ?? ""));
  }
  return joinSegments(parts);
}

/** Next's pages router. */
export const nextPages: Reader = (files) =>
  ["pages", "src/pages"].flatMap((root) => {
    const shell = files.filter(
      (file) => posix.dirname(file) === root && /^_(app|document)\.[jt]sx?$/.test(posix.basename(file)),
    );
    return pagesUnder(files, root, /\.(mdx?|[jt]sx?)$/, shell)
      .map((page) => ({ ...page, route: page.route.replace(/\.page$/, "") }))
      .filter(({ route }) => !/^\/(api\/|api$|_app|_document|_error|_meta|404|500)/.test(route));
  });
