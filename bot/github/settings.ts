import { createPrivateKey } from "node:crypto";
import type { Environment } from "../../environment.ts";
import { DoorError } from "../failure.ts";

/** As one person or machine user by a token, or as a GitHub App, which is installed per account. */
type Auth = { kind: "token"; token: string } | { kind: "app"; appId: number; privateKey: string };

export type GitHubSettings = {
  auth: Auth;
  /** Without one, nobody can tell GitHub's requests from a stranger's, and none is taken. */
  webhookSecret: string | null;
  apiUrl: string;
  /** Where repositories are fetched from. */
  gitUrl: string;
  /** Repositories ("owner/name") that every workspace may record. */
  repos: readonly string[];
};

const publicApiUrl = "https://api.github.com";

/** Null when nothing of GitHub is set. Throws DoorError `github_settings`, which names the variable and where to find its value. */
export function gitHubSettingsOf(environment: Environment): GitHubSettings | null {
  const { GITHUB_TOKEN, GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY, GITHUB_WEBHOOK_SECRET, GITHUB_API_URL } = environment;
  const given = [GITHUB_TOKEN, GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY, GITHUB_WEBHOOK_SECRET];
  if (given.every((value) => value === undefined)) return null;
  const apiUrl = (GITHUB_API_URL ?? publicApiUrl).replace(/\/+$/, "");
  return {
    auth: authOf(environment),
    webhookSecret: GITHUB_WEBHOOK_SECRET ?? null,
    apiUrl,
    gitUrl: apiUrl === publicApiUrl ? "https://github.com" : apiUrl.replace(/\/api\/v3$/, ""),
    repos: environment.AURA_REPOS,
  };
}

function authOf({ GITHUB_TOKEN, GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY }: Environment): Auth {
  if (GITHUB_APP_ID === undefined && GITHUB_APP_PRIVATE_KEY === undefined) {
    if (GITHUB_TOKEN !== undefined) return { kind: "token", token: GITHUB_TOKEN };
    throw wrong(
      "GITHUB_TOKEN is missing: make one at github.com/settings/tokens, or set GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY of a GitHub App.",
    );
  }
  if (GITHUB_APP_ID === undefined) {
    throw wrong("GITHUB_APP_ID is missing: it is at github.com/settings/apps › your app › General, under About.");
  }
  if (GITHUB_APP_PRIVATE_KEY === undefined) {
    throw wrong(
      "GITHUB_APP_PRIVATE_KEY is missing: generate one at github.com/settings/apps › your app › General › Private keys.",
    );
  }
  if (!/^\d+$/.test(GITHUB_APP_ID)) {
    throw wrong("GITHUB_APP_ID is not a number: it is at github.com/settings/apps › your app › General, under About.");
  }
  return { kind: "app", appId: Number(GITHUB_APP_ID), privateKey: pemOf(GITHUB_APP_PRIVATE_KEY) };
}

/** A .env file holds the key on one line, with \n for its line breaks. */
function pemOf(value: string): string {
  const pem = value.replaceAll("\\n", "\n");
  try {
    createPrivateKey(pem);
    return pem;
  } catch {
    // Not as the cause: an error of the key must not carry the key into a log.
    throw wrong(
      "GITHUB_APP_PRIVATE_KEY is no private key: paste the whole .pem file of your app, from BEGIN to END, in quotes.",
    );
  }
}

const wrong = (message: string): DoorError => new DoorError("github_settings", message);
