import type { Node } from "oxc-parser";
import { type Syntax, squeeze, walk } from "./syntax.ts";
import type { LineRange } from "./types.ts";

/** What a name stands for, as written; a name that is declared twice has two. */
type Declaration = { name: string; source: string; uses: Set<string>; lines: LineRange };

/**
 * Names whose meaning the diff changed: those whose declaration is written otherwise than on the base, and those that are
 * made of such. Components are left out, their elements are compared one by one.
 */
export function changedNames(
  head: readonly Syntax[],
  base: readonly Syntax[],
  alreadyKnown: Iterable<string> = [],
): Set<string> {
  const before = new Set(base.flatMap(declarationsOf).map(({ name, source }) => `${name}=${source}`));
  const declarations = head.flatMap(declarationsOf);
  const changed = new Set([
    ...alreadyKnown,
    ...declarations.filter(({ name, source }) => !before.has(`${name}=${source}`)).map(({ name }) => name),
  ]);
  for (let grew = true; grew; ) {
    const affected = declarations.filter(
      ({ name, uses }) => !changed.has(name) && [...uses].some((used) => used !== name && changed.has(used)),
    );
    for (const { name } of affected) changed.add(name);
    grew = affected.length > 0;
  }
  return changed;
}

/** Where each of some names is declared, with what those declarations use of the same names. */
export function linesOfNames(head: readonly Syntax[], names: ReadonlySet<string>): (name: string) => LineRange[] {
  const declarations = head.flatMap(declarationsOf).filter(({ name }) => names.has(name));
  return (wanted) => {
    const met = new Set([wanted]);
    for (const name of met) {
      for (const declaration of declarations)
        if (declaration.name === name) for (const used of declaration.uses) met.add(used);
    }
    return declarations.filter(({ name }) => met.has(name)).map(({ lines }) => lines);
  };
}

const knownDeclarations = new WeakMap<Syntax, Declaration[]>();

function declarationsOf(syntax: Syntax): Declaration[] {
  const known = knownDeclarations.get(syntax);
  if (known) return known;
  const found: Declaration[] = [];
  knownDeclarations.set(syntax, found);
  const add = (name: string, node: Node, prefix = ""): void => {
    const uses = new Set<string>();
    let isDrawn = false;
    walk(node, (inner) => {
      if (inner.type === "Identifier") uses.add(inner.name);
      isDrawn ||= inner.type === "JSXElement";
      return !isDrawn;
    });
    const lines = { from: syntax.lineAt(node.start), to: syntax.lineAt(node.end) };
    if (!isDrawn) found.push({ name, source: prefix + squeeze(syntax.text.slice(node.start, node.end)), uses, lines });
  };
  walk(syntax.program, (node, ancestors) => {
    if (node.type === "FunctionDeclaration" && node.id && node.body) add(node.id.name, node.body as Node);
    if (node.type === "VariableDeclarator" && node.init !== null)
      for (const { name, path } of namesIn(node.id as Node)) add(name, node.init as Node, `${path}:`);
    // A parameter's default: `function Badge({ colour = "red" })`.
    if (node.type === "AssignmentPattern" && node.left.type === "Identifier")
      add(node.left.name, node.right as Node, "=");
    if (node.type === "MethodDefinition" || node.type === "PropertyDefinition") {
      if (node.key.type === "Identifier" && node.value) add(node.key.name, node.value as Node);
    }
    // The options of a Vue component: what data, computed and methods are made of.
    if (node.type === "Property" && node.key.type === "Identifier" && isExportedOption(ancestors))
      add(node.key.name, node.value as Node, "option:");
    // Svelte's `$: total = …`.
    if (node.type === "LabeledStatement" && node.label.name === "$" && node.body.type === "ExpressionStatement") {
      const { expression } = node.body;
      if (expression.type === "AssignmentExpression" && expression.left.type === "Identifier")
        add(expression.left.name, expression.right as Node);
    }
  });
  return found;
}

const isExportedOption = (ancestors: readonly Node[]): boolean =>
  ancestors.some(({ type }) => type === "ExportDefaultDeclaration");

/**
 * Data that other files can import, each with the name it has inside (`default` for the default one): texts, lists, tables,
 * styled tags. Functions and components are left out: what uses them need not look different.
 */
export function exportedData({ program }: Syntax): Map<string, string> {
  const found = new Map<string, string>();
  const data = new Set<string>();
  for (const node of program.body) {
    const declaration = node.type === "ExportNamedDeclaration" ? node.declaration : node;
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declaration.declarations)
      if (id.type === "Identifier" && init && !/Function|Class/.test(init.type)) data.add(id.name);
  }
  for (const node of program.body) {
    if (node.type === "ExportNamedDeclaration" && node.declaration) {
      const { declaration } = node;
      if (declaration.type === "VariableDeclaration")
        for (const { id } of declaration.declarations)
          for (const { name } of namesIn(id as Node)) found.set(name, name);
    }
    if (node.type === "ExportNamedDeclaration" && !node.source) {
      for (const { local, exported } of node.specifiers)
        if ("name" in local && "name" in exported) found.set(exported.name, local.name);
    }
    if (node.type === "ExportDefaultDeclaration" && node.declaration.type === "Identifier")
      found.set("default", node.declaration.name);
  }
  return new Map([...found].filter(([, inside]) => data.has(inside)));
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
