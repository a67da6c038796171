import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { serveBeside } from "./serveBeside.ts";

it("gives a reason instead of an error when base does not start", async () => {
  const folder = await mkdtemp(join(tmpdir(), "aura-beside-"));
  try {
    await using beside = serveBeside({
      repoDir: folder,
      revision: "main",
      changedPaths: [],
      scratchDir: join(folder, "scratch"),
      cacheDir: join(folder, "cache"),
      signal: new AbortController().signal,
    });
    expect(await beside.url).toBeNull();
    expect(beside.reason()).toMatch(/[a-z].*\.$/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
