import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { EmbeddedHostError, messageOf } from "../errors.ts";
import { Durability } from "./durability.ts";

const APPLICATION_ID = 0x41757261;
const FORMAT = 1;

const layout = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE tables (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, validator TEXT NOT NULL);
  CREATE TABLE indexes (id INTEGER PRIMARY KEY, table_number INTEGER NOT NULL, name TEXT NOT NULL, fields TEXT NOT NULL,
    UNIQUE (table_number, name));
  CREATE TABLE documents (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, table_number INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE TABLE index_entries (index_id INTEGER NOT NULL, key BLOB NOT NULL, row INTEGER NOT NULL,
    PRIMARY KEY (index_id, key)) WITHOUT ROWID;
  CREATE TABLE requests (session TEXT NOT NULL, request INTEGER NOT NULL, ts TEXT NOT NULL, result TEXT NOT NULL,
    created_ms INTEGER NOT NULL, PRIMARY KEY (session, request)) WITHOUT ROWID;
  CREATE TABLE files (id TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE) WITHOUT ROWID;
  CREATE TABLE crons (name TEXT PRIMARY KEY, spec TEXT NOT NULL, next_run_ms INTEGER NOT NULL) WITHOUT ROWID;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT};
`;

export type OpenStore = { database: DatabaseSync; durability: Durability; close(): Promise<void> };

/**
 * Opens the store for one owner. The operating system's lock on the file decides who owns it and lets go by itself when
 * the owner dies; the file beside it only tells a second starter who that is.
 */
export function openDatabase(file: string): OpenStore {
  mkdirSync(dirname(file), { recursive: true });
  const ownerFile = `${file}.owner`;
  const database = new DatabaseSync(file, { timeout: 200 });
  let durability: Durability;
  try {
    takeOwnership(database, file, ownerFile);
    prepare(database, file);
    durability = new Durability(file);
  } catch (failure) {
    database.close();
    throw failure;
  }
  return {
    database,
    durability,
    async close() {
      await durability.close();
      // Before the lock goes, so that the next owner's file is never the one removed.
      rmSync(ownerFile, { force: true });
      database.close();
    },
  };
}

function takeOwnership(database: DatabaseSync, file: string, ownerFile: string): void {
  try {
    // EXCLUSIVE keeps the file lock until the connection closes. NORMAL: Durability waits for the disk.
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    database.exec("BEGIN EXCLUSIVE; COMMIT;");
  } catch (failure) {
    if (/locked|busy/i.test(messageOf(failure))) throw inUse(file, ownerFile);
    throw damaged(file, failure);
  }
  writeFileSync(ownerFile, String(process.pid));
}

function prepare(database: DatabaseSync, file: string): void {
  const applicationId = pragma(database, "application_id");
  const format = pragma(database, "user_version");
  const isEmpty = database.prepare("SELECT count(*) AS n FROM sqlite_schema").get()?.n === 0;
  if (isEmpty) {
    database.exec(`BEGIN; ${layout} COMMIT;`);
  } else if (applicationId !== APPLICATION_ID) {
    throw new EmbeddedHostError(
      "store_damaged",
      `${file} is not a store of Aura: move it away, or set AURA_HOME to another folder.`,
    );
  } else if (format !== FORMAT) {
    throw new EmbeddedHostError(
      "store_damaged",
      `${file} was written by another version of Aura (store format ${format}, this one reads ${FORMAT}): start that version, or move the file away.`,
    );
  }
  // Also makes the write-ahead log, which Durability opens.
  database.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('opened_ms', ?)").run(String(Date.now()));
}

/** Whether this version of the host can read it. */
export function isStoreOfThisFormat(database: DatabaseSync): boolean {
  return pragma(database, "application_id") === APPLICATION_ID && pragma(database, "user_version") === FORMAT;
}

function pragma(database: DatabaseSync, name: string): unknown {
  return database.prepare(`PRAGMA ${name}`).get()?.[name];
}

function inUse(file: string, ownerFile: string): EmbeddedHostError {
  const pid = readOwner(ownerFile);
  const who = pid === null ? "another process" : `the process with pid ${pid}`;
  return new EmbeddedHostError(
    "store_in_use",
    `The store ${file} is already in use by ${who}: stop that one first, or set AURA_HOME to another folder.`,
  );
}

function readOwner(ownerFile: string): string | null {
  try {
    const text = readFileSync(ownerFile, "utf8").trim();
    return /^\d+$/.test(text) ? text : null;
  } catch {
    return null;
  }
}

function damaged(file: string, failure: unknown): EmbeddedHostError {
  return new EmbeddedHostError(
    "store_damaged",
    `The store ${file} cannot be opened (${messageOf(failure)}): restore a backup, or move the file away to start afresh.`,
    { cause: failure },
  );
}
