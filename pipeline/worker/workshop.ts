import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Store } from "../../convex/client.ts";
import { type BrowserInUse, findBrowser } from "../provision/browser.ts";
import { type FfmpegInUse, findFfmpeg } from "../provision/ffmpeg.ts";
import type { Shelf } from "./storage/shelf.ts";
import { openTakes, type Takes } from "./storage/takes.ts";

/** What a worker works with. Finished files go to the store. */
export type Workshop = {
  store: Store;
  takes: Takes;
  cacheDir: string;
  scratchDir: string;
  /** Commits that came through the store; see `openSource`. */
  sourcesDir: string;
  /** Saved logins, one file for each repository; see `loginFor`. */
  loginsDir: string;
  browser: () => Promise<BrowserInUse>;
  ffmpeg: () => Promise<FfmpegInUse>;
  log: Logger;
  /** Addresses on this machine that tours may open, for tests: a worker opens public ones alone. */
  alsoReachable?: readonly string[];
};

type WorkshopOptions = { store: Store; home: string; shelf: Shelf | null; log: Logger };

/** Lays a worker's folders out in its home. */
export async function openWorkshop({ store, home, shelf, log }: WorkshopOptions): Promise<Workshop> {
  const takesDir = join(home, "takes");
  const cacheDir = join(home, "cache");
  // Of its own, since another worker may share the home.
  const scratchDir = join(home, "scratch", String(process.pid));
  for (const dir of [takesDir, cacheDir, scratchDir]) await mkdir(dir, { recursive: true });
  const takes = openTakes({ store, takesDir, scratchDir, shelf });
  const places = { cacheDir, scratchDir, sourcesDir: join(cacheDir, "sources"), loginsDir: join(home, "logins") };
  return { store, takes, ...places, browser: once(findBrowser), ffmpeg: once(findFfmpeg), log };
}

/** Found at the first job that needs it; looked for again when that failed. */
function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | null = null;
  return () => {
    found ??= find().catch((error: unknown) => {
      found = null;
      throw error;
    });
    return found;
  };
}
