import { readEnvironment } from "../environment.ts";
import { DoorError } from "./failure.ts";
import { failCommand } from "./house/failing.ts";
import { connectToRunning, describeJobs, limitJobs, reviveJob } from "./jobs/jobs.ts";

/**
 * `npm run jobs` lists what waits, runs and is dead; `npm run jobs -- revive ID` asks for a dead one once more;
 * `npm run jobs -- limit N` lets no more than N be under way at once, and `limit none` as many as there are workers for.
 */
try {
  const [verb, word, ...rest] = process.argv.slice(2);
  const commands = { revive: reviveJob, limit: limitJobs };
  const command = verb === "revive" || verb === "limit" ? commands[verb] : null;
  if (rest.length > 0 || (command === null ? verb !== undefined : word === undefined)) {
    const known = ["", " -- revive ID", " -- limit N", " -- limit none"].map((end) => `npm run jobs${end}`);
    throw new DoorError("wrong_arguments", `There are ${known.slice(0, -1).join(", ")} and ${known.at(-1)}.`);
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
