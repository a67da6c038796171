import { readFileSync } from "node:fs";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export type Asset = { contentType: string; body: string | Uint8Array<ArrayBuffer> };

const botDir = fileURLToPath(new URL("..", import.meta.url));
const resolveModule = createRequire(import.meta.url).resolve;
const interDir = dirname(resolveModule("@expo-google-fonts/inter/package.json"));
const htmDir = dirname(resolveModule("htm"));

const script = "text/javascript; charset=utf-8";
const font = (folder: string) => ({ contentType: "font/ttf", file: join(interDir, folder) });

/** Beside the page's own modules (`/code/**.ts`), only these are served. */
const named: Record<string, { contentType: string; file: string }> = {
  "/style.css": { contentType: "text/css; charset=utf-8", file: join(botDir, "web/page/style.css") },
  "/icon.svg": { contentType: "image/svg+xml", file: join(botDir, "web/page/icon.svg") },
  "/vendor/preact.js": { contentType: script, file: resolveModule("preact") },
  "/vendor/preact-hooks.js": { contentType: script, file: resolveModule("preact/hooks") },
  "/vendor/htm.js": { contentType: script, file: join(htmDir, "htm.mjs") },
  "/fonts/inter-400.ttf": font("400Regular/Inter_400Regular.ttf"),
  "/fonts/inter-500.ttf": font("500Medium/Inter_500Medium.ttf"),
  "/fonts/inter-600.ttf": font("600SemiBold/Inter_600SemiBold.ttf"),
};

const pageModule = /^\/code\/(words|web\/page\/[a-zA-Z]+)\.ts$/;
const loaded = new Map<string, Asset>();

/** A file of the page, or null. The page is written in TypeScript; its types are stripped on the first request. */
export function assetAt(path: string): Asset | null {
  const known = loaded.get(path);
  if (known) return known;
  const asset = load(path);
  if (asset) loaded.set(path, asset);
  return asset;
}

function load(path: string): Asset | null {
  const entry = Object.hasOwn(named, path) ? named[path] : undefined;
  if (entry) return { contentType: entry.contentType, body: new Uint8Array(readFileSync(entry.file)) };
  const moduleName = pageModule.exec(path)?.[1];
  if (!moduleName) return null;
  try {
    const source = readFileSync(join(botDir, `${moduleName}.ts`), "utf8");
    return { contentType: script, body: stripTypeScriptTypes(source) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** The page itself. The import map is the only inline script, and carries the nonce. */
export function indexPage(nonce: string): string {
  const imports = {
    preact: "/vendor/preact.js",
    "preact/hooks": "/vendor/preact-hooks.js",
    htm: "/vendor/htm.js",
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>Aura</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="preload" href="/fonts/inter-400.ttf" as="font" type="font/ttf" crossorigin>
<link rel="stylesheet" href="/style.css">
<script type="importmap" nonce="${nonce}">${JSON.stringify({ imports })}</script>
<script type="module" src="/code/web/page/main.ts"></script>
</head>
<body><div id="app"></div><noscript>This page needs JavaScript; the terminal works without it.</noscript></body>
</html>
`;
}
