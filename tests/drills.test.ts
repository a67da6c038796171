import { expect, it } from "vitest";
import { drill } from "../bench/drills/drill.ts";

it("loses, doubles and leaves behind nothing when worker, store and bot are killed under load", async () => {
  const { acknowledged, ...found } = await drill({ kills: 3 });
  expect(acknowledged).toBeGreaterThan(3);
  expect(found).toMatchObject({
    kills: 3,
    refused: 0,
    lost: 0,
    duplicated: 0,
    mismatched: 0,
    orphans: 0,
    filesLeft: 0,
  });
});
