import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readManifest } from "./packages.ts";

/** The nearest word on Node from the app's folder up to the repository's root: a pinned version, else `engines`. */
export function nodeRangeOf(rootDir: string, packageDir: string): string | null {
  const dirs = upwards(packageDir);
  for (const dir of dirs) {
    const pinned = pinnedIn(join(rootDir, dir));
    if (pinned) return pinned;
  }
  for (const dir of dirs) {
    const engines = readManifest(join(rootDir, dir))?.engines.node;
    if (engines) return engines;
  }
  return null;
}

function pinnedIn(dir: string): string | null {
  for (const name of [".nvmrc", ".node-version"]) {
    const version = /^v?(\d[\w.]*)/.exec(read(join(dir, name)).trim())?.[1];
    if (version) return version;
  }
  const tools = /^node(?:js)?\s+v?(\d[\w.]*)/m.exec(read(join(dir, ".tool-versions")))?.[1];
  return tools ?? readManifest(dir)?.volta.node ?? null;
}

const read = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
};

/** "apps/web" → "apps/web", "apps", "". */
function upwards(dir: string): string[] {
  if (dir === "" || dir === ".") return [""];
  return [dir, ...upwards(dirname(dir))];
}
