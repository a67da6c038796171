import type { PaginationResult } from "convex/server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toMutation, toQuery } from "../fixtures/convex/setup.ts";
import { type Fixture, firstResult, startFixture } from "../fixtures/start.ts";

type Page = PaginationResult<{ _id: string; text: string }>;
const page = toQuery("messages:page");
let fixture: Fixture;
let channelId: string;

beforeEach(async () => {
  fixture = await startFixture();
  channelId = await fixture.http.mutation(toMutation("messages:createChannel"), { name: "general" });
  for (const text of ["1", "2", "3", "4", "5"]) await send(text);
});

afterEach(() => fixture.end());

const send = (text: string) => fixture.http.mutation(toMutation("messages:send"), { channelId, text });
const read = (cursor: string | null, numItems = 2, more = {}): Promise<Page> =>
  fixture.http.query(page, { channelId, paginationOpts: { cursor, numItems, ...more } });
const texts = (result: Page) => result.page.map(({ text }) => text);

test("pages follow one another to the end", async () => {
  const first = await read(null);
  const second = await read(first.continueCursor);
  const third = await read(second.continueCursor);
  expect([first, second, third].map(texts)).toEqual([["5", "4"], ["3", "2"], ["1"]]);
  expect([first, second, third].map(({ isDone }) => isDone)).toEqual([false, false, true]);
  expect(texts(await read(third.continueCursor))).toEqual([]);
});

test("a cursor stays where it is when documents come and go", async () => {
  const first = await read(null);
  await send("6");
  await fixture.http.mutation(toMutation("messages:edit"), { id: first.page[1]?._id, patch: { text: "4b" } });
  expect(texts(await read(first.continueCursor))).toEqual(["3", "2"]);
});

test("an end cursor bounds the page, whatever its size", async () => {
  const first = await read(null, 3);
  await send("6");
  expect(texts(await read(null, 1, { endCursor: first.continueCursor }))).toEqual(["6", "5", "4", "3"]);
});

test("a live page keeps its end, so that it grows without a gap to the next", async () => {
  const client = fixture.connect();
  const args = { channelId, paginationOpts: { cursor: null, numItems: 2 } };
  const grown = firstResult<Page>(client, page, args, (result) => result.page.length === 3);
  const first = await firstResult<Page>(client, page, args, () => true);
  await send("6");
  expect(texts(await grown)).toEqual(["6", "5", "4"]);
  expect((await grown).continueCursor).toBe(first.continueCursor);
});

test("a cursor of another query is refused", async () => {
  const other = await fixture.http.mutation(toMutation("messages:createChannel"), { name: "other" });
  const { continueCursor } = await read(null);
  const foreign = { channelId: other, paginationOpts: { cursor: continueCursor, numItems: 2 } };
  await expect(fixture.http.query(page, foreign)).rejects.toThrow();
  expect(String(fixture.logged[0]?.error)).toContain("InvalidCursor");
});

test("a made-up cursor never reaches outside the query's range", async () => {
  const other = await fixture.http.mutation(toMutation("messages:createChannel"), { name: "other" });
  await fixture.http.mutation(toMutation("messages:send"), { channelId: other, text: "not yours" });
  const [owner] = (await read(null)).continueCursor.split(".");
  for (const key of [Buffer.of(0), Buffer.of(255)]) {
    const forged = await read(`${owner}.k${key.toString("base64url")}`, 100);
    expect(texts(forged)).not.toContain("not yours");
  }
});
