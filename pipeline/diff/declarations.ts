import type { Node } from "oxc-parser";
import { descendants, type Syntax, squeeze, walk } from "./syntax.ts";

/** What a name stands for, as written; a name that is declared twice has two. */
type Declaration = { name: string; source: string; uses: Set<string> };

/**
 * Names whose meaning the diff changed: those whose declaration is written otherwise than on the base, and those that are
 * made of such. Components are left out, their elements are compared one by one.
 */
export function changedNames(head: Syntax, base: Syntax | null): Set<string> {
  const before = new Set((base ? declarationsOf(base) : []).map(({ name, source }) => `${name}=${source}`));
  const declarations = declarationsOf(head);
  const changed = new Set(
    declarations.filter(({ name, source }) => !before.has(`${name}=${source}`)).map(({ name }) => name),
  );
  for (let grew = true; grew; ) {
    const affected = declarations.filter(
      ({ name, uses }) => !changed.has(name) && [...uses].some((used) => used !== name && changed.has(used)),
    );
    for (const { name } of affected) changed.add(name);
    grew = affected.length > 0;
  }
  return changed;
}

function declarationsOf(syntax: Syntax): Declaration[] {
  const found: Declaration[] = [];
  const add = (name: string, node: Node, prefix = ""): void => {
    const inside = descendants(node);
    if (inside.some(({ type }) => type === "JSXElement")) return;
    const uses = new Set(inside.flatMap((inner) => (inner.type === "Identifier" ? [inner.name] : [])));
    found.push({ name, source: prefix + squeeze(syntax.text.slice(node.start, node.end)), uses });
  };
  walk(syntax.program, (node) => {
    if (node.type === "FunctionDeclaration" && node.id && node.body) add(node.id.name, node.body as Node);
    if (node.type !== "VariableDeclarator" || node.init === null) return;
    for (const { name, path } of namesIn(node.id as Node)) add(name, node.init as Node, `${path}:`);
  });
  return found;
}

/** The names of a pattern, each with the key that it takes: `{ lines, total: sum }` gives lines and sum. */
function namesIn(pattern: Node): { name: string; path: string }[] {
  switch (pattern.type) {
    case "Identifier":
      return [{ name: pattern.name, path: "" }];
    case "AssignmentPattern":
      return namesIn(pattern.left as Node);
    case "RestElement":
      return namesIn(pattern.argument as Node);
    case "ArrayPattern":
      return pattern.elements.flatMap((element, index) =>
        element ? namesIn(element as Node).map(({ name }) => ({ name, path: String(index) })) : [],
      );
    case "ObjectPattern":
      return pattern.properties.flatMap((property) => {
        if (property.type !== "Property") return namesIn(property as Node);
        const key = property.key.type === "Identifier" ? property.key.name : "";
        return namesIn(property.value as Node).map(({ name }) => ({ name, path: key }));
      });
    default:
      return [];
  }
}
