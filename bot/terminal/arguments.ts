import { parseArgs } from "node:util";
import { DoorError } from "../failure.ts";

export type StartArguments = {
  messages: string[];
  repoDir: string | null;
  port: number | null;
  continues: boolean;
  help: boolean;
};

export const startHelp = `npm start [-- options] [-- "message" …]

  Without messages: a prompt here and the same conversation on a local web page.
  With messages: plays them as one conversation, prints replies and files, and ends.

  --repo DIR     a local git repository; its branches are its pull requests (default: the sample shop)
  --port N       the web page's port (default: 3000, or the next free one)
  --continue     go on in the latest conversation instead of a new one
  --help         this text`;

/** Throws DoorError `wrong_arguments` with one sentence. */
export function readStartArguments(given: readonly string[]): StartArguments {
  const { values, positionals } = parse(given);
  const port = values.port === undefined ? null : Number(values.port);
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw wrong(`--port needs a number between 0 and 65535, not "${values.port}".`);
  }
  if (values.repo === "") throw wrong("--repo needs the folder of a git repository.");
  const messages = positionals.map((text) => text.trim());
  if (messages.some((text) => text === "")) throw wrong("A message is empty; write what you want between the quotes.");
  return {
    messages,
    repoDir: values.repo ?? null,
    port,
    continues: values.continue ?? false,
    help: values.help ?? false,
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        repo: { type: "string" },
        port: { type: "string" },
        continue: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    // Node's own sentence goes on to explain how to pass a positional; the first part says what is wrong.
    const said = error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? "") : String(error);
    throw wrong(`${said.replace(/\.$/, "")}; see npm start -- --help.`);
  }
}

const wrong = (message: string): DoorError => new DoorError("wrong_arguments", message);
