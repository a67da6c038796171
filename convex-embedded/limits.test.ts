import { afterAll, beforeAll, expect, test } from "vitest";
import { toQuery } from "./fixtures/convex/setup.ts";
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
  expect(await countBulk()).toBe(1);
  const usage = new Usage();
  usage.count("documentsWritten", limits.documentsWritten);
  expect(() => usage.count("documentsWritten")).toThrow("Too many documents written");
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
  await expect(echo(Array(8193).fill(1))).rejects.toThrow("too long");
  await expect(echo(Object.fromEntries(Array.from({ length: 1025 }, (_, n) => [`f${n}`, n])))).rejects.toThrow(
    "too many fields",
  );
  await expect(echo("\ud800")).rejects.toThrow("surrogate");
  // The arguments are an object in a list: two levels.
  expect(await echo(nested(62))).toEqual(nested(62));
  await expect(echo(nested(63))).rejects.toThrow("too nested");
});

test("a document nests 16 levels, itself counted", async () => {
  const put = (value: unknown) => fixture.host.runInternal("values:put", { group: "deep", value: value as never });
  await put(nested(15));
  await expect(put(nested(16))).rejects.toThrow("too nested");
});

test("an answer keeps to the limits of values, and to 16 MiB", async () => {
  const answer = (kind: string) => fixture.host.runInternal("trouble:answer", { kind });
  await expect(answer("long")).rejects.toThrow("too long");
  await expect(answer("deep")).rejects.toThrow("too nested");
  await expect(answer("large")).rejects.toThrow("too large");
});

test("a function reads 4,096 ranges, a look at an id is one of them, and looks at it again are none", async () => {
  const id = (await fixture.host.runInternal("values:put", { group: "looked at" })) as string;
  const look = (times: number) => fixture.host.runInternal("trouble:look", { id, times });
  expect(await look(1)).toBe(2);
  expect(await look(3)).toBe(4);
  const usage = new Usage();
  usage.count("indexRangesRead", 4_096);
  expect(() => usage.count("indexRangesRead")).toThrow("Too many reads");
});

/** Lists within each other. */
function nested(levels: number): unknown {
  return Array.from({ length: levels - 1 }).reduce<unknown>((inner) => [inner], []);
}

test("field names that begin with an underscore are reserved", async () => {
  const channelId = await fixture.host.runInternal("messages:createChannel", { name: "general" });
  const id = await fixture.host.runInternal("messages:send", { channelId: channelId as string, text: "a" });
  const edit = (patch: Record<string, unknown>) =>
    fixture.host.runInternal("messages:edit", { id: id as string, patch: patch as never });
  await expect(edit({ _secret: 1 })).rejects.toThrow("underscore");
  await expect(edit({ _id: "other" })).rejects.toThrow("system fields cannot be set");
});
