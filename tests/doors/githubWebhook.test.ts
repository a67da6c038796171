import { createHmac } from "node:crypto";
import { sign } from "@octokit/webhooks-methods";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Ask, Dispatched } from "../../bot/github/dispatch.ts";
import { webhookRoute } from "../../bot/github/webhook.ts";
import type { Said } from "../../bot/github/words.ts";
import { startWebhookServer, type WebhookServer } from "../../bot/webhooks/server.ts";
import { sendAsGitHub, webhookSecret } from "./githubPeer.ts";
import { silentLog } from "./testHouse.ts";

let server: WebhookServer;
let asks: Ask[];
let said: Said[];
let dispatch: (ask: Ask) => Promise<Dispatched>;

const opened = {
  action: "opened",
  pull_request: { number: 7 },
  repository: { name: "shop", owner: { login: "acme" } },
};

async function start(secret: string | null): Promise<void> {
  const route = webhookRoute({
    ...{ secret, log: silentLog },
    dispatch: (ask) => dispatch(ask),
    say: async (words) => {
      said.push(words);
      return { dispatched: true, reason: "Said in PR #7." };
    },
    pullsAt: async (_, sha) => (sha === "abc" ? [7] : []),
  });
  const routes = { "/": route, "/webhook": route };
  server = await startWebhookServer({ port: 0, host: "127.0.0.1", routes, log: silentLog });
}

beforeEach(async () => {
  asks = [];
  said = [];
  dispatch = async (ask) => {
    asks.push(ask);
    return { dispatched: true, reason: "Job dispatched for PR #7", runId: "r1" };
  };
  await start(webhookSecret);
});
afterEach(() => server.close());

const post = (body: string, headers: Record<string, string>) =>
  fetch(`${server.url}/webhook`, { method: "POST", body, headers });

const signed = async (body: string) => ({
  "x-github-event": "pull_request",
  "x-github-delivery": "d",
  "x-hub-signature-256": await sign(webhookSecret, body),
});

describe("GitHub's webhook", () => {
  it("answers in the shapes of the reference", async () => {
    const pong = await sendAsGitHub(server.url, "ping", { zen: "Keep it simple." });
    expect([pong.status, await pong.json()]).toEqual([200, { status: "pong" }]);
    const star = await sendAsGitHub(server.url, "star", { action: "created" });
    expect([star.status, await star.json()]).toEqual([200, { status: "ignored", event: "star" }]);
    const begun = await sendAsGitHub(server.url, "pull_request", opened, { path: "/", delivery: "d7" });
    expect(await begun.json()).toEqual({ dispatched: true, reason: "Job dispatched for PR #7", runId: "r1" });
    expect(asks).toEqual([{ repo: { owner: "acme", name: "shop" }, number: 7, by: "event", delivery: "d7" }]);
    const closed = await sendAsGitHub(server.url, "pull_request", { ...opened, action: "closed" });
    expect(await closed.json()).toMatchObject({ dispatched: false, status: "ignored", event: "pull_request" });
    const health = await fetch(`${server.url}/health`);
    expect(await health.json()).toEqual({ status: "ok", service: "aura-webhook" });
  });

  it("takes the form in which GitHub sends JSON unless told otherwise", async () => {
    const body = new URLSearchParams({ payload: JSON.stringify(opened) }).toString();
    const answer = await post(body, {
      ...(await signed(body)),
      "content-type": "application/x-www-form-urlencoded",
    });
    expect([answer.status, asks.length]).toEqual([200, 1]);
  });

  it("takes nothing that is not signed with its secret", async () => {
    const body = JSON.stringify(opened);
    const wrong = [
      null,
      "",
      "sha256=",
      `sha256=${"0".repeat(64)}`,
      `sha1=${createHmac("sha1", webhookSecret).update(body).digest("hex")}`,
      `sha256=${createHmac("sha256", "another").update(body).digest("hex")}`,
      await sign(webhookSecret, `${body} `),
    ];
    for (const signature of wrong) {
      const headers = { "x-github-event": "pull_request", "x-github-delivery": "d" };
      const answer = await post(body, signature === null ? headers : { ...headers, "x-hub-signature-256": signature });
      expect(answer.status).toBe(401);
    }
    expect(asks).toEqual([]);
  });

  it("takes nothing at all without a secret, and says so", async () => {
    await server.close();
    await start(null);
    const answer = await sendAsGitHub(server.url, "pull_request", opened);
    expect([answer.status, await answer.json()]).toEqual([
      403,
      { error: "Webhooks are off here: GITHUB_WEBHOOK_SECRET is not set." },
    ]);
    expect(asks).toEqual([]);
  });

  it("refuses bodies that are too long, malformed, or no object", async () => {
    const huge = "x".repeat(25_000_001);
    expect((await post(huge, await signed("x"))).status).toBe(413);
    for (const body of ["{", "null", "[]", "7", "“"]) expect((await post(body, await signed(body))).status).toBe(400);
    expect((await fetch(`${server.url}/webhook`)).status).toBe(405);
  });

  it("tells why work was not begun, and keeps the details for itself", async () => {
    dispatch = async () => {
      throw new Error("secret detail at /home/someone/file.ts");
    };
    const answer = await sendAsGitHub(server.url, "pull_request", opened);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ dispatched: false });
    expect(text).not.toMatch(/secret detail|file\.ts/);
  });

  it("hears only a collaborator's words", async () => {
    const comment = (body: string, association: string, issue: object = { number: 7, pull_request: {} }) => ({
      action: "created",
      comment: { id: 5, body, user: { login: "ann" }, author_association: association },
      issue,
      repository: opened.repository,
    });
    const comments = [
      comment("/aura re-run", "OWNER"),
      comment("aura RETRY please", "MEMBER"),
      comment("/aura record", "COLLABORATOR"),
      comment("/aura rerun", "CONTRIBUTOR"),
      comment("/aura rerun", "NONE"),
      comment("what is aura?", "OWNER"),
      comment("/aura rerun", "OWNER", { number: 7 }),
      { ...comment("/aura rerun", "OWNER"), action: "edited" },
      comment("/aura make it shorter\nthanks", "OWNER"),
      comment("/aura make it shorter", "NONE"),
      comment("/aura make it shorter", "OWNER", { number: 7 }),
    ];
    for (const payload of comments) await sendAsGitHub(server.url, "issue_comment", payload);
    expect(asks.map(({ by }) => by)).toEqual(["rerun", "rerun", "record"]);
    const { repo } = asks[0] ?? {};
    expect(said).toEqual([{ repo, number: 7, text: "make it shorter", login: "ann", isOwner: true, id: "comment:5" }]);
  });

  it("looks at the pull request whose preview deployment is up", async () => {
    const status = (state: string, sha: string, isProduction = false) =>
      sendAsGitHub(
        server.url,
        "deployment_status",
        {
          action: "created",
          deployment_status: { state },
          deployment: { sha, production_environment: isProduction },
          repository: opened.repository,
        },
        { delivery: "d8" },
      );
    for (const answer of [await status("pending", "abc"), await status("success", "abc", true)]) {
      expect(await answer.json()).toMatchObject({ dispatched: false, status: "ignored" });
    }
    expect(await (await status("success", "def")).json()).toMatchObject({ dispatched: false });
    expect(await (await status("success", "abc")).json()).toMatchObject({ dispatched: true });
    expect(asks).toEqual([{ repo: { owner: "acme", name: "shop" }, number: 7, by: "event", delivery: "d8#7" }]);
  });

  it("survives a thousand payloads of any shape", async () => {
    const mangled = fc.oneof(
      fc.json({ maxDepth: 3 }),
      fc.string(),
      fc.record(
        {
          action: fc.constantFrom("opened", "created", "synchronize"),
          pull_request: fc.oneof(fc.jsonValue(), fc.record({ number: fc.oneof(fc.integer(), fc.jsonValue()) })),
          comment: fc.oneof(fc.jsonValue(), fc.record({ body: fc.jsonValue(), user: fc.jsonValue() })),
          issue: fc.jsonValue(),
          deployment: fc.oneof(fc.jsonValue(), fc.record({ sha: fc.string() })),
          deployment_status: fc.oneof(fc.jsonValue(), fc.record({ state: fc.constantFrom("success", "failure") })),
          repository: fc.oneof(fc.jsonValue(), fc.record({ name: fc.string(), owner: fc.jsonValue() })),
        },
        { requiredKeys: [] },
      ),
    );
    const events = fc.constantFrom("pull_request", "issue_comment", "deployment_status", "ping", "__proto__", "push");
    await fc.assert(
      fc.asyncProperty(events, mangled, async (event, payload) => {
        const answer = await sendAsGitHub(server.url, event, payload);
        const text = await answer.text();
        expect(answer.status).toBeLessThan(500);
        expect(text).not.toMatch(/\bat .+:\d+:\d+/);
        JSON.parse(text);
      }),
      { numRuns: 1_000 },
    );
  });
});
