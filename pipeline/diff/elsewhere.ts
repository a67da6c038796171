import { posix } from "node:path";
import { readBlobs } from "./blobs.ts";
import { changedNames, exportedNames } from "./declarations.ts";
import { affectedElements } from "./elements.ts";
import { git } from "./git.ts";
import { readSource } from "./languages/read.ts";
import type { Source } from "./languages/source.ts";
import { changedProperties, parseStyles, usersOf } from "./styles.ts";
import { type Syntax, walk } from "./syntax.ts";
import type { ChangedElement, ChangedFile, ChangedStyle } from "./types.ts";

const mostOtherSheets = 60;
const mostUsers = 80;
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
  const found: ChangedElement[] = [];
  for (const { file, head, base } of changed) {
    const isCode = /\.[cm]?[jt]sx?$/.test(file.path) && (file.kind === "source" || file.kind === "component");
    if (!isCode || head === null || base === null) continue;
    const inside = changedNames(head.scripts, base.scripts);
    const outside = head.scripts
      .flatMap((script) => [...exportedNames(script)])
      .filter(([, name]) => inside.has(name))
      .map(([name]) => name);
    const users = inside.size === 0 ? [] : await usersOfModule(revision, file.path, outside.length > 0);
    const affected = users.flatMap(({ path, source }) => {
      const names = isTemplateOf(path, file.path) ? inside : importedFrom(file.path, source.scripts, new Set(outside));
      if (names.size === 0) return [];
      const all = changedNames(source.scripts, source.scripts, names);
      return affectedElements(file.path, source.elements, source.elements, all).map((one) => ({
        ...one,
        drawnIn: path,
      }));
    });
    if (affected.length <= mostAffected) found.push(...affected);
  }
  return found;
}

/** Angular keeps a component's template beside its class. */
const isTemplateOf = (path: string, script: string): boolean => path === script.replace(/\.ts$/, ".html");

/** Files that speak of the module's name: most of them import it. */
async function usersOfModule(
  { repoDir, head, files }: Revision,
  path: string,
  isImportable: boolean,
): Promise<{ path: string; source: Source }[]> {
  const template = path.replace(/\.ts$/, ".html");
  const beside = files.has(template) && template !== path ? [template] : [];
  const listed = isImportable
    ? await git(repoDir, [
        "grep",
        "-l",
        "-z",
        "-F",
        "-e",
        moduleName(path),
        head,
        "--",
        "*.tsx",
        "*.jsx",
        "*.js",
        "*.vue",
        "*.svelte",
        "*.astro",
      ]).catch(() => "")
    : "";
  const importing = listed
    .split("\0")
    .filter(Boolean)
    .map((entry) => entry.slice(head.length + 1));
  const paths = [...new Set([...beside, ...importing])]
    .filter((one) => one !== path && files.has(one))
    .slice(0, mostUsers);
  const texts = await readBlobs(
    repoDir,
    paths.map((one) => files.get(one) ?? ""),
  );
  const users: { path: string; source: Source }[] = [];
  for (const one of paths) {
    const text = texts.get(files.get(one) ?? "");
    const source = text === undefined ? null : await readSource(one, text).catch(() => null);
    if (source && source.elements.length > 0) users.push({ path: one, source });
  }
  return users;
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
      const source = node.source.value.replace(/\.[cm]?[jt]sx?$/, "").replace(/\/index$/, "");
      if (source.split("/").at(-1) !== name) return false;
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
