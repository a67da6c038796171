import { type Node, type Program, parseSync, visitorKeys } from "oxc-parser";

export type Syntax = { program: Program; text: string; lineAt(offset: number): number };

/** Parses a script of any dialect; null when it is beyond repair. */
export function parseScript(path: string, text: string): Syntax | null {
  try {
    // JSX is common in .js files too.
    const lang = /\.[cm]?ts$/.test(path) ? "ts" : /\.tsx$/.test(path) ? "tsx" : "jsx";
    const { program, errors } = parseSync(path, text, { lang, preserveParens: false });
    return program.body.length === 0 && errors.length > 0 ? null : { program, text, lineAt: lineIndex(text) };
  } catch {
    return null;
  }
}

/** Gives the line (from 1) of an offset. */
export function lineIndex(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;

/** Calls `enter` for the node and everything below it, parents first; `ancestors` ends with the parent. False skips what is below. */
export function walk(root: Node, enter: (node: Node, ancestors: readonly Node[]) => unknown): void {
  const ancestors: Node[] = [];
  const visit = (node: Node): void => {
    if (enter(node, ancestors) === false) return;
    const keys = visitorKeys[node.type];
    if (keys === undefined || keys.length === 0) return;
    ancestors.push(node);
    const fields = node as unknown as Record<string, unknown>;
    for (const key of keys) {
      const value = fields[key];
      if (Array.isArray(value)) {
        for (const item of value) if (isNode(item)) visit(item);
      } else if (isNode(value)) visit(value);
    }
    ancestors.pop();
  };
  visit(root);
}

/** The node and everything below it. */
export function descendants(root: Node): Node[] {
  const found: Node[] = [];
  walk(root, (node) => void found.push(node));
  return found;
}

/** The text of a string literal or of a template without holes. */
export function staticString(node: Node | null | undefined): string | null {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral" && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? null;
  if (node?.type === "JSXExpressionContainer") return staticString(node.expression as Node);
  return null;
}

export const squeeze = (text: string): string => text.replace(/\s+/g, " ").trim();
