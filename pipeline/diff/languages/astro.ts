import type { Node, Program } from "oxc-parser";
import { jsxElements } from "../jsx.ts";
import { parseStyles } from "../styles.ts";
import { lineIndex, parseScript, type Syntax, staticString, walk } from "../syntax.ts";
import { componentNameOf, onlyPart, type Source } from "./source.ts";

/** Reads an Astro component: its markup is JSX to the parser, with the frontmatter, scripts and styles beside it. */
export async function readAstro(path: string, text: string): Promise<Source> {
  const { parse } = await import("@astrojs/compiler-rs");
  const root = parse(text).ast as { frontmatter: { program: Program } | null; body: Node[] };
  const markup: Syntax = {
    program: { type: "Program", body: root.body, start: 0, end: text.length } as unknown as Program,
    text,
    lineAt: lineIndex(text),
  };
  const source: Source = { elements: [], scripts: [], sheets: [] };
  const frontmatter = root.frontmatter?.program.body ?? [];
  if (frontmatter.length > 0) {
    const script = parseScript(`${path}.ts`, onlyPart(text, frontmatter[0]?.start ?? 0, frontmatter.at(-1)?.end ?? 0));
    if (script) source.scripts.push(script);
  }
  walk(markup.program, (node) => {
    if (node.type !== "JSXElement") return;
    const { name, attributes } = node.openingElement;
    const tag = name.type === "JSXIdentifier" ? name.name : "";
    if (tag !== "script" && tag !== "style") return;
    const start = node.openingElement.end;
    const end = node.closingElement?.start ?? start;
    if (tag === "script") {
      const script = parseScript(`${path}.ts`, onlyPart(text, start, end));
      if (script) source.scripts.push(script);
      return;
    }
    const lang = attributes.find((one) => one.type === "JSXAttribute" && one.name.name === "lang");
    const written = lang?.type === "JSXAttribute" ? staticString(lang.value as Node | null) : null;
    const sheet = parseStyles(`${path}.${written ?? "css"}`, onlyPart(text, start, end));
    if (sheet) source.sheets.push(sheet);
  });
  const component = componentNameOf(path);
  source.elements = jsxElements(markup)
    .filter(({ tag }) => !unseen.has(tag))
    .map((element) => Object.assign(element, { component: element.component ?? component }));
  return source;
}

const unseen = new Set(["script", "style", "head", "meta", "link", "title", "base"]);
