import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockHome } from "./lock.ts";

const lockModule = fileURLToPath(new URL("./lock.ts", import.meta.url));

describe("the home's lock", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "aura-lock-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  /** Another process that owns the home until it is killed. */
  async function otherOwner() {
    const program = `const { lockHome } = await import(${JSON.stringify(lockModule)});
      lockHome(${JSON.stringify(dir)}); setInterval(() => {}, 1000);
      // What nobody refers to is collected, and closed, between two turns.
      for (let turn = 0; turn < 3; turn += 1) await new Promise((next) => setImmediate(() => next(gc())));
      console.log("owned");`;
    const child = spawn(process.execPath, ["--expose-gc", "--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    return child;
  }

  it("names the process that owns the home", async () => {
    const other = await otherOwner();
    try {
      expect(() => lockHome(dir)).toThrow(`already running in ${dir} (process ${other.pid})`);
    } finally {
      other.kill("SIGKILL");
      await once(other, "close");
    }
  });

  it("is free again when its owner was killed", async () => {
    const other = await otherOwner();
    other.kill("SIGKILL");
    await once(other, "close");
    lockHome(dir).release();
  });

  it("is free again when it was released", () => {
    lockHome(dir).release();
    const lock = lockHome(dir);
    expect(() => lockHome(dir)).toThrow(/already running/);
    lock.release();
  });
});
