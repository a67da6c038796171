import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { toMutation, toQuery } from "../fixtures/convex/setup.ts";
import { type Fixture, startFixture } from "../fixtures/start.ts";

type Message = { type: string; [field: string]: unknown };
let fixture: Fixture;
let sockets: WebSocket[] = [];

beforeEach(async () => {
  fixture = await startFixture();
});

afterEach(async () => {
  for (const socket of sockets) socket.terminate();
  sockets = [];
  await fixture.end();
});

/** A client that speaks the protocol by hand. */
async function open(session: string) {
  const socket = new WebSocket(`${fixture.host.url.replace("http", "ws")}/api/1.48.0/sync`);
  sockets.push(socket);
  const received: Message[] = [];
  socket.on("message", (data) => received.push(JSON.parse(String(data))));
  await once(socket, "open");
  const send = (message: Message) => socket.send(JSON.stringify(message));
  send({ type: "Connect", sessionId: session, connectionCount: 0, lastCloseReason: null, clientTs: 0 });
  const next = async (type: string, index = 0): Promise<Message> => {
    await expect.poll(() => received.filter((message) => message.type === type).length).toBeGreaterThan(index);
    return received.filter((message) => message.type === type)[index] as Message;
  };
  return { send, next, received };
}

const createChannel = (requestId: number): Message => ({
  type: "Mutation",
  requestId,
  udfPath: "messages:createChannel",
  args: [{ name: "general" }],
});

test("a repeated mutation of a session has one effect and the same answer, also on another connection and after a restart", async () => {
  const first = await open("a session");
  first.send(createChannel(0));
  first.send(createChannel(0));
  const answers = [await first.next("MutationResponse"), await first.next("MutationResponse", 1)];
  await fixture.stop();
  fixture = await startFixture({}, fixture.dir);
  const again = await open("a session");
  again.send(createChannel(0));
  answers.push(await again.next("MutationResponse"));
  expect(new Set(answers.map(({ result }) => result)).size).toBe(1);
  again.send(createChannel(1));
  expect((await again.next("MutationResponse", 1)).result).not.toBe(answers[0]?.result);
  const other = await open("another session");
  other.send(createChannel(0));
  expect((await other.next("MutationResponse")).result).not.toBe(answers[0]?.result);
});

test("transitions chain exactly, and a removed query is told to be gone", async () => {
  const client = await open("a session");
  const add = { type: "Add", queryId: 7, udfPath: "messages:marks", args: [{}] };
  client.send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [add] });
  await client.next("Transition");
  await fixture.host.runInternal("messages:mark", { name: "a" });
  await client.next("Transition", 1);
  client.send({
    type: "ModifyQuerySet",
    baseVersion: 1,
    newVersion: 2,
    modifications: [{ type: "Remove", queryId: 7 }],
  });
  await client.next("Transition", 2);
  const transitions = client.received.filter(({ type }) => type === "Transition");
  expect(transitions[0]?.startVersion).toEqual({ querySet: 0, identity: 0, ts: "AAAAAAAAAAA=" });
  expect(transitions[1]?.startVersion).toEqual(transitions[0]?.endVersion);
  expect(transitions[2]?.startVersion).toEqual(transitions[1]?.endVersion);
  expect(transitions.map(({ modifications }) => modifications)).toMatchObject([
    [{ type: "QueryUpdated", queryId: 7, value: [] }],
    [{ type: "QueryUpdated", queryId: 7, value: ["a"] }],
    [{ type: "QueryRemoved", queryId: 7 }],
  ]);
});

test("a client out of step, and one that makes no sense, is told so and cut off", async () => {
  const lost = await open("a session");
  lost.send({ type: "ModifyQuerySet", baseVersion: 5, newVersion: 6, modifications: [] });
  expect((await lost.next("FatalError")).error).toContain("at version 0, not 5");
  const odd = await open("another");
  odd.send({ type: "Dance" });
  expect((await odd.next("FatalError")).error).toContain('"Dance" is not known');
});

test("sign-in tokens are refused by name", async () => {
  const client = await open("a session");
  client.send({ type: "Authenticate", tokenType: "User", value: "token", baseVersion: 0 });
  expect((await client.next("AuthError")).error).toContain("not supported by the embedded store");
});

test("internal functions are closed to every kind of message", async () => {
  const client = await open("a session");
  const add = { type: "Add", queryId: 1, udfPath: "messages:countInternally", args: [{}] };
  client.send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [add] });
  client.send({ type: "Mutation", requestId: 0, udfPath: "trouble:secret", args: [{}] });
  client.send({ type: "Action", requestId: 1, udfPath: "deep/work:markFromAction", args: [{ name: "x" }] });
  const [transition, mutated, acted] = [
    await client.next("Transition"),
    await client.next("MutationResponse"),
    await client.next("ActionResponse"),
  ];
  expect(JSON.stringify(transition.modifications)).toContain("Could not find public function");
  expect(mutated).toMatchObject({ success: false, result: expect.stringContaining("Could not find public function") });
  expect(acted).toMatchObject({ success: false, result: expect.stringContaining("Could not find public function") });
});

test("many clients see every change in the end", async () => {
  const clients = Array.from({ length: 8 }, () => fixture.connect());
  const channelId = await fixture.http.mutation(toMutation("messages:createChannel"), { name: "busy" });
  const seen = clients.map(() => 0);
  clients.forEach((client, index) => {
    client.onUpdate(toQuery("messages:list"), { channelId }, (texts: string[]) => {
      seen[index] = texts.length;
    });
  });
  await Promise.all(
    clients.map((client, index) =>
      Promise.all(
        [1, 2, 3, 4, 5].map((n) => client.mutation(toMutation("messages:send"), { channelId, text: `${index} ${n}` })),
      ),
    ),
  );
  await expect.poll(() => seen).toEqual(clients.map(() => 40));
});
