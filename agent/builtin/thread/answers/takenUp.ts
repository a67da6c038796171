import type { ThreadContext } from "../../../context.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import { set } from "../../../words.ts";
import { type Understanding, understand } from "../../understand.ts";
import { read } from "../../words/read.ts";
import { earlierMessages } from "./openQuestion.ts";

/**
 * "yes do that", "go ahead", "ok, speed it up then", after a reply that proposed one thing ("say **speed everything up 1.2×**"):
 * what was proposed. Null where nothing was, or several things were.
 */
export function takenUp(text: string, context: ThreadContext): Understanding | null {
  const proposed = proposedIn(earlierMessages(context, text).at(-1)?.content ?? "");
  if (proposed === null) return null;
  const meant = understand(proposed, context);
  if (meant.kind !== "calls" || meant.calls.some(({ tool }) => kept.has(tool))) return null;
  return isAssent(text, context) || isSameDeed(text, meant.calls, context) ? meant : null;
}
/** What nobody gets by a mere "yes". */
const kept = set("share review record rerecord schedule_digest");

/** "…, or say **speed everything up 1.2×**." at the end of a reply. */
const proposedIn = (reply: string): string | null => /\bsay \*\*([^*]+)\*\*\.$/i.exec(reply)?.[1] ?? null;

function isAssent(text: string, context: ThreadContext): boolean {
  const words = read(text, context).filter(({ kind }) => kind !== "mark");
  return words.some(({ word }) => assenting.has(word)) && words.every(({ word }) => assents.has(word));
}
const assenting = set("yes yeah yep yup sure do go ja klar gerne mach si claro hazlo dale");
const assents = set(
  `yes yeah yep yup sure do it that this then please pls ok okay go ahead with for just lets fine good great sounds perfect thanks thx one so
  ja klar gerne mach das dann bitte ok si claro hazlo eso por favor dale adelante vale`,
);

/** "ok, speed it up then": the same without how much. */
function isSameDeed(text: string, [proposed, ...more]: readonly ToolCall[], context: ThreadContext): boolean {
  const tokens = read(text, context);
  if (more.length > 0 || tokens.length > MOST_WORDS || tokens.some(({ kind }) => !plain.has(kind))) return false;
  const meant = understand(text, context);
  const [only, ...others] = meant.kind === "calls" ? meant.calls : [];
  return others.length === 0 && only?.tool === proposed?.tool && !("startMs" in (only?.input ?? {}));
}
const plain = set("word mark");
const MOST_WORDS = 7;
