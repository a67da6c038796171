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
  "*.min.css",
  "*.map",
  "*.snap",
];

/** Where the head's line parted from the base's; the base itself when they have nothing in common. */
export async function mergeBase(repoDir: string, base: string, head: string): Promise<string> {
  return (await git(repoDir, ["merge-base", base, head]).catch(() => base)).trim();
}

/** One changed file with the hashes of its two texts; null where there is none to read (absent, a link, a submodule). */
export type FileChange = { file: ChangedFile; headHash: string | null; baseHash: string | null };

/** Every changed file. Their line ranges are empty until `addLines` is given the diff. */
export async function listChanges(repoDir: string, base: string, head: string): Promise<FileChange[]> {
  const fields = (await git(repoDir, ["diff", ...diffFlags, "--raw", "--no-abbrev", "-z", base, head])).split("\0");
  const changes: FileChange[] = [];
  for (let index = 0; index + 1 < fields.length; ) {
    const [baseMode = "", headMode = "", baseHash = "", headHash = "", letters = ""] = (fields[index] ?? "")
      .slice(1)
      .split(" ");
    const letter = letters[0] ?? "";
    const isMoved = letter === "R" || letter === "C";
    const previousPath = isMoved ? fields[index + 1] : undefined;
    const path = fields[index + (isMoved ? 2 : 1)] ?? "";
    index += isMoved ? 3 : 2;
    const hashOf = (mode: string, hash: string): string | null =>
      /^100/.test(mode) && !/^0+$/.test(hash) ? hash : null;
    const change = { headHash: hashOf(headMode, headHash), baseHash: hashOf(baseMode, baseHash) };
    const isPlain = change.headHash !== null || change.baseHash !== null;
    changes.push({ file: describe(path, previousPath, letter, isPlain), ...change });
  }
  return changes;
}

const mostLeftOutByName = 300;

/** The unified diff between two commits, without lockfiles, generated files and those named. */
export const diffText = (repoDir: string, base: string, head: string, without: readonly string[]): Promise<string> =>
  git(repoDir, [
    "diff",
    ...diffFlags,
    base,
    head,
    "--",
    ".",
    ...leftOut.map((pattern) => `:(exclude,glob)**/${pattern}`),
    ...without.slice(0, mostLeftOutByName).map((path) => `:(exclude,literal)${path}`),
  ]);

/** Notes on each file the lines that changed on both sides; of a file that the diff leaves out, all of them. */
export function addLines(changes: readonly FileChange[], diff: string): void {
  const lines = new Map(parseDiff(diff).map((file) => [file.to === "/dev/null" ? file.from : file.to, linesOf(file)]));
  const all: LineRange[] = [{ from: 1, to: Number.MAX_SAFE_INTEGER }];
  for (const { file } of changes) {
    const known = lines.get(file.path);
    file.addedLines = known?.addedLines ?? (file.status === "modified" ? all : []);
    file.removedLines = known?.removedLines ?? (file.status === "modified" ? all : []);
  }
}

const statuses: Record<string, ChangedFile["status"]> = { A: "added", C: "added", D: "deleted", R: "renamed" };

function describe(path: string, previousPath: string | undefined, letter: string, isPlain: boolean): ChangedFile {
  const kind = isPlain ? classify(path) : "config";
  return {
    path,
    ...(previousPath === undefined ? {} : { previousPath }),
    status: statuses[letter] ?? "modified",
    isComponent: kind === "component" || kind === "page",
    isPage: kind === "page",
    isRoute: kind === "route",
    extension: extensionOf(path),
    kind,
    addedLines: [],
    removedLines: [],
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
