import { type GitHub, gitHubFailure, inRepo, nameOf, repoOf } from "./octokit.ts";

/** What an App has to be given in each repository, as GitHub's settings call it. */
const neededOfApp = {
  contents: ["Contents", "read"],
  pull_requests: ["Pull requests", "write"],
  issues: ["Issues", "write"],
  checks: ["Checks", "write"],
  deployments: ["Deployments", "read"],
} as const;

/** What keeps Aura from working in one of the repositories, a sentence each; none when nothing does. */
export async function troublesIn(github: GitHub, repos: readonly string[]): Promise<string[]> {
  const troubles = await Promise.all(repos.map((name) => troubleOf(github, name)));
  return troubles.filter((one) => one !== null);
}

async function troubleOf(github: GitHub, fullName: string): Promise<string | null> {
  const repo = repoOf(fullName);
  if (repo === null) return `${fullName} is no repository's name.`;
  try {
    const octokit = await github.of(repo);
    const { data } = await octokit.rest.repos.get(inRepo(repo));
    const missing = github.isApp
      ? await missingOfApp(github, fullName)
      : data.permissions?.push === false
        ? ["write"]
        : [];
    if (missing.length === 0) return null;
    return `In ${nameOf(repo)} it lacks ${new Intl.ListFormat("en").format(missing)}; docs/github.md names what it needs.`;
  } catch (error) {
    return gitHubFailure(error, repo).message;
  }
}

async function missingOfApp(github: GitHub, fullName: string): Promise<string[]> {
  const repo = repoOf(fullName);
  const granted: Record<string, string | undefined> = repo === null ? {} : await github.permissionsIn(repo);
  return Object.entries(neededOfApp).flatMap(([key, [name, level]]) => {
    const has = granted[key];
    return has === "write" || has === "admin" || has === level ? [] : [`${name} (${level})`];
  });
}
