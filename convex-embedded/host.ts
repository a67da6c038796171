import type { Server } from "node:http";
import { convexToJson, jsonToConvex, type Value } from "convex/values";
import { EmbeddedHostError } from "./errors.ts";
import { Files } from "./files/files.ts";
import { importFunctions, type LoadedProject, type ModuleMap, readProject } from "./modules/load.ts";
import { asThrown, FunctionFailure } from "./run/failure.ts";
import { type FunctionLog, logToConsole } from "./run/log.ts";
import { Runtime } from "./run/runtime.ts";
import { installSyscalls } from "./run/syscalls.ts";
import { Transactor } from "./run/transactor.ts";
import { CronRunner } from "./schedule/cronRunner.ts";
import { ScheduledFunctions } from "./schedule/scheduledFunctions.ts";
import { Scheduler } from "./schedule/scheduler.ts";
import { createHttpServer } from "./serve/http.ts";
import { listen } from "./serve/listen.ts";
import { serveSync } from "./serve/sync.ts";
import { migrate } from "./store/catalog.ts";
import { type OpenStore, openDatabase } from "./store/open.ts";
import { writeSnapshot } from "./store/snapshot.ts";
import type { Json } from "./values/json.ts";

export type { LogEntry } from "./run/log.ts";
export { checkSnapshot } from "./store/snapshot.ts";

export type EmbeddedHostOptions = {
  /** The SQLite file; made when it is missing. One process at a time may own it. */
  databaseFile: string;
  /** The folder of stored files. It belongs to this store alone: files that the store does not know are deleted. */
  filesDir: string;
  /** Loopback port. 0, the default, takes the port of the last time when it is free, so that file URLs stay good. */
  port?: number;
  /** Whether the project's crons run. */
  crons?: boolean;
  /** Origins of web pages that may connect, such as "http://127.0.0.1:3000". Programs need none. */
  allowedOrigins?: string[];
  /**
   * For tests: whether a mutation that is about to commit is taken back and run again, as a Convex deployment does when two
   * conflict. One writer at a time means that it never happens here by itself.
   */
  isInConflict?: () => boolean;
  /** Lets another process of this machine ask for a snapshot: `POST /api/snapshot` with `Authorization: Convex <key>`. */
  adminKey?: string;
  log?: FunctionLog;
} & (
  | {
      /** The folder with schema.ts and the functions. */
      functionsDir: string;
    }
  | {
      /** The modules by their path in the functions directory ("messages.ts"). */
      loadModules: () => Promise<ModuleMap>;
    }
);

export type EmbeddedHost = {
  /** What a ConvexClient or ConvexHttpClient is given. */
  url: string;
  /**
   * Calls any function of the project, internal ones too, in this process: "messages:send". Throws the function's own
   * error, or its ConvexError.
   */
  runInternal(name: string, args?: Record<string, Value>): Promise<unknown>;
  /** Writes the store as it is at one moment into a new folder; `checkSnapshot` reads it. */
  snapshot(intoDir: string): Promise<void>;
  /** Ends connections, waits for what is running, and lets the store go. */
  close(): Promise<void>;
};

/** Hosts a project's Convex functions on one SQLite file, on 127.0.0.1. Throws EmbeddedHostError with a sentence for people. */
export async function startEmbeddedHost(options: EmbeddedHostOptions): Promise<EmbeddedHost> {
  const log = options.log ?? logToConsole;
  installSyscalls();
  const modules = "functionsDir" in options ? await importFunctions(options.functionsDir) : await options.loadModules();
  const project = readProject(modules);
  const store = openDatabase(options.databaseFile);
  /** What is to be closed, in the order of opening. */
  const opened: (() => unknown)[] = [() => store.close()];
  const closeAll = async () => {
    for (const close of opened.reverse()) await close();
  };
  try {
    const runtime = await openRuntime(store, project, options);
    opened.push(() => runtime.transactor.close());
    const scheduler = new Scheduler(runtime, log);
    opened.push(() => scheduler.stop());
    const crons = new CronRunner(store.database, runtime, options.crons === false ? [] : project.crons, log);
    opened.push(() => crons.stop());

    const snapshot = (intoDir: string) =>
      runtime.transactor.read(() => writeSnapshot(store.database, options.filesDir, intoDir));
    const admin = options.adminKey === undefined ? null : { key: options.adminKey, snapshot };
    const serving = { runtime, log, allowedOrigins: new Set(options.allowedOrigins ?? []), admin };
    const server = createHttpServer(serving);
    const sync = serveSync(server, serving);
    opened.push(() => closeServer(server, sync));
    const url = await listen(server, store.database, options.port ?? 0);
    runtime.files.origin = url;
    await scheduler.start();
    if (options.crons !== false) await crons.start();

    let closing: Promise<void> | null = null;
    return {
      url,
      runInternal: async (name, args = {}) => {
        if (closing !== null) throw new EmbeddedHostError("host_closed", "The store was closed.");
        return callInProcess(runtime, name, args);
      },
      snapshot,
      close: () => {
        closing ??= closeAll();
        return closing;
      },
    };
  } catch (failure) {
    await closeAll();
    throw failure;
  }
}

async function openRuntime(
  store: OpenStore,
  project: LoadedProject,
  { filesDir, isInConflict }: EmbeddedHostOptions,
): Promise<Runtime> {
  const { database } = store;
  const catalog = migrate(database, project.schema);
  const runtime = new Runtime(database, new Transactor(store, isInConflict), catalog, project.functions);
  runtime.files = new Files(database, filesDir, runtime);
  runtime.scheduled = new ScheduledFunctions(database, runtime);
  await runtime.files.sweep();
  return runtime;
}

function closeServer(server: Server, sync: { close(): void }): void {
  sync.close();
  server.close();
  server.closeAllConnections();
}

async function callInProcess(runtime: Runtime, name: string, args: Record<string, Value>): Promise<unknown> {
  try {
    const text = await callAnyKind(runtime, name, convexToJson(args));
    return jsonToConvex(JSON.parse(text) as Json);
  } catch (failure) {
    throw failure instanceof FunctionFailure ? asThrown(failure) : failure;
  }
}

async function callAnyKind(runtime: Runtime, name: string, args: Json): Promise<string> {
  const { kind } = runtime.findFunction(name, ["query", "mutation", "action"]);
  if (kind === "query") return runtime.runQuery(name, args);
  if (kind === "mutation") return (await runtime.runMutation(name, args)).text;
  return runtime.runAction(name, args);
}
