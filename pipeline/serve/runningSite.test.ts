import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { createRepository, scratchDir } from "./fixtures/repository.ts";
import { useRunningSite } from "./runningSite.ts";

async function siteAnswering(status: number) {
  const server = createServer((_, response) => response.writeHead(status).end("<h1>Preview</h1>"));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

const use = (url: string, isOnlyPublic = false) =>
  useRunningSite({
    url,
    isOnlyPublic,
    repoDir: createRepository("site", { "index.html": "<h1>Preview</h1>" }),
    revision: "main",
    changedPaths: ["index.html"],
    scratchDir: scratchDir("runs"),
  });

describe("useRunningSite", () => {
  it("takes a site that runs, and reads the app from the revision", async () => {
    const site = await siteAnswering(401);
    await using served = await use(site.url);
    expect(served.url).toBe(site.url.replace(/\/$/, ""));
    expect(served.app.staticDir).toBe("");
    site.close();
  });

  it("says so when nothing answers, when it is broken, and when it is no address", async () => {
    const broken = await siteAnswering(503);
    await expect(use(broken.url)).rejects.toMatchObject({
      code: "site_silent",
      message: expect.stringContaining("503"),
    });
    broken.close();
    const silent = await siteAnswering(200);
    await new Promise((closed) => silent.close().once("close", closed));
    await expect(use(silent.url)).rejects.toMatchObject({ message: expect.stringContaining("does not answer") });
    await expect(use("preview of 12")).rejects.toMatchObject({
      message: expect.stringContaining("is not an address"),
    });
  });

  it.each(["http://127.0.0.1", "https://127.0.0.1", "https://localhost", "https://[::1]"])(
    "does not ask %s when only public sites are meant",
    async (origin) => {
      let asked = 0;
      const server = createServer((_, response) => response.end(`${++asked}`));
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
      const { port } = server.address() as AddressInfo;
      await expect(use(`${origin}:${port}`, true)).rejects.toMatchObject({ code: "site_refused" });
      server.close();
      expect(asked).toBe(0);
    },
  );
});
