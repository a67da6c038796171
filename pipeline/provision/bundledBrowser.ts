import { randomUUID } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { cleanEnvironment } from "../../environment.ts";
import { PipelineError } from "../failure.ts";
import type { OnProgress } from "../progress.ts";

const unpackProgram = fileURLToPath(new URL("unpackBundledBrowser.ts", import.meta.url));
const unpackTimeoutMs = 120_000;
const abandonedAfterMs = 60 * 60 * 1000;
const recordName = "unpacked.json";

export type BundledBrowser = { executablePath: string; environment: Record<string, string>; packageVersion: string };

/** The package holds a program for this kind of machine alone. */
export function bundledBrowserRunsHere(): boolean {
  return process.platform === "linux" && process.arch === "x64";
}

function packageVersion(): string {
  const entry = fileURLToPath(import.meta.resolve("@sparticuz/chromium"));
  const description = createRequire(import.meta.url)(join(dirname(entry), "..", "package.json")) as { version: string };
  return description.version;
}

/**
 * The browser of `@sparticuz/chromium`, unpacked once into a folder of `cacheDir` that carries its version.
 * It is unpacked beside that folder and then moved there, so that a killed or a second process never leaves a half one.
 */
export async function bundledBrowser(cacheDir: string, onProgress: OnProgress = () => {}): Promise<BundledBrowser> {
  const version = packageVersion();
  const dir = join(cacheDir, `chromium-${version}`);
  const browser = {
    executablePath: join(dir, "chromium"),
    environment: { LD_LIBRARY_PATH: join(dir, "al2023", "lib") },
    packageVersion: version,
  };
  if (isWhole(dir)) return browser;
  onProgress({ stage: "Unpacking the browser, once (a few seconds)", fraction: null });
  await removeAbandoned(cacheDir);
  await unpackTo(dir, cacheDir);
  return browser;
}

/** True when the program has the size that it had when it was unpacked. */
function isWhole(dir: string): boolean {
  try {
    const { sizeBytes } = JSON.parse(readFileSync(join(dir, recordName), "utf8")) as { sizeBytes: number };
    return statSync(join(dir, "chromium")).size === sizeBytes && statSync(join(dir, "al2023", "lib")).isDirectory();
  } catch {
    return false;
  }
}

async function unpackTo(dir: string, cacheDir: string): Promise<void> {
  const unfinished = join(cacheDir, `.unpacking-${randomUUID()}`);
  try {
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    await execa(process.execPath, ["--disable-warning=ExperimentalWarning", unpackProgram], {
      extendEnv: false,
      env: { ...cleanEnvironment(), TMPDIR: unfinished },
      stdin: "ignore",
      timeout: unpackTimeoutMs,
      killSignal: "SIGKILL",
    });
    const { size: sizeBytes } = await stat(join(unfinished, "chromium"));
    await writeFile(join(unfinished, recordName), JSON.stringify({ sizeBytes }));
    await moveInto(unfinished, dir);
  } catch (cause) {
    throw new PipelineError(
      "browser_not_unpacked",
      `The bundled browser could not be unpacked into ${cacheDir} (${reasonOf(cause)}); free 500 MB there, or set CHROMIUM_PATH.`,
      { cause },
    );
  } finally {
    // What cannot be removed now is removed as abandoned later.
    await rm(unfinished, { recursive: true, force: true }).catch(() => {});
  }
}

async function moveInto(unfinished: string, dir: string): Promise<void> {
  try {
    await rename(unfinished, dir);
  } catch (error) {
    // Another process was quicker; what stands there is taken only when it is whole.
    if (isWhole(dir)) return;
    const damaged = `${unfinished}-damaged`;
    await rename(dir, damaged).catch(() => Promise.reject(error));
    await rename(unfinished, dir).catch((again) => (isWhole(dir) ? undefined : Promise.reject(again)));
    await rm(damaged, { recursive: true, force: true });
  }
}

function reasonOf(cause: unknown): string {
  const { code, stderr, shortMessage } = cause as { code?: string; stderr?: string; shortMessage?: string };
  if (code === "ENOSPC" || stderr?.includes("ENOSPC")) return "the disk is full";
  return code ?? shortMessage ?? "unknown reason";
}

/** What killed processes left behind; younger ones may belong to a process at work. */
async function removeAbandoned(cacheDir: string): Promise<void> {
  const names = (await readdir(cacheDir).catch(() => [])).filter((name) => name.startsWith(".unpacking-"));
  for (const name of names) {
    const path = join(cacheDir, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > abandonedAfterMs) await rm(path, { recursive: true, force: true });
  }
}
