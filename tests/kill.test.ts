import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { familyOf, filesNamedIn, type Started, startAura, survivors, until } from "./support/aura.ts";
import { probeVideo } from "./support/video.ts";

/** What was acknowledged happens, whatever is killed; and nothing that was started outlives its owner. */
describe("a killed Aura", () => {
  // One home for all, as a person's: what the first has installed and recorded, the others use.
  let home = "";
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "aura-kill-"));
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  /** The bot's own process: npm is only its launcher. */
  const botOf = (started: Started) =>
    familyOf(started.child.pid ?? -1).find(
      (one) => /bot\/start\.ts/.test(one.command) && !/^npm|^sh /.test(one.command),
    );

  const killBot = async (started: Started) => {
    const family = familyOf(started.child.pid ?? -1);
    const bot = botOf(started);
    expect(bot, "the bot's process").toBeDefined();
    process.kill(bot?.pid ?? 0, "SIGKILL");
    await started.outcome;
    await until("everything that the bot started ends", () => survivors(family).length === 0);
    return family;
  };

  it("in the middle of a recording records again by itself", async () => {
    const first = startAura(home, ["record PR 1"]);
    await until("the recording begins", () => /PR \d: Recording/.test(first.said()));
    const family = await killBot(first);
    expect(family.map((one) => one.command).join("\n")).toMatch(/vite/);

    const second = await startAura(home, ["--continue", "how far along is it?"]).outcome;
    expect(second.code, second.output).toBe(0);
    const [video = ""] = filesNamedIn(second.output, "mp4");
    expect((await probeVideo(video)).durationMs).toBeGreaterThan(8_000);
  });

  it("in the middle of a render keeps every version", async () => {
    const first = startAura(home, ["--continue", "make it dramatic"]);
    await until("the edit is being rendered", () => /Version 2: /.test(first.said()));
    await killBot(first);

    const second = await startAura(home, ["--continue", 'add a caption "Fresh cards" at the start']).outcome;
    expect(second.code, second.output).toBe(0);
    const names = filesNamedIn(second.output, "mp4").join(" ");
    expect(names, second.output).toMatch(/v2/);
    expect(names, second.output).toMatch(/v3/);
  });

  it("by Ctrl-C marks the run canceled, and the next start works", async () => {
    const first = startAura(home, ["record PR 2"]);
    await until("the recording begins", () => /PR \d: Recording/.test(first.said()));
    const family = familyOf(first.child.pid ?? -1);
    process.kill(-(first.child.pid ?? 0), "SIGINT");
    expect((await first.outcome).code).not.toBe(0);
    await until("everything ends", () => survivors(family).length === 0);

    const second = await startAura(home, ["--continue", "status"]).outcome;
    expect(second.code, second.output).toBe(0);
    expect(second.output).toMatch(/cancel/i);
  });
});
