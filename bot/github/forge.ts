import type { Forge, PullRequest } from "../../agent/forge.ts";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import { settingsOf } from "../../convex/model/workspace.ts";
import { DoorError } from "../failure.ts";
import type { Mirrors } from "./mirror.ts";
import { type GitHub, gitHubFailure, inRepo, type Repo, repoOf, statusOf } from "./octokit.ts";
import { findPreview } from "./previews.ts";
import { readRepoSettings, settingsFile } from "./repoSettings.ts";

/** Open pull requests that are listed at most. */
const LISTED = 100;

type Parts = { github: GitHub; mirrors: Mirrors; store: Store; repos: readonly string[] };

/**
 * Pull requests of GitHub's repositories: those of AURA_REPOS, and those that a workspace allows for itself. What is listed
 * has the base branch's commit as its base; `getPullRequest` fetches the commits and finds the merge base. Its methods throw
 * DoorError `repository_not_allowed`, `github_refused`, `github_fetch`.
 */
export function openGitHubForge(parts: Parts): Forge & { in(workspaceId: Id<"workspaces">): Forge } {
  const forge = forgeFor(parts, async () => parts.repos);
  return { ...forge, in: (workspaceId) => forgeFor(parts, () => allowedRepos(parts, workspaceId)) };
}

/** The repositories that may be recorded for a workspace. */
export async function allowedRepos(
  { store, repos }: Pick<Parts, "store" | "repos">,
  workspaceId: Id<"workspaces">,
): Promise<readonly string[]> {
  const workspace = await store.query(api.workspaces.get, { id: workspaceId });
  return workspace === null ? repos : [...repos, ...settingsOf(workspace).allowedRepos];
}

/** GitHub tells no difference between the cases of a name. */
export const isAmong = (repos: readonly string[], fullName: string): boolean =>
  repos.some((one) => one.toLowerCase() === fullName.toLowerCase());

function forgeFor({ github, mirrors, repos }: Parts, allowed: () => Promise<readonly string[]>): Forge {
  const defaultRepo = repos[0] ?? "";

  async function allowedRepo(wanted: string): Promise<Repo> {
    const known = await allowed();
    // A person says "shop" for acme/shop.
    const isMeant = (one: string) => isAmong([one, one.split("/")[1] ?? one], wanted);
    const repo = repoOf(known.find(isMeant) ?? "");
    if (repo !== null) return repo;
    const hint = "an admin can add it to AURA_REPOS or to this workspace's repositories.";
    throw new DoorError("repository_not_allowed", `I may not record ${wanted || "this repository"}; ${hint}`);
  }

  return {
    defaultRepo,
    listPullRequests: async (wanted = defaultRepo) => {
      const repo = await allowedRepo(wanted);
      try {
        const octokit = await github.of(repo);
        const { data } = await octokit.rest.pulls.list({ ...inRepo(repo), state: "open", per_page: LISTED });
        const repoUrl = mirrors.folderOf(repo);
        return data.map(({ number, title, head, base }) => ({
          ...{ number, title, repoUrl, branch: head.ref, headSha: head.sha, baseSha: base.sha },
        }));
      } catch (error) {
        throw gitHubFailure(error, repo);
      }
    },
    getPullRequest: async (wanted, number) => {
      const repo = await allowedRepo(wanted);
      const pull = await pullOf(github, repo, number);
      if (pull === null) return null;
      const head = { number, baseRef: pull.base.ref, headSha: pull.head.sha };
      const { dir, headSha, baseSha, baseTip } = await mirrors.fetch(repo, head);
      const settings = readRepoSettings(await mirrors.read(dir, baseTip, settingsFile));
      const isUsed = "problem" in settings || settings.preview !== "off";
      const previewUrl = isUsed ? await findPreview(await github.of(repo), { repo, number, headSha }) : null;
      const found: PullRequest = {
        ...{ number, title: pull.title, branch: pull.head.ref, headSha, baseSha, repoUrl: dir },
        ...(previewUrl === null ? {} : { previewUrl }),
      };
      return found;
    },
  };
}

/** The open pull requests of which this commit is the head. Throws DoorError `github_refused`. */
export async function pullsAt(github: GitHub, repo: Repo, sha: string): Promise<number[]> {
  try {
    const octokit = await github.of(repo);
    const of = { ...inRepo(repo), commit_sha: sha };
    const { data } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit(of);
    return data.filter(({ state, head }) => state === "open" && head.sha === sha).map(({ number }) => number);
  } catch (error) {
    throw gitHubFailure(error, repo);
  }
}

/** The pull request as GitHub has it now; null when there is none of that number. Throws DoorError `github_refused`. */
export async function pullOf(github: GitHub, repo: Repo, number: number) {
  try {
    const octokit = await github.of(repo);
    return (await octokit.rest.pulls.get({ ...inRepo(repo), pull_number: number })).data;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw gitHubFailure(error, repo);
  }
}

export type Pull = NonNullable<Awaited<ReturnType<typeof pullOf>>>;
