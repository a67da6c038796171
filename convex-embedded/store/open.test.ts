import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addressIn, spawnHost } from "../fixtures/spawn.ts";
import { startFixture } from "../fixtures/start.ts";

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "store-"));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

test("a second start says who owns the store, and works once that one has died", async () => {
  const owner = await spawnHost(dir);
  addressIn(owner.line);
  const second = await spawnHost(dir);
  expect(second.line).toBe(
    `failed The store ${join(dir, "store.sqlite")} is already in use by the process with pid ${owner.child.pid}: stop that one first, or set AURA_HOME to another folder.`,
  );
  await expect(startFixture({}, dir)).rejects.toMatchObject({ code: "store_in_use" });
  await owner.kill();
  await (await startFixture({}, dir)).stop();
});

test("one process does not open a store twice either", async () => {
  const fixture = await startFixture({}, dir);
  await expect(startFixture({}, dir)).rejects.toThrow(`in use by the process with pid ${process.pid}`);
  await fixture.stop();
});

test("a file that is not a store is left alone", async () => {
  writeFileSync(join(dir, "store.sqlite"), "a letter to my grandmother, who lives in the mountains".repeat(100));
  await expect(startFixture({}, dir)).rejects.toMatchObject({ code: "store_damaged" });
});
