import type { Ast } from "angular-html-parser";
import type { Node } from "oxc-parser";
import type { AttributeValue, MarkupElement } from "../markup.ts";
import { parseStyles } from "../styles.ts";
import { descendants, type Syntax } from "../syntax.ts";
import { atTop, below, buildElement, codeValue, inside, type Piece, type Surroundings } from "./build.ts";
import { componentNameOf, onlyPart, type Source } from "./source.ts";

/** Tells an Angular template from a page of its own: pieces have no doctype, and bindings of Angular's. */
export const isAngularTemplate = (path: string, text: string): boolean =>
  /\.component\.html$/.test(path) ||
  (!/<!doctype|<html[\s>]/i.test(text) &&
    /\*ng[A-Z]|@(if|for|switch|defer)\s*[({]|\s\(\w+\)="|\s\[[\w.]+\]="|<ng-|routerLink/.test(text));

/** Reads a template file of Angular. */
export async function readAngularTemplate(path: string, text: string): Promise<Source> {
  return { elements: await angularElements(text, componentNameOf(path)), scripts: [], sheets: [] };
}

/** What the `@Component`s of a script carry with them: templates and styles. */
export async function readAngularComponents(path: string, { program, text }: Syntax): Promise<Source> {
  const source: Source = { elements: [], scripts: [], sheets: [] };
  for (const node of descendants(program)) {
    if (node.type !== "ClassDeclaration" && node.type !== "ClassExpression") continue;
    for (const [name, value] of componentFields(node)) {
      if (name === "template") {
        const part = onlyPart(text, value.start + 1, value.end - 1);
        source.elements.push(...(await angularElements(part, node.id?.name ?? componentNameOf(path))));
      }
      for (const sheet of name === "styles" ? textsIn(value) : []) {
        const root = parseStyles(`${path}.scss`, onlyPart(text, sheet.start + 1, sheet.end - 1));
        if (root) source.sheets.push(root);
      }
    }
  }
  return source;
}

const textsIn = (node: Node): Node[] =>
  descendants(node).filter(
    (inner) => inner.type === "TemplateLiteral" || (inner.type === "Literal" && typeof inner.value === "string"),
  );

function componentFields(node: Extract<Node, { type: "ClassDeclaration" | "ClassExpression" }>): [string, Node][] {
  return (node.decorators ?? []).flatMap(({ expression }): [string, Node][] => {
    if (expression.type !== "CallExpression" || expression.callee.type !== "Identifier") return [];
    const [options] = expression.arguments;
    if (expression.callee.name !== "Component" || options?.type !== "ObjectExpression") return [];
    return options.properties.flatMap((property): [string, Node][] =>
      property.type === "Property" && property.key.type === "Identifier"
        ? [[property.key.name, property.value as Node]]
        : [],
    );
  });
}

async function angularElements(text: string, component: string): Promise<MarkupElement[]> {
  const { parse } = await import("angular-html-parser");
  const { rootNodes } = parse(text, {
    canSelfClose: true,
    tokenizeAngularBlocks: true,
    tokenizeAngularLetDeclaration: true,
  });
  const found: MarkupElement[] = [];
  visitAll(rootNodes, atTop(component), found);
  return found;
}

type AngularNode = Ast.Node;

function visitAll(nodes: readonly AngularNode[], around: Surroundings, found: MarkupElement[]): void {
  for (const node of nodes) {
    if (node.kind === "element" || node.kind === "component") visitElement(node as Ast.Element, around, found);
    if (node.kind === "block") visitBlock(node as Ast.Block, around, found);
  }
}

function visitBlock(block: Ast.Block, around: Surroundings, found: MarkupElement[]): void {
  const { start, end } = block.startSourceSpan;
  const rule = {
    source: block.parameters.map(({ expression }) => expression).join("; ") || block.name,
    lines: { from: start.line + 1, to: end.line + 1 },
    kind: block.name === "for" ? ("loop" as const) : ("condition" as const),
  };
  visitAll(block.children, inside(around, rule), found);
}

function visitElement(node: Ast.Element, outer: Surroundings, found: MarkupElement[]): void {
  const around = node.attrs.reduce(withRule, outer);
  if (node.name === "ng-container" || node.name === "ng-template") return void visitAll(node.children, around, found);
  const { start, end } = node.startSourceSpan;
  const element = buildElement({
    tag: node.name.replace(/^:\w+:/, ""),
    attributes: node.attrs.flatMap(readAttribute),
    attributeSource: node.attrs.map(({ name, value }) => (value === "" ? name : `${name}="${value}"`)).join(" "),
    pieces: node.children.flatMap((child) => (child.kind === "text" ? piecesOf(child as Ast.Text) : [])),
    tagLines: { from: start.line + 1, to: end.line + 1 },
    around,
  });
  found.push(element);
  visitAll(node.children, below(around, element), found);
}

function withRule(around: Surroundings, { name, value, sourceSpan }: Ast.Attribute): Surroundings {
  const kind = /^\*ngFor$|^\[ngForOf\]$/.test(name)
    ? "loop"
    : /^\*|^\[ngIf\]$|^\[hidden\]$/.test(name)
      ? "condition"
      : null;
  if (kind === null) return around;
  return inside(around, {
    source: value,
    lines: { from: sourceSpan.start.line + 1, to: sourceSpan.end.line + 1 },
    kind,
  });
}

/** "Hello {{ name }}!" is a text, code and a text. */
function piecesOf({ value, sourceSpan }: Ast.Text): Piece[] {
  const found: Piece[] = [];
  let line = sourceSpan.start.line + 1;
  for (const source of value.split(/(\{\{[\s\S]*?\}\})/)) {
    const code = /^\{\{([\s\S]*)\}\}$/.exec(source)?.[1];
    if (code !== undefined) found.push({ kind: "code", source, value: withoutPipes(code), line });
    else if (source.trim() !== "") found.push({ kind: "text", source, value: source, line });
    line += source.split("\n").length - 1;
  }
  return found;
}

/** `'cart.title' | translate` asks for a translation; what other pipes do to a value does not matter here. */
function withoutPipes(code: string): string {
  const [value = "", ...pipes] = code.split(/(?<!\|)\|(?!\|)/);
  return pipes.some((pipe) => /^\s*(translate|transloco)\b/.test(pipe)) ? `t(${value.trim()})` : value;
}

function readAttribute({ name, value }: Ast.Attribute): [string, AttributeValue][] {
  const text: AttributeValue = value === "" ? { kind: "flag" } : { kind: "text", text: value };
  const bound = /^\[(?:attr\.)?([^\]()]+)\]$/.exec(name)?.[1] ?? /^bind-(.+)$/.exec(name)?.[1];
  const event = /^\(([\w.-]+)\)$/.exec(name)?.[1];
  if (event !== undefined) return [[`@${event}`, { kind: "code", texts: [], source: value }]];
  if (/^\[\(.+\)\]$/.test(name)) return [["v-model", { kind: "code", texts: [], source: value }]];
  if (/^[*#]|^i18n/.test(name)) return [];
  if (bound === undefined) return [[name === "routerLink" ? "href" : name, text]];
  if (bound.startsWith("class.")) return [[`class:${bound.slice("class.".length)}`, codeValue(withoutPipes(value))]];
  if (/^(ngClass|class|className)$/.test(bound)) return [[":class", codeValue(withoutPipes(value), true)]];
  if (/^(ngStyle|style)(\.|$)/.test(bound)) return [["style", codeValue(withoutPipes(value))]];
  return [[bound === "routerLink" ? "href" : bound, codeValue(withoutPipes(value))]];
}
