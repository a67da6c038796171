import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { DoorError } from "../failure.ts";

/** Where everything of one machine lives: AURA_HOME and its rooms. */
export type Home = {
  dir: string;
  databaseFile: string;
  filesDir: string;
  /** Where the embedded store listens while it runs. */
  storeUrlFile: string;
  takesDir: string;
  videosDir: string;
  logsDir: string;
  samplesDir: string;
  /** Copies of GitHub's repositories; made when the first is needed. */
  mirrorsDir: string;
  historyFile: string;
};

/** Makes the folders. Throws DoorError `home_unusable` when it cannot. */
export function openHome(homeDir: string): Home {
  const dir = resolve(homeDir);
  const home: Home = {
    dir,
    databaseFile: join(dir, "store", "store.sqlite"),
    filesDir: join(dir, "store", "files"),
    storeUrlFile: join(dir, "store", "url.txt"),
    takesDir: join(dir, "takes"),
    videosDir: join(dir, "videos"),
    logsDir: join(dir, "logs"),
    samplesDir: join(dir, "samples"),
    mirrorsDir: join(dir, "mirrors"),
    historyFile: join(dir, "history.txt"),
  };
  try {
    for (const folder of [home.filesDir, home.videosDir, home.logsDir, home.samplesDir]) {
      mkdirSync(folder, { recursive: true });
    }
  } catch (error) {
    throw new DoorError(
      "home_unusable",
      `Aura cannot write to ${dir}; free it, or set AURA_HOME to a folder of your own.`,
      { cause: error },
    );
  }
  return home;
}

const keysSchema = z.object({ bot: z.string().min(32), worker: z.string().min(32) });

/** The two secrets by which this machine's bot and worker are known to the store; made once, readable by the owner only. */
export type Keys = z.infer<typeof keysSchema>;

export function readKeys(home: Home): Keys {
  const file = join(home.dir, "keys.json");
  try {
    return keysSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    const keys = { bot: randomBytes(32).toString("hex"), worker: randomBytes(32).toString("hex") };
    writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return keys;
  }
}
