import type { Node } from "oxc-parser";
import { messageIn } from "./messages.ts";
import { descendants, parseScript, squeeze, walk } from "./syntax.ts";

/** What a piece of a template's code says and uses. */
export type Expression = {
  /** Texts that it may evaluate to, so that they stand on the page. */
  shown: string[];
  /** Every text in it. */
  literals: string[];
  /** Fields it reads: "card" of `styles.card`. */
  members: string[];
  names: string[];
  isFunction: boolean;
};

/** Reads an expression, or the statements of a handler; what is neither gives only the words in it. */
export function readExpression(source: string): Expression {
  const node = expressionNode(source);
  if (node === null) {
    const literals = [...source.matchAll(/'([^']*)'|"([^"]*)"/g)].map((match) => match[1] ?? match[2] ?? "");
    const names = source.replace(/'[^']*'|"[^"]*"/g, "").match(/[A-Za-z_$][\w$]*/g) ?? [];
    return { shown: [], literals: literals.filter(Boolean), members: [], names, isFunction: false };
  }
  return {
    shown: shownStrings(node),
    literals: literalsIn(node),
    members: membersIn(node),
    names: namesUsed(node),
    isFunction: /Function/.test(node.type),
  };
}

/** The expression, or the program of a handler's statements; null when it is neither. */
export function expressionNode(source: string): Node | null {
  // An object at the start of a statement would be read as a block.
  const inBrackets = parseScript("expression.ts", `(${source}\n)`)?.program.body;
  const first = inBrackets?.length === 1 ? inBrackets[0] : undefined;
  if (first?.type === "ExpressionStatement") return first.expression as Node;
  const program = parseScript("expression.ts", source)?.program;
  return program && program.body.length > 0 ? (program as Node) : null;
}

/** String literals that an expression may evaluate to, not those that it tests or passes on. */
export function shownStrings(node: Node): string[] {
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? [squeeze(node.value)].filter(Boolean) : [];
    case "TemplateLiteral":
      return node.quasis.map((quasi) => squeeze(quasi.value.cooked ?? "")).filter(Boolean);
    case "ConditionalExpression":
      return [...shownStrings(node.consequent), ...shownStrings(node.alternate)];
    case "LogicalExpression":
      return [...(node.operator === "&&" ? [] : shownStrings(node.left)), ...shownStrings(node.right)];
    case "BinaryExpression":
      return node.operator === "+" ? [...shownStrings(node.left as Node), ...shownStrings(node.right)] : [];
    case "CallExpression": {
      const message = messageIn(node);
      return message === null ? [] : [message];
    }
    default:
      return [];
  }
}

/** Every string in an attribute's code, but not of elements inside it. */
export function literalsIn(node: Node): string[] {
  const found: string[] = [];
  walk(node, (inner) => {
    if (inner.type === "JSXElement") return false;
    if (inner.type === "Literal" && typeof inner.value === "string") found.push(inner.value);
    if (inner.type === "TemplateElement") found.push(inner.value.cooked ?? "");
    // `{ active: isActive }` names classes by its keys.
    if (inner.type === "Property" && !inner.computed && inner.key.type === "Identifier" && !inner.shorthand)
      found.push(inner.key.name);
    return true;
  });
  return found.map((text) => text.trim()).filter(Boolean);
}

/** `styles.card` and `styles["card"]`: the class's own name in its module. */
export function membersIn(node: Node): string[] {
  return descendants(node).flatMap((inner) =>
    inner.type === "MemberExpression" &&
    inner.object.type === "Identifier" &&
    inner.property.type === "Identifier" &&
    !inner.computed
      ? [inner.property.name]
      : [],
  );
}

export function namesUsed(part: Node): string[] {
  const names: string[] = [];
  walk(part, (inner) => {
    if (inner.type === "JSXElement") return false;
    if (inner.type === "Identifier") names.push(inner.name);
    return true;
  });
  return names;
}
