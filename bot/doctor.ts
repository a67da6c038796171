import { readEnvironment } from "../environment.ts";
import { examine } from "./doctor/examine.ts";
import type { Examination } from "./doctor/finding.ts";
import { describe } from "./doctor/print.ts";

/** `npm run doctor [-- --json]`: what is in use, why, and how to mend what is missing. Exits 1 when the main job cannot run. */
const asJson = process.argv.includes("--json");
const isColored = process.stdout.isTTY === true && process.stdout.hasColors();
const columns = process.stdout.isTTY ? Math.min(process.stdout.columns, 110) : 110;

const examination = await examined();
process.stdout.write(`${asJson ? JSON.stringify(examination) : describe(examination, { isColored, columns })}\n`);
process.exitCode = examination.isReady ? 0 : 1;

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
