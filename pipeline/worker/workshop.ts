import { basename, join } from "node:path";
import type { Store } from "../../convex/client.ts";
import { PipelineError } from "../failure.ts";
import type { BrowserInUse } from "../provision/browser.ts";
import type { FfmpegInUse } from "../provision/ffmpeg.ts";

/** What a worker works with. Takes stay in its home; finished files go to the store. */
export type Workshop = {
  store: Store;
  takesDir: string;
  cacheDir: string;
  scratchDir: string;
  /** Saved logins, one file for each repository; see `loginFor`. */
  loginsDir: string;
  browser: () => Promise<BrowserInUse>;
  ffmpeg: () => Promise<FfmpegInUse>;
};

/** Where a run's take lies. Throws `take_missing` while it has none. */
export function takeDirOf({ takesDir }: Workshop, { takeRef }: { takeRef?: string }): string {
  if (!takeRef)
    throw new PipelineError("take_missing", "This run has no recording yet; ask again when it is finished.");
  // The store's word is not trusted as a path: a take lies directly in the takes folder.
  return join(takesDir, basename(takeRef));
}
