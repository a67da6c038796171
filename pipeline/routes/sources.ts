import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { toPosix } from "../detect/packages.ts";
import { parseScript, type Syntax } from "../diff/syntax.ts";

const skippedDirs = new Set(["node_modules", "dist", "build", "out", "coverage", "vendor", "target"]);
const sourceExtensions = new Set(
  ".js .jsx .ts .tsx .mjs .mts .cjs .cts .vue .svelte .astro .mdx .md .html .css .scss .sass .less .pcss .json .yaml .yml .svg .png .jpg .jpeg .webp .avif .gif".split(
    " ",
  ),
);
const pictures = /\.(png|jpe?g|webp|avif|gif)$/i;
const mostFiles = 20_000;
const largestBytes = 1_000_000;

/** Every source of a folder, relative to it, sorted; build results, dependencies and dot-folders are left out. */
export function listSources(rootDir: string): string[] {
  const found: string[] = [];
  const visit = (dir: string): void => {
    for (const entry of entriesOf(dir)) {
      if (found.length >= mostFiles) return;
      const path = join(dir, entry.name);
      if (entry.isDirectory() && !entry.name.startsWith(".") && !skippedDirs.has(entry.name)) visit(path);
      if (entry.isFile() && sourceExtensions.has(extname(entry.name))) found.push(toPosix(relative(rootDir, path)));
    }
  };
  visit(rootDir);
  return found.sort();
}

function entriesOf(dir: string): Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
}

export function readSource(rootDir: string, path: string): string | null {
  if (pictures.test(path)) return null;
  try {
    const file = join(rootDir, path);
    return statSync(file).size > largestBytes ? null : readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** The scripts of a source: itself, or those inside a page or a single-file component. */
export const scriptsOf = (path: string, text: string): Syntax[] =>
  scriptParts(path, text)
    .map((part) => parseScript(part.name, part.text))
    .filter((syntax) => syntax !== null);

/** The same, not yet parsed; each has a name whose ending tells its dialect. */
export function scriptParts(path: string, text: string): { name: string; text: string }[] {
  if (/\.[cm]?[jt]sx?$/.test(path)) return [{ name: path, text }];
  if (path.endsWith(".mdx")) {
    const imports = text.split("\n").filter((line) => /^(import|export)\s.*\sfrom\s+["'][^"']+["'];?\s*$/.test(line));
    return [{ name: `${path}.tsx`, text: imports.join("\n") }];
  }
  if (!/\.(vue|svelte|astro|html)$/.test(path)) return [];
  const frontmatter = path.endsWith(".astro") ? /^\s*---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] : undefined;
  const scripts = scriptElements(text).map(({ body }) => body);
  return [...(frontmatter === undefined ? [] : [frontmatter]), ...scripts].map((body) => ({
    name: `${path}.ts`,
    text: body,
  }));
}

/** Script elements of a page, with the file that they name, if any. */
export function scriptElements(text: string): { src: string | null; body: string }[] {
  const found: { src: string | null; body: string }[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ("tagName" in node && node.tagName === "script") {
      const body = node.childNodes.map((child) => ("value" in child ? child.value : "")).join("");
      found.push({ src: node.attrs.find(({ name }) => name === "src")?.value ?? null, body });
    }
    if ("childNodes" in node) node.childNodes.forEach(visit);
  };
  visit(parse(text));
  return found;
}
