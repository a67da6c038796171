import { posix } from "node:path";
import { isTranslation } from "../diff/classify.ts";
import type { ChangedFile, DiffAnalysis } from "../diff/types.ts";
import { readSource } from "./sources.ts";

const mostKeys = 60;
const mostUsers = 40;

/**
 * Changed files that no import names, by the sources that speak of them: translations by their keys, pictures by their
 * address. A file that half the app speaks of says nothing about any page, and is left out.
 */
export function mentionsOf(
  rootDir: string,
  sources: readonly string[],
  changed: readonly ChangedFile[],
  analysis: DiffAnalysis,
): Map<string, string[]> {
  const wanted = changed.flatMap((file) => {
    const test = isTranslation(file.path)
      ? byKeys(file.path, analysis)
      : file.kind === "asset"
        ? byAddress(file.path)
        : null;
    return test ? [{ file, test, users: [] as string[] }] : [];
  });
  if (wanted.length === 0) return new Map();
  for (const source of sources) {
    if (!/\.([cm]?[jt]sx?|vue|svelte|astro|html|mdx?|css|scss)$/.test(source)) continue;
    const text = readSource(rootDir, source);
    if (text === null) continue;
    for (const one of wanted) if (source !== one.file.path && one.test(text)) one.users.push(source);
  }
  const found = new Map<string, string[]>();
  for (const { file, users } of wanted) {
    if (users.length > mostUsers) continue;
    for (const user of users) found.set(user, [...(found.get(user) ?? []), file.path]);
  }
  return found;
}

type Test = (text: string) => boolean;

/** `t("cart.title")`, and `useTranslations("cart")` with `t("title")`. */
function byKeys(path: string, { strings }: DiffAnalysis): Test | null {
  const namespace = posix.basename(path).replace(/\.\w+$/, "");
  const keys = strings.flatMap(({ file, key }) => (file === path && key ? [key] : [])).slice(0, mostKeys);
  if (keys.length === 0) return null;
  const quoted = (text: string, word: string): boolean =>
    ["'", '"', "`"].some((mark) => text.includes(mark + word + mark));
  return (text) =>
    keys.some((key) => {
      const parts = key.split(".");
      const last = parts.at(-1) ?? "";
      if (quoted(text, key) || text.includes(`:${key}`) || quoted(text, parts.slice(1).join("."))) return true;
      const outer = parts.slice(0, -1).join(".");
      return quoted(text, last) && (quoted(text, outer) || (outer === "" && quoted(text, namespace)));
    });
}

/** "public/img/hero.png" is "/img/hero.png" to a page. */
function byAddress(path: string): Test | null {
  const inside = /(?:^|\/)(?:public|static)\/(.+)$/.exec(path)?.[1];
  return inside === undefined ? null : (text) => text.includes(`/${inside}`) || text.includes(`"${inside}"`);
}
