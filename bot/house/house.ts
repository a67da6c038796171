import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Couriers } from "../../agent/couriers.ts";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { connectStore, type Store, storeErrorOf } from "../../convex/client.ts";
import { defined } from "../../convex/model/defined.ts";
import { hashKey } from "../../convex/model/keys.ts";
import { type EmbeddedHost, startEmbeddedHost } from "../../convex-embedded/host.ts";
import type { Environment } from "../../environment.ts";
import type { Agent } from "../conversation/agent.ts";
import { type Conductor, openConductor } from "../conversation/conductor.ts";
import { type Delivering, openDelivery } from "../delivery/delivery.ts";
import { deliveryPages } from "../delivery/pages.ts";
import type { Route } from "../door.ts";
import { DoorError } from "../failure.ts";
import { type Home, type Keys, openHome, readKeys } from "../home/home.ts";
import { lockHome } from "../home/lock.ts";
import { type Log, openLog } from "../log.ts";
import type { Platform } from "../platform.ts";
import { type Library, openLibrary } from "../results/library.ts";
import { localWorkspace } from "./local.ts";
import { keepWorker, type WorkerProcess } from "./workerProcess.ts";

const projectDir = fileURLToPath(new URL("../..", import.meta.url));

export type House = {
  environment: Environment;
  home: Home;
  store: Store;
  library: Library;
  log: Log;
  workspaceId: Id<"workspaces">;
  /** What the webhook server answers for those who got something. */
  pages: Readonly<Record<string, Route>>;
  /** Opens the conversation for these doors, and the outbox of whatever leaves the house; call it once. */
  open(agent: (couriers: Couriers) => Agent, platforms: readonly Platform[]): Conductor;
  /** Ends everything in order: doors' conversation, worker, store. Recordings under way are marked canceled when told so. */
  close(how?: { cancelRecordings: boolean }): Promise<void>;
  /** Ends the worker at once; for the second Ctrl-C. */
  kill(): void;
};

export type HouseOptions = {
  environment: Environment;
  onTrouble?: (message: string) => void;
  /** The worker's script and arguments; null when workers run elsewhere. */
  worker?: readonly string[] | null;
};

/**
 * What stands behind every door of one process: the home with its lock, the store (embedded unless CONVEX_URL is set), and
 * a worker. Throws DoorError with one sentence; what had been opened until then is closed again.
 */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { environment, onTrouble, worker: workerScript = [join(projectDir, "pipeline/worker.ts")] } = options;
  const home = openHome(environment.AURA_HOME);
  const lock = lockHome(home.dir);
  const closers: (() => unknown)[] = [() => lock.release()];
  const closeAll = async () => {
    for (const close of closers.splice(0).toReversed()) await close();
  };
  try {
    const log = openLog(join(home.logsDir, "bot.log"));
    const keys = readKeys(home);
    const host = environment.CONVEX_URL ? null : await openEmbeddedStore(home, keys, log);
    if (host) closers.push(() => host.close());
    const url = environment.CONVEX_URL ?? host?.url ?? "";
    const store = connectStore({ url, key: keys.bot, kind: "bot" });
    closers.push(() => store.close());
    const workspaceId = await enterStore(store, url, keys);
    const { AURA_KEEP_DELIVERIES_DAYS: deliveries, AURA_KEEP_HISTORY_DAYS: history } = environment;
    await store.mutation(api.retention.settle, defined({ deliveries, history }));
    const library = await openLibrary(home.videosDir);
    const worker = workerScript && startWorker(workerScript, { environment, home, keys, url, log, store, onTrouble });
    if (worker) closers.push(() => worker.stop());

    let conductor: Conductor | null = null;
    let delivery: Delivering | null = null;
    return {
      environment,
      home,
      store,
      library,
      log,
      workspaceId,
      pages: deliveryPages({ environment, store, secret: keys.bot }),
      open: (agent, platforms) => {
        delivery = openDelivery({ environment, store, library, log, platforms, secret: keys.bot });
        const parts = { agent: agent(delivery.couriers), platforms: delivery.platforms };
        conductor = openConductor({ store, library, log, ...parts });
        return conductor;
      },
      close: async (how) => {
        if (how?.cancelRecordings) await conductor?.cancelRecordings();
        // The conversation may wait for what the outbox sends.
        await delivery?.close();
        await conductor?.close();
        await closeAll();
      },
      kill: () => worker?.kill(),
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function openEmbeddedStore(home: Home, keys: Keys, log: Log): Promise<EmbeddedHost> {
  const host = await startEmbeddedHost({
    databaseFile: home.databaseFile,
    filesDir: home.filesDir,
    functionsDir: join(projectDir, "convex"),
    adminKey: keys.bot,
    log: (entry) => log.info(entry, "store"),
  });
  for (const kind of ["bot", "worker"] as const) {
    const keyHash = await hashKey(keys[kind]);
    await host.runInternal("credentials:register", { kind, keyHash, label: `this machine's ${kind}` });
  }
  writeFileSync(home.storeUrlFile, host.url);
  // We hold the home's lock and have started no worker yet: whatever was claimed belongs to the dead.
  await host.runInternal("jobs:abandonLeases", {});
  await host.runInternal("deliveries:abandonLeases", {});
  return host;
}

async function enterStore(store: Store, url: string, keys: Keys): Promise<Id<"workspaces">> {
  try {
    return await store.mutation(api.workspaces.ensure, localWorkspace);
  } catch (error) {
    if (storeErrorOf(error)?.code !== "forbidden") throw error;
    const registration = JSON.stringify({ kind: "bot", keyHash: await hashKey(keys.bot), label: "bot" });
    throw new DoorError(
      "store_forbids",
      `The store at ${url} does not know this machine yet; let it in with: npx convex run credentials:register '${registration}' (docs/convex.md says how that finds the deployment).`,
      { cause: error },
    );
  }
}

/** What the worker is told of the environment, beside where its store is. The programs that it runs see none of it. */
const workersOwn = [
  ...(["CHROMIUM_PATH", "FFMPEG_BIN", "AURA_HEALTH_PORT", "AURA_STORAGE"] as const),
  ...(["AURA_KEEP_FAILED_DAYS", "AURA_KEEP_TAKES_DAYS"] as const),
  ...(["AURA_S3_BUCKET", "AURA_S3_REGION", "AURA_S3_ENDPOINT", "AURA_S3_PREFIX"] as const),
  ...(["AURA_S3_ACCESS_KEY_ID", "AURA_S3_SECRET_ACCESS_KEY"] as const),
];

function startWorker(
  script: readonly string[],
  { environment, home, keys, url, log, store, onTrouble }: WorkerSurroundings,
): WorkerProcess {
  const { AURA_WORKER_KEY } = environment;
  return keepWorker({
    script,
    environment: {
      CONVEX_URL: url,
      AURA_WORKER_KEY: environment.CONVEX_URL && AURA_WORKER_KEY ? AURA_WORKER_KEY : keys.worker,
      AURA_HOME: home.dir,
      ...Object.fromEntries(
        workersOwn.flatMap((name) => (environment[name] === undefined ? [] : [[name, String(environment[name])]])),
      ),
    },
    logFile: join(home.logsDir, "worker.log"),
    log,
    ...(onTrouble ? { onTrouble } : {}),
    // As the worker makes its own id. Without this its jobs would wait for their leases to run out.
    onDeath: (pid) => {
      store
        .mutation(api.jobs.workerDied, { workerIdStart: `${hostname()}-${pid}-` })
        .catch((error: unknown) => log.warn({ err: error, pid }, "the dead worker's jobs wait for their leases"));
    },
  });
}

type WorkerSurroundings = {
  environment: Environment;
  home: Home;
  keys: Keys;
  url: string;
  log: Log;
  store: Store;
  onTrouble: ((message: string) => void) | undefined;
};
