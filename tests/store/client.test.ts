import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexError } from "convex/values";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { StoreUploadError, storeErrorOf } from "../../convex/client.ts";
import { failureOf } from "../../pipeline/failure.ts";
import { codeOf, firstValue, newThread, openStore, type StoreUnderTest } from "./support.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

describe("upload", () => {
  it("says whether a file that was not taken may be taken later", () => {
    expect(failureOf(new StoreUploadError(507, "no room"))).toMatchObject({
      code: "upload_refused",
      isRetryable: true,
    });
    expect(failureOf(new StoreUploadError(413, "too large"))).toMatchObject({ isRetryable: false });
  });

  it("stores bytes and files of the disk, with their type", async () => {
    const dir = mkdtempSync(join(tmpdir(), "aura-upload-"));
    const path = join(dir, "video.mp4");
    const content = new Uint8Array(3_000_000).map((_, index) => index % 251);
    writeFileSync(path, content);
    const { workspaceId } = await newThread(store);
    const fields = { workspaceId, timestamp: 1, summary: "", status: "running", source: "skill" } as const;
    const id = await store.bot.mutation(api.runs.create, fields);
    const videoStorageId = await store.worker.upload(path, "video/mp4");
    await store.bot.mutation(api.runs.attachVideo, { id, videoStorageId });
    const answer = await fetch((await store.bot.query(api.runs.get, { id }))?.videoUrl ?? "");
    expect(answer.headers.get("content-type")).toBe("video/mp4");
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
    rmSync(dir, { recursive: true });
    await expect(store.worker.upload(path, "video/mp4")).rejects.toThrow(/video.mp4 cannot be read/);
  });
});

it("an upload goes in when there is room again", async () => {
  const folder = join(store.dir, "files");
  renameSync(folder, `${folder}-gone`);
  const stored = store.worker.upload(new Uint8Array([1]), "text/plain");
  const isRefused = () => store.logged.some((entry) => entry.kind === "host" && entry.message.includes("/upload"));
  await expect.poll(isRefused).toBe(true);
  renameSync(`${folder}-gone`, folder);
  expect(await stored).toMatch(/./);
});

describe("errors", () => {
  it("keep their code and message on the way", async () => {
    const { threadId } = await newThread(store);
    const call = store.bot.mutation(api.messages.append, { threadId, role: "user", content: 5 as never });
    await expect(call).rejects.toThrow();
    expect(storeErrorOf(await call.catch((error: unknown) => error))).toBeNull();
    expect(storeErrorOf(new ConvexError({ code: "c", message: "m" }))).toEqual({ code: "c", message: "m" });
    expect(storeErrorOf(new ConvexError("text"))).toBeNull();
    expect(storeErrorOf(undefined)).toBeNull();
  });

  it("of a watched query go to its watcher", async () => {
    const { workspaceId } = await newThread(store);
    const watching = firstValue(
      store.worker,
      api.threads.list,
      {
        workspaceId,
        paginationOpts: { cursor: null, numItems: 1 },
      },
      () => true,
    );
    expect(await codeOf(watching)).toBe("forbidden");
  });
});

describe("a store that goes away", () => {
  it("is waited for: calls and watches go on when it is back", async () => {
    const { threadId } = await newThread(store);
    const titles: string[] = [];
    const renamed = firstValue(store.bot, api.threads.get, { id: threadId }, (thread) => {
      titles.push(thread?.title ?? "");
      return thread?.title === "said while it was away";
    });
    await firstValue(store.bot, api.threads.get, { id: threadId }, (thread) => thread !== null);
    await store.host.close();
    const call = store.bot.mutation(api.messages.append, {
      threadId,
      role: "user",
      content: "said while it was away",
      idempotencyKey: "k",
    });
    const again = await openStore(store.dir);
    try {
      expect(again.host.url).toBe(store.host.url);
      expect(await call).toMatchObject({ duplicate: false });
      await renamed;
      expect(titles[0]).toBe("");
      expect(await store.bot.upload(new Uint8Array([1]), "text/plain")).toMatch(/./);
    } finally {
      await again.stop();
    }
  });
});
