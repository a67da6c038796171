import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FixtureSite, openFixtureSite } from "../fixtures/site.ts";
import { noProgress, open, openTrialStage, planOf, takeFolder } from "../fixtures/trial.ts";
import type { Stage } from "../stage.ts";
import { isPrivateAddress } from "./addresses.ts";
import { openingsFor } from "./openings.ts";
import { openGuardProxy } from "./proxy.ts";
import { publicLookup } from "./publicLookup.ts";

test.each([
  ["127.0.0.1", true],
  ["10.1.2.3", true],
  ["172.31.255.255", true],
  ["192.168.0.1", true],
  ["169.254.169.254", true],
  ["0.0.0.0", true],
  ["100.64.0.1", true],
  ["::1", true],
  ["[::1]", true],
  ["::ffff:127.0.0.1", true],
  ["::ffff:7f00:1", true],
  ["fd00::1", true],
  ["fe80::1%eth0", true],
  ["64:ff9b::7f00:1", true],
  ["not an address", true],
  ["8.8.8.8", false],
  ["172.32.0.1", false],
  ["2606:4700:4700::1111", false],
])("%s is private: %s", (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});

test("a name that leads inward is known by what it resolves to", async () => {
  const { promise, resolve } = Promise.withResolvers<NodeJS.ErrnoException | null>();
  publicLookup("localhost", {}, resolve);
  expect(await promise).toMatchObject({ code: "EACCES" });
});

test("pages that have loaded too much get nothing more", async () => {
  const proxy = await openGuardProxy({ mostBytes: 100_000 });
  const { hostname, port: proxyPort } = new URL(proxy.url);
  // The proxy itself is asked for something private, again and again: its refusals are counted like anything else.
  const ask = () =>
    new Promise<number>((answered, failed) => {
      const path = `http://127.0.0.1:1/${"x".repeat(8000)}`;
      get({ hostname, port: proxyPort, path }, (answer) => {
        answer.resume();
        answered(answer.statusCode ?? 0);
      }).once("error", failed);
    });
  const statuses = new Set<number>();
  while (!statuses.has(429)) statuses.add(await ask().catch(() => 0));
  expect([...statuses]).toContain(403);
  await proxy.close();
});

test("only the app's own port is open, and only when it is on this machine", () => {
  expect(openingsFor(["http://localhost:5173/app"]).split(",")).toEqual([
    "localhost:5173",
    "127.0.0.1:5173",
    "[::1]:5173",
  ]);
  expect(openingsFor(["https://example.com"])).toBe("");
  expect(openingsFor(["http://192.168.1.5:8080"])).toBe("192.168.1.5:8080");
});

describe("a page that reaches for this machine", () => {
  let site: FixtureSite;
  let stage: Stage;
  let forbidden: Server;
  let forbiddenUrl: string;
  const reached: string[] = [];

  beforeAll(async () => {
    forbidden = createServer((request, response) => {
      reached.push(`${request.method} ${request.url}`);
      response.setHeader("access-control-allow-origin", "*").end("a secret");
    });
    forbidden.on("upgrade", (request, socket) => {
      reached.push(`upgrade ${request.url}`);
      socket.destroy();
    });
    await new Promise<void>((resolve) => forbidden.listen(0, "127.0.0.1", resolve));
    forbiddenUrl = `http://127.0.0.1:${(forbidden.address() as AddressInfo).port}`;
    site = await openFixtureSite();
    stage = await openTrialStage();
  });

  afterAll(async () => {
    await stage.close();
    await site.close();
    forbidden.closeAllConnections();
    forbidden.close();
  });

  test("gets nothing: by fetch, name, picture, frame, socket, redirect or worker", async () => {
    const scout = stage.scout(site.url);
    const page = await scout(`/grabby.html?${encodeURIComponent(forbiddenUrl)}`);
    expect(page.elements.find(({ role }) => role === "status")?.text).toBe(
      "fetch refused, name refused, redirect refused, worker refused, socket refused",
    );
    await stage.record({
      baseUrl: site.url,
      plan: planOf(open(`/grabby.html?${encodeURIComponent(forbiddenUrl)}`)),
      outDir: await takeFolder(),
      timeLimitMs: 30_000,
      onProgress: noProgress,
    });
    expect(reached).toEqual([]);
  });

  test("may be given one more address", async () => {
    const open = await openTrialStage({ alsoReachable: [forbiddenUrl] });
    const page = await open.scout(site.url)(`/grabby.html?${encodeURIComponent(forbiddenUrl)}`);
    await open.close();
    expect(page.elements.find(({ role }) => role === "status")?.text).toContain("fetch got a secret");
  });
});
