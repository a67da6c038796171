import { describe, expect, it } from "vitest";
import { scratchDir, writeFiles } from "../serve/fixtures/repository.ts";
import { findPackageManager } from "./packageManager.ts";

const app = { "apps/web/package.json": "{}" };
const workspace = JSON.stringify({ workspaces: ["apps/*"] });

describe("findPackageManager", () => {
  it.each<[string, Record<string, string>, object]>([
    ["pnpm 8's lockfile", { "pnpm-lock.yaml": "lockfileVersion: '6.0'\n" }, { name: "pnpm", version: "8" }],
    ["pnpm 9's lockfile", { "pnpm-lock.yaml": "lockfileVersion: '9.0'\n" }, { name: "pnpm", version: "10" }],
    ["Yarn 1's lockfile", { "yarn.lock": "# yarn lockfile v1\n" }, { name: "yarn", version: "1" }],
    ["Yarn 4's lockfile", { "yarn.lock": "__metadata:\n  version: 8\n" }, { name: "yarn", version: "4" }],
    ["Yarn 3's lockfile", { "yarn.lock": "__metadata:\n  version: 6\n" }, { name: "yarn", version: "3" }],
    ["bun's lockfile", { "bun.lock": "{}" }, { name: "bun", version: null }],
    [
      "two lockfiles and a word on which",
      { "bun.lock": "{}", "yarn.lock": "", "package.json": JSON.stringify({ packageManager: "bun@1.2.3" }) },
      { name: "bun", version: "1.2.3" },
    ],
    [
      "a word alone",
      { "package.json": JSON.stringify({ packageManager: "pnpm@10.28.0+sha512.ab" }) },
      { name: "pnpm", version: "10.28.0", lockfile: null, installDir: "" },
    ],
    [
      "pnpm's workspace alone",
      { "pnpm-workspace.yaml": "packages: ['apps/*']\n" },
      { name: "pnpm", lockfile: null, installDir: "" },
    ],
    ["npm's workspace", { "package.json": workspace }, { name: "npm", lockfile: null, installDir: "" }],
    ["nothing", {}, { name: "npm", lockfile: null, installDir: "apps/web" }],
  ])("%s", (_, files, expected) => {
    const dir = scratchDir("manager");
    writeFiles(dir, { ...app, ...files });
    expect(findPackageManager(dir, "apps/web")).toMatchObject(expected);
  });
});
