import { randomUUID } from "node:crypto";
import { access, mkdir, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { api } from "../../../convex/_generated/api.js";
import type { Store } from "../../../convex/client.ts";
import { git, gitCommand, resolveRevision } from "../../diff/git.ts";
import { PipelineError } from "../../failure.ts";
import type { Claim } from "../lane.ts";
import { packBytes } from "./pack.ts";
import { foundAs } from "./place.ts";
import { storeShelf } from "./storeShelf.ts";

type Wanted = Pick<Claim["run"], "_id"> & { repoUrl: string; baseSha: string; commitSha: string };

/**
 * Gives a folder with the repository of a run: the one that the run names where this machine has it, else one of the run's two
 * commits alone, which the bot has put into the store. So a worker needs neither the bot's disk nor a token. Throws
 * `repository_elsewhere`, or what is wrong with the repository that is here.
 */
export async function openSource(
  { store, sourcesDir }: { store: Store; sourcesDir: string },
  { _id: runId, repoUrl, baseSha, commitSha }: Wanted,
  signal: AbortSignal,
): Promise<string> {
  const missing = await missingHere(repoUrl, [baseSha, commitSha]);
  if (missing === null) return repoUrl;
  const folder = join(sourcesDir, `${baseSha}-${commitSha}.git`);
  if (!(await isThere(folder))) {
    const found = await store.query(api.packs.source, { runId });
    if (found === null) throw missing;
    const shelf = storeShelf(store);
    await receive(packBytes(shelf, foundAs(shelf, found), signal), { folder, commits: [baseSha, commitSha], signal });
  }
  const now = new Date();
  await utimes(folder, now, now);
  return folder;
}

/** Null when the repository is on this machine with both commits, else what is to be said of it. */
async function missingHere(repoUrl: string, commits: readonly string[]): Promise<unknown> {
  if (!(await isThere(repoUrl))) {
    const message = `The repository ${repoUrl} is not on this worker's machine; ask again, so that its commits are sent here.`;
    return new PipelineError("repository_elsewhere", message);
  }
  try {
    for (const commit of commits) await resolveRevision(repoUrl, commit);
    return null;
  } catch (error) {
    return error;
  }
}

type Received = { folder: string; commits: readonly string[]; signal: AbortSignal };

/** A bare repository of git's own pack; git checks each object against its name. Its history ends at these commits. */
async function receive(bytes: AsyncIterable<Uint8Array>, { folder, commits, signal }: Received): Promise<void> {
  const partial = `${folder}.partial-${randomUUID()}`;
  await mkdir(partial, { recursive: true });
  try {
    await git(partial, ["init", "--quiet", "--bare", "--template=", "."], signal);
    await writeFile(join(partial, "shallow"), `${commits.join("\n")}\n`);
    await indexPack(bytes, partial, signal);
    // A clone takes over what branches lead to.
    for (const commit of commits) await git(partial, ["update-ref", `refs/heads/${commit}`, commit], signal);
    await rename(partial, folder).catch(async (error: unknown) => {
      if (!(await isThere(folder))) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Far more than a repository's two commits need on any line. */
const RECEIVE_LIMIT_MS = 900_000;

async function indexPack(bytes: AsyncIterable<Uint8Array>, dir: string, signal: AbortSignal): Promise<void> {
  const { args, options } = gitCommand(dir, ["index-pack", "--stdin"]);
  const run = await execa("git", args, {
    ...options,
    stdin: bytes,
    timeout: RECEIVE_LIMIT_MS,
    cancelSignal: signal,
  });
  signal.throwIfAborted();
  if (run.exitCode === 0 && !run.failed) return;
  if (run.cause instanceof PipelineError) throw run.cause;
  const message = "The commits that were sent to this worker cannot be read; ask again.";
  throw new PipelineError("source_damaged", message, { cause: run, isRetryable: true });
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
