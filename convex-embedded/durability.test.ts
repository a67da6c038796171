import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toMutation, toQuery } from "./fixtures/convex/setup.ts";
import { addressIn, spawnHost } from "./fixtures/spawn.ts";
import { startFixture } from "./fixtures/start.ts";

const ROUNDS = 5;
const KILL_AFTER = 40;
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "store-"));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Sends marks from four clients until the host dies; `onAcknowledged` learns each one that was answered. */
async function sendUntilDeath(url: string, round: number, onAcknowledged: (name: string) => void): Promise<void> {
  const sender = async (number: number) => {
    const client = new ConvexHttpClient(url, { logger: false });
    for (let index = 0; ; index += 1) {
      const name = `${round}-${number}-${index}`;
      try {
        const channel = await client.mutation(toMutation("messages:createChannel"), { name });
        await client.mutation(toMutation("deep/work:schedule"), { name, inMs: 0 });
        if (channel) onAcknowledged(name);
      } catch {
        return;
      }
    }
  };
  await Promise.all([0, 1, 2, 3].map(sender));
}

test("no acknowledged mutation is lost, and none scheduled runs twice or never, when the host is killed", async () => {
  const acknowledged = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const host = await spawnHost(dir);
    let inRound = 0;
    await sendUntilDeath(addressIn(host.line), round, (name) => {
      acknowledged.add(name);
      inRound += 1;
      if (inRound === KILL_AFTER) void host.kill();
    });
  }
  const fixture = await startFixture({}, dir);
  const until = await fixture.http.mutation(toMutation("deep/work:schedule"), { name: "the last", inMs: 0 });
  await expect
    .poll(() => fixture.http.query(toQuery("deep/work:scheduled"), { id: until }))
    .toMatchObject({ state: { kind: "success" } });
  const marks = await fixture.http.query(toQuery("messages:marks"));
  expect(new Set(marks).size).toBe(marks.length);
  expect([...acknowledged].filter((name) => !marks.includes(name))).toEqual([]);
  expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS * KILL_AFTER);
  await fixture.stop();
});

test("a live client goes on by itself after the host was killed, and no mutation takes effect twice", async () => {
  const first = await spawnHost(dir);
  const client = new ConvexClient(addressIn(first.line), { logger: false });
  const id = await client.mutation(toMutation("messages:createChannel"), { name: "general" });
  const sends = Array.from({ length: 60 }, (_, index) =>
    client.mutation(toMutation("messages:send"), { channelId: id, text: String(index) }),
  );
  await sends[5];
  await first.kill();
  // The same port is free again: the client finds the new host under its old address.
  const second = await spawnHost(dir);
  expect(addressIn(second.line)).toBe(addressIn(first.line));
  await Promise.all(sends);
  const texts: string[] = await client.query(toQuery("messages:list"), { channelId: id });
  expect(texts).toEqual(sends.map((_, index) => String(index)));
  await client.close();
  await second.kill();
});
