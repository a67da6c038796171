import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import getPort from "get-port";
import { readManifest } from "../detect/packages.ts";
import type { WebAppInfo } from "../detect/types.ts";
import { PipelineError } from "../failure.ts";
import { type GuardedProcess, startGuarded } from "../process/guarded.ts";
import { oldHashes, programEnvironment } from "../process/programEnvironment.ts";
import type { OnProgress } from "../progress.ts";
import { devCommand } from "./devCommand.ts";
import { nodeNote } from "./quote.ts";
import { awaitAnswer } from "./readiness.ts";

const stage = "Starting the app";
const staticServerFile = fileURLToPath(new URL("staticServer.ts", import.meta.url));

export type DevServerOptions = {
  /** The checked-out repository. */
  projectDir: string;
  app: WebAppInfo;
  /** Default: a free one. */
  port?: number;
  /** Name of the script in the app's package.json; default: the app's dev script. */
  script?: string;
  /** How long until the first page must be answered. Default 120 s. */
  timeoutMs?: number;
  pollIntervalMs?: number;
  /** The home of its programs, in place of ours: no settings and no credentials of whoever runs us are found there. */
  homeDir?: string;
  /** All that the server prints is added to this file. */
  logFile?: string;
  signal?: AbortSignal;
  onProgress?: OnProgress;
};

export type DevServerHandle = AsyncDisposable & {
  url: string;
  port: number;
  /** The guard that the server runs under; it ends when the server does. */
  process: ChildProcess;
  /** The server's last lines. */
  lastLines(count: number): string[];
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** Ends the server with all its descendants: SIGTERM, and SIGKILL after 2 s. */
  kill(): Promise<void>;
};

/**
 * Starts the app and waits until it answers with a page. It sees no secret and ends with this process, however that ends.
 * Throws `server_exited`, `server_silent` (both with its last lines) or `port_in_use`.
 */
export async function startDevServer({
  projectDir,
  app,
  port,
  script = app.devScript ?? undefined,
  timeoutMs = 120_000,
  pollIntervalMs = 100,
  logFile,
  homeDir,
  signal,
  onProgress = () => {},
}: DevServerOptions): Promise<DevServerHandle> {
  onProgress({ stage, fraction: 0 });
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const chosenPort = port ?? (await getPort({ host: "127.0.0.1" }));
    const server = start({ projectDir, app, script, port: chosenPort, logFile, homeDir });
    const onAbort = (): void => void server.end();
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      const url = await awaitAnswer({
        server,
        note: nodeNote(app),
        port: chosenPort,
        timeoutMs,
        pollIntervalMs,
        ...(signal ? { signal } : {}),
        onProgress: (fraction) => onProgress({ stage, fraction }),
      });
      onProgress({ stage, fraction: 1 });
      return handleOf(server, url);
    } catch (error) {
      await server.end();
      signal?.throwIfAborted();
      // A free port can be taken by somebody between our look and the server's start.
      const isTaken = error instanceof PipelineError && error.code === "port_in_use";
      if (!isTaken || port !== undefined || attempt === 3) throw error;
    } finally {
      signal?.removeEventListener("abort", onAbort);
    }
  }
}

function handleOf(server: GuardedProcess, url: string): DevServerHandle {
  return {
    url,
    port: Number(new URL(url).port),
    process: server.process,
    lastLines: (count) => server.log.last(count),
    ended: server.ended.then(() => {}),
    kill: server.end,
    [Symbol.asyncDispose]: server.end,
  };
}

function start({
  projectDir,
  app,
  script,
  port,
  logFile,
  homeDir,
}: {
  projectDir: string;
  app: WebAppInfo;
  script: string | undefined;
  port: number;
  logFile: string | undefined;
  homeDir: string | undefined;
}): GuardedProcess {
  const home = homeDir === undefined ? {} : { HOME: homeDir };
  const log = logFile === undefined ? {} : { logFile };
  const packageDir = join(projectDir, app.packageDir);
  if (app.staticDir !== null && script === undefined) {
    const args = [staticServerFile, join(projectDir, app.staticDir), String(port)];
    const env = programEnvironment([], home);
    return startGuarded({ command: process.execPath, args, cwd: packageDir, env, ...log });
  }
  const { body, before } = scriptBody(packageDir, app, script);
  const { command, args } = devCommand(body, before, port);
  return startGuarded({
    command,
    args,
    cwd: packageDir,
    env: { ...serverEnvironment(projectDir, app, script ?? "dev", port), ...home },
    ...log,
  });
}

/** What the script runs; an app without one is started by its framework's own program. */
function scriptBody(
  packageDir: string,
  app: WebAppInfo,
  script: string | undefined,
): { body: string; before: string | null } {
  const scripts = readManifest(packageDir)?.scripts ?? {};
  if (script === undefined && app.devCommand !== null) return { body: app.devCommand, before: null };
  const body = script === undefined ? undefined : followed(scripts, script);
  if (body === undefined) {
    throw new PipelineError(
      "no_dev_script",
      `The app's package.json has no script "${script ?? "dev"}"; name one that starts it.`,
    );
  }
  return { body, before: scripts[`pre${script}`] ?? null };
}

/** A script that only hands on to another ("npm run dev:web") is that other one, so that it can be told its port. */
function followed(scripts: Record<string, string>, name: string, depth = 0): string | undefined {
  const body = scripts[name];
  const next = /^\s*(?:npm|pnpm|yarn|bun)(?:\s+run)?\s+([\w:.-]+)\s*$/.exec(body ?? "")?.[1];
  const leads = next !== undefined && next !== name && scripts[next] !== undefined && depth < 5;
  return leads ? followed(scripts, next, depth + 1) : body;
}

const serverEnvironment = (
  projectDir: string,
  app: WebAppInfo,
  script: string,
  port: number,
): Record<string, string> => {
  const binDirs = [app.packageDir, app.packageManager.installDir, ""].map((dir) =>
    join(projectDir, dir, "node_modules", ".bin"),
  );
  return programEnvironment([...new Set(binDirs)].filter(existsSync), {
    PORT: String(port),
    HOST: "127.0.0.1",
    BROWSER: "none",
    NO_COLOR: "1",
    ...oldHashes(),
    npm_lifecycle_event: script,
    NEXT_TELEMETRY_DISABLED: "1",
    NUXT_TELEMETRY_DISABLED: "1",
    ASTRO_TELEMETRY_DISABLED: "1",
    NG_CLI_ANALYTICS: "false",
    GATSBY_TELEMETRY_DISABLED: "1",
    STORYBOOK_DISABLE_TELEMETRY: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
    CHECKPOINT_DISABLE: "1",
    COREPACK_ENABLE_STRICT: "0",
    COREPACK_ENABLE_DOWNLOAD_PROMPT: "0",
  });
};
