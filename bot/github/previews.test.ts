import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Octokit } from "@octokit/rest";
import { afterEach, describe, expect, it } from "vitest";
import { findPreview } from "./previews.ts";

const headSha = "0123456789abcdef0123456789abcdef01234567";
const place = { repo: { owner: "acme", name: "shop" }, number: 7, headSha };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A GitHub that answers these paths (https://docs.github.com/rest/deployments, /commits/statuses, /checks/runs), and 404 elsewhere. */
async function preview(answers: Record<string, unknown>): Promise<string | null> {
  const server = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0]?.replace("/repos/acme/shop", "") ?? "";
    const answer = answers[path];
    response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ?? { message: "Not Found" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  return await findPreview(new Octokit({ baseUrl, log: silent }), place);
}

const deployments = "/deployments";
const statuses = `/commits/${headSha}/status`;
const checks = `/commits/${headSha}/check-runs`;
const comments = "/issues/7/comments";
const deployed = (id: number, more: object = {}) => ({ id, sha: headSha, production_environment: false, ...more });
const succeeded = (url: string | null, more: object = {}) => [{ state: "success", environment_url: url, ...more }];

describe("a preview deployment", () => {
  it("is found by GitHub's deployments, the newest that succeeded", async () => {
    const found = await preview({
      [deployments]: [deployed(3), deployed(2), deployed(1)],
      "/deployments/3/statuses": [{ state: "in_progress", environment_url: "https://three.vercel.app" }],
      "/deployments/2/statuses": succeeded("https://shop-git-coupons-acme.vercel.app"),
      "/deployments/1/statuses": succeeded("https://one.vercel.app"),
    });
    expect(found).toBe("https://shop-git-coupons-acme.vercel.app/");
  });

  it("is not production, not another commit's, and not a service's own page", async () => {
    const found = await preview({
      [deployments]: [
        deployed(1, { production_environment: true }),
        deployed(2, { sha: "f".repeat(40) }),
        deployed(3),
        deployed(4),
      ],
      "/deployments/1/statuses": succeeded("https://shop.acme.com"),
      "/deployments/2/statuses": succeeded("https://old.vercel.app"),
      "/deployments/3/statuses": succeeded(null, { target_url: "https://vercel.com/acme/shop/abc" }),
      "/deployments/4/statuses": [],
    });
    expect(found).toBeNull();
  });

  it.each([
    "http://shop.vercel.app",
    "https://127.0.0.1",
    "https://10.0.0.1/x",
    "https://localhost:3000",
    "https://shop.internal",
    "https://user:password@shop.vercel.app",
    "javascript:alert(1)",
    "file:///etc/passwd",
  ])("is never at %s", async (url) => {
    const answers = { [deployments]: [deployed(1)], "/deployments/1/statuses": succeeded(url) };
    expect(await preview(answers)).toBeNull();
  });

  it("is found by the commit's statuses and check runs on the usual hosts", async () => {
    const status = (url: string, state = "success") => ({ state, target_url: url, context: "deploy" });
    const netlify = "https://deploy-preview-7--acme-shop.netlify.app";
    const ci = status("https://github.com/acme/shop/actions/runs/1");
    expect(await preview({ [statuses]: { statuses: [ci, status(netlify)] } })).toBe(`${netlify}/`);
    expect(await preview({ [statuses]: { statuses: [ci, status(netlify, "pending")] } })).toBeNull();
    const pages = { conclusion: "success", details_url: "https://abc.acme-shop.pages.dev" };
    expect(await preview({ [checks]: { check_runs: [pages] } })).toBe("https://abc.acme-shop.pages.dev/");
  });

  it("is found in the comments of the services themselves, when they name the commit", async () => {
    const cloudflare = { login: "cloudflare-workers-and-pages[bot]", type: "Bot" };
    const body = (sha: string) =>
      `<table><tr><td>Latest commit:</td><td><code>${sha}</code></td></tr><tr><td>Preview URL:</td>
       <td><a href='https://3f2a.acme-shop.pages.dev'>https://3f2a.acme-shop.pages.dev</a></td></tr></table>`;
    const said = (user: object, sha = headSha.slice(0, 7)) => preview({ [comments]: [{ user, body: body(sha) }] });
    expect(await said(cloudflare)).toBe("https://3f2a.acme-shop.pages.dev/");
    expect(await said(cloudflare, "fffffff")).toBeNull();
    expect(await said({ login: "mallory", type: "User" })).toBeNull();
    expect(await said({ login: "vercel[bot]", type: "User" })).toBeNull();
  });

  it("is not there when GitHub does not tell", async () => {
    expect(await preview({})).toBeNull();
  });
});
