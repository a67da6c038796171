import { basename, extname } from "node:path/posix";
import type { FileKind } from "./types.ts";

const styleExtensions = new Set([".css", ".scss", ".sass", ".less", ".styl", ".pcss", ".postcss"]);
const templateExtensions = new Set([".jsx", ".tsx", ".vue", ".svelte", ".astro", ".html", ".htm", ".mdx"]);
const scriptExtensions = new Set([".js", ".ts", ".mjs", ".mts", ".cjs", ".cts"]);
const docsExtensions = new Set([".md", ".txt", ".rst", ".adoc"]);
const assetExtensions = new Set(
  ".png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .woff .woff2 .ttf .otf .eot .mp3 .mp4 .webm .wav .pdf .glb .gltf".split(
    " ",
  ),
);
const serverExtensions = new Set(".py .rb .go .java .kt .rs .php .cs .sql .prisma .proto .ex .exs .scala".split(" "));
const configNames =
  /^(package\.json|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|pnpm-workspace\.yaml|yarn\.lock|bun\.lockb?|[jt]sconfig.*\.json|dockerfile|makefile|procfile|renovate\.json|biome\.json|turbo\.json|nx\.json|vercel\.json|netlify\.toml|components\.json|angular\.json)$|\.config\.[cm]?[jt]s$|\.d\.ts$|^\./i;

/** Files of the texts that the app shows, in one language each. */
export const isTranslation = (path: string): boolean =>
  /\.(json|ya?ml)$/i.test(path) &&
  (/(^|\/)(_?locales?|i18n|langs?|languages?|translations?|messages|intl)\//i.test(path) ||
    /(^|[/.])(en|de|fr|es|it|pt|nl|ja|zh|ko)([-_][A-Za-z]{2,4})?\.(json|ya?ml)$/.test(path));

const isTest = (path: string): boolean =>
  /(^|\/)(__tests__|__mocks__|__snapshots__|tests?|e2e|cypress|playwright)\//i.test(path) ||
  /\.(test|spec|cy|e2e|stories)\.[cm]?[jt]sx?$|\.(snap|stories\.mdx)$/i.test(path);

const isServer = (path: string, extension: string): boolean =>
  serverExtensions.has(extension) ||
  /(^|\/)(server|api|backend|functions|lambdas?|migrations|prisma|supabase|convex|db)\//i.test(path) ||
  /(^|\/)(\+server|\+page\.server|\+layout\.server|route|middleware|instrumentation)\.[cm]?[jt]s$/.test(path) ||
  /\.server\.[cm]?[jt]s$/.test(path);

const isRoute = (path: string): boolean =>
  /(^|\/)(routes?|router|routing|app[.-]routes?|app[.-]routing)(\.module)?\.[cm]?[jt]sx?$/i.test(path) ||
  /(^|\/)router\/index\.[cm]?[jt]sx?$/i.test(path);

const isPage = (path: string): boolean =>
  /(^|\/)(pages?|views?|screens?|routes)\//i.test(path) ||
  /(page|view|screen)\.(jsx|tsx|vue|svelte|astro)$/i.test(path) ||
  /(^|\/)src\/pages\/.*\.(mdx?|html)$/.test(path) ||
  /(^|\/)app\/(.*\/)?(page|layout|template|loading|error|not-found)\.[jt]sx?$/.test(path) ||
  (/\.html?$/i.test(path) && !/\.component\.html$/.test(path));

/** Tells from its path what a file is to the app. Only what a viewer can see ends as page, component, style or asset. */
export function classify(path: string): FileKind {
  const extension = extensionOf(path);
  if (isTest(path)) return "test";
  if (/(^|\/)\.(github|husky|vscode|changeset|circleci)\//.test(path)) return "config";
  const isContent = /(^|\/)(src\/)?(content|pages|app|posts|blog)\//.test(path);
  if (isTranslation(path)) return "source";
  if (docsExtensions.has(extension)) return isContent && extension === ".md" ? "page" : "docs";
  if (/^(licen[cs]e|changelog|contributing|codeowners)/i.test(basename(path))) return "docs";
  if (configNames.test(basename(path))) return "config";
  if (styleExtensions.has(extension)) return "style";
  if (assetExtensions.has(extension) || /(^|\/)public\//.test(path))
    return assetExtensions.has(extension) || extension !== ".html" ? "asset" : "page";
  if (isServer(path, extension) && !templateExtensions.has(extension)) return "server";
  if (templateExtensions.has(extension)) return isRoute(path) ? "route" : isPage(path) ? "page" : "component";
  if (scriptExtensions.has(extension)) return isRoute(path) ? "route" : "source";
  if (/\.(ya?ml|toml|ini|lock|env.*|sh)$/i.test(path)) return "config";
  return extension === ".json" ? "source" : "config";
}

export const extensionOf = (path: string): string => extname(path).toLowerCase();
