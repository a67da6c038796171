import { describe, it } from "vitest";
import { cases } from "./cases.ts";
import { openOracle } from "./oracle.ts";

describe("convex-test", () => {
  const { deviations } = openOracle();
  for (const { name, needs, run } of cases) {
    if (needs === undefined || !deviations.has(needs)) it(name, () => run(openOracle()));
  }
});
