import { delimiter, dirname, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { cleanEnvironment } from "../../environment.ts";

const standInsDir = fileURLToPath(new URL("standIns", import.meta.url));

/**
 * What a foreign app's programs see: no secret, our own Node first on PATH, and none of our own packages' programs (under
 * `npm start` PATH begins with our node_modules/.bin, whose `vite` an app would otherwise run). `binDirs` come first, and stand-ins for package managers that are not there last.
 */
export function programEnvironment(
  binDirs: readonly string[],
  extra: Record<string, string> = {},
): Record<string, string> {
  const clean = cleanEnvironment();
  const inherited = (clean.PATH ?? "").split(delimiter).filter((dir) => dir !== "" && !isOfPackages(dir));
  const path = [...binDirs, dirname(process.execPath), ...inherited, standInsDir];
  return { ...clean, PATH: [...new Set(path)].join(delimiter), ...extra };
}

const isOfPackages = (dir: string): boolean =>
  dir.endsWith(`node_modules${sep}.bin`) || dir.includes(`node-gyp-bin`) || dir.includes(`@npmcli${sep}run-script`);

/** webpack 4, and what is built on it (Create React App 4, Next 11, Vue CLI 4), hashes with MD4, which a newer Node gives on request alone. */
export function oldHashes(): Record<string, string> {
  const flag = "--openssl-legacy-provider";
  return process.allowedNodeEnvironmentFlags.has(flag) ? { NODE_OPTIONS: flag } : {};
}
