import type { InteractionPlan, Scout } from "../plan/types.ts";
import type { OnProgress } from "../progress.ts";
import type { BrowserInUse } from "../provision/browser.ts";
import type { Take } from "../take/take.ts";
import type { BrowserUse } from "./browser/flags.ts";
import type { RunningBrowser } from "./browser/launch.ts";
import { launchBrowser } from "./browser/launch.ts";
import { openingsFor } from "./guard/openings.ts";
import { openGuardProxy, type Unreached } from "./guard/proxy.ts";
import { logIn } from "./login/enter.ts";
import type { Login } from "./login/login.ts";
import { movedTo, type StorageState } from "./login/storageState.ts";
import type { Keep } from "./page/overlays.ts";
import { recordTake } from "./recordTake.ts";
import { openScouts } from "./scout/scout.ts";

/** A long page with large pictures and a film takes some tens of megabytes; it is looked at twice. */
const mostPublicBytes = 300_000_000;

export type Size = { width: number; height: number };

export type StageOptions = {
  browser: BrowserInUse;
  /** The page's viewport in CSS pixels, which is the recorded video's size. */
  size: Size;
  /** Pictures have this many pixels for each CSS pixel. */
  deviceScale: number;
  fps: number;
  signal: AbortSignal;
  /** Further addresses on this machine that the app needs, such as its API server. Everything else private is refused. */
  alsoReachable?: readonly string[];
  /** For an app that shows nothing without one; for scouts and recordings alike. */
  login?: Login | undefined;
  /**
   * The pages are anybody's: not even `baseUrl` may be private, certificates must be good, nothing of a page outlives it, and
   * all of it together loads no more than a visitor would.
   */
  isOnlyPublic?: boolean;
};

export type RecordOptions = {
  baseUrl: string;
  plan: InteractionPlan;
  /** The take's folder; it must not exist yet, or be empty. */
  outDir: string;
  /** The viewport, where it is not the stage's. */
  size?: Size;
  /** Real time after which the take ends with what it has. */
  timeLimitMs: number;
  onProgress: OnProgress;
  /** What the page's clock shows when the first page opens, in ms since 1970; noon of today (UTC) unless given. */
  startAtMs?: number;
  /** Overlays that hold this stay, beside those that the plan uses; all others are pressed away. */
  keep?: Keep;
  /** What the console says without the pull request: the same errors are marked as known. */
  knownErrors?: readonly string[];
};

/** A browser ready to look at a site and to record it. Every page is in a fresh profile behind the guard proxy. */
export type Stage = {
  /** Dialogs and banners that hold what `keep` names stay; all others are pressed away. */
  scout(baseUrl: string, keep?: Keep): Scout;
  /** Plays a plan and writes a take. Throws one sentence for a person; leaves no half-written folder. */
  record(options: RecordOptions): Promise<Take>;
  /** Hosts that pages asked for and did not get, each with its port: "example.com:443". */
  readonly unreached: ReadonlyMap<string, Unreached>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Opens a stage. Aborting `signal` ends its browsers within two seconds; so does the end of this process. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { browser: inUse, deviceScale, signal, login, isOnlyPublic = false } = options;
  const proxy = await openGuardProxy(isOnlyPublic ? { mostBytes: mostPublicBytes } : {});
  const running = new Map<BrowserUse, Promise<RunningBrowser>>();

  /** One browser for each use, started when first needed and again when it died. */
  const browserFor = (use: BrowserUse): Promise<RunningBrowser> => {
    const known = running.get(use)?.catch(() => null) ?? Promise.resolve(null);
    // Noted before it runs: two scouts that begin at once share one browser.
    const starting = known.then((one) =>
      one?.browser.isConnected() ? one : launchBrowser(inUse, use, deviceScale, signal),
    );
    running.set(use, starting);
    return starting;
  };

  const endAll = async () => {
    const all = await Promise.allSettled(running.values());
    await Promise.all(all.map((one) => (one.status === "fulfilled" ? one.value.end() : undefined)));
  };
  const onAbort = () => void endAll();
  signal.addEventListener("abort", onAbort, { once: true });

  const close = async () => {
    signal.removeEventListener("abort", onAbort);
    await endAll();
    await proxy.close();
  };

  const { alsoReachable = [] } = options;
  const openings = (baseUrl: string): string => openingsFor(isOnlyPublic ? alsoReachable : [baseUrl, ...alsoReachable]);
  const entrance = { ...options, isOnlyPublic, alsoReachable, proxyUrl: proxy.url, openings, browserFor };
  const entered = new Map<string, Promise<StorageState>>();
  /** Each site is entered by itself: what one server gave out, another does not know. */
  const loginAt = async (baseUrl: string): Promise<StorageState | undefined> => {
    if (!login) return undefined;
    if (login.kind === "saved") return movedTo(baseUrl, login.state);
    const entering = entered.get(baseUrl) ?? logIn(entrance, baseUrl, login);
    entered.set(baseUrl, entering);
    return entering;
  };
  const house = { ...entrance, loginAt };
  return {
    scout: (baseUrl, keep) => {
      // Whoever looks will film: the camera's browser starts meanwhile. A failure is told when it is needed.
      browserFor(inUse.kind === "headless-shell" ? "begin-frame" : "screencast").catch(() => {});
      return openScouts(house, baseUrl, keep);
    },
    record: (recording) => recordTake(house, recording),
    unreached: proxy.unreached,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** What scouts and cameras get from their stage. */
export type House = Required<Omit<StageOptions, "login">> & {
  /** What a browser keeps of a login at this site; undefined when there is none. */
  loginAt(baseUrl: string): Promise<StorageState | undefined>;
  proxyUrl: string;
  /** Who may go past the proxy while a site is looked at: a proxy bypass list. */
  openings(baseUrl: string): string;
  browserFor(use: BrowserUse): Promise<RunningBrowser>;
};
