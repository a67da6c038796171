import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { toMutation, toQuery } from "../fixtures/convex/setup.ts";
import { type Fixture, startFixture } from "../fixtures/start.ts";

// Programs of this machine can reach the host, the app of a hostile pull request among them.
let fixture: Fixture;
const sockets: WebSocket[] = [];

beforeAll(async () => {
  fixture = await startFixture();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  expect(await fixture.http.query(toQuery("messages:marks"))).toEqual([]);
});
afterAll(() => fixture.end());

/** A client that speaks the protocol by hand; `closed` resolves with the code. */
async function open() {
  const socket = new WebSocket(`${fixture.host.url.replace("http", "ws")}/api/1.48.0/sync`);
  sockets.push(socket);
  const received: Record<string, unknown>[] = [];
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  socket.on("message", (data) => received.push(JSON.parse(String(data)))).on("error", () => {});
  await once(socket, "open");
  const send = (message: unknown) => socket.send(typeof message === "string" ? message : JSON.stringify(message));
  send({ type: "Connect", sessionId: crypto.randomUUID(), connectionCount: 0, lastCloseReason: null });
  return { socket, received, closed, send };
}

const add = (queryId: number, udfPath = "messages:marks", args: unknown = [{}]) => ({
  ...{ type: "Add", queryId, udfPath, args },
});
const modify = (version: number, ...modifications: unknown[]) => ({
  ...{ type: "ModifyQuerySet", baseVersion: version, newVersion: version + 1, modifications },
});

test("a client that asks for a connection and hangs up before the answer", async () => {
  const { port } = new URL(fixture.host.url);
  for (let times = 0; times < 100; times += 1) {
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => {});
    await once(socket, "connect");
    const path = times % 2 === 0 ? "/nothing" : "/api/1.48.0/sync";
    const key = "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13";
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n\r\n`,
    );
    if (times % 3 === 0) await new Promise(setImmediate);
    socket.resetAndDestroy();
  }
});

test.each<[string, unknown]>([
  ["no JSON", "{"],
  ["null", "null"],
  ["a list", "[]"],
  ["brackets without end", "[".repeat(1_000_000)],
  ["a query set without modifications", { type: "ModifyQuerySet", baseVersion: 0, newVersion: 1 }],
  ["a modification that is null", modify(0, null)],
  ["a mutation without a number", { type: "Mutation", requestId: { a: 1 }, udfPath: "messages:mark", args: [{}] }],
  ["a mutation without a name", { type: "Mutation", requestId: 1, args: [{}] }],
  ["a time that is none", { type: "Connect", sessionId: "x", maxObservedTimestamp: 7 }],
])("a message that makes no sense: %s", async (_, message) => {
  const client = await open();
  client.send(message);
  expect(await client.closed).toBe(1008);
});

test("a message beyond 16 MiB", async () => {
  const client = await open();
  client.send(`{"type":"Event","x":"${"x".repeat(17 * 1024 * 1024)}"}`);
  expect(await client.closed).toBeGreaterThan(1000);
});

test("arguments of a million levels, and names that are no functions", async () => {
  const client = await open();
  const deep = `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`;
  client.send(`{"type":"Mutation","requestId":1,"udfPath":"messages:createChannel","args":[{"name":${deep}}]}`);
  client.send(
    modify(0, add(1, "__proto__:constructor"), add(2, "messages:__proto__"), add(3, "", 7), add(4, ":", [[]])),
  );
  await expect.poll(() => client.received.filter(({ type }) => type !== "Ping").length).toBeGreaterThan(1);
  const told = JSON.stringify(client.received);
  expect(told).toContain('"success":false');
  expect(told.match(/QueryFailed/g)).toHaveLength(4);
});

test("thousands of live queries are answered, and no more than that are taken", async () => {
  const client = await open();
  const many = Array.from({ length: 4_096 }, (_, queryId) => add(queryId));
  client.send(modify(0, ...many));
  await expect
    .poll(() => JSON.stringify(client.received).match(/QueryUpdated/g)?.length, { timeout: 60_000 })
    .toBe(4_096);
  client.send(modify(1, add(4_096)));
  expect(await client.closed).toBe(1008);
});

test("a burst of calls is answered, each of them", async () => {
  const client = await open();
  for (let requestId = 0; requestId < 2_000; requestId += 1) {
    client.send({ type: "Mutation", requestId, udfPath: "messages:nothing", args: [{}] });
  }
  const answers = () => client.received.filter(({ type }) => type === "MutationResponse").length;
  await expect.poll(answers, { timeout: 60_000 }).toBe(2_000);
});

test("a client that reads nothing of what it is sent is cut off", async () => {
  const channelId = await fixture.http.mutation(toMutation("messages:createChannel"), { name: "long" });
  await fixture.http.mutation(toMutation("messages:send"), { channelId, text: "x".repeat(1_000_000) });
  const client = await open();
  client.socket.pause();
  let isGone = false;
  client.socket.on("error", () => {
    isGone = true;
  });
  const list = (queryId: number) => add(queryId, "messages:list", [{ channelId }]);
  // It watches the same long answer again and again; writing to it fails once the host has hung up.
  for (let version = 0; !isGone && client.socket.readyState === WebSocket.OPEN; version += 1) {
    client.send(modify(version, list(version), ...(version > 0 ? [{ type: "Remove", queryId: version - 1 }] : [])));
    await new Promise(setImmediate);
  }
  client.socket.resume();
  await client.closed;
  expect(client.received.length).toBeLessThan(500);
});
