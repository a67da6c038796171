import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Node } from "oxc-parser";
import type { WebAppInfo } from "../detect/types.ts";
import { parseScript, staticString, walk } from "../diff/syntax.ts";
import { nameOfKey } from "./resolver.ts";
import { readSource } from "./sources.ts";

const endings = [".ts", ".mts", ".js", ".mjs", ".cjs"];

/** The path under which the whole app is served ("/docs"), as far as its configuration says so in plain words; else "". */
export function basePathOf(rootDir: string, app: WebAppInfo): string {
  const wanted: Partial<Record<WebAppInfo["framework"], [string, string]>> = {
    nextjs: ["next.config", "basePath"],
    astro: ["astro.config", "base"],
    nuxt: ["nuxt.config", "baseURL"],
    svelte: ["svelte.config", "base"],
    remix: ["react-router.config", "basename"],
  };
  const [name, key] = wanted[app.framework] ?? ["vite.config", "base"];
  const found =
    settingIn(rootDir, app, name, key) ??
    (name === "vite.config" ? settingIn(rootDir, app, "docusaurus.config", "baseUrl") : null);
  // A relative base changes no address, and a whole one is another server's.
  return found?.startsWith("/") && !found.startsWith("//") ? found.replace(/\/+$/, "") : "";
}

function settingIn(rootDir: string, app: WebAppInfo, name: string, key: string): string | null {
  for (const ending of endings) {
    const file = join(rootDir, app.packageDir, name + ending);
    if (!existsSync(file)) continue;
    const syntax = parseScript(file, readFileSync(file, "utf8"));
    let found: string | null = null;
    if (syntax)
      walk(syntax.program, (node) => {
        if (node.type === "Property" && nameOfKey(node.key as Node) === key) found ??= staticString(node.value as Node);
      });
    return found;
  }
  return null;
}

const localeParts = /^:(locale|lang|lng|language|i18n)\??$/;

/** Fills in a first part that stands for a language ("/:locale/about") with the app's own; others stay as they are. */
export function fillLocale(route: string, locale: string | null): string {
  const [first = "", ...rest] = route.split("/").slice(1);
  return locale !== null && localeParts.test(first) ? `/${[locale, ...rest].join("/")}` : route;
}

/** The language that an app falls back to; null when its files do not say. */
export function defaultLocaleOf(rootDir: string, app: WebAppInfo, files: readonly string[]): string | null {
  const prefix = app.packageDir === "" ? "" : `${app.packageDir}/`;
  const likely = files.filter(
    (file) =>
      file.startsWith(prefix) &&
      /(^|\/)[\w.-]*(i18n|routing|middleware|proxy|locales?|languages?|settings|next\.config|config)[\w.-]*\.[cm]?[jt]s$/i.test(
        file,
      ),
  );
  for (const file of likely.slice(0, 60)) {
    const text = readSource(rootDir, file);
    const found =
      /\b(?:defaultLocale|fallbackLng|fallbackLanguage|defaultLanguage|DEFAULT_LOCALE|defaultLang)\b\s*(?::\s*\w+\s*)?[:=]\s*["'`]([a-z]{2}(?:[-_][A-Za-z]{2,4})?)["'`]/.exec(
        text ?? "",
      )?.[1];
    if (found) return found;
  }
  return null;
}
