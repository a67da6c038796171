import type { OperationType } from "../../../convex/model/operations.ts";
import type { ContextVersion, ThreadContext } from "../../context.ts";
import { changeOf, type LastChange } from "../../resolve/changeOf.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { allOf, placeNamed } from "../fill/history.ts";
import type { Intent } from "../grammar/row.ts";
import type { Understanding } from "../understand.ts";
import type { Declined } from "../wishes/wish.ts";

/** The edit that Aura's last reply told of; null when something else was spoken of since, or nothing has been edited. */
export function justChanged(context: ThreadContext, text: string): LastChange | null {
  const made = justMade(context, text);
  return made ? changeOf(made, context.versions) : null;
}

/** The version that Aura's last reply told of. */
export function justMade(context: ThreadContext, text: string): ContextVersion | null {
  const current = context.versions.find(({ version }) => version === context.currentVersion);
  return current && tellsOf(current, lastReply(context, text)) ? current : null;
}

/** What Aura said last; videos and files that a door has posted are no replies. */
function lastReply({ messages }: ThreadContext, text: string): string {
  const all = messages.filter(({ isPosted }) => !isPosted);
  const newest = all.at(-1);
  // A message may be read in parts.
  const isAsked = newest?.role === "user" && newest.content.replaceAll("’", "'").includes(text.replaceAll("’", "'"));
  const said = isAsked ? all.slice(0, -1) : all;
  const newestReply = said.at(-1)?.role === "assistant" ? (said.at(-1)?.content ?? "") : "";
  const isNotSeen = newestReply.startsWith(NOT_SEEN) && !newestReply.endsWith("?");
  const last = said.at(isNotSeen || isSoAlready.test(newestReply) ? -3 : -1);
  return last?.role === "assistant" ? last.content : "";
}

/** How a reply begins when a part that was named is not there: what was spoken of still is. */
export const NOT_SEEN = "I do not see ";
/** Nothing was changed, and what was spoken of still is. */
const isSoAlready = /^(?:That is how it is|That part plays at \S+) already\./;
const LONG_ENOUGH = 30;
const SHORTEST_PART = 5;

/** A reply tells of a version in the words of its summary, beside lengths and moments. */
function tellsOf({ summary }: ContextVersion, reply: string): boolean {
  const plain = reply.replaceAll("**", "").toLowerCase();
  const parts = summary?.toLowerCase().split(/[;,:] /) ?? [];
  return parts.some((part) => part.length >= SHORTEST_PART && plain.includes(part.slice(0, LONG_ENOUGH)));
}

const edits: Partial<Record<Intent, OperationType>> = {
  redact: "redact",
  zoom: "zoom",
  caption: "caption",
  crop: "crop",
  speed: "speed",
};

/** "no, don't blur it": the edits of a declined kind that the last change made, or those that are named, taken off. */
export function takenOff(declined: readonly Declined[], context: ThreadContext, text: string): ToolCall[] {
  const change = declined.length > 0 ? justChanged(context, text) : null;
  const now = context.versions.find(({ version }) => version === context.currentVersion)?.operations ?? [];
  return declined.flatMap(({ row, reading }): ToolCall[] => {
    const type = edits[row.intent];
    const made = change?.added.filter((edit) => edit.type === type).length ?? 0;
    if (!type || made === 0) return [];
    const alike = now.filter((edit) => edit.type === type);
    const index = placeNamed(reading, alike);
    return index === undefined
      ? allOf(type, alike.length).slice(0, made)
      : [{ tool: "remove_edit", input: { type, index } }];
  });
}

/** The version before, as it was. */
export const takenBack = ({ previous: { version } }: LastChange): Extract<Understanding, { kind: "calls" }> => ({
  kind: "calls",
  calls: [{ tool: "revert", input: { to: version === 1 ? "original" : version } }],
});

/** The thread as it was before the last edit: what is said in its place is read there. */
export const before = (context: ThreadContext, { base }: LastChange): ThreadContext => ({
  ...context,
  currentVersion: base.version,
  seenVersion: null,
});

/** Calls in the place of the last edit; their times are those of the version before it. What else was done with it stays. */
export function instead({ base: { version }, added }: LastChange, calls: readonly ToolCall[]): Understanding {
  const kinds = new Set<string>(calls.map(({ tool }) => tool));
  const own = added.filter(({ type }) => kinds.has(type));
  const removals = own.map(({ type }): ToolCall => ({ tool: "remove_edit", input: { type } }));
  if (own.length > 0 && own.length < added.length && calls.every(isUntimed))
    return { kind: "calls", calls: [...removals, ...calls] };
  return { kind: "calls", calls: [{ tool: "revert", input: { to: version === 1 ? "original" : version } }, ...calls] };
}

/** Its time is the same whatever else was done: "on the phone", "at the start". */
const isUntimed = ({ input }: ToolCall): boolean =>
  !("endMs" in input) && !("atMs" in input) && (!("startMs" in input) || !input.startMs);
