import type { ThreadContext } from "../../context.ts";
import { momentOf } from "../../context.ts";
import { type EditView, lengthOf, takeSpanToSeen } from "../../resolve/view.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { clock } from "../../words.ts";

/** How far the camera goes in by itself in each style; 1 = never. */
const scales = { default: 1.5, minimal: 1, dramatic: 2 };
/** So long it moves before something is done, and so long before the end the whole window stands again. */
const APPROACH_MS = 1000;
const CLOSING_MS = 1400;

const styleOf = ({ seen, draft }: EditView) =>
  [...seen.operations, ...draft.operations].findLast((one) => one.type === "style_preset");

/** The zoom of the style that the video has. */
export function cameraScale(view: EditView): number {
  const style = styleOf(view);
  return style?.overrides?.zoomScale ?? scales[style?.preset ?? "default"];
}

/** The same style with another zoom of its own. */
export function withCameraScale(view: EditView, zoomScale: number): ToolCall {
  const style = styleOf(view);
  const overrides = { ...style?.overrides, zoomScale };
  return { tool: "style_preset", input: { preset: style?.preset ?? "default", overrides } };
}

/** "The camera moves in by itself …"; null where the whole window is seen all along. */
export function cameraTold(view: EditView, { shots }: ThreadContext): string | null {
  const scale = cameraScale(view);
  const used = shots.filter((shot) => shot.box && shot.action !== undefined && shot.action !== "navigate");
  const changed = used.filter((shot) => shot.changed);
  const [first] = (changed.length > 0 ? changed : used).flatMap(
    (shot) => takeSpanToSeen(view, { startMs: momentOf(shot), endMs: shot.endMs }) ?? [],
  );
  if (scale <= 1 || !first) return null;
  const from = clock(Math.max(0, first.startMs - APPROACH_MS));
  const to = clock(Math.max(first.startMs, lengthOf(view.seen.map) - CLOSING_MS));
  return `The camera moves in by itself on what is used, about ${from} to ${to} and up to ${scale}×. That is the style, not an edit: say **keep the whole window in view** to switch it off.`;
}
