import type { Node } from "oxc-parser";
import { messageIn, translated } from "./messages.ts";
import { descendants, type Syntax, squeeze, walk } from "./syntax.ts";
import type { ChangedString, LineRange } from "./types.ts";

/** Texts of a script (outside of markup) that stand on changed lines and were not in the base's text. */
export function changedStrings(
  file: string,
  head: readonly Syntax[],
  base: readonly Syntax[],
  changedLines: readonly LineRange[],
): ChangedString[] {
  const before = new Set(base.flatMap((syntax) => stringsOf(file, syntax)).map(({ value }) => value));
  const isChanged = (line: number): boolean => changedLines.some(({ from, to }) => from <= line && line <= to);
  const found = head
    .flatMap((syntax) => stringsOf(file, syntax))
    .filter(({ value, line }) => isChanged(line) && !before.has(value));
  // Of equal ones the first stays.
  return [...new Map(found.toReversed().map((one) => [`${one.kind} ${one.value}`, one])).values()].reverse();
}

function stringsOf(file: string, syntax: Syntax): ChangedString[] {
  const found: ChangedString[] = [];
  const add = (node: Node, value: string, kind: ChangedString["kind"]): void => {
    if (value !== "") found.push({ file, line: syntax.lineAt(node.start), value, kind });
  };
  walk(syntax.program, (node, ancestors) => {
    if (/^(Import|ExportAll|TS(?!AsExpression|SatisfiesExpression|NonNull))/.test(node.type)) return false;
    // Attributes and texts of elements are described with their element.
    if (node.type === "JSXAttribute" || node.type === "JSXText") return node.type === "JSXAttribute" && isCode(node);
    // A translation's key stands nowhere on a page.
    if (isOnlyKey(messageIn(node))) return false;
    const parent = ancestors.at(-1);
    if (node.type === "Literal" && typeof node.value === "string") add(node, squeeze(node.value), kindOf(node, parent));
    if (node.type === "Literal" && "regex" in node) add(node, node.regex.pattern, "pattern");
    if (node.type === "TemplateElement") add(node, squeeze(node.value.cooked ?? ""), "text");
    if (node.type === "Property" && !node.computed && node.key.type === "Identifier")
      add(node.key as Node, node.key.name, "key");
    return true;
  });
  return found;
}

const isOnlyKey = (message: string | null): boolean => message !== null && translated(message, new Map()) === null;

/** Handlers and render props hold texts that appear later. */
const isCode = (node: Node): boolean => descendants(node).some(({ type }) => /Function/.test(type));

function kindOf(node: Node, parent: Node | undefined): ChangedString["kind"] {
  if (parent?.type === "BinaryExpression" && /^[!=]==?$/.test(parent.operator)) return "compared";
  if (parent?.type === "SwitchCase" && parent.test === node) return "compared";
  if (parent?.type === "Property" && parent.key === node) return "key";
  return "text";
}
