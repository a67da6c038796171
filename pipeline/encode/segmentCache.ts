import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Encoded segments on disk, by the hash of everything that is drawn in them. */
export type SegmentCache = {
  /** The segment, or null when it is not there or not as it was written. */
  read(key: string): Promise<Buffer | null>;
  write(key: string, segment: Buffer): Promise<void>;
  /** Removes the least recently used segments until the rest fits. */
  trim(): Promise<void>;
};

const defaultCacheBytes = 2 * 1024 ** 3;
const checksumBytes = 32;
const checksumOf = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

export async function openSegmentCache(dir: string, maxBytes = defaultCacheBytes): Promise<SegmentCache> {
  const folder = join(dir, "segments");
  await mkdir(folder, { recursive: true });
  const fileOf = (key: string): string => join(folder, `${key}.segment`);
  return {
    async read(key) {
      const file = await readFile(fileOf(key)).catch(() => null);
      if (!file) return null;
      const segment = file.subarray(checksumBytes);
      if (checksumOf(segment).equals(file.subarray(0, checksumBytes))) {
        const now = new Date();
        await utimes(fileOf(key), now, now).catch(() => {});
        return segment;
      }
      await rm(fileOf(key), { force: true });
      return null;
    },
    async write(key, segment) {
      const partial = `${fileOf(key)}.${process.pid}.partial`;
      try {
        await writeFile(partial, Buffer.concat([checksumOf(segment), segment]));
        await rename(partial, fileOf(key));
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
    async trim() {
      const names = await readdir(folder);
      const found = await Promise.all(
        names.map(async (name) => {
          const file = join(folder, name);
          const details = await stat(file).catch(() => null);
          return details ? [{ file, sizeBytes: details.size, usedAt: details.mtimeMs }] : [];
        }),
      );
      const files = found.flat().sort((one, other) => other.usedAt - one.usedAt);
      let total = 0;
      for (const { file, sizeBytes } of files) {
        total += sizeBytes;
        if (total > maxBytes) await rm(file, { force: true });
      }
    },
  };
}
