import type { Store } from "../../convex/client.ts";
import type { Home } from "../home/home.ts";
import { openGitHubForge } from "./forge.ts";
import { type Mirrors, openMirrors } from "./mirror.ts";
import { type GitHub, openGitHub } from "./octokit.ts";
import type { GitHubSettings } from "./settings.ts";

export type Repositories = { github: GitHub; mirrors: Mirrors; forge: ReturnType<typeof openGitHubForge> };

/** GitHub's repositories as Aura works with them: their API, their copies on this machine, their pull requests. */
export function openRepositories(
  settings: Omit<GitHubSettings, "webhookSecret">,
  { home, store }: { home: Pick<Home, "mirrorsDir">; store: Store },
): Repositories {
  const github = openGitHub(settings);
  const mirrors = openMirrors({
    dir: home.mirrorsDir,
    remoteOf: ({ owner, name }) => `${settings.gitUrl}/${owner}/${name}.git`,
    tokenOf: github.tokenOf,
  });
  const forge = openGitHubForge({ github, mirrors, store, repos: settings.repos });
  return { github, mirrors, forge };
}
