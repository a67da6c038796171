import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { detectWebApp } from "../detect/webApp.ts";
import { scratchDir, writeFiles } from "./fixtures/repository.ts";
import { preparationsOf, prepareApp } from "./prepare.ts";

const vite = { scripts: { dev: "vite" }, devDependencies: { vite: "8.0.0" } };

function repositoryWith(files: Record<string, object | string>): string {
  const dir = scratchDir("prepare");
  const texts = Object.entries(files).map(([path, file]) => [
    path,
    typeof file === "string" ? file : JSON.stringify(file),
  ]);
  writeFiles(dir, Object.fromEntries(texts));
  return dir;
}

const commandsOf = async (dir: string) => preparationsOf(dir, await detectWebApp(dir)).map(({ command }) => command);

describe("prepareApp", () => {
  it("makes .env of its example, and never over one that is there", async () => {
    const dir = repositoryWith({ "package.json": vite, "index.html": "", ".env.example": "VITE_NAME=example" });
    const app = await detectWebApp(dir);
    await prepareApp({ dir, app });
    expect(readFileSync(join(dir, ".env"), "utf8")).toBe("VITE_NAME=example");
    writeFiles(dir, { ".env": "VITE_NAME=own" });
    await prepareApp({ dir, app });
    expect(readFileSync(join(dir, ".env"), "utf8")).toBe("VITE_NAME=own");
  });

  it("runs the project's own code generation, and goes on when it fails", async () => {
    const scripts = { ...vite.scripts, postinstall: "echo made > made.txt", prepare: "echo 'no schema' && exit 3" };
    const dir = repositoryWith({ "package.json": { ...vite, scripts }, "index.html": "" });
    const lines: string[] = [];
    await prepareApp({ dir, app: await detectWebApp(dir), onLine: (line) => lines.push(line) });
    expect(existsSync(join(dir, "made.txt"))).toBe(true);
    expect(lines.slice(-2)).toEqual(["no schema", "prepare failed (exit code 3)"]);
  });
});

describe("preparationsOf", () => {
  it("leaves out hooks for people, and what the dev server does by itself", async () => {
    const scripts = { ...vite.scripts, prepare: "husky", postinstall: "svelte-kit sync || echo ''" };
    expect(await commandsOf(repositoryWith({ "package.json": { ...vite, scripts }, "index.html": "" }))).toEqual([]);
  });

  it("generates Prisma's client where nobody else does", async () => {
    const dir = repositoryWith({
      "package.json": { ...vite, dependencies: { "@prisma/client": "6.0.0" } },
      "index.html": "",
      "prisma/schema.prisma": "",
    });
    expect(await commandsOf(dir)).toEqual(["prisma generate"]);
  });

  it("builds the workspace's packages that the app uses and that offer only a build, deepest first", async () => {
    const built = { main: "dist/index.js", scripts: { build: "tsc" } };
    const dir = repositoryWith({
      "package.json": { private: true, workspaces: ["apps/*", "packages/*"] },
      "apps/web/package.json": { ...vite, name: "web", dependencies: { "@x/ui": "*", "@x/raw": "*" } },
      "apps/web/index.html": "",
      "packages/ui/package.json": {
        ...built,
        name: "@x/ui",
        dependencies: { "@x/tokens": "*" },
        scripts: { build: "rollup -c" },
      },
      "packages/tokens/package.json": { ...built, name: "@x/tokens" },
      "packages/raw/package.json": { name: "@x/raw", main: "src/index.ts", scripts: { build: "tsc" } },
      "packages/raw/src/index.ts": "",
      "packages/unused/package.json": { ...built, name: "@x/unused" },
    });
    expect(await commandsOf(dir)).toEqual(["tsc", "rollup -c"]);
  });
});
