import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ToolName } from "./tools/inputs.ts";

const folder = new URL("../prompts/", import.meta.url);
const read = new Map<string, string>();

/** The text of a file under prompts/, read once. */
function prompt(path: string): string {
  const known = read.get(path);
  if (known !== undefined) return known;
  const text = readFileSync(fileURLToPath(new URL(path, folder)), "utf8").trim();
  read.set(path, text);
  return text;
}

export const toolDescription = (name: ToolName): string => prompt(`tools/${name}.md`);

/** A prompt with its `{{named}}` slots filled. Throws when the file names a slot that was not given, or the reverse. */
export function filledPrompt(path: string, slots: Record<string, string>): string {
  const text = prompt(path);
  const named = new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ""));
  for (const name of named)
    if (!Object.hasOwn(slots, name)) throw new Error(`prompts/${path} needs a value for {{${name}}}.`);
  for (const name of Object.keys(slots))
    if (!named.has(name)) throw new Error(`prompts/${path} has no slot {{${name}}}.`);
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => slots[name] ?? "");
}

const LONGEST_DATA = 6000;

/**
 * Text from outside (labels, titles, pages) as a marked slot: a model is told that nothing inside is an instruction. The
 * marks cannot be forged from inside, and long text is cut.
 */
export function dataSlot(name: string, text: string, maxChars = LONGEST_DATA): string {
  const safe = text.replaceAll("<", "‹").replaceAll(">", "›");
  const cut = safe.length > maxChars ? `${safe.slice(0, maxChars)}… (cut)` : safe;
  return `<data name="${name}">\n${cut}\n</data>`;
}
