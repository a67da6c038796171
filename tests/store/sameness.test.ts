import { once } from "node:events";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { Id } from "../../convex/_generated/dataModel.js";
import { hashKey } from "../../convex/model/keys.ts";
import { newId, tableNumberOf } from "../../convex-embedded/values/ids.ts";
import { type PublicFunction, publicFunctions, sampleOf, someRowOfEachTable } from "./everyFunction.ts";
import { joinAs, openStore, type StoreUnderTest } from "./support.ts";

type Caller = { kind: string; key: string; person?: string };
type Answer = { status: number; body: unknown };

// What is asked past every client, so that nothing of the answer is lost.
let store: StoreUnderTest;
let functions: PublicFunction[];
/** A row of each table in the workspace of U2, in one that U2 has nothing to do with, and nowhere. */
const own: Record<string, string> = {};
const theirs: Record<string, string> = {};
const nobodys: Record<string, string> = {};

beforeAll(async () => {
  store = await openStore();
  functions = await publicFunctions();
  Object.assign(own, await someRowOfEachTable(store));
  Object.assign(theirs, await someRowOfEachTable(store, " of theirs"));
  for (const [table, id] of Object.entries(own)) nobodys[table] = newId(tableNumberOf(id) ?? 0);
  await joinAs(store, own.workspaces as Id<"workspaces">, "U2");
});
afterAll(() => store.close());

const bot: Caller = { kind: "bot", key: "the bot's key" };
const member: Caller = { ...bot, person: "U2" };
const owner: Caller = { ...bot, person: "U1" };

async function overHttp(name: string, kind: string, args: object): Promise<Answer> {
  const body = JSON.stringify({ path: name, format: "convex_encoded_json", args: [args] });
  const answer = await fetch(`${store.host.url}/api/${kind}`, { method: "POST", body });
  return { status: answer.status, body: withoutRequestId(await answer.text()) };
}

const withoutRequestId = (text: string): unknown => JSON.parse(text.replaceAll(/Request ID: \w+/g, "Request ID"));

/** The answers to one query and one mutation of each name, over a connection of their own. */
async function overWebSocket(names: string[], args: object): Promise<unknown[]> {
  const socket = new WebSocket(`${store.host.url.replace("http", "ws")}/api/1.48.0/sync`);
  const received: { type: string }[] = [];
  socket.on("message", (data) => received.push(withoutRequestId(String(data)) as { type: string }));
  await once(socket, "open");
  const send = (message: object) => socket.send(JSON.stringify(message));
  send({ type: "Connect", sessionId: crypto.randomUUID(), connectionCount: 0, lastCloseReason: null });
  const modifications = names.map((udfPath, queryId) => ({ type: "Add", queryId, udfPath, args: [args] }));
  send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications });
  for (const [requestId, udfPath] of names.entries()) send({ type: "Mutation", requestId, udfPath, args: [args] });
  const answers = () => received.filter(({ type }) => type === "MutationResponse");
  const transition = () =>
    received.find(({ type }) => type === "Transition") as { modifications?: unknown[] } | undefined;
  await expect.poll(() => answers().length === names.length && transition() !== undefined).toBe(true);
  socket.close();
  return [...answers(), ...(transition()?.modifications ?? [])];
}

/** What is told of the function's own name and of a place in a list is left out of the comparison. */
const alike = (answer: unknown, name: string): unknown =>
  JSON.parse(
    JSON.stringify(answer)
      .replaceAll(name, "…")
      .replaceAll(/"(queryId|requestId)":\d+/g, '"$1":0'),
  );

/** Whether a function needs an id beside that of the workspace. */
const namesOtherRows = ({ args }: PublicFunction): boolean => {
  const [one, other] = [theirs, nobodys].map((ids) => JSON.stringify({ ...sampleOf(args, ids), workspaceId: "" }));
  return one !== other;
};

it("every function that members may call answers the same about another workspace's rows and about none", async () => {
  const isForMembers = async ({ name, kind, args }: PublicFunction): Promise<boolean> =>
    JSON.stringify(await overHttp(name, kind, { ...sampleOf(args, own), caller: bot })).includes('"code":"forbidden"');
  const compared: string[] = [];
  for (const entry of functions) {
    const { name, kind, args } = entry;
    if (name.startsWith("jobs:") || !namesOtherRows(entry) || !(await isForMembers(entry))) continue;
    const workspaceId = own.workspaces;
    for (const caller of [member, owner]) {
      const [other, none] = [
        await overHttp(name, kind, { ...sampleOf(args, theirs), workspaceId, caller }),
        await overHttp(name, kind, { ...sampleOf(args, nobodys), workspaceId, caller }),
      ];
      expect(other, name).toEqual(none);
    }
    compared.push(name);
  }
  expect(compared).toContain("campaigns:get");
  expect(compared).toContain("viewers:createLink");
  expect(compared.length).toBeGreaterThan(5);
});

it("a workspace of others looks like none to every function, over both protocols", async () => {
  const ofMembers = functions.filter(({ args }) => "workspaceId" in (args.value as object));
  let refused = 0;
  for (const { name, kind, args } of ofMembers) {
    const [other, none] = [
      await overHttp(name, kind, { ...sampleOf(args, own), workspaceId: theirs.workspaces, caller: member }),
      await overHttp(name, kind, { ...sampleOf(args, own), workspaceId: nobodys.workspaces, caller: member }),
    ];
    if (!JSON.stringify(none).includes('"code":"forbidden"')) continue;
    expect(other, name).toEqual(none);
    refused += 1;
  }
  expect(refused).toBeGreaterThan(10);
  const asked = (workspaceId: string | undefined) =>
    overWebSocket(["workspaceMembers:me"], { workspaceId, caller: member });
  expect(await asked(theirs.workspaces)).toEqual(await asked(nobodys.workspaces));
});

it("unknown, revoked and wrong keys and links are told apart by nobody", async () => {
  const revoked = await hashKey("a revoked key");
  await store.host.runInternal("credentials:register", { kind: "bot", keyHash: revoked, label: "old" });
  await store.host.runInternal("credentials:revoke", { keyHash: revoked });
  const callers = [
    { kind: "bot", key: "a guess" },
    { kind: "bot", key: "a revoked key" },
    { kind: "bot", key: "the worker's key" },
    { kind: "worker", key: "the bot's key" },
    { kind: "viewer", key: "a link" },
  ];
  for (const { name, kind, args } of functions.filter(({ name }) => /^(runs|workspaceMembers):/.test(name))) {
    const answers = [];
    for (const caller of callers) answers.push(await overHttp(name, kind, { ...sampleOf(args, own), caller }));
    const [first, ...others] = answers;
    // What workers may call is open to none of these either.
    for (const other of others) expect(other, name).toEqual(first);
  }
  const live = [];
  for (const caller of callers) live.push(await overWebSocket(["runs:get"], { id: own.runs, caller }));
  for (const other of live) expect(other).toEqual(live[0]);
  const links = ["never made", "the bot's key"].map((key) => ({ caller: { kind: "viewer", key } }));
  const [never, wrong] = [
    await overHttp("viewers:watch", "query", links[0] as object),
    await overHttp("viewers:watch", "query", links[1] as object),
  ];
  expect(never).toEqual(wrong);
});

it("internal functions look like none, whatever they are called with", async () => {
  const names = ["credentials:register", "runs:removeBatch", "jobs:sweep", "credentials:nothing", "nothing:at_all"];
  const args = { kind: "bot", keyHash: "0".repeat(64), label: "mine" };
  for (const kind of ["query", "mutation", "action"]) {
    const answers = [];
    for (const name of names) answers.push(alike(await overHttp(name, kind, args), name));
    for (const answer of answers) expect(answer, kind).toEqual(answers[0]);
  }
  const answers = await overWebSocket(names, args);
  const perName = names.map((name) =>
    answers.filter((answer) => JSON.stringify(answer).includes(name)).map((one) => alike(one, name)),
  );
  for (const told of perName) expect(told).toEqual(perName[0]);
});

it("an id that is none is refused before anybody's rights are looked at", async () => {
  for (const id of ["", "nonsense", own.threads, `${own.runs}x`, "../runs"]) {
    const answers = [];
    for (const caller of [bot, { ...bot, key: "a guess" }, member])
      answers.push(await overHttp("runs:get", "query", { id, caller }));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(JSON.stringify(answers[0])).toContain("Server Error");
  }
});
