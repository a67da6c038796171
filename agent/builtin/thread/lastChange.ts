import type { ContextVersion, ThreadContext } from "../../context.ts";
import { changeOf, type LastChange } from "../../resolve/changeOf.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import type { Understanding } from "../understand.ts";

/** The edit that Aura's last reply told of; null when something else was spoken of since, or nothing has been edited. */
export function justChanged(context: ThreadContext, text: string): LastChange | null {
  const { versions, currentVersion } = context;
  const current = versions.find(({ version }) => version === currentVersion);
  return current && tellsOf(current, lastReply(context, text)) ? changeOf(current, versions) : null;
}

/** What Aura said last; videos and files that a door has posted are no replies. */
function lastReply({ messages }: ThreadContext, text: string): string {
  const all = messages.filter(({ isPosted }) => !isPosted);
  const isAsked = all.at(-1)?.role === "user" && all.at(-1)?.content === text;
  const said = isAsked ? all.slice(0, -1) : all;
  const isPassedOver = said.at(-1)?.role === "assistant" && said.at(-1)?.content.startsWith(NOT_SEEN);
  const last = said.at(isPassedOver && !said.at(-1)?.content.endsWith("?") ? -3 : -1);
  return last?.role === "assistant" ? last.content : "";
}

/** How a reply begins when a part that was named is not there: what was spoken of still is. */
export const NOT_SEEN = "I do not see ";
const LONG_ENOUGH = 30;

/** A reply tells of a version in the words of its summary, beside lengths and moments. */
function tellsOf({ summary }: ContextVersion, reply: string): boolean {
  const plain = reply.replaceAll("**", "").toLowerCase();
  const first = summary?.toLowerCase().split("; ")[0]?.slice(0, LONG_ENOUGH);
  return first !== undefined && first !== "" && plain.includes(first);
}

/** The version before, as it was. */
export const takenBack = ({ previous: { version } }: LastChange): Understanding => ({
  kind: "calls",
  calls: [{ tool: "revert", input: { to: version === 1 ? "original" : version } }],
});

/** The thread as it was before the last edit: what is said in its place is read there. */
export const before = (context: ThreadContext, { base }: LastChange): ThreadContext => ({
  ...context,
  currentVersion: base.version,
  seenVersion: null,
});

/** Calls in the place of the last edit; their times are those of the version before it. */
export const instead = ({ base: { version } }: LastChange, calls: readonly ToolCall[]): Understanding => ({
  kind: "calls",
  calls: [{ tool: "revert", input: { to: version === 1 ? "original" : version } }, ...calls],
});
