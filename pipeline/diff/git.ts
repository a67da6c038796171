import { existsSync } from "node:fs";
import { execa } from "execa";
import { cleanEnvironment } from "../../environment.ts";
import { PipelineError } from "../failure.ts";

/**
 * Nothing of the machine's or the user's configuration, no hook, no helper program, no prompt, no fetch behind our back:
 * a repository is read, never obeyed.
 */
const gitEnvironment = (): Record<string, string> =>
  cleanEnvironment({
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_LFS_SKIP_SMUDGE: "1",
  });

const settings = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.quotePath=false",
  "core.pager=cat",
  "filter.lfs.smudge=",
  "filter.lfs.process=",
  "filter.lfs.required=false",
  "protocol.ext.allow=never",
  "advice.detachedHead=false",
  // The folder was given by name; who owns it does not matter to a reader.
  "safe.directory=*",
].flatMap((setting) => ["-c", setting]);

/** How every git is run here: its arguments and execa's options. */
export const gitCommand = (dir: string, args: readonly string[]) => ({
  args: [...settings, ...args],
  options: {
    cwd: dir,
    env: gitEnvironment(),
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 256 * 1024 * 1024,
    timeout: 120_000,
  } as const,
});

/** Runs git in a folder and gives its output as it is. Throws `git_failed` with git's last line. */
export async function git(dir: string, args: readonly string[], signal?: AbortSignal): Promise<string> {
  const command = gitCommand(dir, args);
  const run = await execa("git", command.args, { ...command.options, ...(signal ? { cancelSignal: signal } : {}) });
  signal?.throwIfAborted();
  if (run.exitCode === 0) return run.stdout;
  if (run.code === "ENOENT" && run.exitCode === undefined) {
    const message = existsSync(dir)
      ? "There is no git on this machine; install it."
      : `There is no folder ${dir}; give the folder of a git repository.`;
    throw new PipelineError("git_missing", message, { cause: run });
  }
  const said = run.stderr.trim().split("\n").at(-1) ?? "";
  throw new PipelineError("git_failed", `git ${args[0] ?? ""} failed: ${said || `exit code ${run.exitCode}`}.`, {
    cause: run,
  });
}

/** The commit's full hash. Throws `revision_missing` when the repository has no such revision. */
export async function resolveRevision(repoDir: string, revision: string): Promise<string> {
  // A revision that looks like a flag would be read as one.
  const found = revision.startsWith("-")
    ? null
    : await git(repoDir, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]).catch(
        (error) => {
          if (error instanceof PipelineError && error.code === "git_missing") throw error;
          return null;
        },
      );
  if (found !== null) return found.trim();
  const isRepository = await git(repoDir, ["rev-parse", "--git-dir"]).then(
    () => true,
    () => false,
  );
  if (!isRepository) {
    throw new PipelineError("not_a_repository", `${repoDir} is not a git repository; give the folder of one.`);
  }
  throw new PipelineError(
    "revision_missing",
    `The repository has no commit or branch named "${revision}"; check the name, or fetch it first.`,
  );
}

/** Every file of a revision with its object's hash; links and submodules are left out. */
export async function filesAt(repoDir: string, revision: string): Promise<Map<string, string>> {
  const listed = (await git(repoDir, ["ls-tree", "-r", "-z", revision])).split("\0");
  return new Map(
    listed.flatMap((entry): [string, string][] => {
      const [, hash, path] = /^100\d{3} blob ([0-9a-f]+)\t([\s\S]+)$/.exec(entry) ?? [];
      return hash && path ? [[path, hash]] : [];
    }),
  );
}
