import { type Browser, chromium } from "playwright-core";
import { cleanEnvironment } from "../../../environment.ts";
import { PipelineError } from "../../failure.ts";
import type { BrowserInUse } from "../../provision/browser.ts";
import { type BrowserUse, flagsFor } from "./flags.ts";
import { mortal } from "./mortal.ts";

export type RunningBrowser = {
  browser: Browser;
  pid: number;
  /** Ends the browser with all its processes, within a second and a half. Safe to call twice. */
  end(): Promise<void>;
};

const gracefulEndMs = 1000;

/**
 * Starts one browser, on a pipe: when this process dies, the pipe closes and the browser ends by itself. Throws when
 * `signal` is aborted or the browser does not start.
 */
export async function launchBrowser(
  inUse: BrowserInUse,
  use: BrowserUse,
  deviceScale: number,
  signal: AbortSignal,
): Promise<RunningBrowser> {
  signal.throwIfAborted();
  const args = [...new Set([...flagsFor(use, deviceScale), ...inUse.args, ...rootArgs()])];
  const browser = await chromium
    .launch({
      executablePath: inUse.executablePath,
      args,
      env: cleanEnvironment(inUse.environment),
      // The worker decides what a signal means; the browser ends with the pipe.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    .catch((cause: unknown) => {
      throw new PipelineError(
        "browser_failed",
        `The browser at ${inUse.executablePath} does not start; run "npm run doctor" to see why.`,
        { cause, isRetryable: !cannotRun(cause) },
      );
    })
    .then(mortal);
  const pid = await browserPid(browser);
  let ending: Promise<void> | undefined;
  const end = () => {
    ending ??= endBrowser(browser, pid);
    return ending;
  };
  if (signal.aborted) {
    await end();
    signal.throwIfAborted();
  }
  return { browser, pid, end };
}

/** The program itself is at fault. One that ended, or was ended, while it started may well start the next time. */
const cannotRun = (cause: unknown): boolean =>
  /ENOENT|EACCES|ENOEXEC|shared librar|exitCode=12[67]/.test(String(cause));

/** Chromium refuses to run as root with its own sandbox. */
function rootArgs(): string[] {
  return process.getuid?.() === 0 ? ["--no-sandbox"] : [];
}

async function browserPid(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const main = processInfo.find(({ type }) => type === "browser");
  if (!main) throw new PipelineError("browser_failed", 'The browser does not say its process; run "npm run doctor".');
  return main.id;
}

async function endBrowser(browser: Browser, pid: number): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    if (browser.isConnected()) browser.once("disconnected", () => resolve());
    else resolve();
  });
  const closing = browser.close().catch(() => {});
  await Promise.race([closing, after(gracefulEndMs)]);
  // Its helpers may linger for a moment after a browser that ended well.
  killGroup(pid);
  await Promise.race([gone, after(gracefulEndMs)]);
}

/** The browser leads its own process group, so that its helpers end with it. */
function killGroup(pid: number): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, "SIGKILL");
    } catch {
      // Already gone.
    }
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
