import { afterAll, beforeAll, describe, it } from "vitest";
import { type Fixture, startFixture } from "../fixtures/start.ts";
import { cases } from "./cases.ts";
import { hostOverHttp } from "./overHttp.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.end());

describe("the embedded host", () => {
  for (const { name, run } of cases) it(name, () => run(hostOverHttp(fixture.host.url)));
});
