import { describe, it } from "vitest";
import { readEnvironment } from "../../environment.ts";
import { cases } from "./cases.ts";
import { hostOverHttp } from "./overHttp.ts";

const { CONVEX_URL: url } = readEnvironment();

/** With CONVEX_URL, and only when the fixture functions were pushed there: a scratch deployment, not the one people work with. */
async function hasFixtures(): Promise<boolean> {
  if (url === undefined) return false;
  return await hostOverHttp(url)
    .query("values:echo", { value: 1 })
    .then(
      () => true,
      () => false,
    );
}

describe.runIf(await hasFixtures())("the deployment at CONVEX_URL", () => {
  for (const { name, run } of cases) it(name, () => run(hostOverHttp(url ?? "")));
});
