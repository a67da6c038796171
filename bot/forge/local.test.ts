import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openLocalForge } from "./local.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "aura-forge-"));
  folders.push(folder);
  return folder;
}

let second = 1_700_000_000;
function git(dir: string, ...parameters: string[]): string {
  const date = `${second++} +0000`;
  return execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...parameters], {
    cwd: dir,
    encoding: "utf8",
    env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date, GIT_CONFIG_GLOBAL: "/dev/null" },
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
}

function commit(dir: string, subject: string): string {
  writeFileSync(join(dir, "file.txt"), subject);
  git(dir, "add", ".");
  git(dir, "commit", "-m", subject);
  return git(dir, "rev-parse", "HEAD");
}

function repository(): string {
  const dir = emptyFolder();
  git(dir, "init", "-b", "main");
  commit(dir, "Begin");
  return dir;
}

function branch(dir: string, name: string, ...subjects: string[]): string {
  git(dir, "checkout", "-q", "-b", name, "main");
  for (const subject of subjects) commit(dir, subject);
  const head = git(dir, "rev-parse", "HEAD");
  git(dir, "checkout", "-q", "main");
  return head;
}

describe("the local forge", () => {
  it("numbers branches by their first own commit and keeps the numbers when commits and branches are added", async () => {
    const dir = repository();
    const baseSha = git(dir, "rev-parse", "HEAD");
    const couponHead = branch(dir, "z-coupon", "Add coupons", "Fix a typo");
    branch(dir, "checkout", "Ask for a phone number");
    branch(dir, "nothing-yet");
    commit(dir, "Go on on main");
    const forge = await openLocalForge(dir);
    expect(forge.defaultBranch).toBe("main");
    expect(await forge.listPullRequests()).toEqual([
      { number: 1, title: "Add coupons", branch: "z-coupon", baseSha, headSha: couponHead, repoUrl: forge.dir },
      expect.objectContaining({ number: 2, title: "Ask for a phone number", branch: "checkout" }),
    ]);
    branch(dir, "a-new-one", "Draw a new hero");
    git(dir, "checkout", "-q", "z-coupon");
    commit(dir, "Mend the coupons");
    const titles = (await forge.listPullRequests()).map((one) => `${one.number} ${one.title}`);
    expect(titles).toEqual(["1 Add coupons", "2 Ask for a phone number", "3 Draw a new hero"]);
  });

  it("prefers the pull requests that a forge left", async () => {
    const dir = repository();
    const head = branch(dir, "coupon", "Add coupons");
    branch(dir, "other", "Something else");
    git(dir, "update-ref", "refs/pull/12/head", head);
    const forge = await openLocalForge(dir);
    expect(await forge.listPullRequests()).toEqual([
      expect.objectContaining({ number: 12, title: "Add coupons", branch: "coupon", headSha: head }),
    ]);
  });

  it("takes the title from the branch's description where there is one", async () => {
    const dir = repository();
    branch(dir, "feature/a.b", "Work out a discount");
    git(dir, "config", "branch.feature/a.b.description", "Add coupon codes\n\nWith a field in the cart.");
    expect((await (await openLocalForge(dir)).listPullRequests())[0]?.title).toBe("Add coupon codes");
  });

  it("finds the branches of a fresh clone", async () => {
    const dir = repository();
    branch(dir, "coupon", "Add coupons");
    const clone = join(emptyFolder(), "clone");
    git(dir, "clone", "-q", dir, clone);
    const forge = await openLocalForge(clone);
    expect(await forge.listPullRequests()).toEqual([expect.objectContaining({ number: 1, branch: "coupon" })]);
  });

  it("reads a repository from one of its subfolders and through options-like branch names", async () => {
    const dir = repository();
    const head = branch(dir, "coupon", "--output=x");
    git(dir, "update-ref", "refs/heads/--upload-pack=x", head);
    const pulls = await (await openLocalForge(dir)).listPullRequests();
    expect(pulls.map((one) => one.title)).toEqual(["--output=x", "--output=x"]);
  });

  it("answers for its own repository alone", async () => {
    const dir = repository();
    branch(dir, "coupon", "Add coupons");
    const forge = await openLocalForge(dir);
    expect(await forge.getPullRequest(forge.defaultRepo, 1)).toMatchObject({ title: "Add coupons" });
    expect(await forge.getPullRequest(`someone/${forge.defaultRepo}`, 7)).toBeNull();
    await expect(forge.listPullRequests("someone/else")).rejects.toMatchObject({ code: "unknown_repository" });
  });

  it("refuses what is no repository, in one sentence", async () => {
    const plain = emptyFolder();
    await expect(openLocalForge(plain)).rejects.toMatchObject({ code: "not_a_repository" });
    await expect(openLocalForge(join(plain, "absent"))).rejects.toThrow(/There is no folder .*absent/);
    git(plain, "init", "-b", "main");
    await expect(openLocalForge(plain)).rejects.toMatchObject({ code: "empty_repository" });
  });
});
