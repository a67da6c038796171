import type { AST } from "svelte/compiler";
import type { AttributeValue, MarkupElement } from "../markup.ts";
import { parseStyles } from "../styles.ts";
import { lineIndex, parseScript, squeeze } from "../syntax.ts";
import type { LineRange } from "../types.ts";
import { atTop, below, buildElement, codeValue, inside, type Piece, type Surroundings } from "./build.ts";
import { blank, componentNameOf, onlyPart, type Source } from "./source.ts";

type SvelteNode = AST.Fragment["nodes"][number];
type Element = Extract<SvelteNode, { attributes: unknown }>;
type Attribute = Element["attributes"][number];

type Reading = { text: string; lineAt(offset: number): number; found: MarkupElement[] };

/** Reads a Svelte component (4 or 5): markup, scripts and styles. Throws when its markup is no Svelte. */
export async function readSvelte(path: string, text: string): Promise<Source> {
  const { parse, preprocess } = await import("svelte/compiler");
  const source: Source = { elements: [], scripts: [], sheets: [] };
  let from = 0;
  const part = (content: string): string => {
    const start = Math.max(0, text.indexOf(content, from));
    from = start + content.length;
    return onlyPart(text, start, start + content.length);
  };
  // Scripts and styles may be of any dialect: they have parsers of their own, and the markup's never sees them.
  const { code } = await preprocess(text, {
    script: ({ content }) => {
      from = 0;
      const script = parseScript(`${path}.ts`, part(content));
      if (script) source.scripts.push(script);
      return { code: blank(content) };
    },
    style: ({ content, attributes }) => {
      from = 0;
      const lang = typeof attributes.lang === "string" ? attributes.lang : "css";
      const sheet = parseStyles(`${path}.${lang}`, part(content));
      if (sheet) source.sheets.push(sheet);
      return { code: blank(content) };
    },
  });
  const { fragment } = parse(code, { modern: true, loose: true });
  const reading: Reading = { text: code, lineAt: lineIndex(code), found: source.elements };
  visitAll(fragment, atTop(componentNameOf(path)), reading);
  return source;
}

function visitAll(fragment: AST.Fragment | null | undefined, around: Surroundings, reading: Reading): void {
  for (const node of fragment?.nodes ?? []) visit(node, around, reading);
}

function visit(node: SvelteNode, around: Surroundings, reading: Reading): void {
  const rule = (from: number, to: number, kind: "condition" | "loop" | "other"): Surroundings =>
    inside(around, {
      source: reading.text.slice(from, to),
      lines: { from: reading.lineAt(from), to: reading.lineAt(to) },
      kind,
    });
  const ofExpression = (expression: object, kind: "condition" | "loop" | "other"): Surroundings => {
    const { start, end } = expression as { start: number; end: number };
    return rule(start, end, kind);
  };
  switch (node.type) {
    case "IfBlock": {
      const under = ofExpression(node.test, "condition");
      visitAll(node.consequent, under, reading);
      return void visitAll(node.alternate, under, reading);
    }
    case "EachBlock":
      visitAll(node.body, ofExpression(node.expression, "loop"), reading);
      return void visitAll(node.fallback, ofExpression(node.expression, "condition"), reading);
    case "AwaitBlock":
      for (const part of [node.pending, node.then, node.catch])
        visitAll(part, ofExpression(node.expression, "condition"), reading);
      return;
    case "KeyBlock":
      return void visitAll(node.fragment, around, reading);
    case "SnippetBlock":
      return void visitAll(node.body, { ...around, isConditional: true }, reading);
    case "SvelteHead":
    case "SvelteOptions":
    case "SvelteWindow":
    case "SvelteDocument":
    case "SvelteBody":
      return;
    case "SvelteFragment":
    case "SvelteBoundary":
    case "SlotElement":
      return void visitAll(node.fragment, around, reading);
    default:
      if ("attributes" in node && "fragment" in node) visitElement(node as Element, around, reading);
  }
}

function visitElement(node: Element, around: Surroundings, reading: Reading): void {
  const lastAttribute = node.attributes.at(-1);
  const element = buildElement({
    tag: node.name,
    attributes: node.attributes.flatMap((attribute) => readAttribute(attribute, reading)),
    attributeSource: node.attributes.map((one) => reading.text.slice(one.start, one.end)).join(" "),
    pieces: node.fragment.nodes.flatMap((child) => pieceOf(child, reading)),
    tagLines: linesBetween(node.start, lastAttribute?.end ?? node.start, reading),
    around,
  });
  reading.found.push(element);
  visitAll(node.fragment, below(around, element), reading);
}

const linesBetween = (start: number, end: number, { lineAt }: Reading): LineRange => ({
  from: lineAt(start),
  to: lineAt(end),
});

function pieceOf(node: SvelteNode, { text, lineAt }: Reading): Piece[] {
  const source = text.slice(node.start, node.end);
  if (node.type === "Text") return [{ kind: "text", source, value: node.data, line: lineAt(node.start) }];
  if (node.type !== "ExpressionTag" && node.type !== "HtmlTag") return [];
  return [{ kind: "code", source, value: sourceOf(node.expression, text), line: lineAt(node.start) }];
}

function sourceOf(expression: object, text: string): string {
  const { start, end } = expression as { start: number; end: number };
  return text.slice(start, end);
}

function readAttribute(attribute: Attribute, { text }: Reading): [string, AttributeValue][] {
  const code = (): AttributeValue => ({
    kind: "code",
    texts: [],
    source: "expression" in attribute && attribute.expression ? squeeze(sourceOf(attribute.expression, text)) : "",
  });
  switch (attribute.type) {
    case "Attribute":
      return [[attribute.name, attributeValue(attribute, text)]];
    case "OnDirective":
      return [[`on:${attribute.name}`, code()]];
    case "ClassDirective":
      return [[`class:${attribute.name}`, code()]];
    case "StyleDirective":
      return [["style", { kind: "code", texts: [], source: squeeze(text.slice(attribute.start, attribute.end)) }]];
    case "BindDirective":
      return [[`bind:${attribute.name}`, code()]];
    default:
      return [];
  }
}

function attributeValue({ name, value }: Extract<Attribute, { type: "Attribute" }>, text: string): AttributeValue {
  if (value === true) return { kind: "flag" };
  if (!Array.isArray(value)) return codeValue(sourceOf(value.expression, text), name === "class");
  const fixed = value.flatMap((part) => (part.type === "Text" ? [part.data] : []));
  if (fixed.length === value.length) return { kind: "text", text: fixed.join("") };
  const texts = value.flatMap((part) => {
    if (part.type === "Text") return [part.data];
    const inner = codeValue(sourceOf(part.expression, text), name === "class");
    return inner.kind === "code" ? inner.texts : inner.kind === "text" ? [inner.text] : [];
  });
  const [first, last] = [value[0], value.at(-1)];
  return {
    kind: "code",
    texts: texts.map((one) => one.trim()).filter(Boolean),
    source: squeeze(text.slice(first?.start ?? 0, last?.end ?? 0)),
  };
}
