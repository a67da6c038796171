import { existsSync, statfsSync, statSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Environment } from "../../environment.ts";
import { failureOf } from "../failure.ts";
import { type Home, openHome } from "../home/home.ts";
import { lockHome } from "../home/lock.ts";
import { size } from "../words.ts";
import type { Finding } from "./finding.ts";
import { helpToSet } from "./variables.ts";

const neededBytes = 500e6;
const comfortableBytes = 3e9;
const answerTimeoutMs = 5_000;

/** Writes a file there, looks how much room is left, and whether another Aura runs in it. */
export async function examineHome(environment: Environment, isDefault: boolean): Promise<Finding> {
  const why = isDefault ? "the default" : "AURA_HOME says so";
  try {
    const home = openHome(environment.AURA_HOME);
    const trial = join(home.dir, `.doctor-${process.pid}`);
    await writeFile(trial, "Aura was here").finally(() => rm(trial, { force: true }));
    return { name: "Home", path: home.dir, why, ...roomIn(home.dir) };
  } catch (error) {
    const { code, message } = failureOf(error);
    const help =
      code === "internal"
        ? `Aura cannot write to ${environment.AURA_HOME}; free it, or set AURA_HOME to a folder of your own.`
        : message;
    return { name: "Home", state: "broken", inUse: "not writable", path: environment.AURA_HOME, why, help };
  }
}

function roomIn(dir: string): Pick<Finding, "state" | "inUse"> & { help?: string } {
  const { bavail, bsize } = statfsSync(dir);
  const freeBytes = bavail * bsize;
  const inUse = `${size(freeBytes)} free`;
  if (freeBytes < neededBytes) {
    return {
      state: "broken",
      inUse,
      help: `Free ${size(neededBytes)} there, or set AURA_HOME to a folder with room.`,
    };
  }
  if (freeBytes < comfortableBytes) {
    return { state: "warning", inUse, help: "A few recordings fit; more room, or another AURA_HOME, will be needed." };
  }
  return { state: "ok", inUse };
}

export async function examineStore(environment: Environment): Promise<Finding> {
  return environment.CONVEX_URL === undefined
    ? examineEmbedded(environment)
    : await examineDeployment(environment.CONVEX_URL);
}

function examineEmbedded(environment: Environment): Finding {
  const why = "no CONVEX_URL is set, so it is kept on this machine";
  try {
    const home = openHome(environment.AURA_HOME);
    const database = new DatabaseSync(":memory:");
    const row = database.prepare("select sqlite_version() as version").get();
    database.close();
    const inUse = `embedded, on SQLite ${row?.version}, ${sizeOf(home)}${isRunning(home) ? ", in use by a running Aura" : ""}`;
    return { name: "Store", state: "ok", inUse, path: home.databaseFile, why };
  } catch (error) {
    return { name: "Store", state: "broken", inUse: "does not open", why, help: failureOf(error).message };
  }
}

function sizeOf({ databaseFile }: Home): string {
  return existsSync(databaseFile) ? size(statSync(databaseFile).size) : "empty";
}

function isRunning({ dir }: Home): boolean {
  try {
    lockHome(dir).release();
    return false;
  } catch {
    return true;
  }
}

async function examineDeployment(url: string): Promise<Finding> {
  const said = { name: "Store", why: "CONVEX_URL says so", path: url };
  try {
    const answer = await fetch(new URL("/version", url), { signal: AbortSignal.timeout(answerTimeoutMs) });
    if (!answer.ok) throw new Error(String(answer.status));
    return { ...said, state: "ok", inUse: "Convex deployment, it answers" };
  } catch {
    const help = `${url} does not answer. ${helpToSet("CONVEX_URL")}; or remove it to keep the store on this machine.`;
    return { ...said, state: "broken", inUse: "Convex deployment, no answer", help };
  }
}
