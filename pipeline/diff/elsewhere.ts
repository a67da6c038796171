import { posix } from "node:path";
import { readBlobs } from "./blobs.ts";
import { changedNames, exportedData } from "./declarations.ts";
import { affectedElements } from "./elements.ts";
import { git } from "./git.ts";
import { readSource } from "./languages/read.ts";
import type { Source } from "./languages/source.ts";
import { changedProperties, parseStyles, usersOf } from "./styles.ts";
import { type Syntax, walk } from "./syntax.ts";
import type { ChangedElement, ChangedFile, ChangedStyle } from "./types.ts";

const mostOtherSheets = 60;
const mostModules = 100;
const mostUsers = 80;
const mostUsersRead = 150;
/** What more elements than this use is a tool of the house, not a thing that changed on a page. */
const mostAffected = 40;

/** A changed file with its text on both sides, taken apart. */
export type ReadFile = { file: ChangedFile; head: Source | null; base: Source | null };

export type Revision = { repoDir: string; head: string; files: ReadonlyMap<string, string> };

/** A changed colour or size in one sheet changes every rule of the other sheets that uses it. */
export async function stylesElsewhere(
  { repoDir, files }: Revision,
  changed: readonly ReadFile[],
): Promise<ChangedStyle[]> {
  const properties = new Map<string, string>();
  const sheets = changed.filter(({ file }) => file.kind === "style" && file.status === "modified");
  for (const { file, head, base } of sheets) {
    const root = head?.sheets[0];
    if (root) for (const name of changedProperties(root, base?.sheets[0] ?? null)) properties.set(name, file.path);
  }
  if (properties.size === 0) return [];
  const own = new Set(sheets.map(({ file }) => file.path));
  const others = [...files]
    .filter(([path]) => /\.(css|scss|less)$/.test(path) && !own.has(path))
    .slice(0, mostOtherSheets);
  const texts = await readBlobs(
    repoDir,
    others.map(([, hash]) => hash),
  );
  return others.flatMap(([path, hash]) => {
    const text = texts.get(hash);
    if (!text || ![...properties.keys()].some((name) => text.includes(name))) return [];
    const root = parseStyles(path, text);
    // The change is where the property is written; what it changes is only seen elsewhere.
    return [...properties].flatMap(([name, sheet]) => usersOf(sheet, root, new Set([name])));
  });
}

/** Elements of other files that show what a changed file exports: data, constants, styled components, a class's fields. */
export async function elementsElsewhere(revision: Revision, changed: readonly ReadFile[]): Promise<ChangedElement[]> {
  const modules = changed.flatMap(changedModule).slice(0, mostModules);
  if (modules.length === 0) return [];
  const importing = await importingFiles(revision, modules);
  const users = new Map(modules.map((module) => [module, usersOfModule(module, importing, revision)]));
  const readUser = await openUsers(revision, [...new Set([...users.values()].flat())].slice(0, mostUsersRead));
  const found: ChangedElement[] = [];
  for (const module of modules) {
    const affected: ChangedElement[] = [];
    for (const path of users.get(module) ?? []) {
      const source = await readUser(path);
      if (source === null) continue;
      const names = isTemplateOf(path, module.path)
        ? module.inside
        : importedFrom(module.path, source.scripts, module.outside);
      if (names.size === 0) continue;
      const all = changedNames(source.scripts, source.scripts, names);
      const elements = affectedElements(module.path, source.elements, source.elements, all);
      affected.push(...elements.map((one) => ({ ...one, drawnIn: path })));
    }
    if (affected.length <= mostAffected) found.push(...affected);
  }
  return found;
}

/** A changed script with the names in it that mean something else now, and by which of them others know it. */
type ChangedModule = { path: string; inside: Set<string>; outside: Set<string> };

function changedModule({ file, head, base }: ReadFile): ChangedModule[] {
  const isCode = /\.[cm]?[jt]sx?$/.test(file.path) && (file.kind === "source" || file.kind === "component");
  if (!isCode || head === null || base === null) return [];
  const inside = changedNames(head.scripts, base.scripts);
  const exported = head.scripts.flatMap((script) => [...exportedData(script)]);
  const outside = new Set(exported.filter(([, name]) => inside.has(name)).map(([name]) => name));
  return inside.size === 0 ? [] : [{ path: file.path, inside, outside }];
}

/** Angular keeps a component's template beside its class. */
const isTemplateOf = (path: string, script: string): boolean => path === script.replace(/\.ts$/, ".html");

/** Which files import from a module of which name, by the last part of what they write; one look at the whole revision. */
async function importingFiles(
  { repoDir, head }: Revision,
  modules: readonly ChangedModule[],
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  if (modules.every(({ outside }) => outside.size === 0)) return found;
  const markup = ["*.tsx", "*.jsx", "*.js", "*.vue", "*.svelte", "*.astro"];
  const lines = await git(repoDir, ["grep", "-z", "-I", "-E", "from ['\"][./@~$#a-zA-Z]", head, "--", ...markup]).catch(
    () => "",
  );
  for (const line of lines.split("\n")) {
    const [place = "", text = ""] = line.split("\0");
    const specifier = /from ['"]([^'"]+)['"]/.exec(text)?.[1];
    if (specifier === undefined) continue;
    const name = moduleName(specifier);
    found.set(name, (found.get(name) ?? new Set()).add(place.slice(head.length + 1)));
  }
  return found;
}

function usersOfModule(
  { path, outside }: ChangedModule,
  importing: ReadonlyMap<string, ReadonlySet<string>>,
  { files }: Revision,
): string[] {
  const template = path.replace(/\.ts$/, ".html");
  const users = [template, ...(outside.size > 0 ? (importing.get(moduleName(path)) ?? []) : [])];
  return users.filter((one) => one !== path && files.has(one)).slice(0, mostUsers);
}

/** Many modules have the same users: their texts are fetched at once, and each is taken apart once. */
async function openUsers(
  { repoDir, files }: Revision,
  paths: readonly string[],
): Promise<(path: string) => Promise<Source | null>> {
  const texts = await readBlobs(
    repoDir,
    paths.map((path) => files.get(path) ?? ""),
  );
  const wanted = new Set(paths);
  const known = new Map<string, Source | null>();
  return async (path) => {
    const cached = known.get(path);
    if (cached !== undefined) return cached;
    const text = wanted.has(path) ? texts.get(files.get(path) ?? "") : undefined;
    const source = text === undefined ? null : await readSource(path, text).catch(() => null);
    const drawn = source && source.elements.length > 0 ? source : null;
    known.set(path, drawn);
    return drawn;
  };
}

/** "src/data/plans.ts" → "plans"; an index file is called like its folder. */
function moduleName(path: string): string {
  const name = posix.basename(path).replace(/(\.d)?\.[cm]?[jt]sx?$/, "");
  return name === "index" ? posix.basename(posix.dirname(path)) : name;
}

/** The names by which a file knows what it imports from the module. */
function importedFrom(path: string, scripts: readonly Syntax[], wanted: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const name = moduleName(path);
  for (const { program } of scripts) {
    walk(program, (node) => {
      if (node.type !== "ImportDeclaration") return node.type === "Program";
      if (moduleName(node.source.value) !== name) return false;
      for (const specifier of node.specifiers) {
        const imported =
          specifier.type === "ImportDefaultSpecifier"
            ? "default"
            : specifier.type === "ImportSpecifier" && "name" in specifier.imported
              ? specifier.imported.name
              : null;
        if (imported === null || wanted.has(imported)) found.add(specifier.local.name);
      }
      return false;
    });
  }
  return found;
}
