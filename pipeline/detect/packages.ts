import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { parse as parseYaml } from "yaml";
import { z } from "zod";

const record = z.record(z.string(), z.string()).catch({});
const manifestSchema = z.object({
  name: z.string().catch(""),
  scripts: record,
  dependencies: record,
  devDependencies: record,
  peerDependencies: record,
  packageManager: z.string().nullable().catch(null),
  engines: record,
  volta: record,
  workspaces: z
    .union([z.array(z.string()), z.object({ packages: z.array(z.string()) }).transform(({ packages }) => packages)])
    .catch([]),
});

/** A package.json; every field that is absent or odd is empty. */
export type Manifest = z.infer<typeof manifestSchema>;

/** A folder with a package.json. `dir` is relative to the repository's root, with forward slashes; "" is the root. */
export type Package = { dir: string; manifest: Manifest };

const skippedDirs = new Set([
  "node_modules",
  "dist",
  "build",
  "out",
  "coverage",
  "vendor",
  "target",
  "fixtures",
  "__fixtures__",
]);
/** A web app may be one part of a product in another language: "src/main/default/webapplications/shop". */
const deepestLevel = 8;
/** A repository of more packages is a collection; the first ones are the nearest to its root. */
const mostPackages = 600;
/** What is beyond is a heap of data; walking so many takes about a second. */
const mostFolders = 20_000;

/** Every package of a repository, the nearest to its root first; folders of build results, dependencies and dot-folders are left out. */
export function findPackages(rootDir: string): Package[] {
  const found: Package[] = [];
  let folders = [rootDir];
  let seen = 0;
  for (let level = 0; level <= deepestLevel; level++) {
    for (const dir of folders) {
      const manifest = readManifest(dir);
      if (manifest) found.push({ dir: toPosix(relative(rootDir, dir)), manifest });
      if (found.length >= mostPackages) return found;
    }
    seen += folders.length;
    if (level === deepestLevel || seen > mostFolders) return found;
    folders = folders.flatMap(foldersIn);
  }
  return found;
}

const foldersIn = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !skippedDirs.has(entry.name))
    .map((entry) => join(dir, entry.name));

export function readManifest(dir: string): Manifest | null {
  const file = join(dir, "package.json");
  if (!existsSync(file)) return null;
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

/** True when the root declares workspaces, in package.json or pnpm-workspace.yaml. */
export function hasWorkspaces(rootDir: string, manifest: Manifest | null): boolean {
  if (manifest && manifest.workspaces.length > 0) return true;
  const file = join(rootDir, "pnpm-workspace.yaml");
  if (!existsSync(file)) return false;
  try {
    const packages = (parseYaml(readFileSync(file, "utf8")) as { packages?: unknown } | null)?.packages;
    return Array.isArray(packages) && packages.length > 0;
  } catch {
    return false;
  }
}

export const dependenciesOf = (manifest: Manifest): Record<string, string> => ({
  ...manifest.peerDependencies,
  ...manifest.devDependencies,
  ...manifest.dependencies,
});

export const toPosix = (path: string): string => path.split(sep).join("/");
