import { existsSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readManifest } from "../detect/packages.ts";
import type { WebAppInfo } from "../detect/types.ts";
import { type GuardedProcess, startGuarded } from "../process/guarded.ts";
import { programEnvironment } from "../process/programEnvironment.ts";

/** A program of the project's own that gives its pages their data while it is written, and where it listens. */
type Companion = { command: string; port: number };

/** Programs that need nothing but a file to answer from. */
const dataServers = /(^|[\s"'/])(json-server|json-server-auth|mockoon-cli|mocks-server)(?=[\s"']|$)/;
const usualPort = 3000;
const longestWaitMs = 15_000;

/**
 * Starts the data server that a script of its own runs ("json-server --watch db.json --port 8000"): the app asks it at the
 * port that both name, so there is one of it at a time. Gives what was started; it ends with its owner.
 */
export async function startCompanions(
  dir: string,
  app: WebAppInfo,
  onLine: (line: string) => void,
): Promise<GuardedProcess[]> {
  const started: GuardedProcess[] = [];
  for (const { command, port } of companionsOf(dir, app)) {
    if (await isListening(port)) continue;
    onLine(`> ${command}`);
    const packageDir = join(dir, app.packageDir);
    const binDirs = [app.packageDir, app.packageManager.installDir]
      .map((one) => join(dir, one, "node_modules", ".bin"))
      .filter(existsSync);
    const env = programEnvironment(binDirs, { NO_COLOR: "1" });
    const running = startGuarded({ command: "sh", args: ["-c", command], cwd: packageDir, env, onLine });
    started.push(running);
    let hasEnded = false;
    void running.ended.then(() => {
      hasEnded = true;
    });
    const until = performance.now() + longestWaitMs;
    while (!hasEnded && performance.now() < until && !(await isListening(port))) await delay(100);
  }
  return started;
}

/** Scripts that run a data server, but for what the dev script runs by itself. */
export function companionsOf(dir: string, app: WebAppInfo): Companion[] {
  const scripts = readManifest(join(dir, app.packageDir))?.scripts ?? {};
  const own = app.devCommand ?? "";
  const found = Object.entries(scripts).flatMap(([name, command]): Companion[] => {
    const isRunAnyway = name === app.devScript || dataServers.test(own) || hasWord(own, name);
    if (isRunAnyway || !dataServers.test(command) || /&&|;|\|/.test(command)) return [];
    const port = Number(/(?:--port|-p)[=\s]+(\d+)/.exec(command)?.[1] ?? usualPort);
    return [{ command, port }];
  });
  return found.slice(0, 1);
}

const hasWord = (text: string, word: string): boolean => text.split(/[\s"']+/).some((one) => one === word);

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "localhost");
    const tell = (is: boolean) => () => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", tell(true)).once("error", tell(false));
  });
