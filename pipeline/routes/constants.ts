import type { Node } from "oxc-parser";
import { parseScript, type Syntax, staticString, walk } from "../diff/syntax.ts";
import { nameOfKey, type ResolveImport } from "./resolver.ts";
import { readSource } from "./sources.ts";

/** Gives the text that an expression of a file stands for: a literal, or a constant that is one, also of another file. */
export type ReadText = (node: Node | null | undefined) => string | null;

const deepest = 8;

/** Reads the constants that routers name their paths by: `paths.cart`, `Routes.Home`, `${base}/edit`. */
export function createConstants(rootDir: string, resolve: ResolveImport): (file: string, syntax: Syntax) => ReadText {
  const scopes = new Map<string, Scope>();
  const scopeOf = (file: string, given?: Syntax): Scope | null => {
    const known = scopes.get(file);
    if (known) return known;
    const text = given ? given.text : readSource(rootDir, file);
    const syntax = given ?? (text === null || !/\.[cm]?[jt]sx?$/.test(file) ? null : parseScript(file, text));
    if (!syntax) return null;
    const scope = readScope(file, syntax, resolve);
    scopes.set(file, scope);
    return scope;
  };

  /** The node behind a name of a file, and the file that it stands in. */
  const lookUp = (scope: Scope, name: string, depth: number): { node: Node; scope: Scope } | null => {
    const node = scope.values.get(name);
    if (node) return { node, scope };
    const source = scope.imports.get(name);
    if (!source || depth > deepest) return null;
    const other = scopeOf(source.file);
    if (!other) return null;
    if (source.name === null) return { node: objectOf(other), scope: other };
    const handedOn =
      other.imports.has(source.name) || other.values.has(source.name) ? lookUp(other, source.name, depth + 1) : null;
    if (handedOn) return handedOn;
    for (const file of other.allFrom) {
      const further = scopeOf(file);
      const found = further && lookUp(further, source.name, depth + 1);
      if (found) return found;
    }
    return null;
  };

  const reach = (node: Node, scope: Scope, depth: number): { node: Node; scope: Scope } | null => {
    if (depth > deepest) return null;
    switch (node.type) {
      case "Identifier": {
        const found = lookUp(scope, node.name, depth);
        return found && reach(found.node, found.scope, depth + 1);
      }
      case "TSAsExpression":
      case "TSSatisfiesExpression":
        return reach(node.expression as Node, scope, depth + 1);
      case "MemberExpression": {
        const object = reach(node.object as Node, scope, depth + 1);
        const name = node.computed ? textOf(node.property as Node, scope, depth + 1) : nameOfKey(node.property as Node);
        const field = object && name !== null ? fieldOf(object, name, depth) : null;
        return object && field ? reach(field, object.scope, depth + 1) : null;
      }
      case "CallExpression": {
        // Object.freeze({ … }) is the object.
        const [first] = node.arguments as Node[];
        const isFreeze =
          node.callee.type === "MemberExpression" && nameOfKey(node.callee.property as Node) === "freeze";
        return isFreeze && first ? reach(first, scope, depth + 1) : { node, scope };
      }
      default:
        return { node, scope };
    }
  };

  const fieldOf = ({ node, scope }: { node: Node; scope: Scope }, name: string, depth: number): Node | null => {
    if (node.type === "ObjectExpression") {
      const property = node.properties.find((one) => {
        if (one.type !== "Property") return false;
        const key = one.computed ? textOf(one.key as Node, scope, depth + 1) : nameOfKey(one.key as Node);
        return key === name;
      });
      return property?.type === "Property" ? (property.value as Node) : null;
    }
    if (node.type !== "TSEnumDeclaration") return null;
    const member = node.body.members.find(({ id }) => nameOfKey(id as Node) === name);
    return (member?.initializer as Node | null | undefined) ?? null;
  };

  /** `getRouteArticle(":id")`: the text that a function gives; a parameter without a fixed text is a part to be filled in. */
  const textOfCall = (call: Extract<Node, { type: "CallExpression" }>, from: Scope, depth: number): string | null => {
    const found = reach(call.callee as Node, from, depth + 1);
    if (!found || !isFunction(found.node)) return null;
    const result = resultOf(found.node);
    if (!result) return null;
    const values = new Map(found.scope.values);
    for (const [index, parameter] of found.node.params.entries()) {
      if (parameter.type !== "Identifier") continue;
      const given = call.arguments[index] as Node | undefined;
      const text = (given && textOf(given, from, depth + 1)) ?? `:${parameter.name}`;
      values.set(parameter.name, { type: "Literal", value: text, start: 0, end: 0 } as unknown as Node);
    }
    return textOf(result, { ...found.scope, values }, depth + 1);
  };

  const textOf = (given: Node, from: Scope, depth: number): string | null => {
    const found = depth > deepest ? null : reach(given, from, depth);
    if (!found) return null;
    const { node, scope } = found;
    const fixed = staticString(node);
    if (fixed !== null) return fixed;
    if (node.type === "BinaryExpression" && node.operator === "+") {
      const [left, right] = [node.left as Node, node.right].map((part) => textOf(part, scope, depth + 1));
      return typeof left === "string" && typeof right === "string" ? left + right : null;
    }
    if (node.type === "CallExpression") return textOfCall(node, scope, depth);
    if (node.type !== "TemplateLiteral") return null;
    const holes = node.expressions.map((part) => textOf(part as Node, scope, depth + 1));
    if (holes.some((hole) => hole === null)) return null;
    return node.quasis.map(({ value }, index) => (value.cooked ?? "") + (holes[index] ?? "")).join("");
  };

  return (file, syntax) => (node) => {
    const scope = node ? scopeOf(file, syntax) : null;
    return node && scope ? textOf(node, scope, 0) : null;
  };
}

type Scope = {
  values: Map<string, Node>;
  imports: Map<string, { file: string; name: string | null }>;
  /** Files whose names this one hands on as they are. */
  allFrom: string[];
};

function readScope(file: string, { program }: Syntax, resolve: ResolveImport): Scope {
  const scope: Scope = { values: new Map(), imports: new Map(), allFrom: [] };
  const from = (specifier: string): string | null => resolve(file, specifier);
  walk(program, (node) => {
    if (node.type === "FunctionDeclaration" && node.id) scope.values.set(node.id.name, node as Node);
    if (/^(Function|Class|Arrow|JSX)/.test(node.type)) return false;
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.init)
      scope.values.set(node.id.name, node.init as Node);
    if (node.type === "TSEnumDeclaration") scope.values.set(node.id.name, node as Node);
    if (node.type === "ExportDefaultDeclaration" && !/^(Function|Class)/.test(node.declaration.type))
      scope.values.set("default", node.declaration as Node);
    if (node.type === "ImportDeclaration") {
      const path = from(node.source.value);
      for (const one of path === null ? [] : node.specifiers) {
        const name =
          one.type === "ImportSpecifier"
            ? nameOfKey(one.imported as Node)
            : one.type === "ImportDefaultSpecifier"
              ? "default"
              : null;
        scope.imports.set(one.local.name, { file: path ?? "", name });
      }
    }
    if (node.type === "ExportAllDeclaration") {
      const path = from(node.source.value);
      if (path) scope.allFrom.push(path);
    }
    if (node.type === "ExportNamedDeclaration" && node.source) {
      const path = from(node.source.value);
      for (const { local, exported } of path === null ? [] : node.specifiers) {
        const [inner, outer] = [nameOfKey(local as Node), nameOfKey(exported as Node)];
        if (inner && outer) scope.imports.set(outer, { file: path ?? "", name: inner });
      }
    }
    return true;
  });
  return scope;
}

/** `import * as paths` is an object of the file's names. */
const objectOf = ({ values }: Scope): Node =>
  ({
    type: "ObjectExpression",
    start: 0,
    end: 0,
    properties: [...values].map(([name, value]) => ({ type: "Property", key: { type: "Identifier", name }, value })),
  }) as unknown as Node;

type FunctionNode = Extract<Node, { type: "ArrowFunctionExpression" | "FunctionExpression" | "FunctionDeclaration" }>;

const isFunction = (node: Node): node is FunctionNode =>
  /^(ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/.test(node.type);

/** What a function of one line gives back. */
function resultOf({ body }: FunctionNode): Node | null {
  if (body === null || body.type !== "BlockStatement") return body as Node | null;
  const [only] = body.body;
  return body.body.length === 1 && only?.type === "ReturnStatement" ? (only.argument as Node | null) : null;
}
