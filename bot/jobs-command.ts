import { readEnvironment } from "../environment.ts";
import { DoorError } from "./failure.ts";
import { failCommand } from "./house/failing.ts";
import { connectToRunning, describeJobs, reviveJob } from "./jobs/jobs.ts";

/** `npm run jobs` lists what waits, runs and is dead; `npm run jobs -- revive ID` asks for a dead one once more. */
try {
  const [verb, id, ...rest] = process.argv.slice(2);
  const isRevival = verb === "revive" && id !== undefined && rest.length === 0;
  if (verb !== undefined && !isRevival) {
    throw new DoorError("wrong_arguments", "There are npm run jobs, and npm run jobs -- revive ID.");
  }
  const store = await connectToRunning(readEnvironment());
  try {
    const told = isRevival ? await reviveJob(store, id) : await describeJobs(store);
    process.stdout.write(`${told}\n`);
  } finally {
    await store.close();
  }
} catch (error) {
  failCommand(error);
}
