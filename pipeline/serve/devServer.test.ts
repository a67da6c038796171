import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { detectWebApp } from "../detect/webApp.ts";
import { isRunning } from "../process/group.ts";
import { devCommand } from "./devCommand.ts";
import { startDevServer } from "./devServer.ts";
import { scratchDir, writeFiles } from "./fixtures/repository.ts";

/** An app whose dev script is a small Node server. Its "vite" is only a word in the environment, so that it counts as an app. */
function appServedBy(program: string): string {
  const dir = scratchDir("server");
  writeFiles(dir, {
    "package.json": JSON.stringify({
      name: "app",
      scripts: { dev: "node server.cjs" },
      devDependencies: { vite: "8.0.0" },
    }),
    "server.cjs": program,
  });
  return dir;
}

async function start(program: string, more: { timeoutMs?: number; port?: number; logFile?: string } = {}) {
  const projectDir = appServedBy(program);
  return startDevServer({ projectDir, app: await detectWebApp(projectDir), pollIntervalMs: 20, ...more });
}

const page = `require("node:http").createServer((request, response) => {
  response.setHeader("content-type", "text/html");
  response.end("<h1>" + JSON.stringify({ secret: process.env.SLACK_BOT_TOKEN, node: process.version }) + "</h1>");
})`;

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

describe("startDevServer", () => {
  it("starts an app that minds PORT, shows it no secret, keeps its log, and ends it", async () => {
    process.env.SLACK_BOT_TOKEN = "not-for-apps";
    const logFile = join(scratchDir("log"), "server.log");
    const server = await start(`console.log("hello");${page}.listen(process.env.PORT, "127.0.0.1")`, { logFile });
    const text = await (await fetch(server.url)).text();
    expect(text).toBe(`<h1>${JSON.stringify({ node: process.version })}</h1>`);
    expect(server.lastLines(1)).toEqual(["hello"]);
    await server.kill();
    expect(readFileSync(logFile, "utf8")).toContain("hello");
    expect(await isListening(server.port)).toBe(false);
  });

  it("starts an app whose script calls another of its scripts through a manager", async () => {
    const projectDir = appServedBy(`${page}.listen(process.env.PORT, "127.0.0.1")`);
    const scripts = { dev: "pnpm run --silent ready && yarn serve", ready: "touch ready", serve: "node server.cjs" };
    writeFiles(projectDir, {
      "package.json": JSON.stringify({ name: "app", scripts, devDependencies: { vite: "8" } }),
    });
    await using server = await startDevServer({ projectDir, app: await detectWebApp(projectDir), script: "dev" });
    expect((await fetch(server.url)).status).toBe(200);
    expect(existsSync(join(projectDir, "ready"))).toBe(true);
  });

  it("gives a bundler of old the hash that it wants", async () => {
    await using server = await start(`const hash = require("node:crypto").createHash("md4").update("a").digest("hex");
      require("node:http").createServer((request, response) => {
        response.setHeader("content-type", "text/html").end(hash);
      }).listen(process.env.PORT, "127.0.0.1")`);
    expect(await (await fetch(server.url)).text()).toBe("bde52cb31de33e46245e05fbdbd6fb24");
  });

  it("follows an app that listens where it likes and says so", async () => {
    await using server = await start(
      `const server = ${page}; server.listen(0, "127.0.0.1", () => console.log("Local: http://localhost:" + server.address().port + "/"))`,
    );
    expect((await fetch(server.url)).status).toBe(200);
  });

  it("waits past error answers until there is a page", async () => {
    await using server = await start(`let asked = 0;
      require("node:http").createServer((request, response) => {
        response.statusCode = asked++ < 3 ? 503 : 200;
        response.setHeader("content-type", "text/html").end("<h1>up</h1>");
      }).listen(process.env.PORT, "127.0.0.1")`);
    expect(await (await fetch(server.url)).text()).toBe("<h1>up</h1>");
  });

  it("takes an app whose first page keeps failing: others may do", async () => {
    const program = `require("node:http").createServer((request, response) => {
      response.statusCode = request.url === "/" ? 500 : 200;
      response.setHeader("content-type", "text/html").end("<h1>" + request.url + "</h1>");
    }).listen(process.env.PORT, "127.0.0.1")`;
    await using server = await start(program, { timeoutMs: 6_000 });
    expect(await (await fetch(new URL("/login", server.url))).text()).toBe("<h1>/login</h1>");
  });

  it("has patience with an app that keeps the first who ask waiting", async () => {
    const program = `const ready = new Promise((resolve) => setTimeout(resolve, 4_500));
    require("node:http").createServer(async (request, response) => {
      await ready;
      response.setHeader("content-type", "text/html").end("<h1>up</h1>");
    }).listen(process.env.PORT, "127.0.0.1")`;
    await using server = await start(program, { timeoutMs: 4_000 });
    expect(await (await fetch(server.url)).text()).toBe("<h1>up</h1>");
  });

  it("tells the last lines of an app that ends at once", async () => {
    await expect(start(`console.error("no database");process.exit(7)`)).rejects.toMatchObject({
      code: "server_exited",
      message: expect.stringMatching(/exit code 7.*no database/s),
    });
  });

  it("tells the last lines of an app that never answers, and ends it", async () => {
    const program = `console.log("pid " + process.pid);setInterval(() => {}, 1000)`;
    const error = await start(program, { timeoutMs: 5_000 }).catch((reason) => reason);
    expect(error).toMatchObject({ code: "server_silent", message: expect.stringMatching(/did not answer.*pid \d+/s) });
    const pid = Number(/pid (\d+)/.exec(error.message)?.[1]);
    expect(isRunning(pid)).toBe(false);
  });

  it("says which port is in use when the app insists on it", async () => {
    const taken: Server = createServer().listen(0, "127.0.0.1");
    await new Promise((listening) => taken.once("listening", listening));
    const { port } = taken.address() as AddressInfo;
    await expect(start(`${page}.listen(${port}, "127.0.0.1")`)).rejects.toMatchObject({
      code: "port_in_use",
      message: expect.stringContaining(String(port)),
    });
    taken.close();
  });

  it("serves a static site as it is", async () => {
    const projectDir = scratchDir("site");
    writeFiles(projectDir, { "index.html": "<h1>Home</h1>", "about.html": "<h1>About</h1>", ".env": "SECRET=1" });
    await using server = await startDevServer({ projectDir, app: await detectWebApp(projectDir) });
    expect(await (await fetch(server.url)).text()).toBe("<h1>Home</h1>");
    expect(await (await fetch(`${server.url}/about`)).text()).toBe("<h1>About</h1>");
    expect((await fetch(`${server.url}/.env`)).status).toBe(404);
    expect((await fetch(`${server.url}/nothing`)).status).toBe(404);
  });

  it("ends the app when it is aborted while starting", async () => {
    const projectDir = appServedBy(`setInterval(() => {}, 1000)`);
    const canceling = new AbortController();
    const starting = startDevServer({ projectDir, app: await detectWebApp(projectDir), signal: canceling.signal });
    canceling.abort(new Error("canceled by the person"));
    await expect(starting).rejects.toThrow("canceled by the person");
  });
});

describe("devCommand", () => {
  it.each([
    ["vite", null, "vite --port 4000 --host 127.0.0.1 --strictPort"],
    ["vite --port 3000 --host --open", null, "vite --port 4000 --host 127.0.0.1 --strictPort"],
    ["next dev -p 3001", null, "next dev -p 4000 -H 127.0.0.1"],
    ["next dev --turbopack -p $PORT", null, "next dev --turbopack -p 4000 -H 127.0.0.1"],
    ["node server.js", null, "node server.js"],
    ["astro dev", "node prepare.js", "node prepare.js && astro dev --port 4000 --host 127.0.0.1"],
    ["cross-env A=1 ng serve -o | tee log", null, "cross-env A=1 ng serve --port 4000 --host 127.0.0.1 | tee log"],
    [
      'concurrently "vite --host 0.0.0.0" "node api.js"',
      null,
      'concurrently "vite --port 4000 --host 127.0.0.1 --strictPort" "node api.js"',
    ],
    ["vite --config vite.next.ts", null, "vite --config vite.next.ts --port 4000 --host 127.0.0.1 --strictPort"],
    ["vitepress dev docs", null, "vitepress dev docs --port 4000"],
    ["nuxt dev & node mail.js", null, "nuxt dev --port 4000 --host 127.0.0.1 & node mail.js"],
    ["panda codegen && remix vite:dev", null, "panda codegen && remix vite:dev --port 4000 --host 127.0.0.1"],
  ])("%s", (script, before, told) => {
    expect(devCommand(script, before, 4000)).toEqual({ command: "sh", args: ["-c", told] });
  });
});
