import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { readCommandLine, UsageError } from "../commandLine.ts";
import { builtinChoice } from "./chosenModel.ts";
import { type ThreadContext, threadContextSchema } from "./context.ts";
import { respond } from "./loop.ts";
import { pretendedActions, pretendedForge } from "./pretended.ts";

/**
 * `npm run parse -- --context FILE`: lines {"id","text"} in, lines {"id","calls","operations","reply"} out. Nothing is
 * recorded, stored or sent. Standard output carries the answers alone.
 */
const lineSchema = z.object({ id: z.string(), text: z.string() });

const command = {
  name: "npm run parse",
  ways: ["-- --context FILE < phrases.jsonl"],
  does: 'Lines {"id","text"} in, lines {"id","calls","operations","reply"} out; nothing is recorded, stored or sent.',
  options: { context: { type: "string", value: "FILE", help: "the thread that the phrases belong to" } },
} as const;

async function main(): Promise<void> {
  const context = readContext(readCommandLine(command).values.context);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === "") continue;
    const phrase = parsed(line);
    if (!phrase) {
      console.error(`Not a phrase, so it is left out: ${line.slice(0, 120)}`);
      continue;
    }
    const answered = await answer(phrase, context).catch((error: unknown) => {
      console.error(`${phrase.id} could not be answered:`, error);
      return { id: phrase.id, calls: [], operations: [], reply: "I could not read that. Can you say it another way?" };
    });
    process.stdout.write(`${JSON.stringify(answered)}\n`);
  }
}

/** What one phrase comes to in a thread. */
export async function answer({ id, text }: { id: string; text: string }, context: ThreadContext) {
  const { calls, operations, reply } = await respond({
    message: { text },
    context,
    actions: pretendedActions(),
    forge: pretendedForge(context.thread.defaultRepo ?? "this repository"),
    model: builtinChoice(),
  });
  return { id, calls, operations, reply };
}

/** Throws UsageError. */
function readContext(file: string | undefined): ThreadContext {
  if (!file) throw new UsageError(`Say which thread the phrases belong to: ${command.name} ${command.ways[0]}`);
  const found = threadContextSchema.safeParse(contentOf(file));
  if (found.success) return found.data;
  throw new UsageError(`${file} is not a thread: ${z.prettifyError(found.error).split("\n")[0]}`);
}

function contentOf(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new UsageError(`I cannot read ${file}; give --context the file of a thread.`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${file} is not JSON.`, { cause });
  }
}

function parsed(line: string): { id: string; text: string } | null {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
