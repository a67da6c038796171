import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";

/** What a segment shows. */
export type SegmentIdentity = {
  /** Names what the first frame shows, and how it is encoded. */
  start: string;
  /** Names what all frames show. */
  whole: string;
  /** For each frame that shows something else than the one before `frameHashBytes` that say what. */
  frameHashes: Buffer;
};

export const frameHashBytes = 16;

/** Encoded segments on disk, by the hash of everything that is drawn in them. */
export type SegmentCache = {
  /** The segment, or null when it is not there or not as it was written. */
  read(segment: SegmentIdentity): Promise<Buffer | null>;
  /**
   * A longer segment that begins with the frames of this one, or null. No frame of a segment depends on a later one, so the
   * longer one's first frames are the very bytes that encoding this one would give.
   */
  readLonger(segment: SegmentIdentity): Promise<Buffer | null>;
  write(segment: SegmentIdentity, file: Buffer): Promise<void>;
  /** Removes the least recently used segments until the rest fits. Does nothing while little was written. */
  trim(): Promise<void>;
};

const defaultCacheBytes = 2 * 1024 ** 3;
/** Finds torn writes and worn disks; nobody else writes here. */
const checksumBytes = 4;
const checksumOf = (bytes: Uint8Array): Buffer => {
  const checksum = Buffer.alloc(checksumBytes);
  checksum.writeUInt32LE(crc32(bytes));
  return checksum;
};

/** Bytes written to each folder since it was last looked through, which takes as long as some frames do. */
const written = new Map<string, number>();

type Entry = { frameHashes: Buffer; segment: Buffer };

export async function openSegmentCache(dir: string, maxBytes = defaultCacheBytes): Promise<SegmentCache> {
  const folder = join(dir, "segments");
  await mkdir(folder, { recursive: true });
  const nameOf = ({ start, whole }: SegmentIdentity): string => `${start}-${whole}.segment`;
  let names: Promise<string[]> | null = null;

  const readEntry = async (name: string): Promise<Entry | null> => {
    const path = join(folder, name);
    const file = await readFile(path).catch(() => null);
    if (!file) return null;
    const content = file.subarray(checksumBytes);
    if (!checksumOf(content).equals(file.subarray(0, checksumBytes))) {
      await rm(path, { force: true });
      return null;
    }
    const now = new Date();
    await utimes(path, now, now).catch(() => {});
    const hashesEnd = 4 + content.readUInt32LE(0);
    return { frameHashes: content.subarray(4, hashesEnd), segment: content.subarray(hashesEnd) };
  };

  return {
    async read(segment) {
      return (await readEntry(nameOf(segment)))?.segment ?? null;
    },
    async readLonger({ start, frameHashes }) {
      names ??= readdir(folder);
      for (const name of await names) {
        if (!name.startsWith(`${start}-`) || !name.endsWith(".segment")) continue;
        const entry = await readEntry(name);
        if (entry?.frameHashes.subarray(0, frameHashes.length).equals(frameHashes)) return entry.segment;
      }
      return null;
    },
    async write(segment, file) {
      const path = join(folder, nameOf(segment));
      // Two segments of one video may show the same, and are then written under one name at one time.
      const partial = `${path}.${randomUUID()}.partial`;
      const head = Buffer.alloc(4);
      head.writeUInt32LE(segment.frameHashes.length);
      const content = Buffer.concat([head, segment.frameHashes, file]);
      try {
        await writeFile(partial, Buffer.concat([checksumOf(content), content]));
        await rename(partial, path);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
      written.set(folder, (written.get(folder) ?? maxBytes) + content.length);
    },
    async trim() {
      if ((written.get(folder) ?? 0) < maxBytes / 16) return;
      written.set(folder, 0);
      const found = await Promise.all(
        (await readdir(folder)).map(async (name) => {
          const path = join(folder, name);
          const details = await stat(path).catch(() => null);
          return details ? [{ path, sizeBytes: details.size, usedAt: details.mtimeMs }] : [];
        }),
      );
      const files = found.flat().sort((one, other) => other.usedAt - one.usedAt);
      let total = 0;
      for (const { path, sizeBytes } of files) {
        total += sizeBytes;
        if (total > maxBytes) await rm(path, { force: true });
      }
    },
  };
}
