import { posix } from "node:path";
import type { WebAppInfo } from "../detect/types.ts";
import { readLinks } from "./links.ts";
import type { Unwritten } from "./moduleGraph.ts";
import { readSource } from "./sources.ts";

/**
 * What files use without importing it: components that Nuxt or a plugin of Vite's finds by their file's name, Nuxt's
 * composables, and Angular's components by their selector.
 */
export function unwrittenLinks(rootDir: string, app: WebAppInfo, files: readonly string[]): Unwritten {
  const prefix = app.packageDir === "" ? "" : `${app.packageDir}/`;
  const own = files.filter((file) => file.startsWith(prefix));
  if (app.framework === "angular") return bySelector(rootDir, own);
  const has = (name: string): boolean => name in app.dependencies;
  if (app.framework !== "nuxt" && !has("unplugin-vue-components") && !has("unplugin-auto-import")) return () => [];
  const components = componentsByName(own, prefix);
  const functions = functionsByName(rootDir, own, prefix);
  return (file, text) => {
    if (!/\.(vue|[jt]sx?|md)$/.test(file)) return [];
    const tags = [...text.matchAll(/<([A-Z]\w*|[a-z]\w*(?:-\w+)+)[\s/>]/g)].map(([, tag = ""]) => pascal(tag));
    const words = functions.size === 0 ? [] : new Set(text.match(/[A-Za-z_$][\w$]*/g));
    return [
      ...tags.flatMap((tag) => components.get(tag) ?? components.get(tag.replace(/^Lazy/, "")) ?? []),
      ...[...words].flatMap((word) => functions.get(word) ?? []),
    ];
  };
}

const pascal = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => (word[0] ?? "").toUpperCase() + word.slice(1))
    .join("");

/** "components/base/Button.vue" is BaseButton, and Button where the folder is left out. */
function componentsByName(files: readonly string[], prefix: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    const inside = /^(?:app\/|src\/)?(?:components|layouts?)\/(.+)\.(?:vue|[jt]sx)$/.exec(
      file.slice(prefix.length),
    )?.[1];
    if (inside === undefined) continue;
    const parts = inside
      .replace(/\.(client|server|global)$/, "")
      .replace(/\/index$/, "")
      .split("/")
      .map(pascal);
    const last = parts.at(-1) ?? "";
    // A file that repeats the name of its folder says it once.
    const full = parts.reduce((name, part) => (part.startsWith(name) ? part : name + part), "");
    for (const name of [full, parts.join(""), last]) if (!found.has(name)) found.set(name, file);
  }
  return found;
}

function functionsByName(rootDir: string, files: readonly string[], prefix: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    if (!/^(?:app\/|src\/)?(?:composables|utils|stores?)\/.+\.[cm]?[jt]s$/.test(file.slice(prefix.length))) continue;
    const text = readSource(rootDir, file);
    if (text === null) continue;
    const { own } = readLinks(file, text);
    const names = own.has("default") ? [...own, posix.basename(file).replace(/\.\w+$/, "")] : own;
    for (const name of names) if (name !== "default") found.set(name, file);
  }
  return found;
}

function bySelector(rootDir: string, files: readonly string[]): Unwritten {
  const selectors = new Map<string, string>();
  for (const file of files) {
    if (!/\.ts$/.test(file) || /\.(spec|test|d)\.ts$/.test(file)) continue;
    const text = readSource(rootDir, file);
    if (!text?.includes("@Component(")) continue;
    for (const [, selector = ""] of text.matchAll(/\bselector\s*:\s*["'`]([^"'`]+)["'`]/g))
      for (const one of selector.split(",")) selectors.set(one.trim().replace(/^\[|\]$/g, ""), file);
  }
  return (file, text) => {
    if (!/\.(html|ts)$/.test(file)) return [];
    const tags = [...text.matchAll(/<([a-z][\w]*-[\w-]+)[\s/>]/g)].map(([, tag = ""]) => tag);
    return [...new Set(tags)].flatMap((tag) => selectors.get(tag) ?? []);
  };
}
