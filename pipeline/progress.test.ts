import { describe, expect, it } from "vitest";
import { type OverallProgress, overall } from "./progress.ts";

describe("overall progress", () => {
  it("never goes back, and says 100 only when the work is done", () => {
    const said: OverallProgress[] = [];
    const report = overall({ Reading: 1, Recording: 6, Rendering: 3 }, (progress) => said.push(progress));
    report({ stage: "Reading", fraction: null });
    report({ stage: "Recording", fraction: 0.5 });
    report({ stage: "Reading", fraction: 1 });
    report({ stage: "Something else", fraction: 1 });
    report({ stage: "Rendering", fraction: 1 });
    expect(said.map((one) => one.percent)).toEqual([0, 40, 40, 40, 99]);
    expect(said.at(-2)?.stage).toBe("Something else");
  });

  it("estimates what is left by proportion, once there is something to go by", () => {
    let clock = 1_000;
    const said: OverallProgress[] = [];
    const report = overall(
      { Recording: 1 },
      (progress) => said.push(progress),
      () => clock,
    );
    report({ stage: "Recording", fraction: 0.05 });
    clock += 4_000;
    report({ stage: "Recording", fraction: 0.25 });
    expect(said.map((one) => one.etaMs)).toEqual([null, 12_000]);
  });
});
