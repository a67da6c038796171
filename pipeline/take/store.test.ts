import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { readTake, writeTake } from "./store.ts";
import type { Take } from "./take.ts";

const take: Take = {
  format: 1,
  width: 640,
  height: 360,
  deviceScale: 1,
  fps: 30,
  frameCount: 30,
  durationMs: 1000,
  pictures: [{ atFrame: 0, file: "pictures/000000.png" }],
  pointer: [],
  keys: [],
  shots: [],
  idle: [],
  pageBackground: "white",
  title: "A take",
  summary: "",
  notShown: [],
  consoleErrors: [],
  capture: { method: "begin-frame", reason: "", wallMs: 1 },
};

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-store-"));
  await mkdir(join(dir, "pictures"));
  await writeFile(join(dir, "pictures/000000.png"), "a picture");
});

test("a take is read as it was written", async () => {
  await writeTake(dir, take);
  expect(await readTake(dir)).toEqual(take);
});

test("a take that is no take is not written", async () => {
  await expect(writeTake(dir, { ...take, frameCount: 0 })).rejects.toThrow();
  await expect(readTake(dir)).rejects.toMatchObject({ code: "take_missing" });
});

test("a missing picture and a torn description are told in one sentence", async () => {
  await writeTake(dir, take);
  await rm(join(dir, "pictures/000000.png"));
  await expect(readTake(dir)).rejects.toMatchObject({
    code: "take_damaged",
    message: `The recording in ${dir} is damaged (pictures/000000.png is missing); record it again.`,
  });
  await writeFile(join(dir, "take.json"), '{"format":1,');
  await expect(readTake(dir)).rejects.toMatchObject({ code: "take_damaged" });
});
