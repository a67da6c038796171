import type { OperationType } from "../../../convex/model/operations.ts";
import type { ThreadContext } from "../../context.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { afterCalls } from "../rehearse.ts";
import type { Understanding } from "../understand.ts";
import { splitClauses } from "../wishes/clauses.ts";
import { read } from "../words/read.ts";

type Reader = (text: string, context: ThreadContext) => Understanding;

/**
 * "the 12 – 15 slot as well, and hold that one till the end", "undo, and play the end at 0.8": what is understood only one
 * after the other, the rest as it is said of the video after the first. Null where a part of it is not understood so either.
 */
export function inTurn(text: string, context: ThreadContext, understandPart: Reader): Understanding | null {
  for (const [head, tail] of partings(text, context)) {
    const first = understandPart(head, withMessage(context, head));
    if (first.kind !== "calls" || first.open || first.waits || !first.calls.every(keepsTime)) continue;
    const second = understandPart(tail, withMessage(told(afterCalls(context, first.calls), head), tail));
    if (second.kind !== "calls" || second.open || second.calls.some(givesOut)) continue;
    const beside = [...(first.beside ?? []), ...(second.beside ?? [])];
    return { ...second, calls: [...first.calls, ...second.calls], ...(beside.length > 0 ? { beside } : {}) };
  }
  return null;
}

/** A message in two, at each place where a clause begins. */
function partings(text: string, context: ThreadContext): [string, string][] {
  const clauses = splitClauses(read(text, context));
  return clauses.slice(1).flatMap(([first]): [string, string][] => {
    if (!first) return [];
    const head = text
      .slice(0, first.start)
      .replace(/[\s,;:.–-]+(?:and|then|but|und|dann|aber|y|pero)?[\s,;:.–-]*$/iu, "");
    const tail = text.slice(first.start);
    return head === "" || tail === "" ? [] : [[head, tail]];
  });
}

const timeless: ReadonlySet<string> = new Set<OperationType>([
  "zoom",
  "caption",
  "redact",
  "crop",
  "style_preset",
  "cursor_emphasis",
]);
/** What is said afterwards is told in the times of the version that is seen, or gone back to. */
const keepsTime = ({ tool, input }: ToolCall): boolean =>
  timeless.has(tool) || tool === "revert" || (tool === "remove_edit" && timeless.has(input.type));

/** What the message as a whole has held back until something is settled is not given out by its parts. */
const givesOut = ({ tool }: ToolCall): boolean => tool === "share" || tool === "review" || tool === "schedule_digest";

const TOLD = "Done as you said.";

/** The thread as it is when the first has been done and told of. */
function told(context: ThreadContext, head: string): ThreadContext {
  const versions = context.versions.map((one, at, all) => (at === all.length - 1 ? { ...one, summary: TOLD } : one));
  const messages = [
    ...context.messages.slice(0, -1),
    { role: "user" as const, content: head },
    { role: "assistant" as const, content: TOLD },
  ];
  return { ...context, versions, messages };
}

const withMessage = (context: ThreadContext, content: string): ThreadContext => ({
  ...context,
  messages: [
    ...(context.messages.at(-1)?.role === "user" ? context.messages.slice(0, -1) : context.messages),
    { role: "user", content },
  ],
});
