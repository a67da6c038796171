import { mkdtempSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type Fixture, startFixture } from "../fixtures/start.ts";

const page = "http://127.0.0.1:3000";
let fixture: Fixture;

beforeAll(async () => {
  fixture = await startFixture({ allowedOrigins: [page] });
});

afterAll(() => fixture.end());

/** The status of a query with headers that fetch would not let a program set. */
function statusWith(headers: Record<string, string>): Promise<number> {
  const body = JSON.stringify({ path: "messages:marks", format: "convex_encoded_json", args: [{}] });
  return new Promise((resolve, reject) => {
    const asking = request(`${fixture.host.url}/api/query`, { method: "POST", headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asking.on("error", reject);
    asking.end(body);
  });
}

function connectsWith(headers: Record<string, string>): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${fixture.host.url.replace("http", "ws")}/api/1.48.0/sync`, { headers });
    socket.on("open", () => resolve(true)).on("error", () => resolve(false));
    socket.on("open", () => socket.close());
  });
}

const port = () => new URL(fixture.host.url).port;

test("programs, and pages that were allowed, may come in", async () => {
  expect(await statusWith({})).toBe(200);
  expect(await statusWith({ host: `localhost:${port()}` })).toBe(200);
  expect(await statusWith({ origin: page })).toBe(200);
  expect(await connectsWith({})).toBe(true);
  expect(await connectsWith({ origin: page })).toBe(true);
});

test.each([
  [{ origin: "https://evil.example" }],
  [{ origin: "null" }],
  [{ origin: "http://127.0.0.1:5173" }],
  [{ host: "evil.example" }],
  [{ host: "127.0.0.1.evil.example:80" }],
  [{ host: "evil.example", origin: "http://evil.example" }],
])("%o is refused", async (headers: Record<string, string>) => {
  expect(await statusWith(headers)).toBe(403);
  expect(await connectsWith(headers)).toBe(false);
});

test("malformed requests get a sentence and the host lives on", async () => {
  const post = (body: string, path = "/api/query") => fetch(fixture.host.url + path, { method: "POST", body });
  expect((await post("{")).status).toBe(400);
  expect((await post('{"path":7}')).status).toBe(400);
  expect((await post("null")).status).toBe(400);
  expect((await post("{}", "/api/nothing")).status).toBe(404);
  expect((await post("x".repeat(17 * 1024 * 1024))).status).toBe(413);
  expect(await (await post("{}", "/api/query_ts")).text()).toContain("not supported by the embedded store");
  expect(await statusWith({})).toBe(200);
});

test("a port that is taken is named, and nothing stays open", async () => {
  const dir = mkdtempSync(join(tmpdir(), "store-"));
  await expect(startFixture({ port: Number(port()) }, dir)).rejects.toMatchObject({
    code: "port_in_use",
    message: expect.stringContaining(`cannot listen on port ${port()}`),
  });
  await (await startFixture({}, dir)).end();
});
