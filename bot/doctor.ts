import { readEnvironment } from "../environment.ts";
import { examine } from "./doctor/examine.ts";
import type { Examination } from "./doctor/finding.ts";
import { describe } from "./doctor/print.ts";
import { sendTest, testAskedFor } from "./doctor/sendTest.ts";
import { failCommand } from "./house/failing.ts";

/**
 * `npm run doctor [-- --json]`: what is in use, why, and how to mend what is missing. Exits 1 when the main job cannot run.
 * `-- --send-test CHANNEL TO` sends one sentence there instead.
 */
const asJson = process.argv.includes("--json");
const isColored = process.stdout.isTTY === true && process.stdout.hasColors();
const columns = process.stdout.isTTY ? Math.min(process.stdout.columns, 110) : 110;

if (process.argv.includes("--send-test")) await test();
else {
  const examination = await examined();
  process.stdout.write(`${asJson ? JSON.stringify(examination) : describe(examination, { isColored, columns })}\n`);
  process.exitCode = examination.isReady ? 0 : 1;
}

async function test(): Promise<void> {
  try {
    process.stdout.write(`${await sendTest(readEnvironment(), testAskedFor(process.argv))}\n`);
  } catch (error) {
    failCommand(error);
  }
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
