import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { isFile, onPath } from "./program.ts";

export type BrowserPlace = { executablePath: string; why: string };

const shellNames = ["chromium-headless-shell", "chrome-headless-shell", "headless-shell", "headless_shell"];
const fullNames = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const macApps = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A headless shell by its file's name; only it answers beginFrame. */
export function looksLikeHeadlessShell(path: string): boolean {
  return /headless[-_]shell/i.test(path.split(/[\\/]/).slice(-2).join("/"));
}

/** Playwright's own headless shells, the newest first. Another revision than its library's own will do. */
export function playwrightShells(): BrowserPlace[] {
  const browsersDir = playwrightBrowsersDir();
  return revisionsIn(browsersDir, "chromium_headless_shell-").flatMap((dir) =>
    programsIn(dir, ["chrome-headless-shell", "headless_shell"], "Playwright's headless shell"),
  );
}

export function playwrightChromiums(): BrowserPlace[] {
  return revisionsIn(playwrightBrowsersDir(), "chromium-").flatMap((dir) =>
    programsIn(dir, ["chrome"], "Playwright's Chromium"),
  );
}

export function systemShells(): BrowserPlace[] {
  return found(shellNames, "a headless shell on PATH");
}

export function systemChromiums(): BrowserPlace[] {
  const apps = process.platform === "darwin" ? macApps.filter(isFile) : [];
  return [
    ...found(fullNames, "a browser on PATH"),
    ...apps.map((executablePath) => ({ executablePath, why: "an installed app" })),
  ];
}

function found(names: string[], why: string): BrowserPlace[] {
  const paths = names.flatMap((name) => onPath(name) ?? []);
  return [...new Set(paths)].map((executablePath) => ({ executablePath, why }));
}

/** The folder that holds one folder for each browser and revision: `…/chromium-1255/chrome-linux64/chrome`. */
function playwrightBrowsersDir(): string {
  let dir = chromium.executablePath();
  while (!/^chromium/.test(basename(dir)) && dirname(dir) !== dir) dir = dirname(dir);
  return dirname(dir);
}

function revisionsIn(browsersDir: string, prefix: string): string[] {
  try {
    return readdirSync(browsersDir)
      .filter((name) => name.startsWith(prefix) && isFile(join(browsersDir, name, "INSTALLATION_COMPLETE")))
      .sort((a, b) => Number(b.slice(prefix.length)) - Number(a.slice(prefix.length)))
      .map((name) => join(browsersDir, name));
  } catch {
    return [];
  }
}

function programsIn(revisionDir: string, names: string[], why: string): BrowserPlace[] {
  return readdirSync(revisionDir).flatMap((folder) =>
    names
      .map((name) => join(revisionDir, folder, name))
      .filter(isFile)
      .map((executablePath) => ({ executablePath, why })),
  );
}
