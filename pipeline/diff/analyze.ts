import { changedNames } from "./declarations.ts";
import { changedElements, type MarkupVersion } from "./elements.ts";
import { git, readAt, resolveRevision } from "./git.ts";
import { htmlElements } from "./html.ts";
import { changedFiles, commitsBetween, diffText, mergeBase } from "./hunks.ts";
import { hasJsx, jsxElements } from "./jsx.ts";
import { changedStrings } from "./strings.ts";
import { changedProperties, changedStyles, parseStyles, usersOf } from "./styles.ts";
import { parseScript } from "./syntax.ts";
import type { ChangedElement, ChangedFile, ChangedString, ChangedStyle, DiffAnalysis } from "./types.ts";

/** More changed sources than this are a move of the whole house; the rest is only listed. */
const mostReadFiles = 400;
const mostOtherSheets = 60;

/**
 * What a pull request changed, seen with a viewer's eyes: files, template elements, texts and style rules. `base` and `head`
 * are anything that names a commit; compared is from where their lines parted. Throws `revision_missing`, `not_a_repository`.
 */
export async function analyzeDiff({
  repoDir,
  base,
  head,
}: {
  repoDir: string;
  base: string;
  head: string;
}): Promise<DiffAnalysis> {
  const [givenBase, headCommit] = await Promise.all([resolveRevision(repoDir, base), resolveRevision(repoDir, head)]);
  const baseCommit = await mergeBase(repoDir, givenBase, headCommit);
  const diff = await diffText(repoDir, baseCommit, headCommit);
  const files = await changedFiles(repoDir, baseCommit, headCommit, diff);
  const commits = await commitsBetween(repoDir, baseCommit, headCommit);

  const found = { elements: [] as ChangedElement[], strings: [] as ChangedString[], styles: [] as ChangedStyle[] };
  for (const file of files.filter(isReadable).slice(0, mostReadFiles)) {
    const [after, before] = await Promise.all([
      file.status === "deleted" ? null : readAt(repoDir, headCommit, file.path),
      file.status === "added" ? null : readAt(repoDir, baseCommit, file.previousPath ?? file.path),
    ]);
    const changes = readChanges(file, after, before);
    found.elements.push(...changes.elements);
    found.strings.push(...changes.strings);
    found.styles.push(...changes.styles);
  }
  found.styles.push(...(await stylesElsewhere(repoDir, baseCommit, headCommit, files)));
  return {
    changedFiles: files,
    componentFiles: files.filter(({ isComponent }) => isComponent),
    pageFiles: files.filter(({ isPage }) => isPage),
    routeFiles: files.filter(({ isRoute }) => isRoute),
    diff,
    base: baseCommit,
    head: headCommit,
    commits,
    ...found,
  };
}

/** A changed colour or size in one file changes every rule of the other files that uses it. */
async function stylesElsewhere(
  repoDir: string,
  base: string,
  head: string,
  files: readonly ChangedFile[],
): Promise<ChangedStyle[]> {
  const properties = new Map<string, string>();
  const changedSheets = files.filter(({ kind, status }) => kind === "style" && status === "modified");
  for (const { path } of changedSheets) {
    const [after, before] = await Promise.all([readAt(repoDir, head, path), readAt(repoDir, base, path)]);
    const [headRoot, baseRoot] = [after, before].map((text) => (text === null ? null : parseStyles(path, text)));
    if (headRoot) for (const name of changedProperties(headRoot, baseRoot ?? null)) properties.set(name, path);
  }
  if (properties.size === 0) return [];
  const listed = (await git(repoDir, ["ls-tree", "-r", "-z", "--name-only", head])).split("\0");
  const others = listed.filter(
    (path) => /\.(css|scss|less)$/.test(path) && !changedSheets.some((file) => file.path === path),
  );
  const styles: ChangedStyle[] = [];
  for (const path of others.slice(0, mostOtherSheets)) {
    const text = await readAt(repoDir, head, path);
    if (!text?.includes("var(")) continue;
    const root = parseStyles(path, text);
    // The change is where the property is written; what it changes is only seen elsewhere.
    for (const [name, sheet] of properties) styles.push(...usersOf(sheet, root, new Set([name])));
  }
  return styles;
}

const isReadable = ({ kind, extension }: ChangedFile): boolean =>
  ["page", "component", "route", "source", "style"].includes(kind) && extension !== ".json" && extension !== ".md";

type Changes = { elements: ChangedElement[]; strings: ChangedString[]; styles: ChangedStyle[] };

function readChanges(file: ChangedFile, after: string | null, before: string | null): Changes {
  if (after === null) return { elements: [], strings: [], styles: [] };
  if (file.kind === "style") return readStyles(file, after, before);
  if (/^\.html?$/.test(file.extension)) {
    const head = { elements: htmlElements(after), changedLines: file.addedLines };
    const base = before === null ? null : { elements: htmlElements(before), changedLines: file.removedLines };
    return { elements: changedElements(file.path, head, base, new Set()), strings: [], styles: [] };
  }
  return /^\.[cm]?[jt]sx?$/.test(file.extension)
    ? readScript(file, after, before)
    : { elements: [], strings: [], styles: [] };
}

function readStyles(file: ChangedFile, after: string, before: string | null): Changes {
  const head = parseStyles(file.path, after);
  const styles = head ? changedStyles(file.path, head, before === null ? null : parseStyles(file.path, before)) : [];
  return { elements: [], strings: [], styles };
}

function readScript(file: ChangedFile, after: string, before: string | null): Changes {
  const head = parseScript(file.path, after);
  const base = before === null ? null : parseScript(file.previousPath ?? file.path, before);
  if (!head) return { elements: [], strings: [], styles: [] };
  const isDrawn = hasJsx(head);
  // What a file does shows in its content, not in its name.
  if (isDrawn && file.kind === "source") {
    file.kind = "component";
    file.isComponent = true;
  }
  const version: MarkupVersion = { elements: jsxElements(head), changedLines: file.addedLines };
  const previous: MarkupVersion | null = base && { elements: jsxElements(base), changedLines: file.removedLines };
  const names = base ? changedNames(head, base) : new Set<string>();
  return {
    elements: isDrawn ? changedElements(file.path, version, previous, names) : [],
    strings: changedStrings(file.path, head, base, file.addedLines),
    styles: [],
  };
}
