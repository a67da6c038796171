import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanEnvironment, readEnvironment, variableNames } from "./environment.ts";

const projectDir = fileURLToPath(new URL(".", import.meta.url));

describe("the environment", () => {
  it("needs nothing", () => {
    expect(readEnvironment({})).toMatchObject({ AURA_REPOS: [], PORT: 3001, PUBLIC_URL: "http://localhost:3000" });
  });

  it("takes an empty value for an absent one", () => {
    const empty = Object.fromEntries(variableNames.map((name) => [name, ""]));
    expect(readEnvironment(empty)).toEqual(readEnvironment({}));
  });

  it.each([
    ["PORT", "http", "a port number"],
    ["AURA_REPOS", "acme/shop, acme", "owner/name"],
    ["CONVEX_URL", "acme.convex.cloud", "https://example.com"],
    ["AURA_KEEP_FAILED_DAYS", "a week", "a whole number of days from 0 to 3650"],
    ["AURA_KEEP_TAKES_DAYS", "0", "a whole number of days from 1 to 3650"],
    ["AURA_KEEP_HISTORY_DAYS", "1.5", "a whole number of days from 1 to 3650"],
    ["AURA_KEEP_DELIVERIES_DAYS", "9999", "a whole number of days from 1 to 3650"],
    ["SMTP_URL", "https://mail.example.com", "smtp://"],
  ])("refuses a wrong %s with its name, what was expected and where to look", (name, value, expected) => {
    const message = expect.stringMatching(new RegExp(`^${name}: .*${expected}.*See ${name} in .env.example`));
    expect(() => readEnvironment({ [name]: value })).toThrow(expect.objectContaining({ message }));
  });
});

describe("what a child process sees", () => {
  it("finds programs and certificates, and has no secret", () => {
    const secret = { OPENAI_API_KEY: "sk-1", NODE_EXTRA_CA_CERTS: "/etc/company.pem" };
    const before = { ...process.env };
    Object.assign(process.env, secret);
    try {
      const seen = cleanEnvironment({ AURA_HOME: "/tmp/home" });
      expect(seen).toMatchObject({
        PATH: before.PATH,
        NODE_EXTRA_CA_CERTS: "/etc/company.pem",
        AURA_HOME: "/tmp/home",
      });
      expect(seen).not.toHaveProperty("OPENAI_API_KEY");
    } finally {
      for (const name of Object.keys(secret)) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    }
  });
});

describe(".env.example", () => {
  it("has every variable once, with one line on what it is, and no value", async () => {
    const lines = (await readFile(join(projectDir, ".env.example"), "utf8")).split("\n");
    const named = lines.filter((line) => !line.startsWith("#") && line.trim() !== "");
    expect(named.map((line) => line.replace(/=$/, "")).sort()).toEqual([...variableNames].sort());
    for (const line of named) {
      expect(lines[lines.indexOf(line) - 1], line).toMatch(/^# [A-Z](?!.*---).{20,}/);
    }
  });
});

describe("a .env file", () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "aura-environment-"));
    await copyFile(join(projectDir, "environment.ts"), join(dir, "environment.ts"));
    await symlink(join(projectDir, "node_modules"), join(dir, "node_modules"));
    await writeFile(join(dir, ".env"), 'PORT=4001\nSLACK_BOT_TOKEN="xoxb-secret"\n');
  });
  afterAll(async () => {
    await rm(dir, { recursive: true, force: true });
  });

  const read = async (extra: Record<string, string>) => {
    const program = `
      import { readEnvironment } from "./environment.ts";
      const { PORT, SLACK_BOT_TOKEN } = readEnvironment();
      console.log(JSON.stringify({ PORT, SLACK_BOT_TOKEN, leaked: "SLACK_BOT_TOKEN" in process.env }));`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
      cwd: dir,
      env: cleanEnvironment(extra),
    });
    return JSON.parse(stdout);
  };

  it("is read, but never enters the environment that children inherit", async () => {
    expect(await read({})).toEqual({ PORT: 4001, SLACK_BOT_TOKEN: "xoxb-secret", leaked: false });
  });

  it("gives way to the process's own variables", async () => {
    expect(await read({ PORT: "5001" })).toMatchObject({ PORT: 5001 });
  });

  it("is left out of tests", async () => {
    expect(await read({ NODE_ENV: "test" })).toMatchObject({ PORT: 3001 });
  });
});
