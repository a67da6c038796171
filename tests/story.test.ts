import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesNamedIn, type Outcome, startAura } from "./support/aura.ts";
import { probeVideo } from "./support/video.ts";

/** The README's promise, word for word, with the real recorder, renderer, store and agent. */
describe("npm start with messages", () => {
  let home: string;
  let first: Outcome;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "aura-story-"));
    first = await startAura(home, ["record PR 1", "make it shorter and zoom the button", "export as gif under 5 MB"])
      .outcome;
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  it("ends well and names two videos and a GIF", async () => {
    expect(first.output).not.toMatch(/\berror\b|undefined|\[object/i);
    expect(first.code, first.output).toBe(0);
    expect(filesNamedIn(first.output, "mp4")).toHaveLength(2);
    expect(filesNamedIn(first.output, "gif")).toHaveLength(1);
  });

  it("makes videos that play, the second shorter and different", async () => {
    const [recorded, edited] = await Promise.all(filesNamedIn(first.output, "mp4").map(probeVideo));
    expect(recorded).toMatchObject({ width: 1920, height: 1080, fps: 30, codec: "h264", pixelFormat: "yuv420p" });
    expect(recorded?.durationMs).toBeGreaterThan(8_000);
    expect(recorded?.durationMs).toBeLessThanOrEqual(60_000);
    expect(edited?.durationMs).toBeLessThan((recorded?.durationMs ?? 0) - 500);
    expect(recorded?.frames).toBe(Math.round(((recorded?.durationMs ?? 0) * 30) / 1000));
  });

  it("keeps the GIF under its limit", async () => {
    const [gif = ""] = filesNamedIn(first.output, "gif");
    const { size } = await stat(gif);
    expect(size).toBeLessThanOrEqual(5_000_000);
    expect(size).toBeGreaterThan(100_000);
  });

  it("remembers the run: a second start goes on editing it", async () => {
    const second = await startAura(home, ["--continue", "use the minimal style", "undo that"]).outcome;
    expect(second.code, second.output).toBe(0);
    expect(second.output).toMatch(/minimal/i);
    expect(filesNamedIn(second.output, "mp4").length).toBeGreaterThan(0);
  });

  it("says which pull requests exist when one does not", async () => {
    const { code, output } = await startAura(home, ["record PR 99"]).outcome;
    expect(code).not.toBe(0);
    expect(output).toMatch(/99/);
    expect(output).toMatch(/coupon/i);
  });
});
