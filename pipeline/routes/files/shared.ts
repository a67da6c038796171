import { posix } from "node:path";
import { routeOfPath, withoutExtension } from "../segments.ts";

/** A page as its framework finds it; its own file first, then what is drawn around it. Paths are relative to the app. */
export type FilePage = { route: string; files: string[] };
export type Reader = (files: readonly string[]) => FilePage[];

/** Files of the folders from `root` down to `dir` that `test` accepts: layouts and the like. */
export function around(files: readonly string[], root: string, dir: string, test: RegExp): string[] {
  return files.filter((file) => {
    const folder = posix.dirname(file);
    return (
      test.test(posix.basename(file)) &&
      (folder === root || folder.startsWith(`${root}/`)) &&
      (dir === folder || dir.startsWith(`${folder}/`))
    );
  });
}

/** A plain folder of pages: index files stand for their folder. */
export function pagesUnder(
  files: readonly string[],
  root: string,
  test: RegExp,
  shell: readonly string[] = [],
): FilePage[] {
  return files
    .filter((file) => file.startsWith(`${root}/`) && test.test(file) && !isAside(file))
    .map((file) => ({
      route: routeOfPath(withoutExtension(file.slice(root.length + 1)).replace(/(^|\/)index$/, "")),
      files: [file, ...shell],
    }));
}

const isAside = (file: string): boolean => /\.(test|spec|stories|d)\.\w+$|(^|\/)__tests__\//.test(file);

/** The number that orders a file says nothing about its address: "1.guide/02-intro" is "guide/intro". */
export const withoutOrder = (path: string): string =>
  path
    .split("/")
    .map((part) => part.replace(/^\d+[.-]\s*(?=\D)/, ""))
    .join("/");
