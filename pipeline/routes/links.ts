import { posix } from "node:path";
import { type EcmaScriptModule, type Node, parseSync } from "oxc-parser";
import type { AtRule } from "postcss";
import { parseStyles } from "../diff/styles.ts";
import { parseScript, staticString, walk } from "../diff/syntax.ts";
import { scriptElements, scriptParts } from "./sources.ts";

/** What a file takes from others and gives to them, as written. */
export type Links = {
  /** `names` are those it takes; null when it takes all, or only runs the file. */
  imports: { specifier: string; names: string[] | null }[];
  /** What it hands on: `name` is null for `export *`. */
  handedOn: { specifier: string; name: string | null; imported: string | null }[];
  /** Names of its own making. */
  own: Set<string>;
  /** Patterns of files that it takes all at once: `import.meta.glob("./pages/*.tsx")`. */
  patterns: string[];
};

/** Reads a file's links; a parser's own list of them spares reading the whole tree. */
export function readLinks(file: string, text: string): Links {
  const links: Links = { imports: [], handedOn: [], own: new Set(), patterns: [] };
  if (/\.(css|scss|sass|less|pcss)$/.test(file)) {
    links.imports.push(...styleImports(file, text).map((specifier) => ({ specifier, names: null })));
    return links;
  }
  if (/\.html$/.test(file))
    links.imports.push(...scriptElements(text).flatMap(({ src }) => (src ? [{ specifier: src, names: null }] : [])));
  for (const part of scriptParts(file, text)) addScript(links, part.name, part.text);
  if (/\.(vue|svelte|astro)$/.test(file)) {
    for (const [, specifier = ""] of text.matchAll(/@(?:use|import|forward|reference)\s+["']([^"']+)["']/g))
      links.imports.push({ specifier, names: null });
  }
  return links;
}

function addScript(links: Links, name: string, text: string): void {
  const lang = /\.[cm]?ts$/.test(name) ? "ts" : /\.tsx$/.test(name) ? "tsx" : "jsx";
  let module: EcmaScriptModule;
  try {
    module = parseSync(name, text, { lang }).module;
  } catch {
    return;
  }
  addImportsAndExports(links, module);
  for (const { moduleRequest } of module.dynamicImports) {
    const specifier = /^["'`]([^"'`$]+)["'`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end).trim())?.[1];
    if (specifier) links.imports.push({ specifier, names: null });
  }
  if (/\brequire\s*\(|\.glob(Eager)?\s*[<(]|\brequire\.context|templateUrl|styleUrl|new URL\(/.test(text))
    addCalls(links, name, text);
}

function addImportsAndExports(links: Links, { staticImports, staticExports }: EcmaScriptModule): void {
  const taken = new Map<string, { specifier: string; imported: string | null }>();
  const entries = staticExports.flatMap((one) => one.entries).filter(({ isType }) => !isType);
  const passedOn = new Set(
    entries.flatMap(({ moduleRequest, localName }) => (moduleRequest ? [] : (localName.name ?? []))),
  );
  for (const { moduleRequest, entries: names } of staticImports) {
    if (names.length > 0 && names.every(({ isType }) => isType)) continue;
    for (const { importName, localName } of names) {
      const imported = importName.kind === "Name" ? importName.name : importName.kind === "Default" ? "default" : null;
      taken.set(localName.value, { specifier: moduleRequest.value, imported });
    }
    const kept = names.filter(({ localName, isType }) => !isType && !passedOn.has(localName.value));
    // `import { A } from "./A"; export { A }` only hands on.
    if (names.length > 0 && kept.length === 0) continue;
    const wanted = kept.map(({ importName }) =>
      importName.kind === "Name" ? importName.name : importName.kind === "Default" ? "default" : null,
    );
    const all = names.length === 0 || wanted.some((name) => name === null);
    links.imports.push({ specifier: moduleRequest.value, names: all ? null : wanted.filter((name) => name !== null) });
  }
  for (const { moduleRequest, importName, exportName, localName } of entries) {
    const name = exportName.kind === "Name" ? exportName.name : exportName.kind === "Default" ? "default" : null;
    if (moduleRequest) {
      const imported = importName.kind === "Name" ? importName.name : null;
      links.handedOn.push({ specifier: moduleRequest.value, name, imported });
      continue;
    }
    const source = localName.name === null ? undefined : taken.get(localName.name);
    if (source) links.handedOn.push({ specifier: source.specifier, name, imported: source.imported });
    else if (name !== null) links.own.add(name);
  }
}

/** What is not written as an import: `require("./a")`, globs, an Angular component's template and styles, `new URL("./a.svg", …)`. */
function addCalls(links: Links, name: string, text: string): void {
  const syntax = parseScript(name, text);
  if (!syntax) return;
  const take = (specifier: string | null): void => {
    if (specifier) links.imports.push({ specifier, names: null });
  };
  walk(syntax.program, (node) => {
    if (node.type === "Property" && node.key.type === "Identifier") {
      if (node.key.name === "templateUrl" || node.key.name === "styleUrl")
        take(beside(staticString(node.value as Node)));
      if (node.key.name === "styleUrls" && node.value.type === "ArrayExpression")
        for (const url of node.value.elements) take(beside(staticString(url as Node)));
    }
    if (node.type === "NewExpression" && node.callee.type === "Identifier" && node.callee.name === "URL")
      take(staticString(node.arguments[0] as Node));
    if (node.type !== "CallExpression") return;
    const { callee } = node;
    const [first] = node.arguments as Node[];
    if (callee.type === "Identifier" && callee.name === "require") take(staticString(first));
    if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
    if (callee.object.type === "MetaProperty" && /^glob(Eager)?$/.test(callee.property.name)) {
      const given = first?.type === "ArrayExpression" ? (first.elements as Node[]) : first ? [first] : [];
      links.patterns.push(...given.map(staticString).filter((pattern) => pattern !== null));
    }
    if (callee.property.name === "context" && callee.object.type === "Identifier" && callee.object.name === "require") {
      const dir = staticString(first);
      if (dir) links.patterns.push(posix.join(dir, "**/*").replace(/^(?!\.)/, "./"));
    }
  });
}

const beside = (url: string | null): string | null => (url === null || /^[./]/.test(url) ? url : `./${url}`);

function styleImports(file: string, text: string): string[] {
  const found: string[] = [];
  parseStyles(file, text)?.walkAtRules(/^(import|use|forward|reference|config|plugin)$/, (rule: AtRule) => {
    const name = /^\s*(?:\([^)]*\)\s*)?(?:url\()?\s*["']?([^"')\s]+)/.exec(rule.params)?.[1];
    if (!name) return;
    const local = name.startsWith(".") || name.startsWith("@") || name.startsWith("/") ? name : `./${name}`;
    // A partial of SCSS is named with an underscore that its users leave out.
    found.push(local, posix.join(posix.dirname(local), `_${posix.basename(local)}`).replace(/^(?![./@])/, "./"));
  });
  return found;
}
