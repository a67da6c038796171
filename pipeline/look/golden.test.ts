import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TakeOnDisk } from "../compose/drawFrames.ts";
import { writeSyntheticTake } from "../timeline/fixtures/syntheticTake.ts";
import { drawGolden, goldenTake, readGolden } from "./fixtures/goldenFrames.ts";
import { differenceOf } from "./fixtures/likeness.ts";
import { scenes } from "./fixtures/scenes.ts";

let source: TakeOnDisk;

beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), "aura-golden-"));
  source = { dir, take: await writeSyntheticTake(dir, goldenTake) };
});
afterAll(() => rm(source.dir, { recursive: true, force: true }));

/** After a wanted change of the look: `npm run frames`, look at the new ones, commit them. */
describe("golden frames", () => {
  it.each(scenes)("$name", async (scene) => {
    const { image } = await drawGolden(source, scene);
    const { largest, mean } = differenceOf(image, await readGolden(scene));
    expect(largest).toBeLessThan(8);
    expect(mean).toBeLessThan(0.5);
  });

  it("would notice a small change: no pointer, another corner, another tone", async () => {
    const [rest] = scenes;
    if (!rest) throw new Error("no scene");
    const golden = await readGolden(rest);
    const changed = [
      { ...rest, operations: [{ type: "style_preset", preset: "default", overrides: { cornerRadius: 60 } }] as const },
      { ...rest, operations: [{ type: "style_preset", preset: "minimal" }] as const },
    ];
    for (const scene of changed) {
      const { image } = await drawGolden(source, { ...scene, operations: [...scene.operations] });
      expect(differenceOf(image, golden).largest).toBeGreaterThan(8);
    }
    const blind = { ...source, take: { ...source.take, pointer: [] } };
    expect(differenceOf((await drawGolden(blind, rest)).image, golden).largest).toBeGreaterThan(8);
  });
});
