import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { failureOf } from "../failure.ts";
import { explainedByDisk, requireDiskSpace } from "./disk.ts";

const moreThanAnyDisk = Number.MAX_SAFE_INTEGER;

describe("a full disk", () => {
  it("refuses a job that has no room, in one sentence", async () => {
    await expect(requireDiskSpace(tmpdir(), moreThanAnyDisk)).rejects.toThrow(
      /^The disk is full: \d+ MB are free and about \d+ MB are needed; free some space and ask again\.$/,
    );
    await expect(requireDiskSpace(tmpdir(), 1)).resolves.toBeUndefined();
  });

  it("explains a failure that happened on it, and no other", async () => {
    const crash = new Error("Bus error");
    expect(failureOf(await explainedByDisk(crash, tmpdir(), moreThanAnyDisk))).toMatchObject({
      code: "disk_full",
      isRetryable: false,
    });
    expect(await explainedByDisk(crash, tmpdir(), 0)).toBe(crash);
  });
});
