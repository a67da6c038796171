import { access, mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { git, resolveRevision } from "../diff/git.ts";
import { PipelineError } from "../failure.ts";

/**
 * Lays out one revision of a repository in a new folder and gives its commit's hash. The folder is a clone that borrows the
 * repository's objects, so that build scripts which ask git find an answer, and the repository itself is only read: no
 * worktree entry, no ref, no lock. No hooks, no submodules, no large-file downloads. `intoDir` must not exist yet.
 */
export async function checkOut({
  repoDir,
  revision,
  intoDir,
  signal,
}: {
  repoDir: string;
  revision: string;
  intoDir: string;
  signal?: AbortSignal;
}): Promise<{ dir: string; commit: string }> {
  const commit = await resolveRevision(repoDir, revision);
  const isTaken = await access(intoDir).then(
    () => true,
    () => false,
  );
  if (isTaken)
    throw new PipelineError("folder_taken", `${intoDir} exists already; choose a new folder for the checkout.`);
  await mkdir(dirname(intoDir), { recursive: true });
  await git(
    dirname(intoDir),
    ["clone", "--quiet", "--shared", "--no-checkout", "--template=", "--", resolve(repoDir), resolve(intoDir)],
    signal,
  );
  await git(intoDir, ["checkout", "--quiet", "--detach", commit], signal);
  return { dir: intoDir, commit };
}
