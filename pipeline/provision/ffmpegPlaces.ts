import { accessSync, chmodSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { isFile } from "./program.ts";

const require = createRequire(import.meta.url);

/** Where ffmpeg-static has its program, or would have it; null where it is not installed or has none for this machine. */
export function staticFfmpegPath(): string | null {
  try {
    return (require("ffmpeg-static") as string | null) ?? null;
  } catch {
    return null;
  }
}

export function staticFfmpegInstaller(): string | null {
  try {
    return require.resolve("ffmpeg-static/install.js");
  } catch {
    return null;
  }
}

/** The program that came with `@ffmpeg-installer/ffmpeg`; null where there is none for this machine. */
export function shippedFfmpegPath(): string | null {
  try {
    const { path } = require("@ffmpeg-installer/ffmpeg") as { path: string };
    if (isFile(path)) makeExecutable(path);
    return path;
  } catch {
    return null;
  }
}

/** Some package managers lose the permission when install scripts are off. */
function makeExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    try {
      chmodSync(path, 0o755);
    } catch {
      // The probe says what is wrong with it.
    }
  }
}
