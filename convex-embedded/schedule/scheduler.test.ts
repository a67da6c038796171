import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toMutation, toQuery } from "../fixtures/convex/setup.ts";
import { type Fixture, firstResult, startFixture } from "../fixtures/start.ts";

type Scheduled = { state: { kind: string; error?: string }; isOver: boolean };
let fixture: Fixture;

beforeEach(async () => {
  fixture = await startFixture();
});

afterEach(async () => {
  vi.useRealTimers();
  await fixture.end();
});

const call = (path: string, args: Record<string, unknown>) => fixture.http.mutation(toMutation(path), args);
const marks = (): Promise<string[]> => fixture.http.query(toQuery("messages:marks"));
const untilState = (id: string, kind: string) =>
  firstResult<Scheduled>(fixture.connect(), toQuery("deep/work:scheduled"), { id }, ({ state }) => state.kind === kind);

test("a mutation runs at its time, once", async () => {
  const id = await call("deep/work:schedule", { name: "soon", inMs: 30 });
  expect(await untilState(id, "success")).toMatchObject({ isOver: true });
  expect(await marks()).toEqual(["soon"]);
});

test("an action runs and calls mutations", async () => {
  const id = await call("deep/work:scheduleAction", { name: "acted" });
  await untilState(id, "success");
  expect(await marks()).toEqual(["acted"]);
});

test("a mutation that fails is failed with its reason, and leaves nothing", async () => {
  const id = await call("deep/work:schedule", { name: "bad", inMs: 0, fails: true });
  expect((await untilState(id, "failed")).state.error).toContain("refused");
  expect(await marks()).toEqual([]);
});

test("what is canceled in time never runs", async () => {
  const id = await call("deep/work:schedule", { name: "never", inMs: 3_600_000 });
  await call("deep/work:cancel", { id });
  const after = await call("deep/work:schedule", { name: "after", inMs: 0 });
  await untilState(after, "success");
  expect(await untilState(id, "canceled")).toMatchObject({ isOver: true });
  expect(await marks()).toEqual(["after"]);
});

test("a mutation that fails schedules nothing", async () => {
  await expect(call("deep/work:scheduleThenFail", { name: "lost" })).rejects.toThrow();
  await untilState(await call("deep/work:schedule", { name: "kept", inMs: 0 }), "success");
  expect(await marks()).toEqual(["kept"]);
});

test("what is pending at a restart runs after it; an action in progress is failed, not forgotten", async () => {
  const pending = await call("deep/work:schedule", { name: "later", inMs: 400 });
  const action = await call("deep/work:scheduleAction", { name: "never ends" });
  await untilState(action, "inProgress");
  await fixture.stop();
  fixture = await startFixture({}, fixture.dir);
  await untilState(pending, "success");
  expect((await untilState(action, "failed")).state.error).toContain("stopped while this action was running");
  expect(await marks()).toEqual(["later"]);
});

test("a new interval cron runs at once, and not again at a restart before its time", async () => {
  await fixture.stop();
  fixture = await startFixture({ crons: true }, fixture.dir);
  await firstResult<string[]>(fixture.connect(), toQuery("messages:marks"), {}, (names) => names.length > 0);
  await fixture.stop();
  fixture = await startFixture({ crons: true }, fixture.dir);
  await untilState(await call("deep/work:schedule", { name: "then", inMs: 0 }), "success");
  expect(await marks()).toEqual(["from a cron", "then"]);
});

test("an interval cron goes on when the clock was set back", async () => {
  const restartAt = async (now: number) => {
    await fixture.stop();
    vi.useFakeTimers({ toFake: ["Date"], now });
    fixture = await startFixture({ crons: true }, fixture.dir);
  };
  const marked = (count: number) =>
    firstResult<string[]>(fixture.connect(), toQuery("messages:marks"), {}, (names) => names.length === count);
  // At noon, so that the nightly one stays out of it.
  const noon = Date.parse("2026-03-10T12:00:00Z");
  await restartAt(noon);
  await marked(1);
  await restartAt(noon - 5 * 3_600_000);
  await restartAt(noon - 4 * 3_600_000);
  expect(await marked(2)).toEqual(["from a cron", "from a cron"]);
});
