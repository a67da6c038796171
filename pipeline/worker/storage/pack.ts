import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { create, extract } from "tar";
import { PipelineError } from "../../failure.ts";
import { PART_BYTES, type Shelf } from "./shelf.ts";

/** A pack as it lies on a shelf: its parts in order, and what the whole is. */
export type Pack = { name: string; references: string[]; sizeBytes: number; sha256: string };

/** A moment's trouble on the way costs a pause, not the recording. */
const PAUSES_MS = [500, 2_000, 8_000];
/** Of one file of the folder, read at a time. */
const READ_BYTES = 1024 * 1024;

/** Puts bytes on a shelf, a part at a time: no more than one part is in memory. What was put before a failure is removed again. */
export async function putPack(
  shelf: Shelf,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<Pack> {
  const hash = createHash("sha256");
  const references: string[] = [];
  // Two workers that put the same thing do not touch each other's parts.
  const place = `${name}/${randomUUID()}`;
  let sizeBytes = 0;
  try {
    for await (const part of partsOf(bytes)) {
      signal.throwIfAborted();
      hash.update(part);
      sizeBytes += part.byteLength;
      const number = references.length;
      references.push(await patiently(signal, () => shelf.put(`${place}/${number}`, part, signal)));
    }
  } catch (error) {
    await shelf.remove(references).catch(() => undefined);
    throw error;
  }
  return { name, references, sizeBytes, sha256: hash.digest("hex") };
}

/** A pack's bytes. Throws `pack_damaged` at their end when they are not the ones that were put. */
export async function* packBytes(shelf: Shelf, pack: Pack, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for (const reference of pack.references) {
    const part = await patiently(signal, () => shelf.get(reference, signal));
    hash.update(part);
    sizeBytes += part.byteLength;
    yield part;
  }
  if (sizeBytes !== pack.sizeBytes || hash.digest("hex") !== pack.sha256) {
    throw new PipelineError("pack_damaged", "What another worker kept of this recording is damaged; record it again.");
  }
}

/** A folder's files as one tar. */
export async function* folderBytes(dir: string): AsyncGenerator<Uint8Array> {
  yield* create({ cwd: dir, portable: true, maxReadSize: READ_BYTES, jobs: 1, strict: true }, ["."]);
}

/** Writes a tar's files and folders below `dir`; links and whatever else a recording does not have are left out. */
export async function unpackFolder(bytes: AsyncIterable<Uint8Array>, dir: string): Promise<void> {
  const isPlain = (_path: string, entry: object) =>
    "type" in entry && ["File", "OldFile", "Directory"].includes(String(entry.type));
  const unpack = extract({ cwd: dir, strict: true, filter: isPlain });
  let trouble: unknown = null;
  unpack.on("error", (error) => {
    trouble ??= error;
  });
  const ended = once(unpack, "close").catch(() => undefined);
  for await (const chunk of bytes) {
    if (trouble) throw trouble;
    if (!unpack.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))) {
      await Promise.race([once(unpack, "drain"), ended]);
    }
  }
  unpack.end();
  await ended;
  if (trouble) throw trouble;
}

/** The same bytes in pieces of `PART_BYTES`; the last one may be shorter. */
async function* partsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let part = new Uint8Array(PART_BYTES);
  let filled = 0;
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.byteLength; ) {
      const piece = chunk.subarray(from, from + PART_BYTES - filled);
      part.set(piece, filled);
      filled += piece.byteLength;
      from += piece.byteLength;
      if (filled < PART_BYTES) continue;
      yield part;
      part = new Uint8Array(PART_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}

async function patiently<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await work();
    } catch {
      signal.throwIfAborted();
      await delay(pauseMs, null, { signal });
    }
  }
  try {
    return await work();
  } catch (cause) {
    signal.throwIfAborted();
    const message = "The storage that the workers share cannot be reached; ask again in a while.";
    throw new PipelineError("storage_away", message, { cause, isRetryable: true });
  }
}
