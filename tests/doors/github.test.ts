import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Door } from "../../bot/door.ts";
import { openGate } from "../../bot/gate/gate.ts";
import { gitHubDoor } from "../../bot/github/door.ts";
import { gitHubSettingsOf } from "../../bot/github/settings.ts";
import { startWebhookServer, type WebhookServer } from "../../bot/webhooks/server.ts";
import { api } from "../../convex/_generated/api.js";
import { readEnvironment } from "../../environment.ts";
import { until } from "../support/aura.ts";
import { app, type GitHubPeer, openGitHubPeer, sendAsGitHub, webhookSecret } from "./githubPeer.ts";
import { openTestHouse, silentLog, type TestHouse } from "./testHouse.ts";

let github: GitHubPeer;
let house: TestHouse;
let door: Door;
let server: WebhookServer;
let mirrorsDir: string;

beforeEach(async () => {
  mirrorsDir = mkdtempSync(join(tmpdir(), "aura-mirrors-"));
  [github, house] = await Promise.all([openGitHubPeer(), openTestHouse()]);
  await start();
});
afterEach(async () => {
  await stop();
  await house.close();
  await github.close();
  rmSync(mirrorsDir, { recursive: true, force: true });
});

async function start(values: Record<string, string> = {}): Promise<void> {
  const environment = readEnvironment({
    ...{ GITHUB_TOKEN: github.token, GITHUB_WEBHOOK_SECRET: webhookSecret, GITHUB_API_URL: github.url },
    ...{ AURA_REPOS: "acme/shop", PUBLIC_URL: "https://aura.acme.dev" },
    ...values,
  });
  const settings = gitHubSettingsOf(environment);
  if (settings === null) throw new Error("GitHub is not configured.");
  const { store } = house;
  const surroundings = { environment, home: { mirrorsDir }, store, log: silentLog, gate: openGate(store) };
  door = gitHubDoor({ ...settings, gitUrl: github.gitDir }, surroundings, { editIntervalMs: 1 });
  await door.start(await house.converse(door.platforms));
  server = await startWebhookServer({ port: 0, host: "127.0.0.1", routes: door.routes, log: silentLog });
}

async function stop(): Promise<void> {
  await server.close();
  await door.close();
}

type Answer = { dispatched?: boolean; reason?: string; runId?: string; status?: string; event?: string };

async function send(event: string, payload: unknown, how?: Parameters<typeof sendAsGitHub>[3]): Promise<Answer> {
  const response = await sendAsGitHub(server.url, event, payload, how);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

const happened = async (action: string, number: number, delivery?: string): Promise<Answer> =>
  send("pull_request", await github.pullRequestEvent(action, number), delivery ? { delivery } : {});

const runs = () => house.store.query(api.runs.list, {});

async function comment(number: number): Promise<string> {
  const all = (await github.comments(number)).filter(({ body }) => body.includes("<!-- aura-bot -->"));
  expect(all.length).toBeLessThan(2);
  return all[0]?.body ?? "";
}

const shows = (number: number, words: RegExp) =>
  until(`${words} in the comment`, async () => words.test(await comment(number)));

describe("a pull request", () => {
  it("is recorded once, and one comment tells how it stands until the video is there", async () => {
    const { number, headSha } = await github.open("Add coupons for @everyone", { "app/cart.tsx": "new" });
    house.worker.pause();
    const opened = await happened("opened", number, "d1");
    expect(opened).toEqual({
      dispatched: true,
      reason: `Job dispatched for PR #${number}`,
      runId: expect.any(String),
    });
    expect(await happened("opened", number, "d1")).toEqual(opened);
    expect(await happened("reopened", number, "d2")).toMatchObject({ dispatched: false, reason: /already/ });
    await shows(number, /Recording: Add coupons for @\u200beveryone[\s\S]*Starting the app/);
    house.worker.go();
    await shows(
      number,
      /Recorded: [\s\S]*What changed[\s\S]*`0:09` Coupon code[\s\S]*does not show[\s\S]*coupon limit/,
    );
    const [run] = await runs();
    expect(run).toMatchObject({ commitSha: headSha, pr: number, repo: "acme/shop", status: "completed" });

    const short = headSha.slice(0, 7);
    await until("the status", async () => github.statuses.join() === `pending ${short},success ${short}`);

    const text = await comment(number);
    const link = /https:\/\/aura\.acme\.dev(\/watch\/[\w-]{43})\)/.exec(text)?.[1] ?? "";
    const page = await fetch(server.url + link);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await page.text()).toContain(`<meta property="og:image" content="https://aura.acme.dev${link}/poster.jpg">`);
    const poster = await fetch(`${server.url}${link}/poster.jpg`);
    expect([poster.status, poster.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    const part = await fetch(`${server.url}${link}/video.mp4`, { headers: { range: "bytes=4-7" } });
    expect([part.status, await part.text()]).toEqual([206, "ftyp"]);
    await shows(number, new RegExp(`${link}/preview\\.gif\\?v=`));
    const gif = await fetch(`${server.url}${link}/preview.gif`);
    expect([gif.status, gif.headers.get("content-type")]).toEqual([200, "image/gif"]);
    const stranger = await fetch(`${server.url}/watch/${"x".repeat(43)}/video.mp4`);
    expect([stranger.status, await stranger.text()]).toEqual([404, expect.stringContaining("This link is over")]);
  });

  it("is recorded again with its edits when commits come, and what waits is given up", async () => {
    const { number } = await github.open("Add coupons", { "app/cart.tsx": "new" });
    const first = await happened("opened", number);
    await shows(number, /Recorded: /);
    const [run] = await runs();
    if (!run) throw new Error("There is no run.");
    const operations = [{ type: "cut" as const, startMs: 6_000, endMs: 9_000 }];
    await house.store.mutation(api.edits.applyEdits, { runId: run._id, operations, summary: "3 s shorter" });
    await shows(number, /2 versions[\s\S]*3 s shorter/);

    const headSha = github.push(number, { "app/cart.tsx": "newer" });
    const again = await happened("synchronize", number);
    expect(again).toMatchObject({ dispatched: true });
    expect(again.runId).not.toBe(first.runId);
    await until("the new recording", async () => (await runs())[0]?.status === "completed");
    const [newest] = await runs();
    expect(newest).toMatchObject({ commitSha: headSha, rerecordOf: run._id });
    await shows(number, new RegExp(`Commit ${headSha.slice(0, 7)}`));

    const rerun = github.commentEvent(number, "/aura re-run please", "MEMBER");
    expect(await send("issue_comment", rerun, { path: "/" })).toMatchObject({
      dispatched: true,
      reason: `Re-run dispatched for PR #${number}`,
    });
    const stranger = github.commentEvent(number, "/aura retry", "NONE", "mallory");
    expect(await send("issue_comment", stranger)).toMatchObject({ dispatched: false });
  });

  it("that failed says why, and a restart finds the same comment again", async () => {
    const { number } = await github.open("Add coupons", { "app/cart.tsx": "new" });
    await github.call("mallory", "POST", `/repos/acme/shop/issues/${number}/comments`, {
      body: "<!-- aura-bot --> not Aura’s",
    });
    house.worker.failNext({ code: "no_app", message: "The app <b>did</b> not start." });
    await happened("opened", number);
    const own = async () => (await github.comments(number)).filter(({ user }) => user === "aura");
    await until(
      "the sentence in the comment",
      async () => (await own())[0]?.body.includes("The app &lt;b&gt;did&lt;/b&gt; not start.") === true,
    );
    await stop();
    await start({ PUBLIC_URL: "http://localhost:3000" });
    await send("issue_comment", github.commentEvent(number, "/aura retry", "OWNER"));
    await until(
      "the video in words",
      async () => (await own())[0]?.body.includes("on the machine that Aura runs on") === true,
    );
    expect(await own()).toHaveLength(1);
  });
});

describe("words in a comment", () => {
  it("edit the video, once for each comment, and a stranger's do not", async () => {
    const { number } = await github.open("Add coupons", { "app/cart.tsx": "new" });
    await happened("opened", number);
    await shows(number, /Recorded/);
    const words = github.commentEvent(number, "Nice! /aura make it shorter", "MEMBER");
    const [first, second] = [await send("issue_comment", words), await send("issue_comment", words)];
    expect([first, second]).toEqual(Array(2).fill({ dispatched: true, reason: `Said in PR #${number}.` }));
    await shows(number, /2 versions/);
    const stranger = github.commentEvent(number, "/aura make it shorter", "NONE", "mallory");
    expect(await send("issue_comment", stranger)).toMatchObject({ dispatched: false });
    const replies = async () => (await github.comments(number)).filter(({ body }) => /idle 3 seconds/.test(body));
    await until("the reply", async () => (await replies()).length > 0);
    expect(await replies()).toHaveLength(1);
    expect(await comment(number)).not.toMatch(/3 versions/);
  });
});

describe("a preview deployment", () => {
  it("is recorded in the place of the code, of each commit its own, unless the repository says otherwise", async () => {
    const { number, headSha } = await github.open("Add coupons", { "app/cart.tsx": "new" });
    github.sites.set(headSha, "https://one.acme-shop.pages.dev");
    await happened("opened", number);
    await until("the recording", async () => (await runs())[0]?.status === "completed");
    expect((await runs())[0]?.request).toEqual({ kind: "pr", url: "https://one.acme-shop.pages.dev/" });
    github.push(number, { "app/cart.tsx": "newer" });
    await happened("synchronize", number);
    expect((await runs())[0]?.request).toEqual({ kind: "pr" });

    github.commitToMain({ ".aura.yml": "preview: off\n" });
    const off = await github.open("Another", { "app/b.tsx": "b" });
    github.sites.set(off.headSha, "https://two.acme-shop.pages.dev");
    await happened("opened", off.number);
    expect((await runs())[0]?.request).toEqual({ kind: "pr" });
  });

  it("is waited for where the repository says so", async () => {
    github.commitToMain({ ".aura.yml": "preview: wait\n" });
    const { number, headSha } = await github.open("Add coupons", { "app/cart.tsx": "new" });
    expect(await happened("opened", number)).toMatchObject({ dispatched: false, reason: /waits for its preview/ });
    github.sites.set(headSha, "https://one.acme-shop.pages.dev");
    const up = github.deploymentEvent(headSha);
    expect(await send("deployment_status", up)).toMatchObject({ dispatched: true });
    expect(await send("deployment_status", up)).toMatchObject({ dispatched: false, reason: /already/ });
    expect((await runs())[0]?.request).toMatchObject({ url: "https://one.acme-shop.pages.dev/" });
  });
});

describe("an App", () => {
  it("tells how the recording stands by a check run at the commit", async () => {
    await stop();
    const { appId, privateKey } = app;
    await start({ GITHUB_TOKEN: "", GITHUB_APP_ID: String(appId), GITHUB_APP_PRIVATE_KEY: privateKey });
    const { number, headSha } = await github.open("Add coupons", { "app/cart.tsx": "new" });
    const { checks } = github;
    house.worker.pause();
    await happened("opened", number);
    await until("the check run", () => checks.some(({ status }) => status === "in_progress"));
    house.worker.go();
    await until("its end", () => checks.at(-1)?.status === "completed");
    expect(checks.filter(({ name }) => name !== undefined)).toEqual([
      expect.objectContaining({ name: "Aura", head_sha: headSha }),
    ]);
    expect(checks.at(-1)).toMatchObject({
      conclusion: "success",
      details_url: expect.stringMatching(/^https:\/\/aura\.acme\.dev\/watch\//),
    });
    expect(github.statuses).toEqual([]);
  });
});

describe("who may", () => {
  it("not a fork, not a stranger, unless a member says so; and only in allowed repositories", async () => {
    await github.call("mallory", "POST", "/repos/acme/shop/forks", {});
    const fork = await github.open("From afar", { "a.txt": "a" }, { by: "mallory", from: "mallory:" });
    expect(await happened("opened", fork.number)).toMatchObject({ dispatched: false, reason: /fork/ });
    await github.call("aura", "POST", `/repos/acme/shop/issues/${fork.number}/labels`, { labels: ["aura"] });
    expect(await happened("synchronize", fork.number)).toMatchObject({ dispatched: false, reason: /fork/ });

    const stranger = await github.open("By a stranger", { "b.txt": "b" }, { by: "mallory" });
    expect(await happened("opened", stranger.number)).toMatchObject({ dispatched: false, reason: /collaborator/ });
    await github.call("aura", "POST", `/repos/acme/shop/issues/${stranger.number}/labels`, { labels: ["aura"] });
    expect(await happened("synchronize", stranger.number)).toMatchObject({ dispatched: false });
    const labeled = { ...(await github.pullRequestEvent("labeled", stranger.number)), label: { name: "aura" } };
    const sha = "0".repeat(40);
    const earlier = { ...labeled, pull_request: { ...labeled.pull_request, head: { sha } } };
    expect(await send("pull_request", earlier)).toMatchObject({ dispatched: false });
    await shows(stranger.number, /Not recorded[\s\S]*label aura/);
    expect(await send("pull_request", labeled)).toMatchObject({ dispatched: true });

    const asked = github.commentEvent(fork.number, "please /aura record this", "COLLABORATOR");
    expect(await send("issue_comment", asked)).toMatchObject({ dispatched: true });

    const event = await github.pullRequestEvent("opened", fork.number);
    const elsewhere = { ...event, repository: { name: "other", owner: { login: "acme" } } };
    expect(await send("pull_request", elsewhere)).toMatchObject({ dispatched: false, reason: /AURA_REPOS/ });
  });

  it("and only what .aura.yml of the base wants, which is told when it is wrong", async () => {
    const draft = await github.open("A draft", { "app/a.tsx": "a", ".aura.yml": "drafts: true" }, { draft: true });
    expect(await happened("opened", draft.number)).toMatchObject({ dispatched: false, reason: /draft/ });
    github.commitToMain({ ".aura.yml": "paths: [app/**]\nfocus: the cart\nmaxDuration: 30\n" });
    const docs = await github.open("Docs only", { "docs/x.md": "x" });
    expect(await happened("opened", docs.number)).toMatchObject({ dispatched: false, reason: /changes nothing/ });
    const app = await github.open("The cart", { "app/b.tsx": "b" });
    expect(await happened("opened", app.number)).toMatchObject({ dispatched: true });
    expect((await runs())[0]?.request).toEqual({ kind: "pr", focus: "the cart", maxDurationMs: 30_000 });
    github.commitToMain({ ".aura.yml": "maxDuration: long\n" });
    const wrong = await github.open("Wrong", { "app/c.tsx": "c" });
    expect(await happened("opened", wrong.number)).toMatchObject({ dispatched: false, reason: /maxDuration/ });
    await shows(wrong.number, /Not recorded[\s\S]*maxDuration/);
  });
});
