import { posix } from "node:path";
import type { Node } from "oxc-parser";
import type { AtRule } from "postcss";
import { parseStyles } from "../diff/styles.ts";
import { type Syntax, staticString, walk } from "../diff/syntax.ts";
import type { ResolveImport } from "./resolver.ts";
import { readSource, scriptElements, scriptsOf } from "./sources.ts";

/** Which of the repository's files uses which. Paths are relative to its root. */
export type ModuleGraph = {
  files: readonly string[];
  importsOf(file: string): readonly string[];
  /** Every file that `file` is made of, with how many steps away it is; files that `stopAt` names are not looked into. */
  reach(file: string, stopAt?: (file: string) => boolean): Map<string, number>;
};

export function buildModuleGraph(rootDir: string, files: readonly string[], resolve: ResolveImport): ModuleGraph {
  const known = new Set(files);
  const imports = new Map<string, string[]>();
  const importsOf = (file: string): readonly string[] => {
    const cached = imports.get(file);
    if (cached) return cached;
    const found = readImports(rootDir, file, files, resolve).filter((path) => known.has(path) && path !== file);
    const unique = [...new Set(found)];
    imports.set(file, unique);
    return unique;
  };
  const reach = (file: string, stopAt: (file: string) => boolean = () => false): Map<string, number> => {
    const steps = new Map([[file, 0]]);
    for (const [at, distance] of steps) {
      if (at !== file && stopAt(at)) continue;
      for (const next of importsOf(at)) if (!steps.has(next)) steps.set(next, distance + 1);
    }
    return steps;
  };
  return { files, importsOf, reach };
}

function readImports(rootDir: string, file: string, files: readonly string[], resolve: ResolveImport): string[] {
  const text = readSource(rootDir, file);
  if (text === null) return [];
  if (/\.(css|scss|sass|less)$/.test(file))
    return styleImports(file, text).flatMap((specifier) => resolve(file, specifier) ?? []);
  const linked = /\.html$/.test(file) ? scriptElements(text).flatMap(({ src }) => src ?? []) : [];
  const scripts = scriptsOf(file, text);
  const specifiers = [...linked, ...scripts.flatMap(specifiersOf)];
  return [
    ...specifiers.flatMap((specifier) => resolve(file, specifier) ?? []),
    ...scripts.flatMap((syntax) => globbed(file, syntax, files)),
  ];
}

/** What a script imports by a fixed name: static, re-exported, dynamic and required. */
export function specifiersOf({ program }: Syntax): string[] {
  const found: (string | null)[] = [];
  walk(program, (node) => {
    if (node.type === "ImportDeclaration" && node.importKind !== "type") found.push(node.source.value);
    if ((node.type === "ExportNamedDeclaration" || node.type === "ExportAllDeclaration") && node.source)
      found.push(node.source.value);
    if (node.type === "ImportExpression") found.push(staticString(node.source));
    if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "require")
      found.push(staticString(node.arguments[0] as Node));
  });
  return found.filter((specifier) => specifier !== null);
}

/** Vite's `import.meta.glob("./pages/*.tsx")`. */
function globbed(file: string, { program }: Syntax, files: readonly string[]): string[] {
  const patterns: string[] = [];
  walk(program, (node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return;
    const { object, property } = node.callee;
    if (object.type !== "MetaProperty" || property.type !== "Identifier" || property.name !== "glob") return;
    const [first] = node.arguments as Node[];
    const given = first?.type === "ArrayExpression" ? (first.elements as Node[]) : first ? [first] : [];
    patterns.push(...given.map(staticString).filter((pattern) => pattern !== null));
  });
  const full = patterns
    .filter((pattern) => pattern.startsWith("."))
    .map((pattern) => posix.join(posix.dirname(file), pattern));
  return files.filter((candidate) => full.some((pattern) => posix.matchesGlob(candidate, pattern)));
}

function styleImports(file: string, text: string): string[] {
  const found: string[] = [];
  parseStyles(file, text)?.walkAtRules(/^(import|use|forward)$/, (rule: AtRule) => {
    const name = /^\s*(?:url\()?\s*["']?([^"')\s]+)/.exec(rule.params)?.[1];
    if (name) found.push(name.startsWith(".") || name.startsWith("@") ? name : `./${name}`);
  });
  return found;
}
