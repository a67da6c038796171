import { type Environment, readEnvironment } from "../../environment.ts";
import { PipelineError } from "../failure.ts";
import type { OnProgress } from "../progress.ts";
import {
  type BrowserPlace,
  looksLikeHeadlessShell,
  playwrightChromiums,
  playwrightShells,
  systemChromiums,
  systemShells,
} from "./browserPlaces.ts";
import { bundledBrowser, bundledBrowserRunsHere } from "./bundledBrowser.ts";
import { programCacheDir } from "./cacheDir.ts";
import { fontEnvironment } from "./fonts.ts";
import { isFile, probe } from "./program.ts";

/** `environment` and `args` are what this browser needs beside the recorder's own. */
export type BrowserInUse = {
  executablePath: string;
  kind: "headless-shell" | "chromium";
  version: string;
  why: string;
  environment: Record<string, string>;
  args: string[];
};

export type FindBrowserOptions = {
  environment?: Pick<Environment, "CHROMIUM_PATH">;
  onProgress?: OnProgress;
  /** Where the bundled browser is unpacked. */
  cacheDir?: string;
  places?: BrowserPlaces;
};

/** Where to look; replaced in tests. */
export type BrowserPlaces = { shells: () => BrowserPlace[]; chromiums: () => BrowserPlace[]; bundledRunsHere: boolean };

const onThisMachine: BrowserPlaces = {
  shells: () => [...playwrightShells(), ...systemShells()],
  chromiums: () => [...playwrightChromiums(), ...systemChromiums()],
  bundledRunsHere: bundledBrowserRunsHere(),
};

/**
 * The browser to record with: CHROMIUM_PATH; Playwright's headless shell; the system's; the bundled one; a full browser.
 * A headless shell goes before any full Chromium, since only it draws frame by frame. Each is run before it is chosen.
 * Throws one sentence when CHROMIUM_PATH is wrong or nothing runs.
 */
export async function findBrowser({
  environment = readEnvironment(),
  onProgress = () => {},
  cacheDir = programCacheDir(),
  places = onThisMachine,
}: FindBrowserOptions = {}): Promise<BrowserInUse> {
  const fonts = await fontEnvironment();
  if (environment.CHROMIUM_PATH !== undefined) return await fromVariable(environment.CHROMIUM_PATH, fonts);

  const passedOver: string[] = [];
  const shell = await firstThatRuns(places.shells(), "headless-shell", fonts, passedOver);
  if (shell) return shell;

  if (places.bundledRunsHere) {
    const bundled = await fromPackage(cacheDir, onProgress, fonts, passedOver, places.chromiums()[0]);
    if (bundled) return bundled;
  }
  const chromium = await firstThatRuns(places.chromiums(), "chromium", fonts, passedOver);
  if (chromium) return chromium;
  throw new PipelineError(
    "browser_missing",
    `No browser was found; run "npx playwright-core install chromium-headless-shell", or set CHROMIUM_PATH to a Chromium or Chrome.${remarks(passedOver)}`,
  );
}

async function fromVariable(path: string, fonts: Record<string, string>): Promise<BrowserInUse> {
  const wrong = (reason: string) =>
    new PipelineError(
      "chromium_path_wrong",
      `CHROMIUM_PATH is ${path}, which ${reason}; set it to the program file of a Chromium, or remove it.`,
    );
  if (!isFile(path)) throw wrong("is not a file");
  const answer = await probe(path, ["--version"], fonts);
  if (!answer.ok) throw wrong(answer.reason);
  if (!versionIn(answer.output)) throw wrong("is not a browser");
  const kind = looksLikeHeadlessShell(path) ? "headless-shell" : "chromium";
  return inUse(path, kind, answer.output, "CHROMIUM_PATH says so", fonts);
}

async function firstThatRuns(
  candidates: BrowserPlace[],
  kind: BrowserInUse["kind"],
  fonts: Record<string, string>,
  passedOver: string[],
): Promise<BrowserInUse | null> {
  for (const { executablePath, why } of candidates) {
    const answer = await probe(executablePath, ["--version"], fonts);
    if (answer.ok && versionIn(answer.output)) {
      return inUse(executablePath, kind, answer.output, `${why}${remarks(passedOver)}`, fonts);
    }
    passedOver.push(`${executablePath} ${answer.ok ? "is not a browser" : answer.reason}`);
  }
  return null;
}

async function fromPackage(
  cacheDir: string,
  onProgress: OnProgress,
  fonts: Record<string, string>,
  passedOver: string[],
  fullBrowser: BrowserPlace | undefined,
): Promise<BrowserInUse | null> {
  try {
    const { executablePath, environment, packageVersion } = await bundledBrowser(cacheDir, onProgress);
    const needed = { ...fonts, ...environment };
    const answer = await probe(executablePath, ["--version"], needed);
    if (!answer.ok) {
      passedOver.push(`the bundled browser ${answer.reason}`);
      return null;
    }
    const instead = fullBrowser
      ? `; it is a headless shell, which draws frame by frame, so it goes before ${fullBrowser.executablePath}`
      : "";
    const why = `bundled with Aura (@sparticuz/chromium ${packageVersion})${instead}${remarks(passedOver)}`;
    return inUse(executablePath, "headless-shell", answer.output, why, needed);
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    passedOver.push(error.message);
    return null;
  }
}

function inUse(
  executablePath: string,
  kind: BrowserInUse["kind"],
  output: string,
  why: string,
  environment: Record<string, string>,
): BrowserInUse {
  return { executablePath, kind, version: versionIn(output) ?? "unknown", why, environment, args: [] };
}

/** "Chromium 156.0.8078.79" → "156.0.8078.79". */
function versionIn(output: string): string | null {
  return /\b(\d+(?:\.\d+){3})\b/.exec(output)?.[1] ?? null;
}

function remarks(passedOver: string[]): string {
  return passedOver.length === 0 ? "" : ` (passed over: ${passedOver.join("; ")})`;
}
