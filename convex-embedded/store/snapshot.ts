import { createHash } from "node:crypto";
import { createReadStream, linkSync, mkdirSync } from "node:fs";
import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pipeline } from "node:stream/promises";
import { EmbeddedHostError, messageOf } from "../errors.ts";
import { sha256InHex } from "../files/files.ts";
import { isStoreOfThisFormat } from "./open.ts";

const DATABASE = "store.sqlite";
const FILES = "files";

/**
 * Writes the store as it is at this moment into a new folder: `store.sqlite` and `files/`. Nothing may write meanwhile. Files
 * never change, so they are linked where the disk can (then it takes no space), else copied.
 */
export async function writeSnapshot(database: DatabaseSync, filesDir: string, intoDir: string): Promise<void> {
  mkdirSync(join(intoDir, FILES), { recursive: true });
  database.prepare("VACUUM INTO ?").run(join(intoDir, DATABASE));
  for (const { token } of database.prepare("SELECT token FROM files").all()) {
    await linkOrCopy(join(filesDir, String(token)), join(intoDir, FILES, String(token)));
  }
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    linkSync(from, to);
  } catch {
    await copyFile(from, to);
  }
}

/**
 * What a snapshot holds. Throws EmbeddedHostError `snapshot_unusable`, in a sentence, when it is no store, of another
 * format, damaged, or when a file is missing or is not the one that was stored.
 */
export async function checkSnapshot(dir: string): Promise<{ documents: number; files: number }> {
  const unusable = (why: string, cause?: unknown) =>
    new EmbeddedHostError("snapshot_unusable", `This backup cannot be restored: ${why}.`, { cause });
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(join(dir, DATABASE), { readOnly: true });
  } catch (error) {
    throw unusable("there is no store in it", error);
  }
  try {
    if (!isStoreOfThisFormat(database)) throw unusable("its store was written by another version of Aura");
    const check = database.prepare("PRAGMA integrity_check").get()?.integrity_check;
    if (check !== "ok") throw unusable("its store is damaged");
    const stored = database
      .prepare("SELECT files.token, documents.body FROM files JOIN documents ON documents.id = files.id")
      .all();
    const present = new Set(await readdir(join(dir, FILES)).catch(() => []));
    for (const { token, body } of stored) {
      const { sha256 } = JSON.parse(String(body)) as { sha256: string };
      if (!present.has(String(token))) throw unusable("a stored file is missing");
      if ((await sha256Of(join(dir, FILES, String(token)))) !== sha256InHex(sha256))
        throw unusable("a stored file is damaged");
    }
    const documents = Number(database.prepare("SELECT count(*) AS n FROM documents").get()?.n);
    return { documents, files: stored.length };
  } catch (error) {
    throw error instanceof EmbeddedHostError ? error : unusable(messageOf(error), error);
  } finally {
    database.close();
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
