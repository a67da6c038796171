import { randomUUID } from "node:crypto";
import { fstatSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { connectStore } from "../convex/client.ts";
import { type Environment, readEnvironment } from "../environment.ts";
import { findBrowser } from "./provision/browser.ts";
import { findFfmpeg } from "./provision/ffmpeg.ts";
import { explainedByDisk, requireDiskSpace } from "./worker/disk.ts";
import { type JobKind, type Perform, runLane } from "./worker/lane.ts";
import { performers } from "./worker/perform.ts";
import type { Workshop } from "./worker/workshop.ts";

/** `npm run worker`: takes jobs from the store until it is asked to stop, or until whoever started it is gone. */
const log = pino({ name: "worker" });
const stop = new AbortController();

/** Recordings and edits wait for each other in no queue: an edit is answered while a recording runs. */
const lanes: JobKind[][] = [["record"], ["render", "export"]];

async function main(environment: Environment): Promise<void> {
  const { CONVEX_URL: url, AURA_WORKER_KEY: key, AURA_HOME: home } = environment;
  if (!url) throw new Error("Set CONVEX_URL to the store's address; npm start sets it for its own worker.");
  if (!key)
    throw new Error("Set AURA_WORKER_KEY to a key that the store knows; npm start makes one for its own worker.");
  const store = connectStore({ url, key, kind: "worker" });
  const workshop = await openWorkshop(store, home);
  const workerId = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  log.info({ workerId, url }, "ready");
  const deeds = performers(workshop);
  const perform: Perform = async (claim, work) => {
    try {
      await requireDiskSpace(home);
      await deeds[claim.kind](claim, work);
    } catch (error) {
      throw work.signal.aborted ? error : await explainedByDisk(error, home);
    }
  };
  await Promise.all(lanes.map((kinds) => runLane({ store, workerId, kinds, log, signal: stop.signal, perform })));
  await store.close();
  log.info("stopped");
}

async function openWorkshop(store: Workshop["store"], home: string): Promise<Workshop> {
  const takesDir = join(home, "takes");
  const cacheDir = join(home, "cache");
  const scratchDir = join(home, "scratch");
  // What a killed worker left half done belongs to nobody.
  await rm(scratchDir, { recursive: true, force: true });
  for (const dir of [takesDir, cacheDir, scratchDir]) await mkdir(dir, { recursive: true });
  const loginsDir = join(home, "logins");
  return { store, takesDir, cacheDir, scratchDir, loginsDir, browser: once(findBrowser), ffmpeg: once(findFfmpeg) };
}

/** Found at the first job that needs it; looked for again when that failed. */
function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | null = null;
  return () => {
    found ??= find().catch((error: unknown) => {
      found = null;
      throw error;
    });
    return found;
  };
}

/** A last resort: work that does not end within this is cut off, and its lease runs out. */
const STOP_LIMIT_MS = 5_000;

function askToStop(why: string): void {
  if (stop.signal.aborted) return;
  log.info({ why }, "stopping");
  stop.abort(why);
  setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
}

process.on("SIGTERM", () => askToStop("SIGTERM"));
process.on("SIGINT", () => askToStop("SIGINT"));
// A pipe on standard input belongs to the process that started us: when it closes, that process is gone. A service manager
// gives /dev/null instead, which says nothing.
const input = fstatSync(process.stdin.fd);
if (input.isFIFO() || input.isSocket()) {
  process.stdin.resume();
  process.stdin.on("close", () => askToStop("the parent process ended"));
}

try {
  await main(readEnvironment());
  process.exit(0);
} catch (error) {
  log.error({ err: error }, "the worker could not go on");
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
