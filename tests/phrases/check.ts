import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** Phrases with what they must become, and the judgement of an answer. */
const phraseSchema = z.object({ id: z.string(), kind: z.string(), text: z.string(), expect: z.custom<Expectation>() });
export type Phrase = z.infer<typeof phraseSchema>;
export type Answer = {
  calls: readonly { tool: string; input: unknown }[];
  operations: readonly unknown[];
  reply: string;
};
/** As in the phrases' own files: tools in order, checks on inputs (`calls`) and operations (`ops`), or a question (`ask`). */
export type Expectation = {
  any?: Expectation[];
  ask?: boolean;
  tools?: string[];
  calls?: unknown[];
  ops?: unknown[];
};

export function readPhrases(name: string): Phrase[] {
  const text = readFileSync(fileURLToPath(new URL(name, import.meta.url)), "utf8");
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => phraseSchema.parse(JSON.parse(line)));
}

export const readThread = (name: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(name, import.meta.url)), "utf8"));

type Matcher = { near?: [number, number]; between?: [number, number]; in?: unknown[]; re?: string; absent?: boolean };

function matches(want: unknown, got: unknown): boolean {
  if (want === null || typeof want !== "object") return want === got;
  if (Array.isArray(want)) {
    return Array.isArray(got) && want.length === got.length && want.every((one, index) => matches(one, got[index]));
  }
  const matcher = want as Matcher;
  if (matcher.near) return typeof got === "number" && Math.abs(got - matcher.near[0]) <= matcher.near[1];
  if (matcher.between) return typeof got === "number" && got >= matcher.between[0] && got <= matcher.between[1];
  if (matcher.in) return matcher.in.includes(got);
  if (matcher.re !== undefined) return typeof got === "string" && new RegExp(matcher.re, "i").test(got);
  if (matcher.absent) return got === undefined || got === null;
  if (got === null || typeof got !== "object") return false;
  return Object.entries(want).every(([key, value]) => matches(value, (got as Record<string, unknown>)[key]));
}

/** Whether an answer is what was expected. */
export function isRight(expect: Expectation, answer: Answer): boolean {
  if (expect.any) return expect.any.some((one) => isRight(one, answer));
  if (expect.ask) return answer.calls.length === 0 && /\?\s*$/.test(answer.reply);
  const tools = answer.calls.map((call) => call.tool);
  if (expect.tools && !matches(expect.tools, tools)) return false;
  if (expect.calls && !matches(expect.calls, answer.calls)) return false;
  const left = [...answer.operations];
  return (expect.ops ?? []).every((want) => {
    const at = left.findIndex((got) => matches(want, got));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
