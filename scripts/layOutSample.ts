import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { cleanEnvironment } from "../environment.ts";
import {
  isPartOfShop,
  readSamplePullRequests,
  type SamplePullRequest,
  type SamplePullRequestSource,
  sampleFingerprint,
  shopDir,
} from "./sampleSource.ts";

export type LaidOutSample = { repoDir: string; pullRequests: SamplePullRequest[] };

const repoName = "oddlight-shop";
const unfinishedPrefix = ".unfinished-";
const abandonedAfterMs = 60 * 60 * 1000;
const baseDate = "2026-03-02T09:00:00Z";

/** Works without any git configuration of the user's, and is not changed by it: commits have the same ids everywhere. */
const gitSettings = {
  "user.name": "Oddlight",
  "user.email": "workshop@oddlight.example",
  "init.defaultBranch": "main",
  "commit.gpgSign": "false",
  "core.autocrlf": "false",
  "core.fileMode": "false",
  "core.hooksPath": "/dev/null",
  "gc.auto": "0",
  "advice.detachedHead": "false",
};

async function git(repoDir: string, ...parameters: string[]): Promise<string> {
  const settings = Object.entries(gitSettings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { stdout } = await execa("git", [...settings, ...parameters], {
    cwd: repoDir,
    extendEnv: false,
    env: cleanEnvironment({
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_AUTHOR_DATE: baseDate,
      GIT_COMMITTER_DATE: baseDate,
    }),
  });
  return stdout;
}

async function commitBase(repoDir: string): Promise<void> {
  await git(repoDir, "init", "--quiet");
  await git(repoDir, "add", "--all");
  await git(repoDir, "commit", "--quiet", "--message", "Open the shop");
}

/** The title and the description are kept where git keeps them: in the branch's own description. */
async function applyPullRequest(repoDir: string, pullRequest: SamplePullRequestSource): Promise<void> {
  const { number, branch, title, description, patchFiles } = pullRequest;
  await git(repoDir, "checkout", "--quiet", "-b", branch, "main");
  await git(repoDir, "am", "--quiet", "--committer-date-is-author-date", "--keep-cr", ...patchFiles);
  await git(repoDir, "update-ref", `refs/pull/${number}/head`, "HEAD");
  await git(repoDir, "config", `branch.${branch}.description`, `${title}\n\n${description}`);
}

async function buildRepository(repoDir: string, pullRequests: SamplePullRequestSource[]): Promise<void> {
  await cp(shopDir, repoDir, { recursive: true, filter: (path) => isPartOfShop(path.split(/[\\/]/).at(-1) ?? "") });
  await commitBase(repoDir);
  for (const pullRequest of pullRequests) await applyPullRequest(repoDir, pullRequest);
  await git(repoDir, "checkout", "--quiet", "main");
}

/** What killed processes left behind; younger ones may belong to a process at work. */
async function removeAbandoned(intoDir: string): Promise<void> {
  const names = (await readdir(intoDir).catch(() => [])).filter((name) => name.startsWith(unfinishedPrefix));
  for (const name of names) {
    const { mtimeMs } = await stat(join(intoDir, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > abandonedAfterMs) await rm(join(intoDir, name), { recursive: true, force: true });
  }
}

/**
 * Makes the sample shop a git repository: `main`, a branch for each pull request, and `refs/pull/N/head`.
 * It stands in a folder named by its content, so that it is made once, and a newer sample never disturbs the takes of an older one.
 */
export async function layOutSample(intoDir: string): Promise<LaidOutSample> {
  const sources = await readSamplePullRequests();
  const pullRequests = sources.map(({ patchFiles: _, ...described }) => described);
  const finishedDir = join(resolve(intoDir), await sampleFingerprint(sources));
  const laidOut = { repoDir: join(finishedDir, repoName), pullRequests };
  if (existsSync(join(laidOut.repoDir, ".git"))) return laidOut;

  await removeAbandoned(resolve(intoDir));
  const unfinishedDir = join(resolve(intoDir), `${unfinishedPrefix}${randomUUID()}`);
  try {
    await mkdir(unfinishedDir, { recursive: true });
    await buildRepository(join(unfinishedDir, repoName), sources);
    await rename(unfinishedDir, finishedDir).catch((error) => {
      // Another process was quicker, and has made the same thing.
      if (!existsSync(join(laidOut.repoDir, ".git"))) throw error;
    });
  } finally {
    await rm(unfinishedDir, { recursive: true, force: true });
  }
  return laidOut;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const intoDir = process.argv[2];
  if (intoDir) {
    process.stdout.write(`${JSON.stringify(await layOutSample(intoDir))}\n`);
  } else {
    process.stderr.write("Say where to put the repository: node scripts/layOutSample.ts FOLDER\n");
    process.exitCode = 1;
  }
}
