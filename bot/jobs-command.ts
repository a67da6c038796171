import { readCommandLine, UsageError } from "../commandLine.ts";
import { readEnvironment } from "../environment.ts";
import { failCommand } from "./house/failing.ts";
import { connectToRunning, describeJobs, limitJobs, reviveJob } from "./jobs/jobs.ts";

const jobs = {
  name: "npm run jobs",
  ways: ["", "-- revive ID", "-- limit N", "-- limit none"],
  does: "What waits, runs and is dead, with the reason; a dead one once more; how many at once.",
  words: 2,
  options: {},
} as const;

/**
 * `npm run jobs` lists what waits, runs and is dead; `npm run jobs -- revive ID` asks for a dead one once more;
 * `npm run jobs -- limit N` lets no more than N be under way at once, and `limit none` as many as there are workers for.
 */
try {
  const [verb, word] = readCommandLine(jobs).words;
  const commands = { revive: reviveJob, limit: limitJobs };
  const command = verb === "revive" || verb === "limit" ? commands[verb] : null;
  if (command === null ? verb !== undefined : word === undefined) {
    const known = jobs.ways.map((way) => `${jobs.name} ${way}`.trim());
    throw new UsageError(`There are ${known.slice(0, -1).join(", ")} and ${known.at(-1)}.`);
  }
  const store = await connectToRunning(readEnvironment());
  try {
    const told = command === null ? await describeJobs(store) : await command(store, word ?? "");
    process.stdout.write(`${told}\n`);
  } finally {
    await store.close();
  }
} catch (error) {
  failCommand(error);
}
