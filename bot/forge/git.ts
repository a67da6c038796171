import { execa } from "execa";
import { cleanEnvironment } from "../../environment.ts";
import { DoorError } from "../failure.ts";

/** Reads only: no lock files, no hooks, no file-system monitor that the repository's own configuration could name. */
const readOnly = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];

async function run(dir: string, parameters: readonly string[]) {
  return execa("git", [...readOnly, ...parameters], {
    cwd: dir,
    env: cleanEnvironment({ GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" }),
    extendEnv: false,
    timeout: 30_000,
    stdin: "ignore",
    reject: false,
  });
}

/** git's standard output without the last line break. Throws DoorError `git_missing` or `git_failed`. */
export async function git(dir: string, parameters: readonly string[]): Promise<string> {
  const outcome = await run(dir, parameters);
  if (outcome.code === "ENOENT") throw new DoorError("git_missing", "git was not found; install git and try again.");
  if (outcome.failed) {
    const said = outcome.stderr.split("\n")[0] || `exit code ${outcome.exitCode}`;
    throw new DoorError("git_failed", `git could not read ${dir}: ${said}.`, { cause: outcome });
  }
  return outcome.stdout;
}

/** As `git`, but null where git says no (an absent reference, a folder that is no repository). */
export async function gitOrNull(dir: string, parameters: readonly string[]): Promise<string | null> {
  const outcome = await run(dir, parameters);
  if (outcome.code === "ENOENT") throw new DoorError("git_missing", "git was not found; install git and try again.");
  return outcome.failed ? null : outcome.stdout;
}
