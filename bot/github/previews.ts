import type { Octokit } from "@octokit/rest";
import { publicAddress } from "../../agent/tools/publicAddress.ts";
import { inRepo, type Repo } from "./octokit.ts";

/** What is looked at of each kind: a commit has few of them, the newest first. */
const LOOKED_AT = 20;

/** Hosts on which such services show what a commit makes; their own pages (vercel.com, app.netlify.com) show something else. */
const previewHosts = [
  ...["vercel.app", "netlify.app", "netlify.live", "pages.dev", "workers.dev", "onrender.com", "up.railway.app"],
  ...["fly.dev", "surge.sh", "web.app", "azurestaticapps.net", "amplifyapp.com", "gitpod.io", "koyeb.app"],
];

/** The accounts by which such services comment. Whoever else names an address in a comment is not believed. */
const previewBots = [
  ...["vercel[bot]", "netlify[bot]", "cloudflare-workers-and-pages[bot]", "cloudflare-pages[bot]", "render[bot]"],
  ...["railway-app[bot]", "azure-static-web-apps[bot]", "aws-amplify-us-east-1[bot]"],
];

type Place = { repo: Repo; number: number; headSha: string };

/**
 * Where the pull request's head commit runs already, or null: by GitHub's deployments, then by the commit's statuses and check
 * runs, then by the comments of the usual services. Only public https addresses, and only those that are of this very commit.
 * What GitHub does not tell (a token without that right) counts as not there.
 */
export async function findPreview(octokit: Octokit, place: Place): Promise<string | null> {
  for (const look of [byDeployments, byChecks, byComments]) {
    const found = await look(octokit, place).catch(() => []);
    const address = found.flatMap((one) => httpsAddress(one) ?? []).at(0);
    if (address !== undefined) return address;
  }
  return null;
}

async function byDeployments(octokit: Octokit, { repo, headSha }: Place): Promise<string[]> {
  const { data } = await octokit.rest.repos.listDeployments({ ...inRepo(repo), sha: headSha, per_page: LOOKED_AT });
  const found: string[] = [];
  for (const { id, sha, production_environment: isProduction } of data) {
    if (sha !== headSha || isProduction) continue;
    const of = { ...inRepo(repo), deployment_id: id, per_page: 1 };
    const [latest] = (await octokit.rest.repos.listDeploymentStatuses(of)).data;
    if (latest?.state !== "success") continue;
    if (latest.environment_url) found.push(latest.environment_url);
    // Older services have put the site's own address here.
    else if (latest.target_url && isPreviewHost(latest.target_url)) found.push(latest.target_url);
  }
  return found;
}

async function byChecks(octokit: Octokit, { repo, headSha }: Place): Promise<string[]> {
  const of = { ...inRepo(repo), ref: headSha, per_page: LOOKED_AT };
  const statuses = octokit.rest.repos
    .getCombinedStatusForRef(of)
    .then(({ data }) =>
      data.statuses.flatMap(({ state, target_url: url }) => (state === "success" && url ? [url] : [])),
    );
  const checks = octokit.rest.checks
    .listForRef(of)
    .then(({ data }) =>
      data.check_runs.flatMap(({ conclusion, details_url: url }) => (conclusion === "success" && url ? [url] : [])),
    );
  const found = await Promise.all([statuses.catch(() => []), checks.catch(() => [])]);
  return found.flat().filter(isPreviewHost);
}

const addresses = /https:\/\/[^\s<>()"'`|\]\\]+/g;
const SHORT_SHA = 7;

/** A comment that does not name the commit may be of an earlier one. */
async function byComments(octokit: Octokit, { repo, number, headSha }: Place): Promise<string[]> {
  const { data } = await octokit.rest.issues.listComments({ ...inRepo(repo), issue_number: number, per_page: 100 });
  const own = data.filter(({ user }) => user?.type === "Bot" && previewBots.includes(user.login));
  const current = own.filter(({ body = "" }) => body.includes(headSha.slice(0, SHORT_SHA)));
  return current.flatMap(({ body = "" }) => body.match(addresses) ?? []).filter(isPreviewHost);
}

function isPreviewHost(text: string): boolean {
  const host = URL.parse(text)?.hostname ?? "";
  return previewHosts.some((one) => host.endsWith(`.${one}`));
}

/** Null for anything but a public https address. */
function httpsAddress(text: string): string | null {
  const address = publicAddress(text);
  return "url" in address && address.url.startsWith("https://") ? address.url : null;
}
