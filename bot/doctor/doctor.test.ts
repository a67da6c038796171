import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanEnvironment, readEnvironment } from "../../environment.ts";
import { openMailSink } from "../../tests/delivery/mailSink.ts";
import { lockHome } from "../home/lock.ts";
import { examineDeliveries } from "./deliveries.ts";
import type { Examination, Finding } from "./finding.ts";
import { examineModel } from "./model.ts";
import { describe as inWords } from "./print.ts";
import { examineDoors } from "./services.ts";
import { examineHome, examineStore } from "./storage.ts";

const program = fileURLToPath(new URL("../doctor.ts", import.meta.url));
let dir: string;
const servers: Server[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-doctor-"));
});
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(dir, { recursive: true, force: true });
});

async function doctor(variables: Record<string, string>, ...parameters: string[]) {
  return await execa(process.execPath, [program, ...parameters], {
    reject: false,
    extendEnv: false,
    env: cleanEnvironment({ AURA_HOME: join(dir, "home"), NODE_ENV: "test", ...variables }),
  });
}

/** A server on loopback that answers every request in one way; resolves to its address. */
async function peer(status: number, body: string): Promise<string> {
  const server = createServer((_, answer) => answer.writeHead(status).end(body));
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const findingsOf = ({ sections }: Examination): Finding[] => sections.flatMap(({ findings }) => findings);
const named = (findings: Finding[], name: string) => findings.find((finding) => finding.name === name);

describe("npm run doctor", () => {
  it("tries everything, and is content with a machine on which the tests run", async () => {
    const { stdout, exitCode } = await doctor({}, "--json");
    const examination = JSON.parse(stdout) as Examination;
    expect(examination.isReady).toBe(true);
    expect(exitCode).toBe(0);
    const findings = findingsOf(examination);
    for (const name of ["Node", "npm", "git", "Browser", "ffmpeg", "Home", "Store", "Model", "Web page"]) {
      expect(named(findings, name), name).toMatchObject({ state: expect.stringMatching(/ok|warning/) });
    }
    expect(named(findings, "Browser")).toMatchObject({ path: expect.any(String), why: expect.any(String) });
  });

  it("says in plain text what to mend, and exits 1", async () => {
    const { stdout, exitCode } = await doctor({ CHROMIUM_PATH: "/nowhere/chrome", FFMPEG_BIN: "/nowhere/ffmpeg" });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("CHROMIUM_PATH is /nowhere/chrome");
    expect(stdout).toContain("FFMPEG_BIN is /nowhere/ffmpeg");
    expect(stdout).toMatch(/Not ready: mend 2 things first \(Browser, ffmpeg\)/);
    expect(stdout).not.toContain("\u001b[");
  });

  it("names a variable that is wrong", async () => {
    const { stdout, exitCode } = await doctor({ PORT: "http" }, "--json");
    expect(exitCode).toBe(1);
    expect(findingsOf(JSON.parse(stdout))[0]?.help).toContain("PORT: expected a port number");
  });
});

describe("home and store", () => {
  it("says which folder cannot be written", async () => {
    const file = join(dir, "a-file");
    await writeFile(file, "");
    expect(await examineHome(readEnvironment({ AURA_HOME: join(file, "home") }), false)).toMatchObject({
      state: "broken",
      help: expect.stringContaining("AURA_HOME"),
    });
  });

  it("sees an Aura that runs there, without disturbing it", async () => {
    const environment = readEnvironment({ AURA_HOME: join(dir, "busy") });
    expect((await examineStore(environment)).inUse).not.toContain("running");
    const lock = lockHome(join(dir, "busy"));
    expect(await examineStore(environment)).toMatchObject({ state: "ok", inUse: expect.stringContaining("running") });
    lock.release();
  });

  it("asks a deployment for its version", async () => {
    const alive = readEnvironment({ CONVEX_URL: await peer(200, "1.48.0") });
    expect(await examineStore(alive)).toMatchObject({ state: "ok" });
    const dead = readEnvironment({ CONVEX_URL: await peer(503, "") });
    expect(await examineStore(dead)).toMatchObject({ state: "broken", help: expect.stringContaining("CONVEX_URL") });
  });
});

describe("the model", () => {
  const models = JSON.stringify({ data: [{ id: "tiny-model" }] });
  const examined = (OPENAI_BASE_URL: string, AURA_MODEL: string) =>
    examineModel(readEnvironment({ OPENAI_BASE_URL, AURA_MODEL, OPENAI_API_KEY: "sk-test" }));

  it("is the built-in one without a key", async () => {
    expect(await examineModel(readEnvironment({}))).toMatchObject({ state: "ok" });
  });

  it.each([
    ["is in use when the server lists it", 200, models, "tiny-model", { state: "ok" }],
    ["is believed when there is no list", 404, "", "tiny-model", { state: "ok" }],
    [
      "is wrong when the list lacks it",
      200,
      models,
      "huge-model",
      { state: "broken", help: expect.stringContaining("AURA_MODEL") },
    ],
    [
      "is wrong when the key is refused",
      401,
      "",
      "tiny-model",
      { state: "broken", help: expect.stringContaining("OPENAI_API_KEY") },
    ],
  ])("%s", async (_, status, body, model, expected) => {
    expect(await examined(await peer(status, body), model)).toMatchObject(expected);
  });

  it("is wrong when nothing answers, and no secret is shown", async () => {
    const finding = await examined("http://127.0.0.1:1", "tiny-model");
    expect(finding).toMatchObject({ state: "broken", help: expect.stringContaining("OPENAI_BASE_URL") });
    expect(JSON.stringify(finding)).not.toContain("sk-test");
  });
});

describe("doors and delivery", () => {
  it("are off while nothing is set for them", async () => {
    const deliveries = await examineDeliveries(readEnvironment({}));
    for (const finding of [...examineDoors(readEnvironment({})), ...deliveries.slice(1)]) {
      expect(finding).toMatchObject({
        state: "off",
        inUse: expect.stringMatching(/how to set it up|PUBLIC_URL|AURA_WEBHOOK/),
      });
    }
  });

  it("say what keeps a mail server closed, and whom mails lack", async () => {
    const sink = await openMailSink();
    const smtpWith = async (url: string) =>
      named(await examineDeliveries(readEnvironment({ SMTP_URL: url, MAIL_FROM: "aura@example.com" })), "Mail (SMTP)");
    expect(await smtpWith(sink.url)).toMatchObject({
      state: "ok",
      inUse: expect.stringContaining("as aura@example.com"),
    });
    const wrong = await smtpWith(sink.urlWith("guessed"));
    expect(wrong).toMatchObject({ state: "broken", help: expect.stringContaining("SMTP_URL") });
    await sink.close();
    expect(await smtpWith(sink.url)).toMatchObject({
      state: "warning",
      help: expect.stringContaining("does not answer"),
    });
    const nobody = named(await examineDeliveries(readEnvironment({ SMTP_URL: sink.url })), "Mail");
    expect(nobody).toMatchObject({ state: "broken", help: expect.stringContaining("MAIL_FROM") });
  });

  it("sends a test when asked to, and says what is meant when it cannot", async () => {
    const sink = await openMailSink();
    const variables = { SMTP_URL: sink.url, MAIL_FROM: "aura@example.com" };
    const sent = await doctor(variables, "--send-test", "email", "ana@acme.com");
    expect(sent).toMatchObject({ exitCode: 0, stdout: "A test went to ana@acme.com by smtp." });
    expect(sink.sentTo("ana@acme.com")[0]?.text).toContain("they arrive here");
    const unknown = await doctor(variables, "--send-test", "pigeon", "ana");
    expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--send-test is email, ") });
    await sink.close();
  });
});

describe("Slack", () => {
  const slackWith = (variables: Record<string, string>) => named(examineDoors(readEnvironment(variables)), "Slack");

  it("is on when its variables belong together", () => {
    expect(slackWith({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" })).toMatchObject({
      state: "ok",
      inUse: "one workspace, by its socket",
    });
  });

  it("says which variable is missing, and where it is found", () => {
    const half = slackWith({ SLACK_BOT_TOKEN: "xoxb-1" });
    expect(half).toMatchObject({
      state: "broken",
      help: expect.stringMatching(/SLACK_APP_TOKEN .* Basic Information/),
    });
    const many = slackWith({ SLACK_APP_TOKEN: "xapp-1", SLACK_CLIENT_ID: "1", SLACK_CLIENT_SECRET: "2" });
    expect(many).toMatchObject({ state: "broken", help: expect.stringContaining("SLACK_SIGNING_SECRET") });
  });
});

describe("the text", () => {
  const examination: Examination = {
    isReady: false,
    sections: [
      {
        title: "This machine",
        findings: [
          { name: "Node", state: "ok", inUse: "24.0.0" },
          { name: "Browser", state: "broken", inUse: "missing", help: "Set CHROMIUM_PATH ".repeat(12).trim() },
        ],
      },
    ],
  };

  it("is aligned, wrapped and plain", () => {
    const lines = inWords(examination, { isColored: false, columns: 60 }).split("\n");
    expect(lines[1]?.indexOf("24.0.0")).toBe(lines[2]?.indexOf("missing"));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(62);
  });

  it("is coloured only when asked", () => {
    expect(inWords(examination, { isColored: true, columns: 80 })).toContain("\u001b[31m✗");
  });
});
