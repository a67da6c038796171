import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { connectStore } from "../../convex/client.ts";
import { hashKey } from "../../convex/model/keys.ts";
import { startEmbeddedHost } from "../../convex-embedded/host.ts";
import { openHome, readKeys } from "../home/home.ts";
import { lockHome } from "../home/lock.ts";
import { backUp, restore } from "./backup.ts";

const functionsDir = fileURLToPath(new URL("../../convex", import.meta.url));

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "aura-backup-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A home as a running Aura has it, with one workspace, one stored file and one take. */
async function runningHome(name: string) {
  const home = openHome(join(dir, name));
  const keys = readKeys(home);
  const lock = lockHome(home.dir);
  const { databaseFile, filesDir } = home;
  const host = await startEmbeddedHost({ databaseFile, filesDir, functionsDir, crons: false, adminKey: keys.bot });
  writeFileSync(home.storeUrlFile, host.url);
  await host.runInternal("credentials:register", { kind: "bot", keyHash: await hashKey(keys.bot), label: "bot" });
  const store = connectStore({ url: host.url, key: keys.bot, kind: "bot" });
  const end = async () => {
    await store.close();
    await host.close();
    lock.release();
  };
  return { home, host, store, end };
}

async function filledHome() {
  const running = await runningHome("old");
  const { home, store } = running;
  const workspace = { platform: "local", externalId: "local", name: "Acme" };
  const id = await store.mutation(api.workspaces.ensure, workspace);
  await store.upload(new TextEncoder().encode("a video"), "video/mp4");
  mkdirSync(join(home.takesDir, "take-1", "pictures"), { recursive: true });
  writeFileSync(join(home.takesDir, "take-1", "pictures", "1.png"), "a picture");
  return { ...running, workspaceId: id };
}

describe("a backup", () => {
  it("made while Aura runs brings everything back into a new home", async () => {
    const { home, end, workspaceId } = await filledHome();
    const file = join(dir, "aura.tar");
    expect(await backUp(home, functionsDir, file)).toMatchObject({ files: 1, takes: 1 });
    await end();

    const fresh = openHome(join(dir, "new"));
    expect(await restore(fresh, file)).toMatchObject({ files: 1, takes: 1 });
    expect(readFileSync(join(fresh.takesDir, "take-1", "pictures", "1.png"), "utf8")).toBe("a picture");
    const restored = await runningHome("new");
    try {
      expect(await restored.store.query(api.workspaces.get, { id: workspaceId })).toMatchObject({ name: "Acme" });
      const [file] = readdirSync(fresh.filesDir);
      expect(readFileSync(join(fresh.filesDir, file ?? ""), "utf8")).toBe("a video");
    } finally {
      await restored.end();
    }
  });

  it("is made just as well while nothing runs, and leaves the home as it was", async () => {
    const { home, end } = await filledHome();
    await end();
    const before = readdirSync(home.dir);
    expect(await backUp(home, functionsDir, join(dir, "aura.tar"))).toMatchObject({ files: 1, takes: 1 });
    expect(readdirSync(home.dir)).toEqual(before);
  });

  it("is for the holder of the key alone", async () => {
    const { host, end } = await filledHome();
    const ask = (key: string) =>
      fetch(`${host.url}/api/snapshot`, {
        method: "POST",
        headers: { authorization: `Convex ${key}` },
        body: JSON.stringify({ dir: join(dir, "stolen") }),
      });
    expect((await ask("a guess")).status).toBe(401);
    expect(readdirSync(dir)).not.toContain("stolen");
    await end();
  });
});

describe("a restore is refused, and changes nothing,", () => {
  it("when the home has a store", async () => {
    const { home, end } = await filledHome();
    const file = join(dir, "aura.tar");
    await backUp(home, functionsDir, file);
    await end();
    await expect(restore(home, file)).rejects.toThrow("There is a store");
  });

  it.each([
    ["is cut off", (file: string) => truncateSync(file, 30_000)],
    ["is something else", (file: string) => writeFileSync(file, "hello")],
  ])("when the backup %s", async (_, damage) => {
    const { home, end } = await filledHome();
    const file = join(dir, "aura.tar");
    await backUp(home, functionsDir, file);
    await end();
    damage(file);
    const fresh = openHome(join(dir, "new"));
    const before = readdirSync(fresh.dir);
    await expect(restore(fresh, file)).rejects.toThrow(/not a whole backup|cannot be restored/);
    expect(readdirSync(fresh.dir).filter((name) => !name.startsWith("owner"))).toEqual(before);
  });
});
