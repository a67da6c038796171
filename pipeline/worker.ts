import { randomUUID } from "node:crypto";
import { fstatSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { readCommandLine, UsageError } from "../commandLine.ts";
import { api } from "../convex/_generated/api.js";
import { connectStore } from "../convex/client.ts";
import { defined } from "../convex/model/defined.ts";
import { type Environment, readEnvironment, storageKindOf } from "../environment.ts";
import { explainedByDisk, freeBytesOf, requireDiskSpace } from "./worker/disk.ts";
import { type HealthServer, serveHealth } from "./worker/health.ts";
import { type JobKind, type Perform, runLane } from "./worker/lane.ts";
import { performers } from "./worker/perform.ts";
import { clearScratch, keepTidy } from "./worker/retention.ts";
import { openShelf } from "./worker/storage/open.ts";
import type { Shelf } from "./worker/storage/shelf.ts";
import { keepCaughtUp } from "./worker/storage/upkeep.ts";
import { openVitals, type Vitals } from "./worker/vitals.ts";
import { openWorkshop, type Workshop } from "./worker/workshop.ts";

const command = {
  name: "npm run worker",
  ways: [""],
  does: "Takes jobs from the store at CONVEX_URL with the key in AURA_WORKER_KEY, until it is asked to stop.",
  options: {},
} as const;

/** `npm run worker`: takes jobs from the store until it is asked to stop, or until whoever started it is gone. */
const log = pino({ name: "worker" });
const stop = new AbortController();

/** Recordings and edits wait for each other in no queue: an edit is answered while a recording runs. */
const lanes: JobKind[][] = [
  ["record", "reel"],
  ["render", "export"],
];

async function main(environment: Environment): Promise<void> {
  const { CONVEX_URL: url, AURA_WORKER_KEY: key, AURA_HOME: home } = environment;
  if (!url) throw new UsageError("Set CONVEX_URL to the store's address; npm start sets it for its own worker.");
  if (!key)
    throw new UsageError("Set AURA_WORKER_KEY to a key that the store knows; npm start makes one for its own worker.");
  // Whoever started this process finds its jobs by machine and process when it dies.
  const workerId = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const connection = connectStore({ url, key, kind: "worker" });
  const ask = () => connection.query(api.jobs.takeInUse, { runId: workerId });
  const vitals = openVitals({ workerId, dir: home, ask });
  const store = vitals.hears(connection);
  const shelf = await openShelf(environment, store);
  await clearScratch(join(home, "scratch"));
  const workshop = await openWorkshop({ store, home, shelf, log });
  const endUpkeep = await openUpkeep(workshop, { shelf, vitals, environment });
  // A key that the store does not know is told now; while the store is away, this waits.
  await ask();
  log.info({ workerId, url, storage: storageKindOf(environment) }, "ready");
  const deeds = performers(workshop);
  const perform: Perform = vitals.counts(async (claim, work) => {
    try {
      await requireDiskSpace(home);
      await deeds[claim.kind](claim, work);
    } catch (error) {
      throw work.signal.aborted ? error : await explainedByDisk(error, home);
    }
  });
  await Promise.all(lanes.map((kinds) => runLane({ store, workerId, kinds, log, signal: stop.signal, perform })));
  endUpkeep();
  await store.close();
  log.info("stopped");
}

/** What goes on beside the jobs: the disk is kept tidy, and whoever asks is told how the worker is. Answers how to end it. */
async function openUpkeep(
  { store, takes, cacheDir }: Workshop,
  { shelf, vitals, environment }: { shelf: Shelf | null; vitals: Vitals; environment: Environment },
): Promise<() => void> {
  const { AURA_HEALTH_PORT: port, AURA_HOME: home } = environment;
  const { AURA_KEEP_FAILED_DAYS: failed, AURA_KEEP_TAKES_DAYS: resting } = environment;
  const stopWatching = store.watch(api.jobs.ready, {}, vitals.sawQueue, (error) =>
    log.warn({ err: error }, "the queue cannot be watched"),
  );
  const takeUse = (runId: string) => store.query(api.jobs.takeInUse, { runId });
  const freeBytes = () => freeBytesOf(home);
  const keepDays = defined({ failed, resting });
  const stopTidying = keepTidy({ takesDir: takes.dir, cacheDir, takeUse, freeBytes, keepDays, log });
  const stopSharing = shelf ? keepCaughtUp({ store, takes, shelf, log }) : () => undefined;
  const health = port === undefined ? null : await tellHealth(port, vitals);
  return () => {
    stopWatching();
    stopTidying();
    stopSharing();
    health?.close();
  };
}

/** Null when the port cannot be used: that must stop no recording. */
async function tellHealth(port: number, vitals: Vitals): Promise<HealthServer | null> {
  try {
    const health = await serveHealth({ port, vitals });
    log.info({ url: health.url }, "health is told");
    return health;
  } catch (error) {
    log.error({ err: error, port }, "AURA_HEALTH_PORT cannot be used; choose another");
    return null;
  }
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
  readCommandLine(command);
  await main(readEnvironment());
  process.exit(0);
} catch (error) {
  const isUsage = error instanceof UsageError;
  if (!isUsage) log.error({ err: error }, "the worker could not go on");
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(isUsage ? 2 : 1);
}
