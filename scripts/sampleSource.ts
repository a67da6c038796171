import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

export const shopDir = fileURLToPath(new URL("../examples/shop", import.meta.url));
export const pullRequestsDir = fileURLToPath(new URL("../examples/shop-pull-requests", import.meta.url));

const notOfTheShop = new Set(["node_modules", "dist", ".vite", ".DS_Store"]);

const pullRequestSchema = z.object({
  number: z.number().int().positive(),
  branch: z.string(),
  title: z.string(),
  description: z.string(),
});

export type SamplePullRequest = z.infer<typeof pullRequestSchema>;

/** A pull request of the sample with its commits, oldest first, as `git format-patch` wrote them. */
export type SamplePullRequestSource = SamplePullRequest & { patchFiles: string[] };

export function isPartOfShop(name: string): boolean {
  return !notOfTheShop.has(name);
}

/** Paths relative to the shop with `/` between folders, in a fixed order. */
export async function listShopFiles(): Promise<string[]> {
  const found: string[] = [];
  const walk = async (dir: string): Promise<void> => {
    for (const entry of await readdir(dir, { withFileTypes: true })) {
      if (!isPartOfShop(entry.name)) continue;
      const path = join(dir, entry.name);
      if (entry.isDirectory()) await walk(path);
      else found.push(relative(shopDir, path).split(sep).join("/"));
    }
  };
  await walk(shopDir);
  return found.sort();
}

/** The pull requests by ascending number. */
export async function readSamplePullRequests(): Promise<SamplePullRequestSource[]> {
  const folders = (await readdir(pullRequestsDir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const pullRequests = await Promise.all(
    folders.map(async ({ name }) => {
      const dir = join(pullRequestsDir, name);
      const described = pullRequestSchema.parse(JSON.parse(await readFile(join(dir, "pull-request.json"), "utf8")));
      const patches = (await readdir(dir)).filter((file) => file.endsWith(".patch")).sort();
      return { ...described, patchFiles: patches.map((file) => join(dir, file)) };
    }),
  );
  return pullRequests.sort((a, b) => a.number - b.number);
}

/** Changes when anything that ends up in the repository changes. */
export async function sampleFingerprint(pullRequests: SamplePullRequestSource[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of await listShopFiles()) {
    hash.update(`${file}\0`).update(await readFile(join(shopDir, file)));
  }
  for (const { patchFiles, ...described } of pullRequests) {
    hash.update(JSON.stringify(described));
    for (const file of patchFiles) hash.update(await readFile(file));
  }
  return hash.digest("hex").slice(0, 12);
}
