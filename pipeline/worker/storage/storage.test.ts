import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { createEmulator } from "emulate";
import getPort from "get-port";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPublish } from "../../../bot/forge/publish.ts";
import { api } from "../../../convex/_generated/api.js";
import { readEnvironment } from "../../../environment.ts";
import {
  claim,
  finishRecording,
  held,
  newThread,
  openStore,
  queueRun,
  type StoreUnderTest,
  uploadVideo,
  versionsOf,
} from "../../../tests/store/support.ts";
import { until } from "../../../tests/support/aura.ts";
import { checkOut } from "../../serve/checkout.ts";
import { commit, createRepository, runGit } from "../../serve/fixtures/repository.ts";
import { writeSyntheticTake } from "../../timeline/fixtures/syntheticTake.ts";
import { performers } from "../perform.ts";
import { openWorkshop, type Workshop } from "../workshop.ts";
import { bucketShelf } from "./bucketShelf.ts";
import { packBytes, putPack } from "./pack.ts";
import { foundAs, placeOf } from "./place.ts";
import { PART_BYTES, type Shelf } from "./shelf.ts";
import { openSource } from "./sources.ts";
import { storeShelf } from "./storeShelf.ts";
import { catchUp } from "./upkeep.ts";

const never = new AbortController().signal;
const log = pino({ enabled: false });

let store: StoreUnderTest;
let s3: Awaited<ReturnType<typeof openBucket>>;
beforeAll(async () => {
  [store, s3] = await Promise.all([openStore(), openBucket()]);
});
afterAll(async () => {
  await store.close();
  await s3.close();
});

async function openBucket() {
  const emulator = await createEmulator({ service: "aws", port: await getPort({ host: "127.0.0.1" }) });
  const settings = {
    ...{
      AURA_S3_BUCKET: "takes",
      AURA_S3_ENDPOINT: emulator.url,
      AURA_S3_REGION: "us-east-1",
      AURA_S3_PREFIX: "aura/",
    },
    ...{ AURA_S3_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AURA_S3_SECRET_ACCESS_KEY: "wJalrXUtnFEMI" },
  };
  const credentials = {
    accessKeyId: settings.AURA_S3_ACCESS_KEY_ID,
    secretAccessKey: settings.AURA_S3_SECRET_ACCESS_KEY,
  };
  const client = new S3Client({ region: "us-east-1", endpoint: emulator.url, forcePathStyle: true, credentials });
  await client.send(new CreateBucketCommand({ Bucket: "takes" }));
  return {
    shelf: bucketShelf(settings),
    keys: async () => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: "takes" }));
      return Contents.map(({ Key = "" }) => Key);
    },
    close: () => emulator.close(),
  };
}

async function* inChunks(bytes: Uint8Array, chunkBytes = 100_003): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += chunkBytes) yield bytes.subarray(from, from + chunkBytes);
}

async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const workers: Workshop[] = [];
/** A worker on a machine of its own, as far as its disk goes. */
async function newWorker(shelf: Shelf | null): Promise<Workshop> {
  const home = mkdtempSync(join(tmpdir(), "aura-storage-"));
  const workshop = await openWorkshop({ store: store.worker, home, shelf, log });
  workers.push(workshop);
  return workshop;
}
afterAll(() => {
  for (const { takes } of workers) rmSync(join(takes.dir, ".."), { recursive: true, force: true });
});

/** What the recording job does once the take is on the disk, with a take that needs no browser. */
async function recordWith(worker: Workshop) {
  await queueRun(store);
  const claimed = await claim(store, "recorder", ["record"]);
  const runId = claimed.run._id;
  const takeRef = `${runId}-${claimed.attempt}`;
  const { durationMs, width, height, fps, shots, idle, title, summary, notShown } = await writeSyntheticTake(
    worker.takes.folderOf(takeRef),
    { seconds: 2, width: 320, height: 180, deviceScale: 1 },
  );
  await worker.takes.share(runId, takeRef, never);
  const take = { durationMs, width, height, fps, shots, idle, title, summary, notShown };
  await store.worker.mutation(api.jobs.finishRecording, {
    ...{ ...held(claimed), ...(await uploadVideo(store)), take, takeRef },
    ...{ videoDurationMs: durationMs, sizeBytes: 1_000, routesTested: ["/"] },
  });
  return { runId, takeRef };
}

const shelves = {
  "the store": () => storeShelf(store.worker),
  "a bucket": () => s3.shelf,
};

describe.each(Object.keys(shelves) as (keyof typeof shelves)[])("workers that share %s", (name) => {
  it("get what was put, in parts, and hear when it is not the same", async () => {
    const shelf = shelves[name]();
    const bytes = randomBytes(PART_BYTES + 12_345);
    const { runId } = await queueRun(store);
    const takeRef = `${runId}-99`;
    const put = await putPack(shelf, "trial", inChunks(bytes), never);
    expect(put).toMatchObject({ sizeBytes: bytes.length, references: [expect.any(String), expect.any(String)] });
    const { sizeBytes, sha256 } = put;
    const added = { runId, name: takeRef, place: placeOf(shelf, put), sizeBytes, sha256 };
    expect(await store.worker.mutation(api.packs.addTake, added)).toBe(true);
    const found = await store.worker.query(api.packs.take, { takeRef });
    if (!found) throw new Error("The pack is gone");
    const pack = foundAs(shelf, found);
    expect((await readAll(packBytes(shelf, pack, never))).equals(bytes)).toBe(true);
    const swapped = { ...pack, references: pack.references.toReversed() };
    await expect(readAll(packBytes(shelf, swapped, never))).rejects.toMatchObject({ code: "pack_damaged" });
  });

  it("edit what another one recorded", async () => {
    const shelf = shelves[name]();
    const [recorder, editor] = [await newWorker(shelf), await newWorker(shelf)];
    const { runId, takeRef } = await recordWith(recorder);
    await store.bot.mutation(api.edits.applyEdit, { runId, operation: { type: "trim", startMs: 0, endMs: 1_000 } });
    const job = await claim(store, "editor", ["render"]);
    await performers(editor).render(job, { signal: never, report: () => {} });
    const [, edited] = await versionsOf(store, runId);
    expect(edited).toMatchObject({ status: "completed", durationMs: 1_000, sizeBytes: expect.any(Number) });
    const files = (worker: Workshop) =>
      readdirSync(worker.takes.folderOf(takeRef), { recursive: true, encoding: "utf8" }).toSorted();
    expect(files(editor)).toEqual(files(recorder));
    for (const file of files(recorder).filter((path) => path.includes("."))) {
      const read = (worker: Workshop) => readFileSync(join(worker.takes.folderOf(takeRef), file));
      expect(read(editor).equals(read(recorder)), file).toBe(true);
    }
    expect(readdirSync(editor.scratchDir)).toEqual([]);
  });

  it("fetch a take once, however many jobs wait for it, and go on when the first of them is stopped", async () => {
    let gets = 0;
    const plain = shelves[name]();
    const get: Shelf["get"] = (...args) => {
      gets += 1;
      return plain.get(...args);
    };
    const shelf: Shelf = { ...plain, get };
    const [recorder, editor] = [await newWorker(plain), await newWorker(shelf)];
    const { takeRef } = await recordWith(recorder);
    const stopped = new AbortController();
    const first = editor.takes.open({ takeRef }, stopped.signal);
    const others = Promise.all([1, 2].map(() => editor.takes.open({ takeRef }, never)));
    stopped.abort("canceled");
    await first.catch((reason: unknown) => expect(reason).toBe("canceled"));
    expect(new Set(await others)).toEqual(new Set([editor.takes.folderOf(takeRef)]));
    expect(gets).toBeLessThanOrEqual(2);
  });

  it("share later what could not be shared at once, and keep nothing of a removed run", async () => {
    const shelf = shelves[name]();
    const alone = await newWorker(null);
    const { runId, takeRef } = await recordWith(alone);
    const editor = await newWorker(shelf);
    await expect(editor.takes.open({ takeRef }, never)).rejects.toMatchObject({ code: "take_missing" });
    // The same home, now with a shelf.
    const home = join(alone.takes.dir, "..");
    const { takes } = await openWorkshop({ store: store.worker, home, shelf, log });
    expect((await catchUp({ store: store.worker, takes, shelf }, never)).shared).toEqual([takeRef]);
    expect((await catchUp({ store: store.worker, takes, shelf }, never)).shared).toEqual([]);
    expect(await editor.takes.open({ takeRef }, never)).toBe(editor.takes.folderOf(takeRef));

    await store.bot.mutation(api.runs.remove, { id: runId });
    const isGone = async () => (await store.worker.query(api.packs.take, { takeRef })) === null;
    await until("the run's pack is gone", isGone);
    if (shelf.kind !== "bucket") return;
    expect((await s3.keys()).some((key) => key.includes(takeRef))).toBe(true);
    await until("a worker deletes its objects", async () => {
      await catchUp({ store: store.worker, takes, shelf }, never);
      return !(await s3.keys()).some((key) => key.includes(takeRef));
    });
    expect(await store.worker.query(api.packs.toDelete, {})).toEqual([]);
  });
});

it("says what to do when a take lies elsewhere, or on another kind of shelf", async () => {
  const { takeRef } = await recordWith(await newWorker(s3.shelf));
  const here = await newWorker(null);
  await expect(here.takes.open({ takeRef }, never)).rejects.toThrow(/not on the machine .*; record it again/);
  await expect(here.takes.open({}, never)).rejects.toThrow(/no recording yet/);
  const differs = await newWorker(storeShelf(store.worker));
  await expect(differs.takes.open({ takeRef }, never)).rejects.toMatchObject({ code: "storage_differs" });
  expect(readdirSync(differs.takes.dir)).toEqual([]);
});

it("costs nothing on one machine", async () => {
  const worker = await newWorker(null);
  const { takeRef } = await recordWith(worker);
  expect(await store.worker.query(api.packs.take, { takeRef })).toBeNull();
  expect(await worker.takes.open({ takeRef }, never)).toBe(worker.takes.folderOf(takeRef));
});

it("gives a worker the commits of a repository that it cannot see, and no more", async () => {
  const repoDir = createRepository("elsewhere", { "index.html": "<h1>Lamps</h1>" });
  const baseSha = runGit(repoDir, "rev-parse", "HEAD");
  const headSha = commit(repoDir, "Add a switch", { "index.html": "<h1>Lamps</h1><button>On</button>" });
  const worker = await newWorker(storeShelf(store.worker));
  const { workspaceId, threadId } = await newThread(store);
  const environment = readEnvironment({ CONVEX_URL: store.host.url, AURA_STORAGE: "store" });
  await openPublish(environment, store.bot)(workspaceId, { repoUrl: repoDir, baseSha, headSha });
  await openPublish(environment, store.bot)(workspaceId, { repoUrl: repoDir, baseSha, headSha });
  const runId = await store.bot.mutation(api.runs.create, {
    ...{ workspaceId, threadId, baseSha, commitSha: headSha, repoUrl: "/not/on/this/machine" },
    ...{ timestamp: 1, summary: "Recording", status: "queued", source: "pr", request: { kind: "pr" } },
  });
  const run = { _id: runId, repoUrl: "/not/on/this/machine", baseSha, commitSha: headSha };
  expect(await openSource(worker, { ...run, repoUrl: repoDir }, never)).toBe(repoDir);
  const received = await openSource(worker, run, never);
  const { dir } = await checkOut({ repoDir: received, revision: headSha, intoDir: join(worker.scratchDir, "head") });
  expect(readFileSync(join(dir, "index.html"), "utf8")).toContain("<button>On");
  expect(runGit(received, "diff", "--name-only", baseSha, headSha)).toBe("index.html");
  expect(runGit(received, "rev-list", "--count", headSha)).toBe("1");
  rmSync(repoDir, { recursive: true });
  expect(await openSource(worker, { ...run, repoUrl: repoDir }, never)).toBe(received);

  const unknown = await queueRun(store);
  const nowhere = { ...run, _id: unknown.runId, baseSha: "a".repeat(40), commitSha: "b".repeat(40) };
  await expect(openSource(worker, nowhere, never)).rejects.toMatchObject({ code: "repository_elsewhere" });
});

it("keeps a take of an attempt that came to nothing for a week", async () => {
  await queueRun(store);
  const claimed = await claim(store, "w1", ["record"]);
  const runId = claimed.run._id;
  const worker = await newWorker(storeShelf(store.worker));
  const takeRef = `${runId}-${claimed.attempt}`;
  mkdirSync(worker.takes.folderOf(takeRef));
  writeFileSync(join(worker.takes.folderOf(takeRef), "take.json"), "{}");
  await worker.takes.share(runId, takeRef, never);
  await finishRecording(store, claimed);
  expect(await store.host.runInternal("packs:expire", {})).toBe(0);
  expect(await store.worker.query(api.packs.take, { takeRef })).not.toBeNull();
});
