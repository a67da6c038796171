import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readCommandLine, UsageError } from "../commandLine.ts";
import { readEnvironment } from "../environment.ts";

const command = {
  name: "npm run bench",
  ways: ["-- [NAME …]"],
  does: `Figures, as ratios within one run: render, edit, gif, agent, sample; and, one at a time,
  capture, record, drills, doors, store, which take their time (bench/README.md).`,
  words: Number.POSITIVE_INFINITY,
  options: {
    kills: { type: "string", value: "N", help: "drills: how many sudden deaths (default: 25)" },
    seed: { type: "string", value: "N", help: "drills: which of them (default: 1)" },
    tiny: { type: "boolean", help: "drills: with work that takes no time" },
    only: { type: "string", value: "PART", help: "drills: kills, conditions or cancels" },
  },
} as const;

type Given = ReturnType<typeof readCommandLine<typeof command.options>>;

/** What can be measured: each gives the rows of a table. Loaded only when asked for. */
const benches: Record<
  string,
  (words: readonly string[], values: Given["values"]) => Promise<Record<string, unknown>[]>
> = {
  render: async () => (await import("./render.ts")).benchRender(),
  edit: async () => (await import("./render.ts")).benchEdits(),
  gif: async () => (await import("./render.ts")).benchGif(),
  agent: async () => (await import("./agent.ts")).benchAgent(),
  capture: async (words) => (await import("./capture.ts")).benchCapture(words),
  sample: async () => (await import("./sample.ts")).benchSample(),
  drills: async (_words, values) => (await import("./drills.ts")).benchDrills(values),
  doors: async (words) => (await import("./doors.ts")).benchDoors(words),
  store: async (words) => (await import("./store.ts")).benchStore(words),
  record: async (words) => (await import("./record.ts")).benchRecord(words),
};

const given = readGiven();
const [first, ...rest] = given.words;
/** What follows one of these is its own (the pairs to record, how large a store); they take their time, so they run only when asked for. */
const slow = ["capture", "record", "drills", "store", "doors"];
const isSlow = first !== undefined && slow.includes(first);
const words = isSlow ? rest : [];
const quick = Object.keys(benches).filter((name) => !slow.includes(name));
const asked = first === undefined ? quick : isSlow ? [first] : [first, ...rest];
const unknown = asked.find((name) => !(name in benches));
if (unknown !== undefined) refuse(`There is no bench "${unknown}"; there are ${Object.keys(benches).join(", ")}.`);

const resultsDir = join(readEnvironment().AURA_HOME, "bench");
await mkdir(resultsDir, { recursive: true });
for (const name of asked) {
  console.log(`\n${name}`);
  const rows = await benches[name]?.(words, given.values);
  console.table(rows);
  const file = join(resultsDir, `${name}.json`);
  await writeFile(file, `${JSON.stringify({ measuredAt: new Date().toISOString(), rows }, null, 2)}\n`);
  console.log(`written to ${file}`);
}

function readGiven(): Given {
  try {
    return readCommandLine(command);
  } catch (error) {
    if (error instanceof UsageError) refuse(error.message);
    throw error;
  }
}

function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
