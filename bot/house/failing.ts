import { UsageError } from "../../commandLine.ts";
import { failureOf } from "../failure.ts";

/** The one sentence with which a command ends that could not do its work: exit code 2 for wrong arguments, else 1. */
export function failCommand(error: unknown): void {
  // environment.ts knows no codes; its sentences name the variable and the file that explains it.
  const isSettings = error instanceof Error && error.message.endsWith(".env.example.");
  process.stderr.write(`${isSettings ? error.message : failureOf(error).message}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
