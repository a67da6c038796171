import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openGitHub } from "../../bot/github/octokit.ts";
import { openRepositories } from "../../bot/github/repositories.ts";
import { gitHubSettingsOf } from "../../bot/github/settings.ts";
import { api } from "../../convex/_generated/api.js";
import { readEnvironment } from "../../environment.ts";
import { openStore, type StoreUnderTest } from "../store/support.ts";
import { app, type GitHubPeer, openGitHubPeer } from "./githubPeer.ts";

describe("GitHub's settings", () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  const of = (values: Record<string, string>) => gitHubSettingsOf(readEnvironment(values));

  it("are a token or an App, here or at an Enterprise server", () => {
    expect(of({})).toBeNull();
    expect(of({ GITHUB_TOKEN: "t", AURA_REPOS: "acme/shop" })).toEqual({
      auth: { kind: "token", token: "t" },
      webhookSecret: null,
      apiUrl: "https://api.github.com",
      gitUrl: "https://github.com",
      repos: ["acme/shop"],
    });
    const app = { GITHUB_APP_ID: "12", GITHUB_APP_PRIVATE_KEY: pem.replaceAll("\n", "\\n") };
    expect(of({ ...app, GITHUB_API_URL: "https://git.acme.dev/api/v3/" })).toMatchObject({
      auth: { kind: "app", appId: 12, privateKey: pem },
      gitUrl: "https://git.acme.dev",
    });
  });

  it("tell each wrong state in one sentence, and never the key", () => {
    const sentence = (values: Record<string, string>): string => {
      try {
        of(values);
      } catch (error) {
        return error instanceof Error ? error.message : "";
      }
      return "nothing is wrong";
    };
    expect(sentence({ GITHUB_WEBHOOK_SECRET: "s" })).toMatch(/^GITHUB_TOKEN is missing: .*settings\/tokens/);
    expect(sentence({ GITHUB_APP_PRIVATE_KEY: pem })).toMatch(/^GITHUB_APP_ID is missing: .*General/);
    expect(sentence({ GITHUB_APP_ID: "12" })).toMatch(/^GITHUB_APP_PRIVATE_KEY is missing: .*Private keys/);
    expect(sentence({ GITHUB_APP_ID: "x", GITHUB_APP_PRIVATE_KEY: pem })).toMatch(/^GITHUB_APP_ID is not a number/);
    const broken = sentence({ GITHUB_APP_ID: "12", GITHUB_APP_PRIVATE_KEY: "secret words" });
    expect(broken).toMatch(/^GITHUB_APP_PRIVATE_KEY is no private key/);
    expect(broken).not.toContain("secret words");
  });
});

describe("GitHub as a forge", () => {
  let github: GitHubPeer;
  let store: StoreUnderTest;
  let home: { mirrorsDir: string };

  beforeEach(async () => {
    [github, store] = await Promise.all([openGitHubPeer(), openStore()]);
    home = { mirrorsDir: mkdtempSync(join(tmpdir(), "aura-mirrors-")) };
  });
  afterEach(async () => {
    await Promise.all([github.close(), store.close()]);
    rmSync(home.mirrorsDir, { recursive: true, force: true });
  });

  const open = (repos: string[]) =>
    openRepositories(
      { auth: { kind: "token", token: github.token }, apiUrl: github.url, gitUrl: github.gitDir, repos },
      { home, store: store.bot },
    ).forge;

  it("fetches a pull request's commits and finds where it left its base", async () => {
    const base = github.commitToMain({ "a.txt": "a" });
    const { number, headSha } = await github.open("Add coupons", { "coupon.txt": "new" });
    github.commitToMain({ "a.txt": "later" });
    const forge = open(["acme/shop"]);
    expect(await forge.listPullRequests()).toMatchObject([{ number, title: "Add coupons" }]);
    const pull = await forge.getPullRequest("acme/shop", number);
    expect(pull).toMatchObject({ number, title: "Add coupons", headSha, baseSha: base });
    const mirror = pull?.repoUrl ?? "";
    const changed = execFileSync("git", ["diff", "--name-only", base, headSha], { cwd: mirror, encoding: "utf8" });
    expect(changed.trim()).toBe("coupon.txt");
    expect(readFileSync(join(mirror, "config"), "utf8")).not.toMatch(/token|extraheader|remote/i);

    const next = github.push(number, { "coupon.txt": "newer" });
    const [first, second] = await Promise.all([
      forge.getPullRequest("Shop", number),
      forge.getPullRequest("acme/shop", number),
    ]);
    expect([first?.headSha, second?.headSha]).toEqual([next, next]);
    expect(await forge.getPullRequest("acme/shop", 99)).toBeNull();
  });

  it("is reached as an App by its installations", async () => {
    const asApp = openGitHub({ auth: { kind: "app", ...app }, apiUrl: github.url });
    const shop = { owner: "acme", name: "shop" };
    expect(await asApp.login()).toBe("aura[bot]");
    expect(await asApp.tokenOf(shop)).toMatch(/^ghs_/);
    const { data } = await (await asApp.of(shop)).rest.repos.get({ owner: "acme", repo: "shop" });
    expect(data.full_name).toBe("acme/shop");
    await expect(asApp.of({ owner: "ann", name: "notes" })).rejects.toMatchObject({ code: "github_not_installed" });
  });

  it("refuses what is not allowed, and knows what a workspace allows for itself", async () => {
    const { number } = await github.open("Add coupons", { "coupon.txt": "new" });
    const forge = open([]);
    await expect(forge.getPullRequest("acme/shop", number)).rejects.toMatchObject({ code: "repository_not_allowed" });
    await expect(forge.listPullRequests("../../etc")).rejects.toThrow(/^I may not record/);
    const workspaceId = await store.bot.mutation(api.workspaces.ensure, {
      platform: "slack",
      externalId: "T1",
      name: "Acme",
    });
    await store.bot.mutation(api.workspaceMembers.ensure, { workspaceId, userId: "U1", name: "Ann", isOwner: true });
    const settings = { allowedRepos: ["acme/shop", "acme/gone"] };
    await store.bot.as("U1").mutation(api.workspaces.updateSettings, { workspaceId, settings });
    const theirs = forge.in(workspaceId);
    expect(await theirs.getPullRequest("acme/shop", number)).toMatchObject({ number });
    await expect(theirs.listPullRequests("acme/gone")).rejects.toThrow(/^GitHub shows Aura no repository acme\/gone/);
  });
});
