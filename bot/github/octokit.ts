import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { DoorError } from "../failure.ts";
import type { GitHubSettings } from "./settings.ts";

/** A repository by its parts; `name` is without its owner. */
export type Repo = { owner: string; name: string };

export type GitHub = {
  /** GitHub's API with the rights that Aura has in this repository. Throws DoorError `github_not_installed`. */
  of(repo: Repo): Promise<Octokit>;
  /** What an App was granted in this repository; nothing is told of a token. Throws DoorError `github_not_installed`. */
  permissionsIn(repo: Repo): Promise<Record<string, string>>;
  /** What git sends as a password to fetch this repository. */
  tokenOf(repo: Repo): Promise<string>;
  /** Only an App may make check runs. */
  isApp: boolean;
  /** The name under which Aura's comments stand; null when GitHub does not tell. */
  login(): Promise<string | null>;
};

const TIMEOUT_MS = 15_000;

/** GitHub by a token, or as an App by its installation in each repository. */
export function openGitHub({ auth, apiUrl }: Pick<GitHubSettings, "auth" | "apiUrl">): GitHub {
  const common = { baseUrl: apiUrl, userAgent: "aura", request: { fetch: fetchInTime }, log: silent };
  if (auth.kind === "token") {
    const octokit = new Octokit({ ...common, auth: auth.token });
    return {
      isApp: false,
      of: async () => octokit,
      permissionsIn: async () => ({}),
      tokenOf: async () => auth.token,
      login: once(async () => (await octokit.rest.users.getAuthenticated()).data.login),
    };
  }
  const { appId, privateKey } = auth;
  const app = new Octokit({ ...common, authStrategy: createAppAuth, auth: { appId, privateKey } });
  const installations = new Map<string, Promise<Octokit>>();
  const of = (repo: Repo): Promise<Octokit> => {
    const key = nameOf(repo).toLowerCase();
    const known = installations.get(key) ?? install(repo);
    installations.set(key, known);
    known.catch(() => installations.delete(key));
    return known;
  };

  async function install(repo: Repo): Promise<Octokit> {
    try {
      const { data } = await app.rest.apps.getRepoInstallation({ owner: repo.owner, repo: repo.name });
      return new Octokit({
        ...common,
        authStrategy: createAppAuth,
        auth: { appId, privateKey, installationId: data.id },
      });
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      throw new DoorError(
        "github_not_installed",
        `The GitHub App is not installed in ${nameOf(repo)}; install it there from the App's public page.`,
        { cause: error },
      );
    }
  }

  return {
    isApp: true,
    of,
    permissionsIn: async (repo) => {
      const { data } = await app.rest.apps.getRepoInstallation({ owner: repo.owner, repo: repo.name });
      return data.permissions as Record<string, string>;
    },
    tokenOf: async (repo) => {
      const { token } = (await (await of(repo)).auth({ type: "installation" })) as { token: string };
      return token;
    },
    login: once(async () => `${(await app.rest.apps.getAuthenticated()).data?.slug}[bot]`),
  };
}

export const nameOf = ({ owner, name }: Repo): string => `${owner}/${name}`;

/** As Octokit wants it. */
export const inRepo = ({ owner, name }: Repo) => ({ owner, repo: name });

/** "owner/name" by its parts; null when it is none. */
export function repoOf(fullName: string): Repo | null {
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(fullName) ?? [];
  const isPlain = (part: string | undefined): part is string => part !== undefined && !/^\.+$/.test(part);
  return isPlain(owner) && isPlain(name) ? { owner, name } : null;
}

/** HTTP's status of an error that GitHub answered with. */
export function statusOf(error: unknown): number | null {
  const hasStatus = typeof error === "object" && error !== null && "status" in error;
  return hasStatus && typeof error.status === "number" ? error.status : null;
}

/** A failure of GitHub's API as one sentence for the person; a DoorError stays as it is. */
export function gitHubFailure(error: unknown, repo: Repo): DoorError {
  if (error instanceof DoorError) return error;
  const [status, name] = [statusOf(error), nameOf(repo)];
  if (status === 401) {
    return new DoorError("github_refused", "GitHub does not take Aura's token; renew it and start the bot again.", {
      cause: error,
    });
  }
  const reason =
    status === 404
      ? `GitHub shows Aura no repository ${name}; check its name and that the token may read it.`
      : status === 403 || status === 429
        ? `GitHub does not let Aura read ${name} now; check the token's rights, or wait for the rate limit to pass.`
        : `GitHub did not answer about ${name}; try again in a minute.`;
  return new DoorError("github_refused", reason, { cause: error });
}

/** Octokit would write to the terminal; what fails is in Aura's own log. */
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
function nothing(): void {}

const fetchInTime: typeof fetch = (input, init) => {
  const late = AbortSignal.timeout(TIMEOUT_MS);
  return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, late]) : late });
};

/** Asked once; what failed is asked again the next time, and answers null. */
function once(ask: () => Promise<string>): () => Promise<string | null> {
  let known: Promise<string> | null = null;
  return async () => {
    known ??= ask();
    try {
      return await known;
    } catch {
      known = null;
      return null;
    }
  };
}
