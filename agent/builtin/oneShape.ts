import type { ThreadContext } from "../context.ts";
import { isView, openView } from "../resolve/view.ts";
import { listed } from "../words.ts";

import { type Aspect, shapeNow } from "./fill/shape.ts";
import type { FilledWish } from "./thread/newVideo.ts";

const names: Record<Aspect, string> = { "16:9": "16:9", "1:1": "square", "9:16": "vertical", "4:5": "4:5" };

/** "a 16:9 and a square one": a video has one shape at a time, so the first that it does not have yet is made. */
export function oneShape(wishes: readonly FilledWish[], context: ThreadContext): readonly FilledWish[] {
  const asked = wishes.flatMap(({ filled }) =>
    filled.kind === "calls"
      ? filled.calls.flatMap((call) => (call.tool === "crop" && call.input.aspect ? [call.input.aspect] : []))
      : [],
  );
  const shapes = [...new Set(asked)];
  if (shapes.length < 2) return wishes;
  const view = openView(context);
  const now = isView(view) ? shapeNow(view) : null;
  const made = shapes.find((shape) => shape !== now) ?? shapes[0];
  const others = shapes.filter((shape) => shape !== made).map((shape) => `**make it ${names[shape]}**`);
  const beside = `A video has one shape at a time: export this one, then say ${listed(others, "or")}.`;
  return wishes.map((one) => {
    const { filled } = one;
    if (filled.kind !== "calls" || !filled.calls.some(({ tool }) => tool === "crop")) return one;
    const calls = filled.calls.filter((call) => call.tool !== "crop" || (call.input.aspect ?? made) === made);
    const isMade = calls.some(({ tool }) => tool === "crop");
    return { ...one, filled: isMade ? { ...filled, calls, beside } : { ...filled, calls } };
  });
}
