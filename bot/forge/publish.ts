import { createHash } from "node:crypto";
import { openAsBlob } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import type { Forge, PullRequest } from "../../agent/forge.ts";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import { cleanEnvironment, type Environment, storageKindOf } from "../../environment.ts";
import { DoorError } from "../failure.ts";

/** A part is sent in one request, for which a deployment allows two minutes. */
const PART_BYTES = 8 * 1024 * 1024;
const PACK_LIMIT_MS = 5 * 60_000;

/** What a run is made of: a repository's folder on this machine, and two commits in it. */
export type Source = Pick<PullRequest, "repoUrl" | "baseSha" | "headSha">;

/** Gives the commits to the workers, who may be on other machines; the folder and its token stay here. */
export type Publish = (workspaceId: Id<"workspaces">, source: Source) => Promise<void>;

/** Throws DoorError `source_unpublished`. Where all workers are on this machine there is nothing to do. */
export function openPublish(environment: Environment, store: Store): Publish {
  if (storageKindOf(environment) === "local") return async () => undefined;
  return async (workspaceId, { repoUrl, baseSha, headSha: commitSha }) => {
    if (await store.mutation(api.packs.renewSource, { baseSha, commitSha })) return;
    const dir = await mkdtemp(join(tmpdir(), "aura-source-"));
    try {
      const file = join(dir, "commits.pack");
      await packCommits(repoUrl, [baseSha, commitSha], file);
      const pack = await put(store, file);
      await store.mutation(api.packs.addSource, { workspaceId, baseSha, commitSha, ...pack });
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  };
}

/** The same forge; a pull request that is asked for by number is published. */
export function publishing(forge: Forge, publish: Publish, workspaceId: Id<"workspaces">): Forge {
  const { in: inWorkspace } = forge;
  return {
    ...forge,
    getPullRequest: async (repo, number) => {
      const pullRequest = await forge.getPullRequest(repo, number);
      if (pullRequest) await publish(workspaceId, pullRequest);
      return pullRequest;
    },
    ...(inWorkspace ? { in: (id: Id<"workspaces">) => publishing(inWorkspace(id), publish, id) } : {}),
  };
}

/** The file in the store, a part at a time. */
async function put(store: Store, file: string) {
  const blob = await openAsBlob(file);
  const hash = createHash("sha256");
  const parts: Id<"_storage">[] = [];
  for (let from = 0; from < blob.size; from += PART_BYTES) {
    const part = await blob.slice(from, from + PART_BYTES).bytes();
    hash.update(part);
    parts.push(await store.upload(part, "application/octet-stream"));
  }
  return { place: { kind: "store" as const, parts }, sizeBytes: blob.size, sha256: hash.digest("hex") };
}

/** Everything that the commits need to be checked out, and nothing of their history, in git's own format. */
async function packCommits(dir: string, commits: readonly string[], file: string): Promise<void> {
  const options = {
    cwd: dir,
    env: cleanEnvironment({ GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", GIT_NO_LAZY_FETCH: "1" }),
    extendEnv: false,
    timeout: PACK_LIMIT_MS,
    buffer: { stdout: false },
  } as const;
  const git = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"];
  try {
    await execa("git", [...git, "rev-list", "--objects", "--no-walk", "--end-of-options", ...commits], options).pipe(
      "git",
      [...git, "pack-objects", "--quiet", "--stdout"],
      { ...options, stdout: { file } },
    );
  } catch (cause) {
    const message = "The commits of this pull request could not be given to the workers; see the bot's log.";
    throw new DoorError("source_unpublished", message, { cause });
  }
}
