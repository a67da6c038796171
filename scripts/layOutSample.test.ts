import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanEnvironment } from "../environment.ts";
import { layOutSample } from "./layOutSample.ts";

const program = fileURLToPath(new URL("layOutSample.ts", import.meta.url));
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-sample-"));
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

const git = async (repoDir: string, ...parameters: string[]): Promise<string> =>
  (await execa("git", parameters, { cwd: repoDir })).stdout;

describe("layOutSample", () => {
  it("makes a repository with main, a branch for each pull request, and its ref", async () => {
    const { repoDir, pullRequests } = await layOutSample(dir);
    expect(pullRequests.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(await git(repoDir, "branch", "--show-current")).toBe("main");
    expect(await git(repoDir, "status", "--porcelain")).toBe("");
    for (const { number, branch, title, description } of pullRequests) {
      const head = await git(repoDir, "rev-parse", branch);
      expect(await git(repoDir, "rev-parse", `refs/pull/${number}/head`)).toBe(head);
      expect(await git(repoDir, "merge-base", "main", branch)).toBe(await git(repoDir, "rev-parse", "main"));
      expect(Number(await git(repoDir, "rev-list", "--count", `main..${branch}`))).toBeGreaterThanOrEqual(1);
      // A forge that knows git alone finds the same title.
      expect(await git(repoDir, "log", "-1", "--format=%s", branch)).toBe(title);
      expect(await git(repoDir, "config", `branch.${branch}.description`)).toBe(`${title}\n\n${description}`);
    }
  });

  it("holds no packages and no results of builds", async () => {
    const { repoDir } = await layOutSample(dir);
    const files = (await git(repoDir, "ls-files")).split("\n");
    expect(files).toContain("package-lock.json");
    expect(files).toContain(".gitignore");
    expect(files.filter((file) => /node_modules|dist\//.test(file))).toEqual([]);
  });

  it("has the same commits everywhere, whatever git is told by its user", async () => {
    const elsewhere = join(dir, "elsewhere");
    const home = join(dir, "home");
    await mkdir(home);
    await writeFile(join(home, ".gitconfig"), "[user]\n\tname = Somebody Else\n[commit]\n\tgpgSign = true\n");
    const { stdout } = await execa(process.execPath, [program, elsewhere], {
      extendEnv: false,
      env: { ...cleanEnvironment({ HOME: home, GIT_AUTHOR_NAME: "Somebody", TZ: "Asia/Tokyo" }) },
    });
    const refs = async (repoDir: string) => git(repoDir, "show-ref");
    expect(await refs(JSON.parse(stdout).repoDir)).toBe(await refs((await layOutSample(dir)).repoDir));
  });

  it("leaves a repository that is there as it is", async () => {
    const { repoDir } = await layOutSample(dir);
    await git(repoDir, "branch", "my-own-work");
    expect((await layOutSample(dir)).repoDir).toBe(repoDir);
    expect(await git(repoDir, "branch", "--list", "my-own-work")).toContain("my-own-work");
  });

  it("may be called by several at once, and leaves nothing unfinished", async () => {
    const shared = join(dir, "shared");
    const killed = join(shared, ".unfinished-by-a-killed-process");
    await mkdir(killed, { recursive: true });
    await utimes(killed, 0, 0);
    const laidOut = await Promise.all([layOutSample(shared), layOutSample(shared), layOutSample(shared)]);
    expect(new Set(laidOut.map(({ repoDir }) => repoDir)).size).toBe(1);
    expect(existsSync(join(laidOut[0]?.repoDir ?? "", ".git"))).toBe(true);
    expect((await readdir(shared)).length).toBe(1);
  });

  it("says what it wants when called without a folder", async () => {
    const ended = await execa(process.execPath, [program], { reject: false });
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain("Say where to put the repository");
  });
});
