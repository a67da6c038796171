import type { Operation } from "../../../convex/model/operations.ts";
import type { ThreadContext } from "../../context.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { type Understanding, understand } from "../understand.ts";

type Crop = Extract<Operation, { type: "crop" }>;
const shapes = [
  ["16:9", 16 / 9],
  ["1:1", 1],
  ["4:5", 4 / 5],
  ["9:16", 9 / 16],
] as const;

/** "the form is cut off", "center it on the form": the same shape around the thing that is named; a question where none is found. */
export function recropped(what: string, edit: Crop, context: ThreadContext): Understanding | null {
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
