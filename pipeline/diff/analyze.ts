import { readBlobs } from "./blobs.ts";
import { changedTexts } from "./data.ts";
import { changedNames, linesOfNames } from "./declarations.ts";
import { changedElements } from "./elements.ts";
import { elementsElsewhere, type ReadFile, stylesElsewhere } from "./elsewhere.ts";
import { filesAt, resolveRevision } from "./git.ts";
import { addLines, commitsBetween, diffText, type FileChange, listChanges, mergeBase } from "./hunks.ts";
import { readSource } from "./languages/read.ts";
import type { Source } from "./languages/source.ts";
import { changedStrings } from "./strings.ts";
import { changedStyles, joinSheets } from "./styles.ts";
import { translateElements } from "./translate.ts";
import type { ChangedElement, ChangedFile, ChangedString, ChangedStyle, DiffAnalysis, UnreadFile } from "./types.ts";

/** More changed sources than this are a move of the whole house; the rest is only listed. */
const mostReadFiles = 400;

/**
 * What a pull request changed, seen with a viewer's eyes: files, template elements, texts and style rules. `base` and `head`
 * are anything that names a commit; compared is from where their lines parted. A file that cannot be read is named in
 * `unread`. Throws `revision_missing`, `not_a_repository`.
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
  const [changes, commits, headFiles] = await Promise.all([
    listChanges(repoDir, baseCommit, headCommit),
    commitsBetween(repoDir, baseCommit, headCommit),
    filesAt(repoDir, headCommit),
  ]);
  markDocumentation(changes, headFiles);
  const texts = await readBlobs(
    repoDir,
    changes.flatMap(({ headHash, baseHash }) => [headHash, baseHash].filter((hash) => hash !== null)),
  );
  const isText = ({ headHash, baseHash }: FileChange): boolean =>
    [headHash, baseHash].every((hash) => hash === null || texts.has(hash));
  const opaque = changes.filter((change) => !isText(change)).map(({ file }) => file.path);
  const diff = await diffText(repoDir, baseCommit, headCommit, opaque);
  addLines(changes, diff);

  const unread: UnreadFile[] = [];
  const sources = changes.filter((change) => isReadable(change.file));
  for (const { file } of sources.slice(mostReadFiles))
    unread.push({ file: file.path, why: "the pull request has too many files" });
  const read: ReadFile[] = [];
  const data: ChangedString[] = [];
  for (const change of sources.slice(0, mostReadFiles)) {
    const { file } = change;
    if (!isText(change)) {
      unread.push({ file: file.path, why: "it is generated, binary or too large to be read" });
      continue;
    }
    const [after, before] = [change.headHash, change.baseHash].map((hash) =>
      hash === null ? null : (texts.get(hash) ?? null),
    );
    if (/\.(json|ya?ml)$/i.test(file.path)) {
      if (after) data.push(...changedTexts(file.path, after, before ?? null).slice(0, mostTexts));
      continue;
    }
    const [headSource, baseSource] = [
      await readSide(file, file.path, after ?? null, unread),
      await readSide(file, file.previousPath ?? file.path, before ?? null, []),
    ];
    if (headSource) reclassify(file, headSource);
    read.push({ file, head: headSource, base: baseSource });
  }

  const revision = { repoDir, head: headCommit, files: headFiles };
  // What is gone says its text in the base's words: the head may have no translation of it any more.
  await translateElements(
    repoDir,
    async () => headFiles,
    read.flatMap(({ head: after }) => after?.elements ?? []),
  );
  await translateElements(
    repoDir,
    () => filesAt(repoDir, baseCommit),
    read.flatMap(({ base: before }) => before?.elements ?? []),
  );
  const [styles, elements] = [await stylesElsewhere(revision, read), await elementsElsewhere(revision, read)];
  const files = changes.map(({ file }) => file);
  const own = read.flatMap(elementsOf);
  const told = new Set(own.map(({ file, line }) => `${file}:${line}`));
  return {
    changedFiles: files,
    componentFiles: files.filter(({ isComponent }) => isComponent),
    pageFiles: files.filter(({ isPage }) => isPage),
    routeFiles: files.filter(({ isRoute }) => isRoute),
    diff,
    base: baseCommit,
    head: headCommit,
    commits,
    elements: [...own, ...elements.filter(({ drawnIn, line }) => !told.has(`${drawnIn}:${line}`))],
    strings: [...read.flatMap(stringsOf), ...data],
    styles: [...read.flatMap(stylesOf), ...styles],
    unread,
  };
}

/** A wholly new translation or data file has thousands of texts; the first say enough. */
const mostTexts = 300;

const isReadable = ({ kind }: ChangedFile): boolean => ["page", "component", "route", "source", "style"].includes(kind);

/** Markdown is a page where a generator of documentation sites makes one of it. */
function markDocumentation(changes: readonly FileChange[], files: ReadonlyMap<string, string>): void {
  const sites = [...files.keys()].flatMap((path) => {
    const site =
      /^(.*?)(?:\.vitepress\/config|\.vuepress\/config|docusaurus\.config|rspress\.config)\.[cm]?[jt]s$/.exec(
        path,
      )?.[1];
    return site === undefined ? [] : [site];
  });
  for (const { file } of changes) {
    if (file.kind !== "docs" || !/\.mdx?$/.test(file.path) || /(^|\/)(readme|changelog|contributing)/i.test(file.path))
      continue;
    if (sites.some((site) => site !== "" && file.path.startsWith(site)))
      Object.assign(file, { kind: "page", isPage: true, isComponent: true });
  }
}

async function readSide(
  file: ChangedFile,
  path: string,
  text: string | null,
  unread: UnreadFile[],
): Promise<Source | null> {
  if (text === null) return null;
  try {
    const source = await readSource(path, text);
    if (source?.unread) unread.push({ file: file.path, why: source.unread });
    if (source) return source;
    if (/\.(json|svg|png|graphql|txt)$/.test(path)) return null;
    unread.push({ file: file.path, why: "it does not parse" });
  } catch (error) {
    const said = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
    unread.push({
      file: file.path,
      why: said === "" ? "it does not parse" : `it does not parse: ${said.slice(0, 120)}`,
    });
  }
  return null;
}

/** What a file does shows in its content, not in its name. */
function reclassify(file: ChangedFile, { elements }: Source): void {
  if (elements.length === 0 || file.kind !== "source") return;
  file.kind = "component";
  file.isComponent = true;
}

function elementsOf({ file, head, base }: ReadFile): ChangedElement[] {
  // A side that does not parse says nothing about what is new or gone.
  if (head === null && (file.status !== "deleted" || base === null)) return [];
  const names = base && head ? changedNames(head.scripts, base.scripts) : new Set<string>();
  return changedElements(
    file.path,
    { elements: head?.elements ?? [], changedLines: file.addedLines },
    base && { elements: base.elements, changedLines: file.removedLines },
    names,
    linesOfNames(head?.scripts ?? [], names),
  );
}

const stringsOf = ({ file, head, base }: ReadFile): ChangedString[] =>
  changedStrings(file.path, head?.scripts ?? [], base?.scripts ?? [], file.addedLines);

function stylesOf({ file, head, base }: ReadFile): ChangedStyle[] {
  const [after, before] = [joinSheets(head?.sheets ?? []), joinSheets(base?.sheets ?? [])];
  return after ? changedStyles(file.path, after, before) : [];
}
