import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { noProgress, open, openTrialStage, planOf, takeFolder } from "../fixtures/trial.ts";
import { loginFor, readLogin } from "./login.ts";
import { movedTo, parseStorageState } from "./storageState.ts";

const saved = {
  cookies: [{ name: "session", value: "s1", domain: "localhost", path: "/", expires: -1, httpOnly: false }],
  origins: [{ origin: "http://localhost:5173", localStorage: [{ name: "token", value: "t1" }] }],
};
const script = {
  address: "/login",
  steps: [
    { action: "type", target: { name: "User" }, value: "robin" },
    { action: "type", target: { name: "Password" }, env: "AURA_LOGIN_PASSWORD" },
    { action: "click", target: { role: "button", name: "Sign in" } },
  ],
  success: { path: "/account", text: "Hello robin" },
};

const homeDir = async (): Promise<string> => dirname(await takeFolder());

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A site that shows its account page to who has logged in as robin, and the login to everybody else. */
async function siteWithWall(): Promise<string> {
  const html = (body: string): string => `<!doctype html><meta charset="utf-8"><title>Site</title>${body}`;
  const form = `<h1>Welcome</h1><form method="post" action="/login"><label>User <input name="user"></label>
    <label>Password <input name="password" type="password"></label><button>Sign in</button></form>`;
  const server = createServer((request, response) => {
    let sent = "";
    request.on("data", (chunk: Buffer) => {
      sent += chunk;
    });
    request.on("end", () => {
      const isIn = request.headers.cookie?.includes("session=open") ?? false;
      const moved = (to: string, more = {}): void => void response.writeHead(303, { location: to, ...more }).end();
      if (request.method === "POST")
        return sent === "user=robin&password=lantern"
          ? moved("/account", { "set-cookie": "session=open; HttpOnly; Path=/" })
          : moved("/login");
      if (request.url === "/account" && !isIn) return moved("/login");
      response.writeHead(200, { "content-type": "text/html" });
      response.end(html(request.url === "/account" ? "<h1>Hello robin</h1><button>Settings</button>" : form));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function scripted(password: string | null, changes: object = {}): Promise<string> {
  const home = await homeDir();
  await writeFile(join(home, "shop.json"), JSON.stringify({ ...script, ...changes }));
  if (password !== null) await writeFile(join(home, "shop.env"), `AURA_LOGIN_PASSWORD=${password}\n`);
  return join(home, "shop.json");
}

describe("a login script", () => {
  test("enters the app, for the scout and for the recording", async () => {
    const url = await siteWithWall();
    await using stage = await openTrialStage({ login: await readLogin(await scripted("lantern")) });
    const page = await stage.scout(url)("/account");
    expect(page.headings.map(({ text }) => text)).toEqual(["Hello robin"]);
    const take = await stage.record({
      baseUrl: url,
      plan: planOf(open("/account"), { action: "hover", target: { role: "button", name: "Settings" } }),
      outDir: await takeFolder(),
      timeLimitMs: 60_000,
      onProgress: noProgress,
    });
    expect(take.shots.map(({ label }) => label)).toEqual(["navigate", "Settings"]);
    expect(JSON.stringify(take)).not.toContain("lantern");
  });

  test("says which step failed, and nothing of what was typed", async () => {
    const url = await siteWithWall();
    await using stage = await openTrialStage({ login: await readLogin(await scripted("wrong-secret")) });
    const look = stage.scout(url)("/account");
    await expect(look).rejects.toMatchObject({
      code: "login_failed",
      message: expect.stringMatching(/^The login did not work: afterwards the page is \/login.*shop\.json\.$/),
    });
    await expect(look).rejects.toMatchObject({ message: expect.not.stringContaining("secret") });
  });

  test("needs its variables, and takes none that is not meant for logins", async () => {
    await expect(readLogin(await scripted(null)).then(String)).rejects.toMatchObject({ code: "login_incomplete" });
    const greedy = { steps: [{ action: "type", target: { name: "User" }, env: "SLACK_BOT_TOKEN" }] };
    await expect(readLogin(await scripted("x", greedy))).rejects.toMatchObject({
      code: "login_invalid",
      message: expect.stringContaining("AURA_LOGIN_"),
    });
  });
});

describe("a saved login", () => {
  test("is found by its repository, and stays where it belongs", async () => {
    const home = await homeDir();
    expect(await loginFor(home, "acme/shop")).toBeUndefined();
    expect(await loginFor(home, "../secrets")).toBeUndefined();
    await writeFile(join(home, "acme__shop.json"), JSON.stringify(saved));
    expect(await loginFor(home, "acme/shop")).toMatchObject({ kind: "saved", state: saved });
    await writeFile(join(home, "login.json"), '{"cookies": "top secret"}');
    await expect(readLogin(join(home, "login.json"))).rejects.toMatchObject({
      code: "login_invalid",
      message: expect.not.stringContaining("top secret"),
    });
  });

  test("is moved to the app's address only when it is of this machine", () => {
    const state = parseStorageState(saved);
    const originAt = (url: string) => state && movedTo(url, state).origins[0]?.origin;
    expect(originAt("https://example.com")).toBe("http://localhost:5173");
    expect(originAt("http://127.0.0.1:4000/app")).toBe("http://127.0.0.1:4000");
  });

  test("is given to the page", async () => {
    const home = await homeDir();
    await writeFile(join(home, "login.json"), JSON.stringify(saved));
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.headers.cookie ?? "");
      response.setHeader("content-type", "text/html").end("<h1>Account</h1>");
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await using stage = await openTrialStage({ login: await readLogin(join(home, "login.json")) });
    await stage.scout(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)("/");
    expect(asked[0]).toBe("session=s1");
  });
});
