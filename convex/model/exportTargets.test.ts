import { describe, expect, it } from "vitest";
import { exportLimitMb, exportTargetIn, exportTargets } from "./exportTargets.ts";

describe("exportTargetIn", () => {
  it.each([
    ["export a gif for a GitHub comment", "github"],
    ["a gif for github please", "github"],
    ["mp4 for the PR description", "github"],
    ["I need the video file for discord", "discord"],
    ["als GIF für Slack", "slack"],
    ["un gif para x", "x"],
    ["for X, under 5 MB", "x"],
    ["export it for an e-mail", "email"],
    ["for a mail to the boss", "email"],
    ["for twitter", "x"],
    ["for LinkedIn and for Discord", "linkedin"],
  ])("%s: %s", (text, name) => {
    expect(exportTargetIn(text)?.name).toBe(name);
  });

  it.each([
    "export as gif for xavier",
    "a gif for the team",
    "zoom the email field and export",
    "speed it up for 3 seconds",
    "for xl screens",
  ])("%s: nowhere", (text) => {
    expect(exportTargetIn(text)).toBeNull();
  });

  it("knows a source and sane limits for every place", () => {
    expect(new Set(exportTargets.map(({ name }) => name)).size).toBe(exportTargets.length);
    for (const target of exportTargets) {
      expect(target.source).toMatch(/^https:\/\//);
      for (const format of ["mp4", "gif"] as const)
        expect(exportLimitMb(target, format) ?? 1).toBeGreaterThanOrEqual(1);
    }
  });
});
