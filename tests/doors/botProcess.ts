import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cleanEnvironment } from "../../environment.ts";
import { until } from "../support/aura.ts";

const projectDir = fileURLToPath(new URL("../..", import.meta.url));
const START_TIMEOUT_MS = 120_000;
/** Longer than the bot and its worker take to end by themselves. */
const STOP_TIMEOUT_MS = 20_000;

export type BotProcess = {
  pid: number;
  /** Where webhooks arrive. */
  url: string;
  /** What it printed, and what its logs hold; for a failure's message. */
  said(): string;
  stop(): Promise<void>;
};

/** `npm run bot` as a deployment runs it: with these variables and no others, until the doors are open. */
export async function startBot(home: string, variables: Readonly<Record<string, string>>): Promise<BotProcess> {
  const child = spawn(process.execPath, [join(projectDir, "bot/bot.ts"), "--port", "0"], {
    cwd: projectDir,
    env: cleanEnvironment({ ...variables, AURA_HOME: home, PORT: "0", NODE_ENV: "test" }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const said = () => [output, ...["bot.log", "worker.log"].map((name) => endOf(join(home, "logs", name)))].join("\n");
  const address = /Webhooks arrive at (http:\S+)\./;
  try {
    await until("the doors are open", () => child.exitCode !== null || address.test(output), START_TIMEOUT_MS);
    const url = address.exec(output)?.[1];
    if (url === undefined) throw new Error(`The bot ended with ${child.exitCode}.`);
    return { pid: child.pid ?? 0, url, said, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw new Error(`${error instanceof Error ? error.message : error}\n${said()}`);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

function endOf(file: string): string {
  try {
    return readFileSync(file, "utf8").slice(-4_000);
  } catch {
    return "";
  }
}
