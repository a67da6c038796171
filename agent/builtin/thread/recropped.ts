import type { Operation } from "../../../convex/model/operations.ts";
import type { ThreadContext } from "../../context.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { type Understanding, understand } from "../understand.ts";

/** What is said of a crop that is there: "the form is cut off", "center it on the form". */

const onThing =
  /^(?:(?:no|ok|please|then|now|can you|could you)[,\s]+)*(?:(?:re)?cent(?:er|re)(?: (?:it|that|this|the (?:crop|video|picture|frame)))?|(?:focus|frame) (?:it|that|the crop)) (?:on|around|at) (?<what>.{2,60})$/iu;
const cutOff =
  /^(?:(?:but|hm+|now|oh|no)[,\s]+)*(?<what>the .{2,60}?) (?:is|are|gets?|was) (?:now |half |partly |all |completely |being )*(?:cut off|cropped(?: off| out| away)?|cut out of (?:it|the picture)|out of (?:the )?(?:frame|picture)|not in (?:the )?(?:frame|picture))(?: now| there)?$/iu;

const shapes = [
  ["16:9", 16 / 9],
  ["1:1", 1],
  ["4:5", 4 / 5],
  ["9:16", 9 / 16],
] as const;

/** The same shape around the thing that is named; a question where none is found. */
export function recropped(said: string, edit: Operation, context: ThreadContext): Understanding | null {
  const what = (onThing.exec(said) ?? cutOff.exec(said))?.groups?.what;
  if (edit.type !== "crop" || !what) return null;
  const ratio = edit.width / edit.height;
  const aspect = shapes.find(([, of]) => Math.abs(of - ratio) < 0.02)?.[0];
  const shape = aspect ? { aspect } : {};
  const meant = understand(`crop to ${what}`, context);
  if (meant.kind === "say") {
    if (meant.why !== "asks") return null;
    return {
      ...meant,
      ...(meant.open ? { open: meant.open.map((one) => ({ ...one, input: { ...one.input, ...shape } })) } : {}),
    };
  }
  const [call] = meant.calls;
  if (meant.calls.length !== 1 || call?.tool !== "crop" || call.input.target === undefined) return null;
  const again: ToolCall = { tool: "crop", input: { target: call.input.target, ...shape } };
  return { kind: "calls", calls: [{ tool: "remove_edit", input: { type: "crop" } }, again] };
}
