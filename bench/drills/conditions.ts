import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { until } from "../../tests/support/aura.ts";
import { count } from "./count.ts";
import type { DrillOutcome } from "./drill.ts";
import { type DrillStage, type Left, openStage } from "./stage.ts";
import type { WorkKind } from "./work.ts";

type Condition = {
  name: string;
  work: WorkKind;
  /** On a disk of its own, of so many bytes, lies the store. */
  diskMegabytes?: number;
  /** What happens while requests keep coming; answers how long nothing could be finished afterwards. */
  befall(stage: DrillStage, storeDir: string): Promise<void>;
};

const AWAY_MS = 30_000;
const HOUR_MS = 3_600_000;
const PATIENCE_MS = 120_000;

/** Some more requests are finished, so that life goes on after what happened. */
async function lifeGoesOn({ finishedAtMs }: DrillStage, requests = 4): Promise<void> {
  const wanted = finishedAtMs.length + requests;
  await until("life goes on", () => finishedAtMs.length >= wanted, PATIENCE_MS);
}

const conditions: readonly Condition[] = [
  {
    name: "store away for 30 s",
    work: "tiny",
    befall: async (stage) => {
      const startAgain = await stage.end("host");
      await delay(AWAY_MS);
      await startAgain();
    },
  },
  {
    name: "clock an hour forward, then two back",
    work: "tiny",
    befall: async (stage) => {
      stage.setClock(HOUR_MS);
      await lifeGoesOn(stage);
      stage.setClock(-HOUR_MS);
      await lifeGoesOn(stage);
      // Its lease seems to end in two hours, and nobody tells that it has died.
      const startAgain = await stage.end("worker");
      await startAgain();
      await lifeGoesOn(stage);
      stage.setClock(0);
    },
  },
  {
    name: "disk of the store full",
    work: "tiny",
    diskMegabytes: 24,
    befall: async (stage, storeDir) => {
      const filler = join(storeDir, "filler");
      fill(filler);
      await delay(5_000);
      rmSync(filler);
      await lifeGoesOn(stage);
    },
  },
  {
    name: "damaged cache files",
    work: "real",
    befall: async (stage) => {
      const folder = join(stage.dir, "cache", "segments");
      for (const name of readdirSync(folder).filter((one) => one.endsWith(".segment"))) {
        const path = join(folder, name);
        const bytes = await readFile(path).catch(() => null);
        if (!bytes) continue;
        const middle = Math.floor(bytes.length / 2);
        bytes[middle] = ~(bytes[middle] ?? 0) & 0xff;
        await writeFile(path, bytes).catch(() => undefined);
      }
      await lifeGoesOn(stage, 6);
    },
  },
];

export type ConditionOutcome = { condition: string } & Omit<DrillOutcome, "kills" | "recoveryMs">;

/** What may befall a machine beside sudden deaths. A disk of one's own takes the right to mount; without it that one is left out. */
export async function endure(): Promise<ConditionOutcome[]> {
  const outcomes: ConditionOutcome[] = [];
  for (const { name, work, diskMegabytes, befall } of conditions) {
    const disk = diskMegabytes === undefined ? null : mountDisk(diskMegabytes);
    if (disk === "not allowed") {
      process.stderr.write(`${name}: left out, since this user may mount no disk\n`);
      continue;
    }
    const stage = await openStage(work, disk?.dir);
    let left: Left | null = null;
    try {
      await lifeGoesOn(stage);
      await befall(stage, disk?.dir ?? stage.dir);
      await lifeGoesOn(stage);
      await stage.enough();
      const counted = await count(stage, work);
      left = await stage.close();
      outcomes.push({ condition: name, ...counted, ...left });
    } finally {
      if (left === null) await stage.close();
      disk?.unmount();
    }
  }
  return outcomes;
}

/** Writes until nothing fits any more, down to the last bytes. */
function fill(path: string): void {
  const file = openSync(path, "w");
  for (let pieceBytes = 1024 * 1024; pieceBytes >= 1; ) {
    try {
      writeSync(file, Buffer.alloc(pieceBytes));
    } catch {
      pieceBytes = Math.floor(pieceBytes / 4);
    }
  }
  closeSync(file);
}

function mountDisk(megabytes: number): { dir: string; unmount(): void } | "not allowed" {
  const dir = mkdtempSync(join(tmpdir(), "aura-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", dir], { stdio: "ignore" });
  } catch {
    rmSync(dir, { recursive: true });
    return "not allowed";
  }
  return {
    dir,
    unmount: () => {
      execFileSync("umount", [dir]);
      rmSync(dir, { recursive: true });
    },
  };
}
