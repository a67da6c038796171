import { fileURLToPath } from "node:url";
import { readCommandLine, UsageError } from "../commandLine.ts";
import { readEnvironment } from "../environment.ts";
import { backUp, restore } from "./backup/backup.ts";
import { DoorError } from "./failure.ts";
import { openHome } from "./home/home.ts";
import { failCommand } from "./house/failing.ts";
import { size } from "./words.ts";

const functionsDir = fileURLToPath(new URL("../convex", import.meta.url));

const isRestore = process.argv[2] === "--restore";
const command = {
  name: `npm run ${isRestore ? "restore" : "backup"}`,
  ways: ["FILE"],
  does: `The store, its files and the takes of this machine, ${isRestore ? "from that file into" : "into one file from"} AURA_HOME.`,
  words: 1,
  options: {},
} as const;

/** `npm run backup FILE` and `npm run restore FILE`: the store, its files and the takes of this machine, in one file. */
try {
  const [file] = readCommandLine(command, process.argv.slice(isRestore ? 3 : 2)).words;
  if (file === undefined) throw new UsageError(`Name the file: ${command.name} aura-backup.tar`);
  const { CONVEX_URL, AURA_HOME } = readEnvironment();
  if (CONVEX_URL) {
    const other = isRestore ? "npx convex import" : "npx convex export";
    throw new DoorError("store_elsewhere", `The store is the Convex deployment at CONVEX_URL; use ${other} there.`);
  }
  const home = openHome(AURA_HOME);
  if (isRestore) {
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
