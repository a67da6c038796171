import { readFileSync } from "node:fs";
import type { VariableName } from "../../environment.ts";

const exampleFile = new URL("../../.env.example", import.meta.url);

/** Each variable of .env.example with the line above it, which says what it is and where its value is found. */
function readVariableHelp(): Map<string, string> {
  const help = new Map<string, string>();
  let comment = "";
  for (const line of readFileSync(exampleFile, "utf8").split("\n")) {
    const name = /^([A-Z][A-Z\d_]*)=/.exec(line)?.[1];
    if (name !== undefined) help.set(name, comment);
    comment = line.startsWith("# ") && !line.startsWith("# ---") ? line.slice(2).trim() : "";
  }
  return help;
}

/** "Set SLACK_BOT_TOKEN: token that begins with xoxb-, from …". */
export function helpToSet(name: VariableName, help = readVariableHelp()): string {
  const text = help.get(name) ?? "see .env.example";
  return `Set ${name}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
