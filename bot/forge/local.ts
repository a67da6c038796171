import { realpath, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Forge, PullRequest } from "../../agent/forge.ts";
import { DoorError } from "../failure.ts";
import { git, gitOrNull } from "./git.ts";

export type LocalForge = Forge & { dir: string; defaultBranch: string };

/**
 * A folder with a git repository as a forge. Pull requests are `refs/pull/N/head` where a forge left them; else every
 * branch with commits of its own, except the default one, numbered 1, 2, 3 by the date of its first own commit (then by
 * name), so that a new branch or a new commit leaves the other numbers as they are. The title is the first line of
 * the branch's description (`git branch --edit-description`), else the first own commit's subject; the base is the merge base with the default branch. The list is read anew on every call.
 *
 * Throws DoorError `not_a_repository` or `empty_repository`; its methods `unknown_repository`.
 */
export async function openLocalForge(folder: string): Promise<LocalForge> {
  const dir = await repositoryRoot(folder);
  const defaultBranch = await findDefaultBranch(dir);
  const defaultRepo = basename(dir);
  const listPullRequests = async (repo = defaultRepo): Promise<PullRequest[]> => {
    if (repo.split("/").at(-1)?.toLowerCase() !== defaultRepo.toLowerCase()) {
      throw new DoorError(
        "unknown_repository",
        `Only ${defaultRepo} is open here; start again with --repo and the folder of ${repo}.`,
      );
    }
    const kept = await keptPullRequests(dir, defaultBranch);
    const found = kept.length > 0 ? kept : await branchesAsPullRequests(dir, defaultBranch);
    const described = await describedTitles(dir);
    return found.map((one) => ({ ...one, title: described.get(one.branch) ?? one.title, repoUrl: dir }));
  };
  return {
    dir,
    defaultRepo,
    defaultBranch: defaultBranch.replace(/^origin\//, ""),
    listPullRequests,
    getPullRequest: async (repo, number) => (await listPullRequests(repo)).find((one) => one.number === number) ?? null,
  };
}

type Found = Omit<PullRequest, "repoUrl">;

/** The first lines of the branches' descriptions, by branch. */
async function describedTitles(dir: string): Promise<Map<string, string>> {
  const settings = await gitOrNull(dir, ["config", "--local", "-z", "--get-regexp", "^branch\\..*\\.description$"]);
  const entries = (settings ?? "").split("\0").filter(Boolean);
  return new Map(
    entries.flatMap((entry) => {
      const [key = "", title = ""] = entry.split("\n");
      const branch = key.slice("branch.".length, -".description".length);
      return title.trim() ? [[branch, title.trim()] as const] : [];
    }),
  );
}

async function repositoryRoot(folder: string): Promise<string> {
  const dir = resolve(folder);
  const info = await stat(dir).catch(() => null);
  if (!info?.isDirectory()) {
    throw new DoorError("not_a_repository", `There is no folder ${dir}; give --repo the folder of a git repository.`);
  }
  const root = await gitOrNull(dir, ["rev-parse", "--show-toplevel"]);
  if (root === null) {
    throw new DoorError("not_a_repository", `${dir} is not a git repository; give --repo the folder of one.`);
  }
  if ((await gitOrNull(dir, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])) === null) {
    throw new DoorError(
      "empty_repository",
      `${dir} has no commits yet; commit something, make a branch, and try again.`,
    );
  }
  return realpath(root);
}

async function findDefaultBranch(dir: string): Promise<string> {
  const remoteHead = await gitOrNull(dir, ["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"]);
  const local = await refNames(dir, "refs/heads");
  const named = remoteHead?.replace(/^origin\//, "");
  for (const name of [named, "main", "master", "trunk"]) if (name && local.includes(name)) return name;
  if (remoteHead) return remoteHead;
  const current = await gitOrNull(dir, ["symbolic-ref", "--quiet", "--short", "HEAD"]);
  return current ?? local[0] ?? "HEAD";
}

async function refNames(dir: string, prefix: string): Promise<string[]> {
  const listed = await git(dir, ["for-each-ref", "--format=%(refname:lstrip=2)", prefix]);
  return listed.split("\n").filter(Boolean);
}

async function keptPullRequests(dir: string, defaultBranch: string): Promise<Found[]> {
  const listed = await git(dir, ["for-each-ref", "--format=%(refname)", "refs/pull"]);
  const numbers = [...listed.matchAll(/^refs\/pull\/([1-9]\d*)\/head$/gm)].map((match) => Number(match[1]));
  const branchAt = await branchesByCommit(dir);
  const found = await Promise.all(
    numbers.map(async (number) => {
      const ahead = await aheadOf(dir, defaultBranch, `refs/pull/${number}/head`);
      return ahead && { number, branch: branchAt.get(ahead.headSha) ?? `pull/${number}`, ...withoutDate(ahead) };
    }),
  );
  return found.filter((one) => one !== null).sort((a, b) => a.number - b.number);
}

async function branchesByCommit(dir: string): Promise<Map<string, string>> {
  const listed = await git(dir, ["for-each-ref", "--format=%(objectname) %(refname:lstrip=2)", "refs/heads"]);
  const pairs = listed.split("\n").filter(Boolean);
  return new Map(pairs.map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]));
}

async function branchesAsPullRequests(dir: string, defaultBranch: string): Promise<Found[]> {
  const local = await refNames(dir, "refs/heads");
  const remote = (await refNames(dir, "refs/remotes/origin")).filter(
    (name) => name !== "origin/HEAD" && !local.includes(name.replace(/^origin\//, "")),
  );
  const defaultName = defaultBranch.replace(/^origin\//, "");
  const others = [...local, ...remote].filter((name) => name.replace(/^origin\//, "") !== defaultName);
  const found = await Promise.all(
    others.map(async (ref) => {
      const prefix = local.includes(ref) ? "refs/heads/" : "refs/remotes/";
      const ahead = await aheadOf(dir, defaultBranch, prefix + ref);
      return ahead && { ...ahead, branch: ref.replace(/^origin\//, "") };
    }),
  );
  return found
    .filter((one) => one !== null)
    .sort((a, b) => a.startedAt - b.startedAt || (a.branch < b.branch ? -1 : 1))
    .map((one, index) => ({ number: index + 1, branch: one.branch, ...withoutDate(one) }));
}

type Ahead = { baseSha: string; headSha: string; title: string; startedAt: number };

const withoutDate = ({ baseSha, headSha, title }: Ahead) => ({ baseSha, headSha, title });

/** What `ref` has beyond the default branch; null when that is nothing, or the two share no history. */
async function aheadOf(dir: string, defaultBranch: string, ref: string): Promise<Ahead | null> {
  const headSha = await gitOrNull(dir, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
  const baseSha = headSha && (await gitOrNull(dir, ["merge-base", defaultBranch, headSha]));
  if (!headSha || !baseSha || headSha === baseSha) return null;
  const log = await git(dir, ["log", "--first-parent", "--reverse", "--format=%ct %s", `${baseSha}..${headSha}`]);
  const first = log.split("\n")[0] ?? "";
  const space = first.indexOf(" ");
  return { baseSha, headSha, title: first.slice(space + 1) || ref, startedAt: Number(first.slice(0, space)) };
}
