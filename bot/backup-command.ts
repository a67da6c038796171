import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readEnvironment } from "../environment.ts";
import { backUp, restore } from "./backup/backup.ts";
import { DoorError } from "./failure.ts";
import { openHome } from "./home/home.ts";
import { failCommand } from "./house/failing.ts";
import { size } from "./words.ts";

const functionsDir = fileURLToPath(new URL("../convex", import.meta.url));

/** `npm run backup FILE` and `npm run restore FILE`: the store, its files and the takes of this machine, in one file. */
try {
  const { CONVEX_URL, AURA_HOME } = readEnvironment();
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { restore: { type: "boolean" } } });
  const [file] = positionals;
  const verb = values.restore ? "restore" : "backup";
  if (file === undefined) throw new DoorError("wrong_arguments", `Name the file: npm run ${verb} aura-backup.tar`);
  if (CONVEX_URL) {
    const other = values.restore ? "npx convex import" : "npx convex export";
    throw new DoorError("store_elsewhere", `The store is the Convex deployment at CONVEX_URL; use ${other} there.`);
  }
  const home = openHome(AURA_HOME);
  if (values.restore) {
    const { documents, files, takes } = await restore(home, file);
    process.stdout.write(`Restored ${documents} documents, ${files} files and ${takes} takes into ${home.dir}.\n`);
  } else {
    const made = await backUp(home, functionsDir, file);
    const contents = `${made.documents} documents, ${made.files} files, ${made.takes} takes`;
    process.stdout.write(`${made.file} holds ${contents} (${size(made.sizeBytes)}).\n`);
  }
} catch (error) {
  failCommand(error);
}
