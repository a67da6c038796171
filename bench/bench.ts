import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readEnvironment } from "../environment.ts";

/** What can be measured: each gives the rows of a table. Loaded only when asked for. */
const benches: Record<string, () => Promise<Record<string, unknown>[]>> = {
  render: async () => (await import("./render.ts")).benchRender(),
  edit: async () => (await import("./render.ts")).benchEdits(),
  gif: async () => (await import("./render.ts")).benchGif(),
  agent: async () => (await import("./agent.ts")).benchAgent(),
  sample: async () => (await import("./sample.ts")).benchSample(),
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in benches));
if (unknown !== undefined) {
  process.stderr.write(`There is no bench "${unknown}"; there are ${Object.keys(benches).join(", ")}.\n`);
  process.exit(1);
}

const resultsDir = join(readEnvironment().AURA_HOME, "bench");
await mkdir(resultsDir, { recursive: true });
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  console.log(`\n${name}`);
  const rows = await benches[name]?.();
  console.table(rows);
  const file = join(resultsDir, `${name}.json`);
  await writeFile(file, `${JSON.stringify({ measuredAt: new Date().toISOString(), rows }, null, 2)}\n`);
  console.log(`written to ${file}`);
}
