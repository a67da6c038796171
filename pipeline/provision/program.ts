import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { cleanEnvironment } from "../../environment.ts";

const probeTimeoutMs = 15_000;

/** What a program said, or in a few words why it said nothing. */
export type ProbeResult = { ok: true; output: string } | { ok: false; reason: string };

/** Runs a program to its end with a clean environment and a limit of time. Never throws. */
export async function probe(
  path: string,
  parameters: string[],
  environment: Record<string, string> = {},
): Promise<ProbeResult> {
  const ended = await execa(path, parameters, {
    reject: false,
    all: true,
    stdin: "ignore",
    timeout: probeTimeoutMs,
    killSignal: "SIGKILL",
    extendEnv: false,
    env: cleanEnvironment(environment),
  });
  if (!ended.failed) return { ok: true, output: ended.all };
  if (ended.timedOut) return { ok: false, reason: `gave no answer within ${probeTimeoutMs / 1000} s` };
  if (ended.exitCode === undefined) return { ok: false, reason: whyItDidNotStart(ended.code, ended.signal) };
  const lastLine = ended.all.trim().split("\n").at(-1) ?? "";
  return { ok: false, reason: `ended with code ${ended.exitCode}${lastLine && `: ${lastLine.slice(0, 160)}`}` };
}

function whyItDidNotStart(code: string | undefined, signal: string | undefined): string {
  if (code === "ENOENT") return "does not exist";
  if (code === "EACCES") return "may not be run (no permission)";
  return `could not be started (${code ?? signal ?? "unknown reason"})`;
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The first file with that name on PATH that may be run. */
export function onPath(name: string): string | null {
  const fileName = process.platform === "win32" ? `${name}.exe` : name;
  for (const dir of (cleanEnvironment().PATH ?? "").split(delimiter).filter(Boolean)) {
    const path = join(dir, fileName);
    try {
      accessSync(path, constants.X_OK);
      if (isFile(path)) return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}
