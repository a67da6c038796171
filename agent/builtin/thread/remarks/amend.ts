import type { ThreadContext } from "../../../context.ts";
import { isView, openView, timedEdits } from "../../../resolve/view.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import { type Understanding, understand } from "../../understand.ts";

const secondsSaid =
  /^(?:(?:ok(?:ay)?|no|make (?:it|that)|rather|better|maybe|hold it|for|then|only|just)[,\s]+)+(?<seconds>\d+(?:\.\d+)?)\s?(?:s|secs?|seconds?)?(?: please| then| long)?$/i;
const limitSaid =
  /^(?:(?:ok(?:ay)?|and|but|make it|no|keep it)[,\s]+)*(?:under|below|max(?:imum)?|at most|less than|at|in)\s[^.!?]{1,20}$/i;

/** "ok 25", "under 5 MB": a value of the length or the file that was asked for last. */
export function amendment(
  said: string,
  lastCall: () => ToolCall | undefined,
  context: ThreadContext,
): Understanding | null {
  const seconds = secondsSaid.exec(said)?.groups?.seconds;
  if (!seconds && !limitSaid.test(said)) return null;
  const last = lastCall();
  if (last?.tool === "export" && limitSaid.test(said))
    return understand(`export as ${last.input.format} ${said}`, context);
  return last?.tool === "shorten" && seconds ? understand(`make it ${seconds} seconds`, context) : null;
}

/** Other words for the caption that was made last. */
export function reworded(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  const edit = isView(view) ? timedEdits(view).findLast(({ type }) => type === "caption") : undefined;
  if (edit?.type !== "caption") return null;
  const { startMs, durationMs, position } = edit;
  return replaced({ tool: "caption", input: { text, startMs, durationMs, position } });
}

/** "no, I meant the caption", after something else was taken away: that comes back, and this goes. */
export function removedInstead(meant: string, context: ThreadContext): Understanding | null {
  const removal = understand(`remove ${meant}`, context);
  const [call] = removal.kind === "calls" ? removal.calls : [];
  if (call?.tool !== "remove_edit") return null;
  return { kind: "calls", calls: [{ tool: "revert", input: { to: "previous" } }, call] };
}

/** An edit that takes the place of the last of its kind. */
export const replaced = (
  call: Extract<ToolCall, { tool: "zoom" | "speed" | "redact" | "caption" | "crop" }>,
): Understanding => ({
  kind: "calls",
  calls: [{ tool: "remove_edit", input: { type: call.tool } }, call],
});
