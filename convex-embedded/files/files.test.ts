import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdirSync, renameSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toAction, toMutation, toQuery } from "../fixtures/convex/setup.ts";
import { type Fixture, startFixture } from "../fixtures/start.ts";

let fixture: Fixture;

beforeEach(async () => {
  fixture = await startFixture();
});

afterEach(() => fixture.end());

async function upload(body: string, headers: Record<string, string> = {}): Promise<Response> {
  const url = await fixture.http.mutation(toMutation("files:uploadUrl"));
  return fetch(url, { method: "POST", body, headers: { "content-type": "text/plain", ...headers } });
}

async function stored(body: string): Promise<{ id: string; url: string }> {
  const { storageId: id } = (await (await upload(body)).json()) as { storageId: string };
  return { id, url: await fixture.http.query(toQuery("files:url"), { id }) };
}

const filesOnDisk = () => readdirSync(join(fixture.dir, "files"));

test("a file goes in by an upload URL and comes out by its own", async () => {
  const { id, url } = await stored("hello world");
  const answer = await fetch(url);
  expect(await answer.text()).toBe("hello world");
  expect(answer.headers.get("content-type")).toBe("text/plain");
  expect(await fixture.http.query(toQuery("files:metadata"), { id })).toMatchObject({
    _id: id,
    size: 11,
    contentType: "text/plain",
    sha256: createHash("sha256").update("hello world").digest("base64"),
  });
});

test.each([
  ["bytes=0-4", 206, "hello", "bytes 0-4/11"],
  ["bytes=6-", 206, "world", "bytes 6-10/11"],
  ["bytes=-5", 206, "world", "bytes 6-10/11"],
  ["bytes=6-999", 206, "world", "bytes 6-10/11"],
  ["bytes=0-1,4-5", 200, "hello world", null],
  ["bytes=11-", 416, "", "bytes */11"],
])("the range %s is answered with %i", async (range, status, body, contentRange) => {
  const { url } = await stored("hello world");
  const answer = await fetch(url, { headers: { range } });
  expect(answer.status).toBe(status);
  expect(await answer.text()).toBe(body);
  expect(answer.headers.get("content-range")).toBe(contentRange);
});

test("HEAD tells the size, and an unchanged file is not sent twice", async () => {
  const { url } = await stored("hello world");
  const head = await fetch(url, { method: "HEAD" });
  expect(head.headers.get("content-length")).toBe("11");
  const again = await fetch(url, { headers: { "if-none-match": head.headers.get("etag") ?? "" } });
  expect(again.status).toBe(304);
});

test("a file is deleted with its mutation, and kept when that fails", async () => {
  const { id, url } = await stored("hello");
  await expect(fixture.http.mutation(toMutation("files:remove"), { id, fails: true })).rejects.toThrow();
  expect(await (await fetch(url)).text()).toBe("hello");
  await fixture.http.mutation(toMutation("files:remove"), { id });
  expect((await fetch(url)).status).toBe(404);
  expect(await fixture.http.query(toQuery("files:url"), { id })).toBeNull();
  expect(filesOnDisk()).toEqual([]);
});

test("a wrong checksum, a forged token and a cut-off body store nothing", async () => {
  expect((await upload("hello", { digest: "sha-256=AAAA" })).status).toBe(400);
  const forged = await fetch(`${fixture.host.url}/api/storage/upload?token=9999999999999.a.b`, {
    method: "POST",
    body: "x",
  });
  expect(forged.status).toBe(403);
  const cut = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("half"));
      controller.error(new Error("gone"));
    },
  });
  const url = await fixture.http.mutation(toMutation("files:uploadUrl"));
  await expect(fetch(url, { method: "POST", body: cut, duplex: "half" } as RequestInit)).rejects.toThrow();
  await expect.poll(filesOnDisk).toEqual([]);
});

test("actions store and read files", async () => {
  expect(await fixture.http.action(toAction("files:storeText"), { text: "hi" })).toBe("text/plain: hi");
});

test("a file and its URL outlive a restart; what a crash left over does not", async () => {
  const { url } = await stored("hello");
  await fixture.stop();
  writeFileSync(join(fixture.dir, "files", "arriving-half"), "ha");
  fixture = await startFixture({}, fixture.dir);
  expect(await (await fetch(url)).text()).toBe("hello");
  expect(filesOnDisk()).toHaveLength(1);
});

test("an upload that cannot be written is refused while it still comes, and the host stays up", async () => {
  const { url: other } = await stored("hello world");
  const url = await fixture.http.mutation(toMutation("files:uploadUrl"));
  const folder = join(fixture.dir, "files");
  renameSync(folder, `${folder}-gone`);
  const sending = request(url, { method: "POST", headers: { "content-length": 1_000_000 } });
  // The host may hang up as soon as it has answered.
  sending.on("error", () => undefined);
  const answered = once(sending, "response") as Promise<[IncomingMessage]>;
  sending.write("the beginning");
  const [answer] = await answered;
  expect(answer.statusCode).toBe(500);
  sending.destroy();
  renameSync(`${folder}-gone`, folder);
  expect(await (await fetch(other)).text()).toBe("hello world");
  expect(filesOnDisk()).toHaveLength(1);
});

test("an upload that is cut off leaves nothing on the disk", async () => {
  const url = await fixture.http.mutation(toMutation("files:uploadUrl"));
  const sending = request(url, { method: "POST", headers: { "content-length": 1_000_000 } });
  sending.on("error", () => undefined);
  sending.write("the beginning");
  await expect.poll(() => filesOnDisk()).toHaveLength(1);
  sending.destroy();
  await expect.poll(() => filesOnDisk()).toEqual([]);
});
