import { randomUUID } from "node:crypto";
import { access, mkdir, rename, rm, utimes } from "node:fs/promises";
import { basename, join } from "node:path";
import { api } from "../../../convex/_generated/api.js";
import type { Id } from "../../../convex/_generated/dataModel.js";
import type { Store } from "../../../convex/client.ts";
import { PipelineError } from "../../failure.ts";
import { folderBytes, packBytes, putPack, unpackFolder } from "./pack.ts";
import { foundAs, placeOf } from "./place.ts";
import type { Shelf } from "./shelf.ts";

/** A worker's takes: folders in its own home, and, where workers share a shelf, everybody's. */
export type Takes = {
  dir: string;
  /** Where a take of this worker is recorded to. */
  folderOf(takeRef: string): string;
  /** Gives a finished take to the other workers; without a shelf there is nothing to do. */
  share(runId: Id<"runs">, takeRef: string, signal: AbortSignal): Promise<void>;
  /** The folder of a run's take, which is fetched when another worker recorded it. Throws `take_missing`. */
  open(run: { takeRef?: string }, signal: AbortSignal): Promise<string>;
};

type TakesOptions = {
  store: Store;
  takesDir: string;
  /** On the disk of `takesDir`, so that a whole take can be renamed into place. */
  scratchDir: string;
  /** Null while all workers share one home. */
  shelf: Shelf | null;
};

type Fetch = { ended: Promise<void>; signal: AbortSignal };

export function openTakes({ store, takesDir, scratchDir, shelf }: TakesOptions): Takes {
  const underWay = new Map<string, Fetch>();
  // The store's word is not trusted as a path: a take lies directly in the takes folder.
  const folderOf = (takeRef: string) => join(takesDir, basename(takeRef));

  async function fetchTake(takeRef: string, signal: AbortSignal): Promise<void> {
    const found = shelf && (await store.query(api.packs.take, { takeRef }));
    if (!found) throw missing(shelf !== null);
    const pack = foundAs(shelf, found);
    const partial = join(scratchDir, `take-${randomUUID()}`);
    await mkdir(partial, { recursive: true });
    try {
      await unpackFolder(packBytes(shelf, pack, signal), partial);
      await rename(partial, folderOf(takeRef)).catch(async (error: unknown) => {
        // Another worker of this home was quicker; a take never changes, so its copy is as good.
        if (!(await isThere(folderOf(takeRef)))) throw error;
      });
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  }

  /** One fetch at a time of each take, whoever waits for it. */
  function fetchOnce(takeRef: string, signal: AbortSignal): Fetch {
    const known = underWay.get(takeRef);
    if (known) return known;
    const ended = fetchTake(takeRef, signal).finally(() => underWay.delete(takeRef));
    const fetch = { ended, signal };
    underWay.set(takeRef, fetch);
    return fetch;
  }

  return {
    dir: takesDir,
    folderOf,
    share: async (runId, takeRef, signal) => {
      if (!shelf) return;
      const pack = await putPack(shelf, `takes/${basename(takeRef)}`, folderBytes(folderOf(takeRef)), signal);
      const { sizeBytes, sha256 } = pack;
      const isNew = await store.mutation(api.packs.addTake, {
        ...{ runId, name: takeRef, place: placeOf(shelf, pack), sizeBytes, sha256 },
      });
      if (!isNew) await shelf.remove(pack.references);
    },
    open: async ({ takeRef }, signal) => {
      if (!takeRef)
        throw new PipelineError("take_missing", "This run has no recording yet; ask again when it is finished.");
      const folder = folderOf(takeRef);
      while (!(await isThere(folder))) {
        const fetch = fetchOnce(takeRef, signal);
        await fetch.ended.catch((error: unknown) => {
          // Whoever began this fetch was told to stop; we were not, and begin it again.
          if (signal.aborted || !fetch.signal.aborted) throw error;
        });
      }
      await markUsed(folder);
      return folder;
    },
  };
}

/** A take that a job works with counts as used now. One that is not here is the job's own affair. */
export async function markUsed(folder: string): Promise<void> {
  const now = new Date();
  await utimes(folder, now, now).catch(() => undefined);
}

const isThere = (folder: string): Promise<boolean> =>
  access(join(folder, "take.json")).then(
    () => true,
    () => false,
  );

const missing = (isShared: boolean): PipelineError =>
  new PipelineError(
    "take_missing",
    isShared
      ? "This recording is kept nowhere any more; record it again."
      : "This recording is not on the machine that was to edit it; record it again, or let the workers share it (AURA_STORAGE in docs/operations.md).",
  );
