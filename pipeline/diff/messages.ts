import type { Node } from "oxc-parser";

/** Stands before a translation's key until the key is looked up; no text of a page begins with it. */
const mark = "\u0001";

/**
 * What a call for a translation will show: `t("cart.title")` gives its key, marked, `t("cart.title", "Cart")` its default.
 * Null for any other call.
 */
export function messageIn(node: Node): string | null {
  if (node.type !== "CallExpression") return null;
  const callee = node.callee as Node;
  const name =
    callee.type === "Identifier"
      ? callee.name
      : callee.type === "MemberExpression" && callee.property.type === "Identifier"
        ? callee.property.name
        : "";
  const [first, second] = node.arguments as Node[];
  if (/^(formatMessage|defineMessage)$/.test(name))
    return textField(first, "defaultMessage") ?? marked(textField(first, "id"));
  if (!/^(\$?tc?|\$?_t?|translate|i18n|gettext|__|msg)$/.test(name)) return null;
  return text(second) ?? textField(second, "defaultValue") ?? marked(text(first));
}

const marked = (key: string | null): string | null => (key === null ? null : mark + key);

/** A key as it stands in a template: `i18nKey="cart.title"`. */
export const markedKey = (key: string): string => mark + key;

const text = (node: Node | undefined): string | null =>
  node?.type === "Literal" && typeof node.value === "string" ? node.value : null;

function textField(node: Node | undefined, wanted: string): string | null {
  if (node?.type !== "ObjectExpression") return null;
  for (const property of node.properties) {
    if (property.type === "Property" && property.key.type === "Identifier" && property.key.name === wanted)
      return text(property.value as Node);
  }
  return null;
}

export const isMarked = (value: string): boolean => value.startsWith(mark);

/** The text of a marked key; a key that is itself a sentence says itself. Null when nobody knows. */
export function translated(value: string, catalog: ReadonlyMap<string, string>): string | null {
  if (!isMarked(value)) return value;
  const key = value.slice(mark.length);
  const found = catalog.get(key) ?? catalog.get(key.replace(/^[\w-]+:/, ""));
  if (found !== undefined) return found;
  return /\s/.test(key) || /^[A-Z][a-z]+$/.test(key) ? key : null;
}
