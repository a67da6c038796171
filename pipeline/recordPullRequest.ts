import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { alreadyBeside, type Beside, serveBeside } from "./compare/serveBeside.ts";
import { analyzeDiff } from "./diff/analyze.ts";
import type { DiffAnalysis } from "./diff/types.ts";
import { type Planning, planInteractions } from "./plan/plan.ts";
import type { InteractionPlan, Scout } from "./plan/types.ts";
import type { OnProgress } from "./progress.ts";
import type { BrowserInUse } from "./provision/browser.ts";
import type { Login } from "./record/login/login.ts";
import type { Keep } from "./record/page/overlays.ts";
import { openStage } from "./record/stage.ts";
import { inferRoutes } from "./routes/infer.ts";
import { useRunningSite } from "./serve/runningSite.ts";
import { serveRevision } from "./serve/serveRevision.ts";
import type { Take } from "./take/take.ts";

export type RecordingRequest = {
  /** A git repository on this machine; it is read, never changed. */
  repoDir: string;
  base: string;
  head: string;
  /** The take's folder; it must not exist yet. */
  outDir: string;
  /** The pull request's own title. */
  title?: string;
  focus?: string;
  size: { width: number; height: number };
  deviceScale: number;
  fps: number;
  maxDurationMs: number;
  /** Plans instead of `planInteractions`: from an earlier take's plan, say. */
  planWith?: (planning: Planning) => Promise<InteractionPlan>;
  /** A site that runs already and shows head, in place of a server of ours; base is compared only when it has one, too. */
  url?: string | undefined;
  baseUrl?: string | undefined;
  /** `url` is somebody else's word: only a public https address is opened. */
  isOnlyPublic?: boolean;
  /** For an app that shows nothing without one. */
  login?: Login | undefined;
};

export type Workplace = {
  /** Dependencies are kept here between runs. */
  cacheDir: string;
  /** Checkouts live here, each only as long as its run. */
  scratchDir: string;
  browser: BrowserInUse;
  signal: AbortSignal;
  onProgress: OnProgress;
};

export type Recording = {
  take: Take;
  plan: InteractionPlan;
  /** Why head was not compared with base, in words for a person; absent when it was. */
  withoutBase?: string;
};

/** How long each stage usually takes, relative to the others; the order is the order of the work. */
export const recordingShares = {
  "Reading the pull request": 1,
  "Installing its dependencies": 4,
  "Starting the app": 3,
  "Finding the change on screen": 6,
  Recording: 14,
} as const;

/** Records what changed between two commits of a repository: from the diff to a take on disk. */
export async function recordPullRequest(request: RecordingRequest, workplace: Workplace): Promise<Recording> {
  const { repoDir, base, head, size, deviceScale, fps, url, isOnlyPublic = false } = request;
  const { browser, signal, onProgress } = workplace;
  const at = (stage: keyof typeof recordingShares) => (fraction: number | null) => onProgress({ stage, fraction });

  at("Reading the pull request")(0);
  const scratch = await mkdtemp(join(workplace.scratchDir, "run-"));
  try {
    const analysis = await analyzeDiff({ repoDir, base, head });
    const serving = {
      repoDir,
      changedPaths: analysis.changedFiles.map((file) => file.path),
      scratchDir: scratch,
      cacheDir: workplace.cacheDir,
    };
    await using before = baseOf(request, { ...serving, revision: analysis.base, signal });
    await using served =
      url === undefined
        ? await serveRevision({ ...serving, revision: head, signal, onProgress })
        : await useRunningSite({ ...serving, revision: head, signal, url, isOnlyPublic });
    const { app } = served;
    const routes = await inferRoutes({ dir: served.dir, app, analysis });
    await using stage = await openStage({
      browser,
      size,
      deviceScale,
      fps,
      signal: AbortSignal.any([signal, served.died]),
      login: request.login,
    });

    at("Finding the change on screen")(0);
    const knownErrors: string[] = [];
    const keep = keepOf(analysis);
    const plan = await (request.planWith ?? planInteractions)({
      analysis,
      routes,
      app,
      scout: stage.scout(served.url, keep),
      base: before.url.then((url) => (url === null ? null : listening(stage.scout(url, keep), knownErrors))),
      maxDurationMs: request.maxDurationMs,
      isForeign: request.url !== undefined,
      ...(request.title !== undefined && { title: request.title }),
      ...(request.focus !== undefined && { focus: request.focus }),
    });
    // What base is not needed for any more is time for the recording.
    const withoutBase = before.reason();
    await before.stop();

    at("Recording")(0);
    const take = await stage.record({
      baseUrl: served.url,
      plan,
      outDir: request.outDir,
      timeLimitMs: request.maxDurationMs * 5,
      onProgress,
      keep,
      knownErrors,
    });
    return { take, plan, ...(withoutBase !== null && { withoutBase }) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function baseOf({ url, baseUrl }: RecordingRequest, serving: Parameters<typeof serveBeside>[0]): Beside {
  if (url === undefined && baseUrl === undefined) return serveBeside(serving);
  return alreadyBeside(baseUrl ?? null, "the running site has no counterpart that shows the base");
}

/** Dialogs and banners that hold a word of the change stay. */
export const keepOf = ({ elements }: DiffAnalysis): Keep => ({
  texts: elements.flatMap(({ texts, labels }) => [...texts, ...labels]),
});

/** Notes what base's pages complain of: the same on head is not the pull request's fault. */
export const listening =
  (scout: Scout, errors: string[]): Scout =>
  async (...look) => {
    const snapshot = await scout(...look);
    errors.push(...snapshot.consoleErrors);
    return snapshot;
  };
