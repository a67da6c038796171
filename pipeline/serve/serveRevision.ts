import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { WebAppInfo } from "../detect/types.ts";
import { detectWebApp } from "../detect/webApp.ts";
import { PipelineError } from "../failure.ts";
import type { GuardedProcess } from "../process/guarded.ts";
import type { OnProgress } from "../progress.ts";
import { checkOut } from "./checkout.ts";
import { startCompanions } from "./companions.ts";
import { installDependencies } from "./dependencies.ts";
import { startDevServer } from "./devServer.ts";
import { prepareApp } from "./prepare.ts";
import { nodeNote, tellingLines } from "./quote.ts";

/** One revision of a repository, running. */
export type Served = AsyncDisposable & {
  /** The checkout that is served. */
  dir: string;
  /** The commit's full hash. */
  commit: string;
  app: WebAppInfo;
  /** Where the app answers, without a path: "http://127.0.0.1:4123". */
  url: string;
  /** What was printed while the app was prepared, and by its server lately, one line each. */
  logs(): string;
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** Aborted when the server ends by itself, with a `PipelineError` of code `server_exited` that quotes its log. */
  died: AbortSignal;
  /** Ends the server with all its descendants and removes the checkout; a second call waits for the first. */
  stop(): Promise<void>;
};

/**
 * Checks out a revision into a folder of its own, installs what it needs and starts it on a port of its own; resolves when it
 * answers with a page. Several can be served at once: what they have in common is installed once.
 * Throws what its steps throw: `revision_missing`, `no_web_app`, `install_failed`, `server_exited`, `server_silent`.
 */
export async function serveRevision({
  repoDir,
  revision,
  changedPaths,
  scratchDir,
  cacheDir,
  hasCompanions = true,
  signal,
  onProgress = () => {},
}: {
  repoDir: string;
  revision: string;
  /** Of the diff, relative to the repository's root: they choose the app where there are several. */
  changedPaths: readonly string[];
  /** The checkout lies in a new folder in here. */
  scratchDir: string;
  /** Installed dependencies are kept here between runs. */
  cacheDir: string;
  /** Whether the project's own data server is started, too; of two revisions at once it is one's. */
  hasCompanions?: boolean;
  signal?: AbortSignal;
  onProgress?: OnProgress;
}): Promise<Served> {
  const given = signal ? { signal } : {};
  await mkdir(scratchDir, { recursive: true });
  const home = await mkdtemp(join(scratchDir, "app-"));
  const removeCheckout = () => rm(home, { recursive: true, force: true, maxRetries: 3 });
  const companions: GuardedProcess[] = [];
  const endCompanions = () => Promise.all(companions.map((one) => one.end()));
  try {
    const { dir, commit } = await checkOut({ repoDir, revision, intoDir: join(home, "checkout"), ...given });
    const app = await detectWebApp(dir, changedPaths);
    await installDependencies({ dir, app, cacheDir, onProgress, ...given });
    const homeDir = join(home, "home");
    await mkdir(homeDir);
    const prepared: string[] = [];
    await prepareApp({ dir, app, homeDir, onProgress, onLine: (line) => prepared.push(line), ...given });
    if (hasCompanions) companions.push(...(await startCompanions(dir, app, (line) => prepared.push(line))));
    const server = await startDevServer({ projectDir: dir, app, homeDir, onProgress, ...given });
    let stopping: Promise<void> | null = null;
    const dying = new AbortController();
    void server.ended.then(() => {
      if (stopping === null) dying.abort(deathOf(app, server.lastLines(400)));
    });
    const stop = (): Promise<void> => {
      stopping ??= Promise.all([server.kill(), endCompanions()]).then(removeCheckout);
      return stopping;
    };
    // Of canceled work the browser and the servers end beside each other. Whoever disposes of this hears of a failure.
    signal?.addEventListener("abort", () => stop().catch(() => undefined), { once: true });
    return {
      dir,
      commit,
      app,
      url: server.url,
      logs: () => [...prepared.slice(-100), ...server.lastLines(400)].join("\n"),
      ended: server.ended,
      died: dying.signal,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await endCompanions();
    await removeCheckout();
    throw error;
  }
}

function deathOf(app: WebAppInfo, lines: readonly string[]): PipelineError {
  const said = tellingLines(lines, 6);
  return new PipelineError(
    "server_exited",
    `The app ended while it was being recorded; mend what ended it and ask again.${nodeNote(app)} ${said.length === 0 ? "It printed nothing." : `It said:\n${said.join("\n")}`}`,
    { cause: lines.join("\n") },
  );
}
