import { afterAll, beforeAll, expect, test } from "vitest";
import { toMutation, toQuery } from "./fixtures/convex/setup.ts";
import { type Fixture, startFixture } from "./fixtures/start.ts";
import { limits, Usage } from "./limits.ts";

let fixture: Fixture;

beforeAll(async () => {
  fixture = await startFixture();
});

afterAll(() => fixture.end());

const write = (documents: number, letters: number) => fixture.host.runInternal("trouble:write", { documents, letters });
const countBulk = () => fixture.host.runInternal("trouble:readBulk");

test("a document of 1 MiB is the largest", async () => {
  await expect(write(1, limits.documentBytes)).rejects.toThrow("Value is too large");
  await write(1, limits.documentBytes - 200);
  expect(await countBulk()).toBe(1);
});

test("a mutation writes at most 16,000 documents and 16 MiB", async () => {
  await expect(write(17, limits.documentBytes - 200)).rejects.toThrow("Too many bytes written");
  await expect(write(limits.documentsWritten + 1, 1)).rejects.toThrow("Too many documents written");
  expect(await countBulk()).toBe(1);
});

test("a query reads at most 16 MiB and 32,000 documents", async () => {
  await write(12, limits.documentBytes - 200);
  expect(await countBulk()).toBe(13);
  await write(4, limits.documentBytes - 200);
  await expect(countBulk()).rejects.toThrow("Too many bytes read");
  const usage = new Usage();
  usage.count("documentsRead", limits.documentsRead);
  expect(() => usage.count("documentsRead")).toThrow("Too many documents read");
});

test("a function has a second of the processor", async () => {
  await expect(fixture.http.query(toQuery("trouble:busy"), { forMs: 1500 })).rejects.toThrow("Server Error");
  expect(String(fixture.logged[0]?.error)).toContain("maximum duration: 1s");
});

test("values that are too long, too wide, too deep or not text are refused", async () => {
  const echo = (value: unknown) => fixture.host.runInternal("values:echo", { value: value as never });
  const deep = Array.from({ length: 70 }).reduce<unknown>((inner) => [inner], 1);
  await expect(echo(Array(8193).fill(1))).rejects.toThrow("too long");
  await expect(echo(Object.fromEntries(Array.from({ length: 1025 }, (_, n) => [`f${n}`, n])))).rejects.toThrow(
    "too many fields",
  );
  await expect(echo(deep)).rejects.toThrow("too nested");
  await expect(echo("\ud800")).rejects.toThrow("surrogate");
});

test("field names that begin with an underscore are reserved", async () => {
  const channelId = await fixture.http.mutation(toMutation("messages:createChannel"), { name: "general" });
  const id = await fixture.http.mutation(toMutation("messages:send"), { channelId, text: "a" });
  const edit = (patch: Record<string, unknown>) =>
    fixture.host.runInternal("messages:edit", { id, patch: patch as never });
  await expect(edit({ _secret: 1 })).rejects.toThrow("underscore");
  await expect(edit({ _id: "other" })).rejects.toThrow("system fields cannot be set");
});
