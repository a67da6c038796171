import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Which rooms a room may import, beside itself and the shared files at the root. */
const directions: Record<string, readonly string[]> = {
  bot: ["agent", "convex", "convex-embedded", "scripts"],
  agent: ["convex", "prompts"],
  pipeline: ["convex"],
  convex: [],
  "convex-embedded": [],
  scripts: [],
};

/** Each heavy dependency has one home; `package` matches the name or a path below it. */
const homes: Record<string, readonly string[]> = {
  "playwright-core": ["pipeline/record", "pipeline/provision", "bot/doctor"],
  "@sparticuz/chromium": ["pipeline/provision"],
  "@ffmpeg-installer/ffmpeg": ["pipeline/provision"],
  "ffmpeg-static": ["pipeline/provision"],
  mediabunny: ["pipeline/encode", "pipeline/assemble", "pipeline/export", "pipeline/quality"],
  "@napi-rs/canvas": [
    "bot/delivery/mail/",
    "pipeline/look",
    "pipeline/compose",
    "pipeline/export",
    "pipeline/beforeAfter",
    "pipeline/compare",
  ],
  ai: ["agent"],
  "@ai-sdk/openai": ["agent"],
  "@ai-sdk/provider": ["agent"],
  "@slack/bolt": ["bot/slack"],
  "@slack/oauth": ["bot/slack"],
  "@slack/socket-mode": ["bot/slack"],
  "discord.js": ["bot/discord"],
  "@composio/core": ["bot/delivery"],
  nodemailer: ["bot/delivery"],
  agentmail: ["bot/delivery"],
  "@octokit": ["bot/github"],
  tar: ["bot/backup", "pipeline/worker/storage"],
  "@aws-sdk/client-s3": ["pipeline/worker/storage"],
  "prom-client": ["pipeline/worker"],
  hono: ["bot/web"],
  "@hono/node-server": ["bot/web"],
};

type Import = { file: string; specifier: string };

const sources = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file && existsSync(join(root, file)) && !file.includes("_generated"));

const isTest = (file: string): boolean => /\.test\.ts$|\/fixtures\//.test(file);
const roomOf = (file: string): string => file.split("/")[0] ?? "";

function importsOf(file: string): Import[] {
  const { module } = parseSync(file, readFileSync(join(root, file), "utf8"));
  const named = module.staticImports.map((entry) => entry.moduleRequest.value);
  const reexported = module.staticExports.flatMap((entry) =>
    entry.entries.flatMap((one) => (one.moduleRequest ? [one.moduleRequest.value] : [])),
  );
  const dynamic = [...readFileSync(join(root, file), "utf8").matchAll(/\bimport\(\s*["']([^"']+)["']/g)].map(
    (match) => match[1] ?? "",
  );
  return [...named, ...reexported, ...dynamic].map((specifier) => ({ file, specifier }));
}

const production = sources.filter((file) => !isTest(file) && roomOf(file) in directions);
const imports = production.flatMap(importsOf);

describe("the house", () => {
  it("has sources in every room", () => {
    for (const room of Object.keys(directions)) {
      expect(
        production.some((file) => roomOf(file) === room),
        room,
      ).toBe(true);
    }
  });

  it("imports in one direction only", () => {
    const wrong = imports.flatMap(({ file, specifier }) => {
      if (!specifier.startsWith(".")) return [];
      const target = relative(root, normalize(join(root, dirname(file), specifier)));
      const [from, to] = [roomOf(file), roomOf(target)];
      const shared = !target.includes("/");
      return shared || from === to || directions[from]?.includes(to) ? [] : [`${file} imports ${target}`];
    });
    expect(wrong).toEqual([]);
  });

  it("keeps each heavy dependency in its home", () => {
    const wrong = imports.flatMap(({ file, specifier }) => {
      const name = Object.keys(homes).find((one) => specifier === one || specifier.startsWith(`${one}/`));
      const allowed = name ? (homes[name] ?? []) : [];
      return !name || allowed.some((home) => file.startsWith(home)) ? [] : [`${file} imports ${specifier}`];
    });
    expect(wrong).toEqual([]);
  });

  it("reads process.env in one file", () => {
    const readers = production.filter((file) => /process\.env\b/.test(readFileSync(join(root, file), "utf8")));
    expect(readers).toEqual([]);
    expect(readFileSync(join(root, "environment.ts"), "utf8")).toContain("process.env");
  });

  it("names only paths that exist in its guides", () => {
    const guides = [
      "README.md",
      "docs/architecture.md",
      "docs/slack.md",
      "docs/discord.md",
      "docs/github.md",
      "docs/delivery.md",
    ];
    const missing = guides.flatMap((guide) =>
      [...readFileSync(join(root, guide), "utf8").matchAll(/`((?:[\w.-]+\/)+[\w.-]*)`/g)]
        .map((match) => match[1] ?? "")
        .filter((path) => roomOf(path) in directions || /^(docs|tests|bench|examples|prompts)\//.test(path))
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${guide} names ${path}`),
    );
    expect(missing).toEqual([]);
  });
});
