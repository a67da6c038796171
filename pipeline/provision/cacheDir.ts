import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { readEnvironment } from "../../environment.ts";

/**
 * Where unpacked programs are kept: the user's own cache folder, so that every clone shares them, or AURA_HOME when that
 * cannot be written. Never a folder that other users can write, since programs are run from it.
 */
export function programCacheDir(): string {
  const caches = process.platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache");
  const shared = join(caches, "aura");
  try {
    mkdirSync(shared, { recursive: true, mode: 0o700 });
    accessSync(shared, constants.W_OK);
    return shared;
  } catch {
    const own = join(resolve(readEnvironment().AURA_HOME), "programs");
    mkdirSync(own, { recursive: true, mode: 0o700 });
    return own;
  }
}
