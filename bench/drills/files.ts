import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { startEmbeddedHost } from "../../convex-embedded/host.ts";

const LATER_MS = 25 * 3_600_000;

/**
 * What lies in the files of a store that nobody has open: `unreported` by those who uploaded them, and `left` a day later, when
 * the store has tidied up. The second is to be zero.
 */
export async function countFiles(storeDir: string): Promise<{ unreported: number; left: number }> {
  const unreported = await filesThatNoRowNames(storeDir);
  const host = await startEmbeddedHost({
    databaseFile: join(storeDir, "store.sqlite"),
    filesDir: join(storeDir, "files"),
    functionsDir: fileURLToPath(new URL("../../convex", import.meta.url)),
    crons: false,
    log: () => {},
  });
  try {
    await host.runInternal("jobs:abandonLeases", {});
    await host.runInternal("files:sweep", { now: Date.now() + LATER_MS });
  } finally {
    await host.close();
  }
  return { unreported, left: await filesThatNoRowNames(storeDir) };
}

/** Seen from outside: rows of any table whose text has the file's id, and files of the disk without a document. */
async function filesThatNoRowNames(storeDir: string): Promise<number> {
  const database = new DatabaseSync(join(storeDir, "store.sqlite"));
  try {
    const documents = database
      .prepare("SELECT name, id, body FROM documents JOIN tables ON tables.number = documents.table_number")
      .all();
    const tables = ["_storage", "keptFiles", "_scheduled_functions"];
    const rows = documents.filter(({ name }) => !tables.includes(String(name))).map(({ body }) => String(body));
    const stored = documents.filter(({ name }) => name === "_storage").map(({ id }) => String(id));
    const nameless = stored.filter((id) => !rows.some((row) => row.includes(id)));
    const onDisk = await readdir(join(storeDir, "files"));
    return nameless.length + Math.max(0, onDisk.length - stored.length);
  } finally {
    database.close();
  }
}
