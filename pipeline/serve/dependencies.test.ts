import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { detectWebApp } from "../detect/webApp.ts";
import { programEnvironment } from "../process/programEnvironment.ts";
import { installDependencies } from "./dependencies.ts";
import { scratchDir, writeFiles } from "./fixtures/repository.ts";

/** An app whose one dependency is packed beside it (no registry needed) and would betray itself if its script ran. */
function appWithPackedDependency(): string {
  const dir = scratchDir("install");
  writeFiles(dir, {
    "greeter/package.json": JSON.stringify({
      name: "greeter",
      version: "1.0.0",
      scripts: { postinstall: "echo ran > ran.txt" },
    }),
    "greeter/index.js": "export const greeting = 'hello';",
    "package.json": JSON.stringify({
      name: "app",
      version: "1.0.0",
      scripts: { dev: "vite" },
      dependencies: { greeter: "file:./greeter-1.0.0.tgz" },
    }),
  });
  const npm = (args: string[], cwd: string) =>
    execFileSync("npm", args, { cwd, env: programEnvironment([]), stdio: "ignore" });
  npm(["pack", "--pack-destination", ".."], join(dir, "greeter"));
  npm(["install", "--package-lock-only", "--ignore-scripts"], dir);
  return dir;
}

describe("installDependencies", () => {
  it("installs without running scripts, and takes the second time from the cache", async () => {
    const cacheDir = scratchDir("cache");
    const stages: string[] = [];
    const first = appWithPackedDependency();
    const app = await detectWebApp(first);
    const onProgress = ({ stage }: { stage: string }): void => void stages.push(stage);
    expect(await installDependencies({ dir: first, app, cacheDir, onProgress })).toEqual({ from: "installed" });
    expect(existsSync(join(first, "node_modules/greeter/ran.txt"))).toBe(false);
    expect(stages).toContain("Installing its dependencies");

    const second = scratchDir("second");
    for (const file of ["package.json", "package-lock.json"])
      writeFiles(second, { [file]: readFileSync(join(first, file), "utf8") });
    expect(await installDependencies({ dir: second, app, cacheDir })).toEqual({ from: "cache" });
    const file = "node_modules/greeter/index.js";
    expect(statSync(join(second, file)).ino).toBe(statSync(join(first, file)).ino);
    expect(await installDependencies({ dir: second, app, cacheDir })).toEqual({ from: "already there" });
  });

  it("keeps a limited number, and lets those go that were used longest ago", async () => {
    const cacheDir = scratchDir("cache");
    const old = Array.from({ length: 24 }, (_, place) => `old-${String(place).padStart(2, "0")}`);
    for (const [place, name] of old.entries()) {
      writeFiles(cacheDir, { [`dependencies/${name}/node_modules/a.js`]: "" });
      const usedAt = new Date(Date.now() - (100 - place) * 60 * 60_000);
      utimesSync(join(cacheDir, "dependencies", name), usedAt, usedAt);
    }
    const dir = appWithPackedDependency();
    await installDependencies({ dir, app: await detectWebApp(dir), cacheDir });
    const kept = readdirSync(join(cacheDir, "dependencies"));
    expect(kept).toHaveLength(24);
    expect(kept).not.toContain("old-00");
    expect(kept).toContain("old-01");
  });

  it("says why it failed, in the manager's words, and keeps nothing", async () => {
    const dir = scratchDir("broken");
    writeFiles(dir, {
      "package.json": JSON.stringify({
        name: "app",
        scripts: { dev: "vite" },
        dependencies: { missing: "file:./no-such-package.tgz" },
      }),
    });
    const app = await detectWebApp(dir);
    const cacheDir = scratchDir("cache");
    await expect(installDependencies({ dir, app, cacheDir })).rejects.toMatchObject({
      code: "install_failed",
      message: expect.stringContaining("no-such-package"),
    });
    expect(existsSync(join(dir, "node_modules"))).toBe(false);
  });

  it("has nothing to do for a site without dependencies", async () => {
    const dir = scratchDir("site");
    writeFiles(dir, { "index.html": "<h1>Hi</h1>" });
    const app = await detectWebApp(dir);
    expect(await installDependencies({ dir, app, cacheDir: scratchDir("cache") })).toEqual({
      from: "nothing to install",
    });
  });
});
