import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkOut } from "./checkout.ts";
import { branch, createRepository, runGit, scratchDir } from "./fixtures/repository.ts";

const repoDir = createRepository("checkout", {
  "index.html": "<h1>Old</h1>",
  ".gitattributes": "*.bin filter=lfs\n",
  "a.bin": "pointer",
});
branch(repoDir, "feature", "Change", { "index.html": "<h1>New</h1>" });

describe("checkOut", () => {
  it("lays out the revision and leaves the repository as it was", async () => {
    const marker = join(repoDir, "..", `hook-ran-${Date.now()}`);
    const hook = join(repoDir, ".git/hooks/post-checkout");
    writeFileSync(hook, `#!/bin/sh\ntouch ${marker}\n`);
    chmodSync(hook, 0o755);
    writeFileSync(join(repoDir, "index.html"), "<h1>Unsaved work</h1>");
    const before = [
      runGit(repoDir, "status", "--porcelain"),
      runGit(repoDir, "show-ref"),
      runGit(repoDir, "worktree", "list"),
    ];

    const intoDir = join(scratchDir("into"), "app");
    const { commit } = await checkOut({ repoDir, revision: "feature", intoDir });

    expect(readFileSync(join(intoDir, "index.html"), "utf8")).toBe("<h1>New</h1>");
    expect(readFileSync(join(intoDir, "a.bin"), "utf8")).toBe("pointer");
    expect(runGit(intoDir, "rev-parse", "HEAD")).toBe(commit);
    expect(existsSync(marker)).toBe(false);
    expect([
      runGit(repoDir, "status", "--porcelain"),
      runGit(repoDir, "show-ref"),
      runGit(repoDir, "worktree", "list"),
    ]).toEqual(before);
  });

  it("says which revision there is not", async () => {
    const intoDir = join(scratchDir("into"), "app");
    await expect(checkOut({ repoDir, revision: "nowhere", intoDir })).rejects.toMatchObject({
      code: "revision_missing",
      message: expect.stringContaining('"nowhere"'),
    });
    await expect(checkOut({ repoDir, revision: "--upload-pack=touch x", intoDir })).rejects.toMatchObject({
      code: "revision_missing",
    });
    await expect(checkOut({ repoDir: scratchDir("plain"), revision: "main", intoDir })).rejects.toMatchObject({
      code: "not_a_repository",
    });
  });
});
