import { readCommandLine } from "../commandLine.ts";
import { readEnvironment } from "../environment.ts";
import { examine } from "./doctor/examine.ts";
import type { Examination } from "./doctor/finding.ts";
import { describe } from "./doctor/print.ts";
import { channels, sendTest, testAskedFor } from "./doctor/sendTest.ts";
import { failCommand } from "./house/failing.ts";

const command = {
  name: "npm run doctor",
  ways: ["", "-- --json", "-- --send-test CHANNEL TO"],
  does: "What is in use, why, and how to mend what is missing; or one sentence is sent to try a way to deliver.",
  words: 1,
  options: {
    json: { type: "boolean", help: "the findings as JSON" },
    "send-test": { type: "string", value: "CHANNEL", help: `${channels.join(", ")}; TO is an address or a channel` },
    workspace: { type: "string", value: "PLATFORM:ID", help: "whose Composio account sends, such as slack:TEAM-ID" },
  },
} as const;

/**
 * `npm run doctor [-- --json]`: what is in use, why, and how to mend what is missing. Exits 1 when the main job cannot run.
 * `-- --send-test CHANNEL TO` sends one sentence there instead.
 */
try {
  const { values, words } = readCommandLine(command);
  const wanted = testAskedFor(values, words);
  if (wanted) process.stdout.write(`${await sendTest(readEnvironment(), wanted)}\n`);
  else await tell(values.json ?? false);
} catch (error) {
  failCommand(error);
}

async function tell(asJson: boolean): Promise<void> {
  const isColored = process.stdout.isTTY === true && process.stdout.hasColors();
  const columns = process.stdout.isTTY ? Math.min(process.stdout.columns, 110) : 110;
  const examination = await examined();
  process.stdout.write(`${asJson ? JSON.stringify(examination) : describe(examination, { isColored, columns })}\n`);
  process.exitCode = examination.isReady ? 0 : 1;
}

async function examined(): Promise<Examination> {
  try {
    const say = (line: string) => void (line.trim() && process.stderr.write(`${line}\n`));
    return await examine(readEnvironment(), say);
  } catch (error) {
    const help = error instanceof Error ? error.message : String(error);
    const finding = { name: "Environment", state: "broken" as const, inUse: "a variable is wrong", help };
    return { isReady: false, sections: [{ title: "This machine", findings: [finding] }] };
  }
}
