import type { Span } from "../../../../convex/model/recording.ts";
import type { ThreadContext } from "../../../context.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import { type Edit, editsPlaced, type Placed } from "./namedEdits.ts";

/** Changes of speed that reach into a part of the video, and what is left of them beside it. */

type Paced = Placed & { edit: Extract<Edit, { type: "speed" }> };

export const pacedIn = ({ startMs, endMs }: Span, context: ThreadContext): Paced[] =>
  editsPlaced(context).filter(
    (one): one is Paced =>
      one.edit.type === "speed" && Math.min(one.edit.endMs, endMs) - Math.max(one.edit.startMs, startMs) > SHORTEST_MS,
  );
/** Less than this is a border that was not met to the point. */
const SHORTEST_MS = 100;

/** Those changes made once more for what they play beside the part. */
export const besidePart = (edits: readonly Paced[], { startMs, endMs }: Span): ToolCall[] =>
  edits.flatMap(({ edit }) =>
    [
      { startMs: edit.startMs, endMs: Math.min(edit.endMs, startMs) },
      { startMs: Math.max(edit.startMs, endMs), endMs: edit.endMs },
    ]
      .filter((left) => left.endMs - left.startMs > SHORTEST_MS)
      .map((left): ToolCall => ({ tool: "speed", input: { rate: edit.rate, ...left } })),
  );

/** Each of those taken away, from the last to the first: none then moves the numbers of the next. */
export const withoutThese = (edits: readonly Placed[]): ToolCall[] =>
  edits
    .toSorted((a, b) => b.index - a.index)
    .map(({ edit, index }): ToolCall => ({ tool: "remove_edit", input: { type: edit.type, index } }));
