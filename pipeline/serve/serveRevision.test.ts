import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commit, createRepository, runGit, scratchDir } from "./fixtures/repository.ts";
import { serveRevision } from "./serveRevision.ts";

const manifest = JSON.stringify({
  name: "app",
  scripts: { dev: "node server.cjs" },
  peerDependencies: { vite: "8.0.0" },
});
const serverSaying = (
  text: string,
): string => `console.log("saying ${text}", process.env.HOME === require("node:path").resolve("../home"));
  require("node:http").createServer((request, response) => {
    response.setHeader("content-type", "text/html").end("<h1>${text}</h1>");
  }).listen(process.env.PORT, "127.0.0.1")`;

describe("serveRevision", () => {
  it("serves two revisions at once, each from a checkout of its own, and leaves nothing behind", async () => {
    const repoDir = createRepository("served", { "package.json": manifest, "server.cjs": serverSaying("before") });
    const base = runGit(repoDir, "rev-parse", "HEAD");
    const head = commit(repoDir, "Say more", { "server.cjs": serverSaying("after") });
    const dirs = {
      repoDir,
      changedPaths: ["server.cjs"],
      scratchDir: scratchDir("runs"),
      cacheDir: scratchDir("cache"),
    };
    const [before, after] = await Promise.all([
      serveRevision({ ...dirs, revision: base }),
      serveRevision({ ...dirs, revision: head }),
    ]);
    expect(await (await fetch(before.url)).text()).toBe("<h1>before</h1>");
    expect(await (await fetch(after.url)).text()).toBe("<h1>after</h1>");
    expect([before.commit, after.commit]).toEqual([base, head]);
    expect(after.logs()).toBe("saying after true");
    await Promise.all([before.stop(), after.stop(), after.stop()]);
    await Promise.all([before.ended, after.ended]);
    expect([existsSync(before.dir), existsSync(after.dir)]).toEqual([false, false]);
    await expect(fetch(after.url)).rejects.toThrow();
  });

  it("says what an app complained of that ended by itself later on", async () => {
    const dying = `require("node:http").createServer((request, response) => {
      if (request.url === "/orders") { console.error("Error: no database"); process.exit(1); }
      response.setHeader("content-type", "text/html").end("<h1>up</h1>");
    }).listen(process.env.PORT, "127.0.0.1")`;
    const repoDir = createRepository("mortal", { "package.json": manifest, "server.cjs": dying });
    const dirs = { repoDir, changedPaths: [], scratchDir: scratchDir("runs"), cacheDir: scratchDir("cache") };
    await using served = await serveRevision({ ...dirs, revision: "main" });
    const died = new Promise((resolve) => served.died.addEventListener("abort", resolve));
    await expect(fetch(`${served.url}/orders`)).rejects.toThrow();
    await died;
    expect(served.died.reason).toMatchObject({
      code: "server_exited",
      message: expect.stringContaining("Error: no database"),
    });
  });

  it("removes the checkout of an app that does not start", async () => {
    const repoDir = createRepository("dying", { "package.json": manifest, "server.cjs": "process.exit(3)" });
    const runs = scratchDir("runs");
    const serving = serveRevision({
      repoDir,
      revision: "main",
      changedPaths: [],
      scratchDir: runs,
      cacheDir: scratchDir("cache"),
    });
    await expect(serving).rejects.toMatchObject({ code: "server_exited" });
    expect(readdirSync(runs)).toEqual([]);
  });
});
