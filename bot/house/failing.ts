import { failureOf } from "../failure.ts";

/** The one sentence with which a command ends that could not do its work. */
export function failCommand(error: unknown): void {
  // environment.ts knows no codes; its sentences name the variable and the file that explains it.
  const isSettings = error instanceof Error && error.message.endsWith(".env.example.");
  process.stderr.write(`${isSettings ? error.message : failureOf(error).message}\n`);
  process.exitCode = 1;
}
