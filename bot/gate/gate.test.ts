import { afterAll, beforeAll, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { newThread, openStore, type StoreUnderTest } from "../../tests/store/support.ts";
import { openGate } from "./gate.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

async function team() {
  const { workspaceId } = await newThread(store);
  const gate = openGate(store.bot);
  const ask = (userId: string, { channel = "C1", isOwner = false, requestId = crypto.randomUUID() as string } = {}) =>
    gate.admit({ workspaceId, userId, name: userId, channel, requestId, isOwner });
  await ask("olga", { isOwner: true });
  const owner = store.bot.as("olga");
  const settle = (settings: object) => owner.mutation(api.workspaces.updateSettings, { workspaceId, settings });
  return { ask, settle };
}

it("lets everybody in whom the platform vouches for, unless the workspace has said otherwise", async () => {
  const { ask } = await team();
  expect(await ask("max")).toEqual({ admitted: true });
});

it("says where and who, in a sentence", async () => {
  const { ask, settle } = await team();
  await settle({ allowedChannels: ["C2"], allowedRoles: ["owner", "admin"] });
  expect(await ask("max")).toMatchObject({ admitted: false, message: expect.stringContaining("this channel") });
  expect(await ask("max", { channel: "C2" })).toMatchObject({ message: expect.stringContaining("owners or admins") });
  expect(await ask("olga", { channel: "C2" })).toEqual({ admitted: true });
});

it("counts a person's requests an hour and says when to come back", async () => {
  const { ask, settle } = await team();
  await settle({ requestsPerHour: 1 });
  expect(await ask("max")).toEqual({ admitted: true });
  expect(await ask("max")).toMatchObject({ message: expect.stringMatching(/ask again in \d+ min/) });
  expect(await ask("sue")).toEqual({ admitted: true });
});

it("counts what comes twice once, and lets it in again when the hour is used up", async () => {
  const { ask, settle } = await team();
  await settle({ requestsPerHour: 2 });
  for (let i = 0; i < 3; i += 1) expect(await ask("max", { requestId: "m1" })).toEqual({ admitted: true });
  expect(await ask("max", { requestId: "m2" })).toEqual({ admitted: true });
  expect(await ask("max", { requestId: "m3" })).toMatchObject({ admitted: false });
  expect(await ask("max", { requestId: "m1" })).toEqual({ admitted: true });
});
