import { readdir } from "node:fs/promises";
import type { Logger } from "pino";
import { api } from "../../../convex/_generated/api.js";
import type { Id } from "../../../convex/_generated/dataModel.js";
import type { Store } from "../../../convex/client.ts";
import { runIdOf } from "../retention.ts";
import type { Shelf } from "./shelf.ts";
import type { Takes } from "./takes.ts";

/**
 * What is left of earlier trouble: takes of this home that the others could not be given, and objects of a bucket that
 * nobody needs. Answers what was shared and how many packs were deleted.
 */
export async function catchUp(
  { store, takes, shelf }: { store: Store; takes: Takes; shelf: Shelf },
  signal: AbortSignal,
): Promise<{ shared: string[]; deleted: number }> {
  const shared: string[] = [];
  for (const takeRef of await readdir(takes.dir).catch(() => [])) {
    signal.throwIfAborted();
    const runId = runIdOf(takeRef) as Id<"runs">;
    const use = await store.query(api.jobs.takeInUse, { runId });
    const isShown = (use.state === "resting" || use.state === "busy") && use.takeRef === takeRef;
    if (!isShown || (await store.query(api.packs.take, { takeRef }))) continue;
    await takes.share(runId, takeRef, signal);
    shared.push(takeRef);
  }
  if (shelf.kind !== "bucket") return { shared, deleted: 0 };
  const unneeded = await store.query(api.packs.toDelete, {});
  for (const { id, keys } of unneeded) {
    await shelf.remove(keys);
    await store.mutation(api.packs.forget, { id });
  }
  return { shared, deleted: unneeded.length };
}

const HOUR_MS = 3_600_000;

/** Catches up now and every hour; a round that fails is told, and tried again with the next. Answers how to stop. */
export function keepCaughtUp({ log, ...options }: Parameters<typeof catchUp>[0] & { log: Logger }): () => void {
  const stop = new AbortController();
  let isAtIt = false;
  const round = async () => {
    if (isAtIt) return;
    isAtIt = true;
    try {
      const done = await catchUp(options, stop.signal);
      if (done.shared.length + done.deleted > 0) log.info(done, "caught up with the shared storage");
    } catch (error) {
      if (!stop.signal.aborted) log.warn({ err: error }, "the shared storage could not be caught up with");
    } finally {
      isAtIt = false;
    }
  };
  void round();
  const timer = setInterval(() => void round(), HOUR_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    stop.abort();
  };
}
