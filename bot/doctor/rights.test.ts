import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { readEnvironment } from "../../environment.ts";
import { botScopes } from "../slack/scopes.ts";
import { examineRights } from "./rights.ts";
import { examineDoors } from "./services.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

/** Answers by path; what is not listed is not there. */
async function serviceWith(answers: Record<string, Answer>): Promise<string> {
  const server = createServer((request, response) => {
    const {
      status = 200,
      headers = {},
      body,
    } = answers[request.url ?? ""] ?? { status: 404, body: { message: "Not Found" } };
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function examined(name: string, variables: Record<string, string>) {
  const environment = readEnvironment(variables);
  const findings = await examineRights(environment, examineDoors(environment));
  return findings.find((one) => one.name === name);
}

describe("Slack", () => {
  const slack = async (answer: Answer) => {
    const SLACK_API_URL = `${await serviceWith({ "/api/auth.test": answer })}/api/`;
    return await examined("Slack", { SLACK_API_URL, SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" });
  };

  it("names the scopes that the app was not installed with", async () => {
    const body = { ok: true, team: "Acme" };
    const all = { "x-oauth-scopes": botScopes.join(",") };
    expect(await slack({ headers: all, body })).toMatchObject({ state: "ok", inUse: expect.stringContaining("Acme") });
    const some = { "x-oauth-scopes": botScopes.filter((scope) => scope !== "files:write").join(",") };
    expect(await slack({ headers: some, body })).toMatchObject({
      state: "warning",
      help: expect.stringMatching(/^In Acme it lacks files:write: add them .* install the app again/),
    });
  });

  it("says that the token is not taken", async () => {
    expect(await slack({ body: { ok: false, error: "token_revoked" } })).toMatchObject({
      state: "broken",
      help: expect.stringMatching(/^Slack does not take SLACK_BOT_TOKEN/),
    });
  });
});

describe("GitHub", () => {
  const github = async (answers: Record<string, Answer>) => {
    const GITHUB_API_URL = await serviceWith(answers);
    return await examined("GitHub", { GITHUB_API_URL, GITHUB_TOKEN: "t", AURA_REPOS: "acme/shop,acme/admin" });
  };
  const user = { "/user": { body: { login: "aura-bot" } } };

  it("names the repositories in which something is missing", async () => {
    expect(
      await github({
        ...user,
        "/repos/acme/shop": { body: { permissions: { pull: true, push: true } } },
        "/repos/acme/admin": { body: { permissions: { pull: true, push: true } } },
      }),
    ).toMatchObject({ state: "ok", inUse: expect.stringContaining("aura-bot") });
    const half = await github({ ...user, "/repos/acme/shop": { body: { permissions: { pull: true, push: false } } } });
    expect(half).toMatchObject({ state: "warning" });
    expect(half?.help).toMatch(/In acme\/shop it lacks write; .* GitHub shows Aura no repository acme\/admin/);
  });

  it("says that the token is not confirmed", async () => {
    const answer = { status: 401, body: { message: "Bad credentials" } };
    expect(await github({ "/user": answer })).toMatchObject({ state: "warning", help: expect.stringMatching(/token/) });
  });
});
