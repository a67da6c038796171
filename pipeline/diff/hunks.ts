import parseDiff from "parse-diff";
import { classify, extensionOf } from "./classify.ts";
import { git } from "./git.ts";
import type { ChangedFile, Commit, LineRange } from "./types.ts";

const diffFlags = [
  "--no-ext-diff",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "--no-textconv",
  "--find-renames",
  "--no-color",
];
/** Nobody sees them, and they may be most of a diff. */
const leftOut = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "*.min.js",
  "*.map",
  "*.snap",
];

/** Where the head's line parted from the base's; the base itself when they have nothing in common. */
export async function mergeBase(repoDir: string, base: string, head: string): Promise<string> {
  return (await git(repoDir, ["merge-base", base, head]).catch(() => base)).trim();
}

/** The unified diff between two commits, without lockfiles and generated files. */
export const diffText = (repoDir: string, base: string, head: string): Promise<string> =>
  git(repoDir, [
    "diff",
    ...diffFlags,
    base,
    head,
    "--",
    ".",
    ...leftOut.map((pattern) => `:(exclude,glob)**/${pattern}`),
  ]);

/** Every changed file, with the lines that changed on both sides. */
export async function changedFiles(repoDir: string, base: string, head: string, diff: string): Promise<ChangedFile[]> {
  const fields = (await git(repoDir, ["diff", ...diffFlags, "--name-status", "-z", base, head])).split("\0");
  const lines = new Map(parseDiff(diff).map((file) => [file.to === "/dev/null" ? file.from : file.to, linesOf(file)]));
  const files: ChangedFile[] = [];
  for (let index = 0; index + 1 < fields.length; ) {
    const letter = fields[index]?.[0] ?? "";
    const isMoved = letter === "R" || letter === "C";
    const previousPath = isMoved ? fields[index + 1] : undefined;
    const path = fields[index + (isMoved ? 2 : 1)] ?? "";
    index += isMoved ? 3 : 2;
    files.push(describe(path, previousPath, letter, lines.get(path)));
  }
  return files;
}

const statuses: Record<string, ChangedFile["status"]> = { A: "added", C: "added", D: "deleted", R: "renamed" };

function describe(
  path: string,
  previousPath: string | undefined,
  letter: string,
  lines: { addedLines: LineRange[]; removedLines: LineRange[] } | undefined,
): ChangedFile {
  const kind = classify(path);
  return {
    path,
    ...(previousPath === undefined ? {} : { previousPath }),
    status: statuses[letter] ?? "modified",
    isComponent: kind === "component" || kind === "page",
    isPage: kind === "page",
    isRoute: kind === "route",
    extension: extensionOf(path),
    kind,
    addedLines: lines?.addedLines ?? [],
    removedLines: lines?.removedLines ?? [],
  };
}

function linesOf(file: parseDiff.File): { addedLines: LineRange[]; removedLines: LineRange[] } {
  const changes = file.chunks.flatMap((chunk) => chunk.changes);
  return {
    addedLines: ranges(changes.flatMap((change) => (change.type === "add" ? [change.ln] : []))),
    removedLines: ranges(changes.flatMap((change) => (change.type === "del" ? [change.ln] : []))),
  };
}

/** Neighbouring lines become one range. */
function ranges(lines: readonly number[]): LineRange[] {
  const found: LineRange[] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last && line === last.to + 1) last.to = line;
    else found.push({ from: line, to: line });
  }
  return found;
}

/** The head's own commits since the two lines parted, oldest first; merges are left out. */
export async function commitsBetween(repoDir: string, base: string, head: string): Promise<Commit[]> {
  const log = await git(repoDir, [
    "log",
    "--no-merges",
    "--reverse",
    "--max-count=200",
    "--format=%H%x1f%s%x1f%b%x1e",
    `${base}..${head}`,
  ]);
  return log
    .split("\x1e")
    .map((entry) => entry.trim().split("\x1f"))
    .filter(([sha]) => sha)
    .map(([sha = "", subject = "", body = ""]) => ({ sha, subject, body: body.trim() }));
}
