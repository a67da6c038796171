import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { cleanEnvironment } from "../../environment.ts";
import { DoorError } from "../failure.ts";
import { nameOf, type Repo } from "./octokit.ts";

const FETCH_TIMEOUT_MS = 5 * 60_000;
const READ_TIMEOUT_MS = 30_000;
/** A settings file that is larger than this is none. */
const LARGEST_FILE_BYTES = 64_000;

const LONGEST_COMPLAINT = 2_000;

/** The commits of a pull request in its repository's mirror. `baseSha` is the merge base, `baseTip` the base branch's head. */
export type Commits = { dir: string; headSha: string; baseSha: string; baseTip: string };

export type Mirrors = {
  folderOf(repo: Repo): string;
  /** Fetches what is new. Throws DoorError `github_fetch`. */
  fetch(repo: Repo, pull: { number: number; baseRef: string; headSha: string }): Promise<Commits>;
  /** A file as it is in a commit; null when it is not there. */
  read(dir: string, commit: string, path: string): Promise<string | null>;
  /** The paths that differ between two commits; of a renamed file both. */
  changedPaths(dir: string, base: string, head: string): Promise<string[]>;
};

/** Bare copies of the repositories, one folder each, from which workers clone. */
export function openMirrors(options: {
  dir: string;
  /** Where a repository is fetched from. */
  remoteOf: (repo: Repo) => string;
  tokenOf: (repo: Repo) => Promise<string>;
}): Mirrors {
  const { dir: root, remoteOf, tokenOf } = options;
  const folderOf = ({ owner, name }: Repo) => join(root, owner.toLowerCase(), `${name.toLowerCase()}.git`);

  /** Null, or what git complained of. */
  async function fetchInto(dir: string, repo: Repo, refspecs: readonly string[]): Promise<string | null> {
    const remote = remoteOf(repo);
    const options = ["--quiet", "--no-tags", "--no-prune", "--no-auto-maintenance", "--no-write-fetch-head"];
    const parameters = ["fetch", ...options, "--no-recurse-submodules", "--", remote, ...refspecs];
    const outcome = await git(dir, parameters, FETCH_TIMEOUT_MS, authorization(remote, await tokenOf(repo)));
    // git's words alone: the outcome as a whole holds the secret of its environment.
    return outcome.failed ? outcome.stderr.slice(0, LONGEST_COMPLAINT) || `exit code ${outcome.exitCode}` : null;
  }

  async function fetchPull(repo: Repo, pull: { number: number; baseRef: string; headSha: string }): Promise<Commits> {
    const dir = folderOf(repo);
    await make(dir);
    const heads = { pull: `refs/pull/${pull.number}/head`, base: `refs/heads/${pull.baseRef}` };
    const refspecs = [heads.pull, heads.base].map((ref) => `+${ref}:${ref}`);
    const complaint = await fetchInto(dir, repo, refspecs);
    if (complaint !== null) throw unfetched(repo, pull.number, complaint);
    // The API may know of a push before the reference shows it.
    const isBehind = (await commitOf(dir, pull.headSha)) === null;
    if (isBehind) await fetchInto(dir, repo, [pull.headSha]);
    const headSha = (await commitOf(dir, pull.headSha)) ?? (await commitOf(dir, heads.pull));
    const baseTip = await commitOf(dir, heads.base);
    const baseSha = headSha && baseTip && (await answerOf(dir, ["merge-base", baseTip, headSha]));
    if (!headSha || !baseTip || !baseSha) throw unfetched(repo, pull.number, "no common history");
    return { dir, headSha, baseSha, baseTip };
  }

  return {
    folderOf,
    fetch: (repo, pull) => inLine(folderOf(repo), () => fetchPull(repo, pull)),
    read: (dir, commit, path) => answerOf(dir, ["cat-file", "blob", `${commit}:${path}`]),
    changedPaths: async (dir, base, head) => {
      const listed = await answerOf(dir, ["diff", "--name-only", "--no-renames", "-z", base, head], null);
      if (listed === null) throw new DoorError("github_fetch", "The pull request's changes could not be read.");
      return listed.split("\0").filter(Boolean);
    },
  };
}

/** What comes next in each folder, whoever asks in this process. */
const lines = new Map<string, Promise<unknown>>();

/** One fetch at a time in each mirror: git locks references against two. */
function inLine<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const next = (lines.get(dir) ?? Promise.resolve()).then(work);
  const end = next.catch(() => undefined);
  lines.set(dir, end);
  return next;
}

async function make(dir: string): Promise<void> {
  if (existsSync(join(dir, "HEAD"))) return;
  await mkdir(dir, { recursive: true });
  const outcome = await git(dir, ["init", "--quiet", "--bare", "--template=", "."], READ_TIMEOUT_MS);
  if (outcome.code === "ENOENT") throw new DoorError("git_missing", "git was not found; install git and try again.");
  if (outcome.failed) {
    const message = "Aura cannot keep copies of repositories; make room in AURA_HOME and try again.";
    throw new DoorError("github_fetch", message, { cause: outcome });
  }
}

async function commitOf(dir: string, revision: string): Promise<string | null> {
  return answerOf(dir, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
}

/** git's answer; null where it says no, or when it is longer than a settings file may be (`limit` null lifts that). */
async function answerOf(
  dir: string,
  parameters: readonly string[],
  limit: number | null = LARGEST_FILE_BYTES,
): Promise<string | null> {
  const outcome = await git(dir, parameters, READ_TIMEOUT_MS);
  return outcome.failed || (limit !== null && outcome.stdout.length > limit) ? null : outcome.stdout;
}

/** A mirror runs no hooks, asks nobody, and reads no configuration but its own and the machine's. */
const closed = ["-c", "core.hooksPath=/dev/null", "-c", "http.followRedirects=false", "-c", "gc.auto=0"];

const git = (
  cwd: string,
  parameters: readonly string[],
  timeout: number,
  secret: Readonly<Record<string, string>> = {},
) =>
  execa("git", [...closed, ...parameters], {
    cwd,
    env: cleanEnvironment({ GIT_TERMINAL_PROMPT: "0", GIT_ASKPASS: "true", LC_ALL: "C", ...secret }),
    extendEnv: false,
    stdin: "ignore",
    timeout,
    reject: false,
  });

/** By environment variables: an argument is seen by every process of the machine, and a configuration file stays. */
function authorization(remote: string, token: string): Record<string, string> {
  if (!/^https?:/.test(remote)) return {};
  const credentials = Buffer.from(`x-access-token:${token}`).toString("base64");
  return {
    GIT_CONFIG_COUNT: "2",
    GIT_CONFIG_KEY_0: `http.${new URL(remote).origin}/.extraheader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${credentials}`,
    GIT_CONFIG_KEY_1: "credential.helper",
    GIT_CONFIG_VALUE_1: "",
  };
}

const unfetched = (repo: Repo, number: number, complaint: string): DoorError =>
  new DoorError(
    "github_fetch",
    `The commits of PR ${number} of ${nameOf(repo)} could not be fetched; check that the token may read its contents.`,
    { cause: new Error(complaint) },
  );
