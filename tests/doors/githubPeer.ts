import { execFileSync } from "node:child_process";
import { createHmac, generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createEmulator } from "emulate";
import getPort from "get-port";

export const webhookSecret = "the webhook secret of the test";
const tokens = { aura: "token-of-aura", ann: "token-of-ann", mallory: "token-of-mallory" };
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
/** A GitHub App that is installed in acme/shop. */
export const app = { appId: 12, privateKey: privateKey.export({ type: "pkcs1", format: "pem" }).toString() };
export type PersonName = keyof typeof tokens;

export type CheckRun = { name?: string; head_sha?: string; status: string; conclusion?: string; details_url?: string };
export type SeenComment = { id: number; body: string; user: string };

/**
 * An emulated GitHub with the repository acme/shop (ann and aura belong to acme, mallory does not), and the repository itself
 * as a folder for git, in which each pull request has its reference.
 */
export async function openGitHubPeer() {
  const port = await getPort({ host: "127.0.0.1" });
  const people = Object.keys(tokens).map((login) => ({ login }));
  const seed = {
    tokens: Object.fromEntries(Object.entries(tokens).map(([login, token]) => [token, { login, scopes: ["repo"] }])),
    github: {
      users: people,
      orgs: [{ login: "acme", members: [{ login: "ann" }, { login: "aura", role: "admin" as const }] }],
      repos: [
        { owner: "acme", name: "shop" },
        { owner: "ann", name: "notes" },
      ],
      apps: [
        {
          ...{ app_id: app.appId, slug: "aura", name: "Aura", private_key: app.privateKey },
          permissions: { checks: "write", contents: "read", issues: "write", pull_requests: "write", metadata: "read" },
          installations: [{ installation_id: 77, account: "acme", repositories: ["acme/shop"] }],
        },
      ],
    },
  };
  const github = await createEmulator({ service: "github", port, seed });
  const dir = mkdtempSync(join(tmpdir(), "aura-github-"));
  const front = await openFront(github.url, join(dir, "git"));
  const work = join(dir, "work");
  const bare = join(dir, "git", "acme", "shop.git");
  mkdirSync(work);
  mkdirSync(bare, { recursive: true });
  git(bare, "init", "--bare", "-b", "main", ".");
  git(work, "init", "-b", "main", ".");
  git(work, "remote", "add", "origin", bare);
  let serial = 0;

  function commit(files: Record<string, string>): string {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), text);
    }
    git(work, "add", ".");
    serial += 1;
    git(work, "commit", "-q", "-m", `Commit ${serial}`);
    return git(work, "rev-parse", "HEAD");
  }

  commit({ "README.md": "# shop" });
  git(work, "push", "-q", "origin", "main");

  async function call<T>(who: PersonName, method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${github.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${tokens[who]}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  type Pull = { number: number; head: { ref: string; sha: string; repo: { full_name: string } } };
  const pull = (number: number) => call<Pull & object>("aura", "GET", `/repos/acme/shop/pulls/${number}`);

  return {
    url: front.url,
    /** The states of commits, oldest first: "pending 1a2b3c4", as GitHub was told. */
    statuses: front.statuses,
    /** Sites that a service has put up of commits, by the commit, as GitHub's deployments tell of them. */
    sites: front.sites,
    /** What an App has written of its check runs, in order. */
    checks: front.checks,
    /** For tests that need no git over HTTP. */
    gitDir: join(dir, "git"),
    token: tokens.aura,
    pull,
    call,
    /** A commit on main, as if it had been merged. */
    commitToMain(files: Record<string, string>): string {
      git(work, "checkout", "-q", "main");
      const sha = commit(files);
      git(work, "push", "-q", "origin", "main");
      return sha;
    },
    /** A branch with one commit, and the pull request that it is opened with. */
    async open(
      title: string,
      files: Record<string, string>,
      { by = "ann", draft = false, from = "" }: { by?: PersonName; draft?: boolean; from?: string } = {},
    ): Promise<{ number: number; headSha: string }> {
      serial += 1;
      const head = `branch-${serial}`;
      git(work, "checkout", "-q", "-b", head, "main");
      const headSha = commit(files);
      const opened = { title, head: `${from}${head}`, base: "main", draft };
      const { number } = await call<Pull>(by, "POST", "/repos/acme/shop/pulls", opened);
      git(work, "push", "-q", "origin", `HEAD:refs/pull/${number}/head`);
      return { number, headSha };
    },
    /** Another commit on a pull request. */
    push(number: number, files: Record<string, string>): string {
      git(work, "fetch", "-q", "origin", `refs/pull/${number}/head`);
      git(work, "checkout", "-q", "--detach", "FETCH_HEAD");
      const sha = commit(files);
      git(work, "push", "-q", "origin", `HEAD:refs/pull/${number}/head`);
      return sha;
    },
    async comments(number: number): Promise<SeenComment[]> {
      type Row = { id: number; body: string; user: { login: string } };
      const rows = await call<Row[]>("aura", "GET", `/repos/acme/shop/issues/${number}/comments?per_page=100`);
      return rows.map(({ id, body, user }) => ({ id, body, user: user.login }));
    },
    /** What GitHub sends about a pull request. */
    pullRequestEvent: async (action: string, number: number) => ({
      action,
      number,
      pull_request: await pull(number),
      repository: repository(),
    }),
    /** What GitHub sends when a service has put a commit up. */
    deploymentEvent: (sha: string) => ({
      action: "created",
      deployment_status: { state: "success" },
      deployment: { sha, production_environment: false },
      repository: repository(),
    }),
    commentEvent: (number: number, body: string, association: string, login = "ann") => ({
      action: "created",
      comment: { id: commentSerial++, body, user: { login, type: "User" }, author_association: association },
      issue: { number, pull_request: { url: `${github.url}/repos/acme/shop/pulls/${number}` } },
      repository: repository(),
    }),
    async close(): Promise<void> {
      await front.close();
      await github.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const gitAuthorization = `Basic ${Buffer.from(`x-access-token:${tokens.aura}`).toString("base64")}`;

/**
 * What the emulator does not know: the states of commits, and the repository for git, to whoever has Aura's token. Everything
 * else is the emulator's.
 */
async function openFront(emulatorUrl: string, gitDir: string) {
  const statuses: string[] = [];
  const sites = new Map<string, string>();
  const checks: CheckRun[] = [];
  const server = createServer(async (request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (path.startsWith("/acme/shop.git/")) {
      const file = join(gitDir, path);
      if (request.headers.authorization !== gitAuthorization) return response.writeHead(401).end();
      // Git's "dumb" protocol: the repository's own files, with a list of its references.
      if (path.endsWith("/info/refs")) git(join(gitDir, "acme", "shop.git"), "update-server-info");
      return existsSync(file) ? response.end(readFileSync(file)) : response.writeHead(404).end();
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const [, sha] = /^\/repos\/acme\/shop\/statuses\/([0-9a-f]{40})$/.exec(request.url ?? "") ?? [];
    if (sha !== undefined && request.method === "POST") {
      const { state, description = "" } = JSON.parse(body.toString()) as { state: string; description?: string };
      if (description.length > 140) return response.writeHead(422).end("{}");
      statuses.push(`${state} ${sha.slice(0, 7)}`);
      return response.writeHead(201, { "content-type": "application/json" }).end("{}");
    }
    const json = (answer: unknown) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    if (path === "/repos/acme/shop/deployments") {
      const deployed = new URL(request.url ?? "/", emulatorUrl).searchParams.get("sha") ?? "";
      return json(sites.has(deployed) ? [{ id: 1, sha: deployed, production_environment: false }] : []);
    }
    if (path === "/repos/acme/shop/deployments/1/statuses") {
      return json([{ state: "success", environment_url: [...sites.values()].at(-1) }]);
    }
    const [, head] = /^\/repos\/acme\/shop\/commits\/([0-9a-f]{40})\/pulls$/.exec(path) ?? [];
    if (head !== undefined) {
      const refs = git(join(gitDir, "acme", "shop.git"), "for-each-ref", "--points-at", head, "refs/pull");
      const numbers = [...refs.matchAll(/refs\/pull\/(\d+)\/head/g)].map((match) => Number(match[1]));
      return json(numbers.map((number) => ({ number, state: "open", head: { sha: head } })));
    }
    if (path.startsWith("/repos/acme/shop/check-runs") && request.method !== "GET") {
      checks.push(JSON.parse(body.toString()) as CheckRun);
    }
    const headers = new Headers({ authorization: request.headers.authorization ?? "" });
    if (body.length > 0) headers.set("content-type", "application/json");
    const method = request.method ?? "GET";
    const answer = await fetch(emulatorUrl + request.url, { method, headers, ...(body.length > 0 ? { body } : {}) });
    const link = answer.headers.get("link");
    response.writeHead(answer.status, { "content-type": "application/json", ...(link ? { link } : {}) });
    return response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    statuses,
    sites,
    checks,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const repository = () => ({ name: "shop", full_name: "acme/shop", owner: { login: "acme" } });

export type GitHubPeer = Awaited<ReturnType<typeof openGitHubPeer>>;

let commentSerial = 9_000;
let deliveries = 0;

/** Sends it as GitHub does: signed over the raw body. */
export async function sendAsGitHub(
  url: string,
  event: string,
  payload: unknown,
  how: { delivery?: string; secret?: string | null; path?: string } = {},
): Promise<Response> {
  deliveries += 1;
  const { delivery = `delivery-${deliveries}`, secret = webhookSecret, path = "/webhook" } = how;
  const body = typeof payload === "string" ? payload : JSON.stringify(payload);
  const signature = secret === null ? null : `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  return await fetch(new URL(path, url), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": event,
      "x-github-delivery": delivery,
      ...(signature ? { "x-hub-signature-256": signature } : {}),
    },
    body,
  });
}

function git(cwd: string, ...parameters: string[]): string {
  return execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...parameters], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" },
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
}
