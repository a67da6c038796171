import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readEnvironment } from "../environment.ts";

/** What can be measured: each gives the rows of a table. Loaded only when asked for. */
const benches: Record<string, (words: readonly string[]) => Promise<Record<string, unknown>[]>> = {
  render: async () => (await import("./render.ts")).benchRender(),
  edit: async () => (await import("./render.ts")).benchEdits(),
  gif: async () => (await import("./render.ts")).benchGif(),
  agent: async () => (await import("./agent.ts")).benchAgent(),
  capture: async () => (await import("./capture.ts")).benchCapture(),
  sample: async () => (await import("./sample.ts")).benchSample(),
  record: async (words) => (await import("./record.ts")).benchRecord(words),
};

const [first, ...rest] = process.argv.slice(2);
/** What follows "record" are the pairs to record; it takes its time, so it runs only when it is asked for. */
const words = first === "record" ? rest : [];
const quick = Object.keys(benches).filter((name) => name !== "record");
const asked = first === undefined ? quick : first === "record" ? [first] : [first, ...rest];
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
