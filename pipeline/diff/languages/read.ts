import { htmlElements } from "../html.ts";
import { hasJsx, jsxElements } from "../jsx.ts";
import { parseStyles } from "../styles.ts";
import { parseScript } from "../syntax.ts";
import { isAngularTemplate, readAngularComponents, readAngularTemplate } from "./angular.ts";
import { readAstro } from "./astro.ts";
import { readMarkdown } from "./markdown.ts";
import type { Source } from "./source.ts";
import { readSvelte } from "./svelte.ts";
import { readVue } from "./vue.ts";

/**
 * Takes a file of any language apart. Each language's compiler is loaded only when a file needs it. Null for files that
 * are no source; `cannotRead` when one does not parse.
 */
export async function readSource(path: string, text: string): Promise<Source | null> {
  const reader = readers.find(([pattern]) => pattern.test(path))?.[1];
  if (!reader) return null;
  return (await reader(path, text)) ?? null;
}

type Reader = (path: string, text: string) => Promise<Source | null>;

const readers: readonly (readonly [RegExp, Reader])[] = [
  [/\.vue$/, readVue],
  [/\.svelte$/, readSvelte],
  [/\.astro$/, readAstro],
  [/\.(md|mdx)$/, readMarkdown],
  [/\.html?$/, readHtml],
  [/\.(css|scss|sass|less|pcss|postcss|styl)$/, readSheet],
  [/\.[cm]?[jt]sx?$/, readScript],
];

async function readHtml(path: string, text: string): Promise<Source> {
  if (isAngularTemplate(path, text)) return readAngularTemplate(path, text);
  return { elements: htmlElements(text), scripts: [], sheets: [] };
}

async function readSheet(path: string, text: string): Promise<Source | null> {
  const sheet = parseStyles(path, text);
  return sheet && { elements: [], scripts: [], sheets: [sheet] };
}

async function readScript(path: string, text: string): Promise<Source | null> {
  const syntax = parseScript(path, text);
  if (!syntax) return null;
  if (text.includes("@Component(")) {
    const inside = await readAngularComponents(path, syntax);
    return { ...inside, scripts: [syntax] };
  }
  return { elements: hasJsx(syntax) ? jsxElements(syntax) : [], scripts: [syntax], sheets: [] };
}
