import { failureOf } from "../failure.ts";
import { type BrowserInUse, findBrowser } from "./browser.ts";
import { type BrowserTrial, tryBrowser } from "./browserTrial.ts";
import { type FfmpegInUse, findFfmpeg } from "./ffmpeg.ts";
import { tryFfmpeg } from "./ffmpegTrial.ts";

/** The one line that this program prints, as JSON. A `problem` is a sentence that says what to do; what is `found` really started. */
export type ProvisionReport = {
  browser: { found: (BrowserInUse & BrowserTrial) | null; problem: string | null };
  ffmpeg: { found: FfmpegInUse | null; problem: string | null };
};

const onProgress = ({ stage }: { stage: string }): void => void process.stderr.write(`${stage}\n`);

async function reportBrowser(signal: AbortSignal): Promise<ProvisionReport["browser"]> {
  try {
    const inUse = await findBrowser({ onProgress });
    return { found: { ...inUse, ...(await tryBrowser(inUse, signal)) }, problem: null };
  } catch (error) {
    return { found: null, problem: problemOf(error) };
  }
}

async function reportFfmpeg(): Promise<ProvisionReport["ffmpeg"]> {
  try {
    const found = await findFfmpeg({ onProgress });
    const failure = await tryFfmpeg(found);
    if (failure === null) return { found, problem: null };
    return { found, problem: `The ffmpeg at ${found.path} encodes nothing: it ${failure}. Set FFMPEG_BIN to another.` };
  } catch (error) {
    return { found: null, problem: problemOf(error) };
  }
}

/** What we did not foresee goes to stderr as it is, and into the report as one sentence. */
function problemOf(error: unknown): string {
  const { code, message } = failureOf(error);
  if (code === "internal") process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return message;
}

const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.abort());

const [browser, ffmpeg] = await Promise.all([reportBrowser(interrupted.signal), reportFfmpeg()]);
process.stdout.write(`${JSON.stringify({ browser, ffmpeg } satisfies ProvisionReport)}\n`);
process.exitCode = browser.problem === null && ffmpeg.problem === null ? 0 : 1;
