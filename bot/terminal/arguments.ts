import { readCommandLine, UsageError, wholeNumber } from "../../commandLine.ts";

export type StartArguments = {
  messages: string[];
  repoDir: string | null;
  port: number | null;
  continues: boolean;
};

const start = {
  name: "npm start",
  ways: ["", '-- [options] "message" …'],
  does: `Without messages: a prompt here and the same conversation on a local web page.
  With messages: plays them as one conversation, prints replies and files, and ends.`,
  words: Number.POSITIVE_INFINITY,
  options: {
    repo: {
      type: "string",
      value: "DIR",
      help: "a local git repository; its branches are its pull requests (default: the sample shop)",
    },
    port: { type: "string", value: "N", help: "the web page's port (default: 3000, or the next free one)" },
    continue: { type: "boolean", help: "go on in the latest conversation instead of a new one" },
  },
} as const;

/** Throws UsageError with one sentence. */
export function readStartArguments(given: readonly string[]): StartArguments {
  const { values, words } = readCommandLine(start, given);
  if (values.repo === "") throw new UsageError("--repo needs the folder of a git repository.");
  const messages = words.map((text) => text.trim());
  if (messages.some((text) => text === ""))
    throw new UsageError("A message is empty; write what you want between the quotes.");
  return {
    messages,
    repoDir: values.repo ?? null,
    port: wholeNumber("--port", values.port, 0, 65_535) ?? null,
    continues: values.continue ?? false,
  };
}
