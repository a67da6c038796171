import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EditVersion, ExportJob, Run } from "../../convex/model/documents.ts";
import { openLibrary } from "./library.ts";

describe("the library of results", () => {
  let dir: string;
  let server: Server;
  let url: string;
  let breaksOff: boolean;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), "aura-library-"));
    breaksOff = false;
    server = createServer((request, response) => {
      if (request.url === "/gone") return void response.writeHead(404).end();
      response.writeHead(200, { "content-length": 10 });
      response.write("01234");
      if (breaksOff) response.destroy();
      else response.end("56789");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(dir, { recursive: true, force: true });
  });

  // Only what names and addresses depend on; the store's rows have more.
  const run = (id: string, more: Partial<Run> = {}) => ({ _id: id, repo: "acme/Shop", pr: 1, ...more }) as Run;
  const version = (id: string, number: number, videoUrl: string | null = `${url}/video`) =>
    ({ _id: id, version: number, videoUrl, posterUrl: null }) as EditVersion;
  const gif = (id: string, width: number) =>
    ({ _id: id, format: "gif", width, height: 360, fps: 15, outputUrl: `${url}/gif` }) as ExportJob;
  const names = () => readdirSync(dir).filter((name) => !name.startsWith("."));

  it("names files by repository, pull request and version, and keeps recordings apart", async () => {
    const library = await openLibrary(dir);
    await library.versionFiles(run("r1"), version("v1", 1));
    await library.versionFiles(run("r1"), version("v2", 2));
    await library.versionFiles(run("r2"), version("v3", 1));
    await library.exportFile(run("r1"), version("v2", 2), gif("g1", 640));
    await library.exportFile(run("r1"), version("v2", 2), gif("g2", 320));
    const again = await openLibrary(dir);
    const { filePath } = await again.versionFiles(run("r2"), version("v3", 1));
    expect(filePath).toBe(join(dir, "shop-pr1-2-v1.mp4"));
    expect(names().sort()).toEqual([
      "shop-pr1-2-v1.mp4",
      "shop-pr1-v1.mp4",
      "shop-pr1-v2-320x360.gif",
      "shop-pr1-v2.gif",
      "shop-pr1-v2.mp4",
    ]);
  });

  it("lets no repository's name leave the folder", async () => {
    const library = await openLibrary(dir);
    for (const repo of ["../../etc", "..", "a b;c", ".hidden", ""]) {
      const { filePath } = await library.versionFiles(run(repo, { repo }), version(`v${repo}`, 1));
      expect(filePath.slice(dir.length + 1)).toMatch(/^[a-z][\w.-]*-pr1(-\d+)?-v1\.mp4$/);
    }
  });

  it("shows a file only when it is whole", async () => {
    const library = await openLibrary(dir);
    breaksOff = true;
    await expect(library.versionFiles(run("r1"), version("v1", 1))).rejects.toThrow();
    expect(names()).toEqual([]);
    breaksOff = false;
    const both = [library.versionFiles(run("r1"), version("v1", 1)), library.versionFiles(run("r1"), version("v1", 1))];
    const [first] = await Promise.all(both);
    expect(readFileSync(first?.filePath ?? "", "utf8")).toBe("0123456789");
  });

  it("clears away what a killed process left unfinished", async () => {
    writeFileSync(join(dir, ".unfinished-shop-pr1-v1.mp4"), "half");
    await openLibrary(dir);
    expect(readdirSync(dir)).toEqual([]);
  });

  it("says when the store no longer has a file", async () => {
    const library = await openLibrary(dir);
    const gone = library.versionFiles(run("r1"), version("v1", 1, `${url}/gone`));
    await expect(gone).rejects.toMatchObject({ code: "result_gone" });
  });
});
