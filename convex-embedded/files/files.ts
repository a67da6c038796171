import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { mkdirSync, openAsBlob, rmSync } from "node:fs";
import { open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { limits } from "../limits.ts";
import { FunctionFailure } from "../run/failure.ts";
import type { Runtime } from "../run/runtime.ts";
import { STORAGE_TABLE } from "../store/catalog.ts";
import type { StoredDocument } from "../store/documents.ts";
import type { Transaction } from "../store/transaction.ts";
import type { JsonObject } from "../values/json.ts";

/** `sha256` in hexadecimal. */
export type StoredFile = { path: string; sizeBytes: number; contentType: string | null; sha256: string };
type Received = { token: string; sizeBytes: number; sha256: string };
type UploadDetails = { contentType: string | null; sha256: string | null };

const ARRIVING = "arriving-";

/**
 * File storage: bytes in a folder, one file each under an unguessable name, and a document in `_storage`. A file is
 * complete and on disk before its document exists, and its document is gone before it is deleted; what a crash leaves
 * in between is swept at the next start.
 */
export class Files {
  readonly #dir: string;
  readonly #runtime: Runtime;
  readonly #secret: Buffer;
  readonly #selectToken: StatementSync;
  readonly #selectId: StatementSync;
  readonly #insert: StatementSync;
  readonly #delete: StatementSync;
  readonly #tokens: StatementSync;
  /** Where clients reach the host, known once it listens. */
  origin = "";

  constructor(database: DatabaseSync, dir: string, runtime: Runtime) {
    mkdirSync(dir, { recursive: true });
    this.#dir = dir;
    this.#runtime = runtime;
    this.#secret = uploadSecret(database);
    this.#selectToken = database.prepare("SELECT token FROM files WHERE id = ?");
    this.#selectId = database.prepare("SELECT id FROM files WHERE token = ?");
    this.#insert = database.prepare("INSERT INTO files (id, token) VALUES (?, ?)");
    this.#delete = database.prepare("DELETE FROM files WHERE id = ?");
    this.#tokens = database.prepare("SELECT token FROM files");
  }

  /** Signed, so that making one writes nothing; good for an hour. */
  newUploadUrl(): string {
    const expires = String(Date.now() + limits.uploadUrlMs);
    const nonce = randomBytes(12).toString("base64url");
    return `${this.origin}/api/storage/upload?token=${expires}.${nonce}.${this.#sign(`${expires}.${nonce}`)}`;
  }

  mayUpload(token: string): boolean {
    const [expires = "", nonce = "", signature = ""] = token.split(".");
    const expected = Buffer.from(this.#sign(`${expires}.${nonce}`));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected) && Number(expires) > Date.now();
  }

  /** Writes the bytes and then the document; answers its id. `sha256`, in hex or base64, is checked when given. */
  async store(bytes: AsyncIterable<Uint8Array>, details: UploadDetails): Promise<string> {
    const received = await this.#receive(bytes);
    try {
      checkDigest(received.sha256, details.sha256);
      return await this.#runtime.write((transaction) => this.#register(transaction, received, details.contentType));
    } catch (failure) {
      await rm(this.#pathOf(received.token), { force: true });
      throw failure;
    }
  }

  find(transaction: Transaction, id: string): (StoredFile & { id: string; token: string }) | null {
    const stored = this.#document(transaction, id);
    const token = this.#selectToken.get(id)?.token;
    if (stored === null || token === undefined) return null;
    const document = JSON.parse(stored.text) as { size: number; contentType?: string; sha256: string };
    return {
      id,
      token: String(token),
      path: this.#pathOf(String(token)),
      sizeBytes: document.size,
      contentType: document.contentType ?? null,
      sha256: sha256InHex(document.sha256),
    };
  }

  findByToken(transaction: Transaction, token: string): StoredFile | null {
    const id = this.#selectId.get(token)?.id;
    return id === undefined ? null : this.find(transaction, String(id));
  }

  urlOf(transaction: Transaction, id: string): string | null {
    const file = this.find(transaction, id);
    return file === null ? null : `${this.origin}/api/storage/${file.token}`;
  }

  metadataOf(transaction: Transaction, id: string): JsonObject | null {
    const file = this.find(transaction, id);
    if (file === null) return null;
    return { storageId: id, sha256: file.sha256, size: file.sizeBytes, contentType: file.contentType };
  }

  /** The document goes with the transaction, the bytes after its commit; those that the system holds, at the next start. */
  remove(transaction: Transaction, id: string): void {
    const stored = this.#document(transaction, id);
    const token = this.#selectToken.get(id)?.token;
    if (stored === null || token === undefined) throw new Error(`File ${id} does not exist.`);
    this.#runtime.documents.remove(transaction, stored);
    this.#delete.run(id);
    transaction.afterCommit.push(() => {
      try {
        rmSync(this.#pathOf(String(token)), { force: true });
      } catch {
        // The commit stands, whatever becomes of the bytes.
      }
    });
  }

  async blobOf(file: StoredFile): Promise<Blob> {
    return openAsBlob(file.path, { type: file.contentType ?? "" });
  }

  /** Deletes files without a document: uploads that a crash cut off, and deletions that it held up. */
  async sweep(): Promise<void> {
    const known = new Set(this.#tokens.all().map(({ token }) => String(token)));
    for (const name of await readdir(this.#dir)) {
      if (!known.has(name)) await rm(join(this.#dir, name), { force: true });
    }
  }

  async #receive(bytes: AsyncIterable<Uint8Array>): Promise<Received> {
    const token = randomUUID();
    const arriving = join(this.#dir, `${ARRIVING}${token}`);
    try {
      const received = await writeWhole(arriving, bytes);
      await rename(arriving, this.#pathOf(token));
      await syncFolder(this.#dir);
      return { token, ...received };
    } catch (failure) {
      await rm(arriving, { force: true });
      throw failure;
    }
  }

  #register(transaction: Transaction, received: Received, contentType: string | null): string {
    const table = this.#runtime.catalog.table(STORAGE_TABLE);
    if (table === undefined) throw new Error("The storage table is always there.");
    const sha256 = Buffer.from(received.sha256, "hex").toString("base64");
    const fields: JsonObject = { sha256, size: received.sizeBytes };
    if (contentType !== null) fields.contentType = contentType;
    const id = this.#runtime.documents.insert(transaction, table, fields);
    this.#insert.run(id, received.token);
    return id;
  }

  #document(transaction: Transaction, id: string): StoredDocument | null {
    const table = this.#runtime.catalog.tableOfId(id);
    if (table?.name !== STORAGE_TABLE) throw new Error(`${JSON.stringify(id)} is not the id of a stored file.`);
    return this.#runtime.documents.get(transaction, table, id);
  }

  #pathOf(token: string): string {
    return join(this.#dir, token);
  }

  #sign(text: string): string {
    return createHmac("sha256", this.#secret).update(text).digest("base64url");
  }
}

/** Kept in the store, so that an upload URL outlives a restart. */
function uploadSecret(database: DatabaseSync): Buffer {
  const fresh = randomBytes(32).toString("hex");
  database.prepare("INSERT OR IGNORE INTO meta (name, value) VALUES ('upload_secret', ?)").run(fresh);
  return Buffer.from(
    String(database.prepare("SELECT value FROM meta WHERE name = 'upload_secret'").get()?.value),
    "hex",
  );
}

/** Documents of `_storage` hold it in base64, as Convex's do; those of older stores in hexadecimal. */
export function sha256InHex(sha256: string): string {
  return /^[0-9a-f]{64}$/.test(sha256) ? sha256 : Buffer.from(sha256, "base64").toString("hex");
}

function checkDigest(actualHex: string, expected: string | null): void {
  if (expected === null) return;
  const actualBase64 = Buffer.from(actualHex, "hex").toString("base64");
  if (expected === actualBase64 || expected.toLowerCase() === actualHex) return;
  throw new FunctionFailure("The file that arrived does not have the SHA-256 that was announced.", { isPublic: true });
}

/** Resolves when the bytes are on the disk. Not a stream: its error, while the next bytes are awaited, would be nobody's. */
async function writeWhole(path: string, bytes: AsyncIterable<Uint8Array>): Promise<Omit<Received, "token">> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const file = await open(path, "wx");
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      await file.writeFile(chunk);
      sizeBytes += chunk.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sizeBytes, sha256: hash.digest("hex") };
}

/** A rename survives a power cut only when its folder was written too. */
async function syncFolder(dir: string): Promise<void> {
  const folder = await open(dir, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
