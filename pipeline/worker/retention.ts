import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { FunctionReturnType } from "convex/server";
import type { api } from "../../convex/_generated/api.js";
import { isRunning } from "../process/group.ts";
import { freeBytesOf } from "./disk.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Below this the disk is short, and what can be made again goes. */
const SHORT_BYTES = 5_000_000_000;

/** How long something stays after it was last used. */
const retentionMs = {
  /** Unfinished work of killed workers. */
  leftover: DAY_MS,
  /** Takes of attempts that came to nothing, while the disk is short. */
  failedWhenShort: DAY_MS,
  /** Takes whose run was removed. Not at once: a home that was pointed at another store for a day loses nothing. */
  removed: 7 * DAY_MS,
  /** Segments and dependencies, and only while the disk is short; their caches bound themselves otherwise. */
  cache: DAY_MS,
} as const;

/** What whoever runs the worker may settle: days after their last use for which takes stay. */
export type KeepDays = {
  /** Of attempts that came to nothing, for a look at what went wrong. */
  failed: number;
  /** That can still be edited, and only while the disk is short. */
  resting: number;
};
const usualDays: KeepDays = { failed: 7, resting: 30 };

type TakeUse = FunctionReturnType<typeof api.jobs.takeInUse>;

export type RetentionOptions = {
  takesDir: string;
  cacheDir: string;
  /** What the store says of the run whose take this is. */
  takeUse: (runId: string) => Promise<TakeUse>;
  freeBytes?: () => Promise<number>;
  nowMs?: () => number;
  keepDays?: Partial<KeepDays>;
};

type Found = { path: string; name: string; restedMs: number };

/** Removes what nobody needs any more, and, while the disk is short, what was used longest ago. Answers the paths. */
export async function tidy(options: RetentionOptions): Promise<string[]> {
  const { takesDir, cacheDir, takeUse, nowMs = Date.now } = options;
  const { freeBytes = () => freeBytesOf(takesDir) } = options;
  const keep = { ...usualDays, ...options.keepDays };
  const removed: string[] = [];
  const remove = async ({ path }: Found) => {
    await rm(path, { recursive: true, force: true });
    removed.push(path);
  };
  const isShort = async () => (await freeBytes()) < SHORT_BYTES;

  for (const found of await foundIn(cacheDir, nowMs())) {
    if (/^(assemble|export)-/.test(found.name) && found.restedMs > retentionMs.leftover) await remove(found);
  }
  // Two commits of a repository each; they are fetched again when they are needed.
  for (const found of await foundIn(join(cacheDir, "sources"), nowMs())) {
    if (found.restedMs > retentionMs.leftover) await remove(found);
  }
  const takes = await foundIn(takesDir, nowMs());
  const isShortNow = await isShort();
  for (const take of takes) {
    const limitMs = limitOf(take, await takeUse(runIdOf(take.name)), { isShort: isShortNow, keep });
    if (limitMs !== "only when short" && take.restedMs > limitMs) await remove(take);
  }

  const cached = [
    ...(await foundIn(join(cacheDir, "segments"), nowMs())),
    ...(await foundIn(join(cacheDir, "dependencies"), nowMs())),
  ];
  for (const found of longestRested(cached, retentionMs.cache)) {
    if (!(await isShort())) return removed;
    await remove(found);
  }
  for (const take of longestRested(takes, keep.resting * DAY_MS)) {
    if (!(await isShort())) return removed;
    // Asked again right before: an edit may have come since.
    const use = await takeUse(runIdOf(take.name));
    if (limitOf(take, use, { isShort: true, keep }) === "only when short") await remove(take);
  }
  return removed;
}

/** A take's folder is named after its run and the attempt that recorded it. */
export const runIdOf = (name: string): string => name.split("-")[0] ?? "";

type Rules = { isShort: boolean; keep: KeepDays };

function limitOf({ name }: Found, use: TakeUse, { isShort, keep }: Rules): number | "only when short" {
  switch (use.state) {
    // A folder that somebody else put here, or a run that is being worked on.
    case "unknown":
    case "busy":
      return Number.POSITIVE_INFINITY;
    case "gone":
      return retentionMs.removed;
    case "resting": {
      const isItsTake = use.takeRef !== null && (name === use.takeRef || name.startsWith(`${use.takeRef}-`));
      const failedMs = keep.failed * DAY_MS;
      return isItsTake ? "only when short" : isShort ? Math.min(failedMs, retentionMs.failedWhenShort) : failedMs;
    }
  }
}

const longestRested = (found: readonly Found[], limitMs: number): Found[] =>
  found.filter(({ restedMs }) => restedMs > limitMs).toSorted((a, b) => b.restedMs - a.restedMs);

/** A folder's time of change stands for its last use; see `openTakes`. */
async function foundIn(dir: string, nowMs: number): Promise<Found[]> {
  const names = await readdir(dir).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(dir, name);
      const facts = await stat(path).catch(() => null);
      return facts && { path, name, restedMs: nowMs - facts.mtimeMs };
    }),
  );
  return found.filter((one) => one !== null);
}

/** Removes what killed workers left half done: the folders named after processes that run no more, and our own id's. */
export async function clearScratch(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  for (const name of await readdir(dir)) {
    const pid = Number(name);
    const isOthers = Number.isInteger(pid) && pid !== process.pid && isRunning(pid);
    if (!isOthers) await rm(join(dir, name), { recursive: true, force: true });
  }
}

type TidyLog = { info(facts: object, text: string): void; warn(facts: object, text: string): void };

/** Tidies now and every hour; a round that fails is told and tried again with the next. Answers how to stop. */
export function keepTidy({
  log,
  everyMs = HOUR_MS,
  ...options
}: RetentionOptions & { log: TidyLog; everyMs?: number }) {
  let isTidying = false;
  const round = async () => {
    // A store that is away holds a round up; the next one waits for it.
    if (isTidying) return;
    isTidying = true;
    try {
      const removed = await tidy(options);
      if (removed.length > 0) log.info({ removed }, "made room on the disk");
    } catch (error) {
      log.warn({ err: error }, "the disk could not be tidied");
    } finally {
      isTidying = false;
    }
  };
  void round();
  const timer = setInterval(() => void round(), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
