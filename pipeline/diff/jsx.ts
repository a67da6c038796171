import type { JSXAttributeItem, JSXElement, JSXElementName, Node } from "oxc-parser";
import { literalsIn, membersIn, namesUsed, shownStrings } from "./expressions.ts";
import type { AttributeValue, MarkupElement } from "./markup.ts";
import { markedKey, messageIn } from "./messages.ts";
import { descendants, type Syntax, squeeze, staticString, walk } from "./syntax.ts";
import type { LineRange } from "./types.ts";

/** Every JSX element of a file, in order of writing, each under its parent (also through conditions, lists and props). */
export function jsxElements(syntax: Syntax): MarkupElement[] {
  const found: MarkupElement[] = [];
  const byNode = new Map<Node, MarkupElement>();
  walk(syntax.program, (node, ancestors) => {
    if (node.type !== "JSXElement") return;
    const parentNode = ancestors.findLast((ancestor) => ancestor.type === "JSXElement");
    const parent = parentNode ? (byNode.get(parentNode) ?? null) : null;
    const element = describe(syntax, node, ancestors, parent);
    parent?.children.push(element);
    byNode.set(node, element);
    found.push(element);
  });
  return found;
}

function describe(
  syntax: Syntax,
  node: JSXElement,
  ancestors: readonly Node[],
  parent: MarkupElement | null,
): MarkupElement {
  const own = ownParts(node);
  const since = ancestors.slice(ancestors.findLastIndex((ancestor) => ancestor.type === "JSXElement") + 1);
  const around = since.find(({ type }) => type === "JSXExpressionContainer");
  const signed = around && !ownPartsOfParent(ancestors).includes(around) ? [around, ...own] : own;
  return {
    tag: nameOf(node.openingElement.name),
    attributes: new Map(node.openingElement.attributes.flatMap((attribute) => readAttribute(syntax, attribute))),
    texts: [...node.children.flatMap((child) => textPieces(child as Node)), ...keysOf(node)],
    signature: signed
      .map((part) => squeeze(sourceWithoutElements(syntax, part)))
      .filter(Boolean)
      .join(" "),
    ownLines: [
      ...own.map((part) => linesOf(syntax, part)),
      around ? { from: syntax.lineAt(around.start), to: syntax.lineAt(node.start) } : null,
    ].filter((range) => range !== null),
    line: syntax.lineAt(node.start),
    parent,
    children: [],
    component: componentOf(ancestors),
    isConditional:
      since.some(({ type }) => type === "ConditionalExpression" || type === "LogicalExpression") ||
      isAfterEarlyReturn(ancestors),
    isRepeated: since.some((ancestor) => isListCall(ancestor)),
    // The list or condition that it stands in decides about it too.
    uses: new Set([
      ...[...(around ? [around] : []), ...own].flatMap(namesUsed),
      nameOf(node.openingElement.name).split(".")[0] ?? "",
    ]),
  };
}

/** `<Trans i18nKey="cart.title" />` and `<FormattedMessage id="cart.title" />` show a translation. */
const keysOf = (node: JSXElement): string[] =>
  node.openingElement.attributes.flatMap((attribute) => {
    if (attribute.type !== "JSXAttribute" || attribute.name.type !== "JSXIdentifier") return [];
    const isKey =
      attribute.name.name === "i18nKey" ||
      (attribute.name.name === "id" && nameOf(node.openingElement.name) === "FormattedMessage");
    const key = isKey ? staticString(attribute.value as Node | null) : null;
    return key === null ? [] : [markedKey(key)];
  });

/** The opening tag, and the children that show something themselves: a condition or list around elements is theirs. */
const ownParts = (node: JSXElement): Node[] => [
  node.openingElement as Node,
  ...(node.children as Node[]).filter(
    (child) =>
      child.type !== "JSXElement" &&
      child.type !== "JSXFragment" &&
      (!holdsElements(child) || textPieces(child).length > 0),
  ),
];

const holdsElements = (node: Node): boolean =>
  node.type === "JSXExpressionContainer" && descendants(node).some(({ type }) => type === "JSXElement");

function nameOf(name: JSXElementName): string {
  if (name.type === "JSXIdentifier") return name.name;
  if (name.type === "JSXNamespacedName") return `${name.namespace.name}:${name.name.name}`;
  return `${nameOf(name.object as JSXElementName)}.${name.property.name}`;
}

function readAttribute(syntax: Syntax, attribute: JSXAttributeItem): [string, AttributeValue][] {
  if (attribute.type !== "JSXAttribute") return [];
  const name =
    attribute.name.type === "JSXIdentifier"
      ? attribute.name.name
      : `${attribute.name.namespace.name}:${attribute.name.name.name}`;
  const value = attribute.value as Node | null;
  if (value === null) return [[name, { kind: "flag" }]];
  const text = staticString(value);
  if (text !== null) return [[name, { kind: "text", text }]];
  const message = value.type === "JSXExpressionContainer" ? messageIn(value.expression as Node) : null;
  if (message !== null) return [[name, { kind: "text", text: message }]];
  const texts = [...literalsIn(value), ...(/^class(Name)?$/.test(name) ? membersIn(value) : [])];
  return [[name, { kind: "code", texts, source: squeeze(syntax.text.slice(value.start + 1, value.end - 1)) }]];
}

/** What a child shows for certain or maybe: JSX text, and the string literals of an expression, but not of elements inside it. */
function textPieces(child: Node): string[] {
  if (child.type === "JSXText") return [squeeze(decodeEntities(child.value))].filter(Boolean);
  if (child.type === "JSXExpressionContainer") return shownStrings(child.expression as Node);
  if (child.type === "JSXFragment") return (child.children as Node[]).flatMap(textPieces);
  return [];
}

function sourceWithoutElements(syntax: Syntax, part: Node): string {
  let text = "";
  let at = part.start;
  walk(part, (inner) => {
    if (inner.type !== "JSXElement") return true;
    text += `${syntax.text.slice(at, inner.start)}<>`;
    at = inner.end;
    return false;
  });
  return text + syntax.text.slice(at, part.end);
}

/** A JSX text's lines are those of its letters: the blanks around them belong to the layout. */
function linesOf(syntax: Syntax, part: Node): LineRange | null {
  const source = syntax.text.slice(part.start, part.end);
  if (source.trim() === "") return null;
  const start = part.start + (source.length - source.trimStart().length);
  return { from: syntax.lineAt(start), to: syntax.lineAt(start + source.trim().length - 1) };
}

const ownPartsOfParent = (ancestors: readonly Node[]): Node[] => {
  const parent = ancestors.findLast(({ type }) => type === "JSXElement");
  return parent ? ownParts(parent as JSXElement) : [];
};

/** The nearest function around it whose name begins with a capital. */
function componentOf(ancestors: readonly Node[]): string | null {
  for (let index = ancestors.length - 1; index >= 0; index--) {
    const node = ancestors[index];
    if (node?.type === "FunctionDeclaration" && node.id && /^[A-Z]/.test(node.id.name)) return node.id.name;
    if (node?.type === "ClassDeclaration" && node.id) return node.id.name;
    if (node?.type === "VariableDeclarator" && node.id.type === "Identifier" && /^[A-Z]/.test(node.id.name))
      return node.id.name;
  }
  return null;
}

function isAfterEarlyReturn(ancestors: readonly Node[]): boolean {
  const owner = ancestors.findLastIndex(({ type }) => /Function/.test(type));
  const inside = ancestors.slice(owner + 1);
  return inside.some(({ type }) => type === "IfStatement" || type === "SwitchCase");
}

const isListCall = (node: Node): boolean =>
  node.type === "CallExpression" &&
  node.callee.type === "MemberExpression" &&
  node.callee.property.type === "Identifier" &&
  /^(map|flatMap|from)$/.test(node.callee.property.name);

const entities: Record<string, string> = {
  nbsp: " ",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  times: "×",
  rarr: "→",
  larr: "←",
  copy: "©",
  laquo: "«",
  raquo: "»",
};
const decodeEntities = (text: string): string =>
  text
    .replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);

/** True when a file draws anything. */
export const hasJsx = (syntax: Syntax): boolean =>
  descendants(syntax.program).some(({ type }) => type === "JSXElement" || type === "JSXFragment");
