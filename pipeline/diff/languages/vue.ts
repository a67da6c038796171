import type { AttributeNode, DirectiveNode, ElementNode, TemplateChildNode } from "@vue/compiler-dom";
import type { AttributeValue, MarkupElement } from "../markup.ts";
import { markedKey } from "../messages.ts";
import { parseStyles } from "../styles.ts";
import { parseScript } from "../syntax.ts";
import { atTop, below, buildElement, codeValue, inside, type Piece, type Surroundings } from "./build.ts";
import { componentNameOf, onlyPart, type Source } from "./source.ts";

/** Vue's own numbers for kinds of nodes; the enum is erased from its types. */
const kinds = { element: 1, text: 2, interpolation: 5, attribute: 6 } as const;

/** Reads a Vue single-file component: template, scripts and styles. */
export async function readVue(path: string, text: string): Promise<Source> {
  const { parse } = await import("@vue/compiler-dom");
  // The parser recovers from every mistake by itself; what it says about them does not matter here.
  const { children } = parse(text, { parseMode: "sfc", comments: false, onError: () => {}, onWarn: () => {} });
  const source: Source = { elements: [], scripts: [], sheets: [] };
  for (const block of children) {
    if (block.type !== kinds.element) continue;
    const { start, end } = innerOf(block, text);
    const lang = attributeOf(block, "lang");
    if (block.tag === "template" && (lang === undefined || lang === "html"))
      visitAll(block.children, atTop(componentNameOf(path)), source.elements);
    if (block.tag === "template" && lang !== undefined && lang !== "html")
      source.unread = `its template is written in ${lang.slice(0, 20)}`;
    if (block.tag === "script") {
      const script = parseScript(
        `${path}.${lang === "tsx" || lang === "jsx" ? "tsx" : "ts"}`,
        onlyPart(text, start, end),
      );
      if (script) source.scripts.push(script);
    }
    if (block.tag === "style") {
      const sheet = parseStyles(`${path}.${lang ?? "css"}`, onlyPart(text, start, end));
      if (sheet) source.sheets.push(sheet);
    }
  }
  return source;
}

function innerOf(block: ElementNode, text: string): { start: number; end: number } {
  const inner = block.innerLoc ?? block.loc;
  return { start: inner.start.offset, end: Math.min(inner.end.offset, text.length) };
}

const attributeOf = (node: ElementNode, name: string): string | undefined =>
  node.props.find((prop): prop is AttributeNode => prop.type === kinds.attribute && prop.name === name)?.value?.content;

function visitAll(nodes: readonly TemplateChildNode[], around: Surroundings, found: MarkupElement[]): void {
  for (const node of nodes) if (node.type === kinds.element) visit(node as ElementNode, around, found);
}

function visit(node: ElementNode, outer: Surroundings, found: MarkupElement[]): void {
  const around = node.props.reduce(
    (so, prop) => (prop.type === kinds.attribute ? so : withRule(so, prop as DirectiveNode)),
    outer,
  );
  // A bare <template> draws nothing itself.
  if (node.tag === "template") return void visitAll(node.children, around, found);
  const pieces = [...node.children.flatMap(pieceOf), ...node.props.flatMap(pieceOfDirective)];
  const element = buildElement({
    tag: tagOf(node.tag),
    attributes: node.props.flatMap((prop) => readProp(prop as AttributeNode | DirectiveNode)),
    attributeSource: node.props.map(({ loc }) => loc.source).join(" "),
    pieces,
    tagLines: { from: node.loc.start.line, to: node.props.at(-1)?.loc.end.line ?? node.loc.start.line },
    around,
  });
  const key = attributeOf(node, "keypath");
  if (key) element.texts.push(markedKey(key));
  found.push(element);
  visitAll(node.children, below(around, element), found);
}

/** A component may be written either way, `<q-input>` or `<QInput>`; only the latter says that it may become anything. */
const tagOf = (tag: string): string =>
  tag.includes("-") ? tag.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase()) : tag;

function withRule(around: Surroundings, { name, loc }: DirectiveNode): Surroundings {
  const kind = /^(if|else|else-if|show)$/.test(name) ? "condition" : name === "for" ? "loop" : null;
  if (kind === null) return around;
  const source = loc.source.replace(/^[^=]*=?["']?|["']$/g, "");
  return inside(around, { source, lines: { from: loc.start.line, to: loc.end.line }, kind });
}

function pieceOf(node: TemplateChildNode): Piece[] {
  const { loc } = node;
  if (node.type === kinds.text)
    return [{ kind: "text", source: loc.source, value: node.content, line: loc.start.line }];
  if (node.type !== kinds.interpolation) return [];
  const value = "content" in node.content ? String(node.content.content) : "";
  return [{ kind: "code", source: loc.source, value, line: loc.start.line }];
}

/** v-text and v-html show their value like a text would. */
function pieceOfDirective(prop: ElementNode["props"][number]): Piece[] {
  if (prop.type === kinds.attribute) return [];
  const { name, loc } = prop as DirectiveNode;
  return /^(text|html)$/.test(name)
    ? [{ kind: "code", source: loc.source, value: expressionOf(prop as DirectiveNode), line: loc.start.line }]
    : [];
}

const expressionOf = ({ exp }: DirectiveNode): string => (exp && "content" in exp ? String(exp.content) : "");

function readProp(prop: AttributeNode | DirectiveNode): [string, AttributeValue][] {
  if (prop.type === kinds.attribute) {
    const text = (prop as AttributeNode).value?.content;
    return [[prop.name, text === undefined ? { kind: "flag" } : { kind: "text", text }]];
  }
  const directive = prop as DirectiveNode;
  const argument = directive.arg && "content" in directive.arg ? String(directive.arg.content) : "";
  const source = expressionOf(directive);
  switch (directive.name) {
    case "bind":
      return argument === ""
        ? []
        : [[argument === "class" ? ":class" : argument, codeValue(source, argument === "class")]];
    case "on":
      return [[`@${argument}`, { kind: "code", texts: [], source }]];
    case "model":
      return [["v-model", { kind: "code", texts: [], source }]];
    default:
      return [];
  }
}
