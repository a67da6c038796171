import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { type ThreadContext, threadContextSchema } from "./context.ts";
import { builtinChoice, respond } from "./loop.ts";
import { pretendedActions, pretendedForge } from "./pretended.ts";

/**
 * `npm run parse -- --context FILE`: lines {"id","text"} in, lines {"id","calls","operations","reply"} out. Nothing is
 * recorded, stored or sent. Standard output carries the answers alone.
 */
const lineSchema = z.object({ id: z.string(), text: z.string() });

async function main(): Promise<number> {
  const at = process.argv.indexOf("--context");
  const file = at < 0 ? undefined : process.argv[at + 1];
  if (!file)
    return fail("Say which thread the phrases belong to: npm run parse -- --context context.json < phrases.jsonl");
  const context = readContext(file);
  if (typeof context === "string") return fail(context);
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
  return 0;
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

function readContext(file: string): ThreadContext | string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return `I cannot read ${file}; give --context the file of a thread.`;
  }
  try {
    const found = threadContextSchema.safeParse(JSON.parse(text));
    return found.success ? found.data : `${file} is not a thread: ${z.prettifyError(found.error).split("\n")[0]}`;
  } catch {
    return `${file} is not JSON.`;
  }
}

function parsed(line: string): { id: string; text: string } | null {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function fail(message: string): number {
  console.error(message);
  return 1;
}

if (import.meta.main) process.exitCode = await main();
