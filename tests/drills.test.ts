import { expect, it } from "vitest";
import { drill } from "../bench/drills/drill.ts";

it("loses, doubles and leaves behind nothing when the worker and the store are killed under load", async () => {
  const { acknowledged, ...found } = await drill({ kills: 2 });
  expect(acknowledged).toBeGreaterThan(2);
  expect(found).toMatchObject({ kills: 2, lost: 0, duplicated: 0, mismatched: 0, orphans: 0 });
});
