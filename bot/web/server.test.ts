import { stat } from "node:fs/promises";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPage, type PageClient } from "../../tests/doors/livePage.ts";
import { openTestHouse, silentLog, type TestHouse } from "../../tests/doors/testHouse.ts";
import { localMessage, newConversation } from "../house/conversations.ts";
import { openWebDoor } from "./door.ts";
import { startWebServer, type WebServer } from "./server.ts";

describe("the local web server", () => {
  let house: TestHouse;
  let server: WebServer;
  let page: PageClient;
  let videoPath: string;
  const surroundings = () => {
    const { store, library, workspaceId } = house;
    const describeHouse = async () => ({ repo: "shop", pullRequests: [] });
    return {
      door: openWebDoor(),
      store,
      library,
      workspaceId,
      conductor: house.conductor(),
      describeHouse,
      log: silentLog,
    };
  };

  beforeAll(async () => {
    house = await openTestHouse();
    const conductor = await house.converse([openWebDoor()]);
    server = await startWebServer(surroundings(), 0);
    page = await openPage(server.url);
    const { threadId } = await conductor.receive(localMessage(newConversation(), "record PR 1"));
    await conductor.settled(threadId);
    const view = await new Promise<{ runs: { versions: { videoUrl: string }[] }[] }>((resolve) => {
      const stop = page.listen(`/api/live?thread=${threadId}`, (event, data) => {
        if (event !== "thread") return;
        stop();
        resolve(data as never);
      });
    });
    videoPath = view.runs[0]?.versions[0]?.videoUrl ?? "";
  });
  afterAll(async () => {
    await server.close();
    await house.close();
  });

  /** fetch does not let a caller choose Host. */
  const statusFor = (path: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      request(server.url + path, { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .on("error", reject)
        .end();
    });

  it("answers only under its own name", async () => {
    expect(await statusFor("/", { host: new URL(server.url).host })).toBe(200);
    expect(await statusFor("/", { host: "evil.example" })).toBe(403);
    expect(await statusFor("/", { host: `evil.example:${new URL(server.url).port}` })).toBe(403);
    expect(await statusFor("/", { host: "127.0.0.1" })).toBe(403);
  });

  it("refuses who has not loaded the page", async () => {
    expect((await fetch(server.url + videoPath)).status).toBe(403);
    expect((await fetch(`${server.url}/api/live`)).status).toBe(403);
    expect((await page.get(videoPath, { cookie: `aura-${new URL(server.url).port}=guess` })).status).toBe(403);
  });

  it("refuses writes and reads from another page", async () => {
    const message = { id: crypto.randomUUID(), threadKey: "foreign", text: "record PR 1" };
    const from = (headers: Record<string, string>) => page.post("/api/messages", message, headers);
    expect((await from({ origin: "https://evil.example" })).status).toBe(403);
    expect((await from({ origin: "null" })).status).toBe(403);
    expect((await from({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    // Another port of this machine is another site's page, although the browser calls it the same site.
    expect((await from({ origin: "http://127.0.0.1:1", "sec-fetch-site": "same-site" })).status).toBe(403);
    expect((await page.get(videoPath, { "sec-fetch-site": "same-site" })).status).toBe(403);
  });

  it("serves a video in ranges", async () => {
    const { size } = await stat(`${house.videosDir}/shop-pr1-v1.mp4`);
    const whole = await page.get(videoPath);
    expect(whole.headers.get("content-type")).toBe("video/mp4");
    expect((await whole.arrayBuffer()).byteLength).toBe(size);
    const part = await page.get(videoPath, { range: "bytes=100-199" });
    expect(part.status).toBe(206);
    expect(part.headers.get("content-range")).toBe(`bytes 100-199/${size}`);
    expect((await part.arrayBuffer()).byteLength).toBe(100);
    const tail = await page.get(videoPath, { range: "bytes=-10" });
    expect(tail.headers.get("content-range")).toBe(`bytes ${size - 10}-${size - 1}/${size}`);
    expect((await page.get(videoPath, { range: `bytes=${size}-` })).status).toBe(416);
  });

  it("does not serve anything else of the disk", async () => {
    const paths = [
      "/code/start.ts",
      "/code/web/page/../server.ts",
      "/code/web/page/%2e%2e/server.ts",
      "/code/home/home.ts",
      "/media/versions/..%2f..%2fkeys.mp4",
      "/media/versions/nothing.mp4",
      "/__proto__",
      "/constructor",
    ];
    for (const path of paths) expect((await page.get(path)).status, path).toBe(404);
    expect((await page.get("/code/web/page/main.ts")).headers.get("content-type")).toMatch(/javascript/);
  });

  it("allows no foreign script, and no inline one without its nonce", async () => {
    const policy = (await page.get("/")).headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'/);
    expect(policy).not.toMatch(/unsafe/);
    const again = (await page.get("/")).headers.get("content-security-policy");
    expect(again).not.toBe(policy);
  });

  it("says what is wrong with a message", async () => {
    const bad = async (body: unknown) => {
      const answer = await page.post("/api/messages", body);
      return [answer.status, ((await answer.json()) as { message: string }).message];
    };
    const id = crypto.randomUUID();
    expect(await bad({ id, threadKey: "t", text: "  " })).toEqual([400, "Write what you want first."]);
    expect((await bad({ id, threadKey: "t", text: "x".repeat(9_000) }))[0]).toBe(400);
    expect((await bad("nonsense"))[0]).toBe(400);
    const large = await page.post("/api/messages", { id, threadKey: "t", text: "x".repeat(200_000) });
    expect(large.status).toBe(413);
  });

  it("names a port that is taken", async () => {
    const port = Number(new URL(server.url).port);
    await expect(startWebServer(surroundings(), port)).rejects.toMatchObject({
      code: "port_in_use",
      message: `Port ${port} is in use; choose another with --port, or leave --port out.`,
    });
  });
});
