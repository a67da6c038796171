import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readEnvironment } from "../environment.ts";

/** What can be measured: each gives the rows of a table. Loaded only when asked for. */
const benches: Record<string, (words: readonly string[]) => Promise<Record<string, unknown>[]>> = {
  render: async () => (await import("./render.ts")).benchRender(),
  edit: async () => (await import("./render.ts")).benchEdits(),
  gif: async () => (await import("./render.ts")).benchGif(),
  agent: async () => (await import("./agent.ts")).benchAgent(),
  capture: async (words) => (await import("./capture.ts")).benchCapture(words),
  sample: async () => (await import("./sample.ts")).benchSample(),
  drills: async (words) => (await import("./drills.ts")).benchDrills(words),
  doors: async (words) => (await import("./doors.ts")).benchDoors(words),
  store: async (words) => (await import("./store.ts")).benchStore(words),
  record: async (words) => (await import("./record.ts")).benchRecord(words),
};

const [first, ...rest] = process.argv.slice(2);
/** What follows one of these is its own (the pairs to record, the number of kills); they take their time, so they run only when asked for. */
const slow = ["capture", "record", "drills", "store", "doors"];
const isSlow = first !== undefined && slow.includes(first);
const words = isSlow ? rest : [];
const quick = Object.keys(benches).filter((name) => !slow.includes(name));
const asked = first === undefined ? quick : isSlow ? [first] : [first, ...rest];
const unknown = asked.find((name) => !(name in benches));
if (unknown !== undefined) {
  process.stderr.write(`There is no bench "${unknown}"; there are ${Object.keys(benches).join(", ")}.\n`);
  process.exit(1);
}

const resultsDir = join(readEnvironment().AURA_HOME, "bench");
await mkdir(resultsDir, { recursive: true });
for (const name of asked) {
  console.log(`\n${name}`);
  const rows = await benches[name]?.(words);
  console.table(rows);
  const file = join(resultsDir, `${name}.json`);
  await writeFile(file, `${JSON.stringify({ measuredAt: new Date().toISOString(), rows }, null, 2)}\n`);
  console.log(`written to ${file}`);
}
