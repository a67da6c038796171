import { shapeOfCrop } from "../../convex/model/cropShape.ts";
import type { Operation } from "../../convex/model/operations.ts";
import type { ExportPlan } from "../actions.ts";
import { type EditView, isView } from "../resolve/view.ts";
import { defineTool } from "./define.ts";
import type { ToolInput } from "./inputs.ts";
import { refused } from "./outcome.ts";

const GIF = { widthPx: 800, fps: 15 } as const;
const MP4_SHORT_SIDE_PX = 1080;

export const exportVideo = defineTool("export", async (turn, input) => {
  const view = turn.view();
  if (!isView(view)) return refused(view.code, view.message);
  const plan = exportPlan(view, input);
  const version = await turn.commit();
  const { exportId } = await turn.actions.createExport({ versionId: version?.versionId }, plan);
  turn.done.exportIds.push(exportId);
  const limit = plan.maxFileSizeMb === undefined ? "" : `, at most ${plan.maxFileSizeMb} MB`;
  const name = plan.format === "gif" ? "GIF" : "MP4";
  const message = `${name}, ${plan.width} × ${plan.height} at ${plan.fps} fps${limit}`;
  return { kind: "exporting", message, format: plan.format };
});

/** The export in full: what was not said follows from the video's shape and the format. */
function exportPlan(view: EditView, input: ToolInput<"export">): ExportPlan {
  const { format, quality = "web", maxFileSizeMb } = input;
  const size = sizeOf(shapeOf(view), input);
  const usualFps = format === "gif" ? GIF.fps : 30;
  const fps = Math.round(input.fps ?? usualFps);
  return { format, fps, ...size, quality, ...(maxFileSizeMb === undefined ? {} : { maxFileSizeMb }) };
}

type Shape = { width: number; height: number };

/** The picture that a viewer sees: the last crop, else the whole frame. */
export function shapeOf({ draft, take }: EditView): Shape {
  const crop = draft.operations.findLast((one): one is Extract<Operation, { type: "crop" }> => one.type === "crop");
  return crop ? shapeInPixels(crop) : take;
}

/** Where a page stands whole in another shape, as much of that shape as it has room for. */
function shapeInPixels(crop: Extract<Operation, { type: "crop" }>): Shape {
  const { width, height } = shapeOfCrop(crop);
  const scale = Math.min(crop.width / width, crop.height / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** Width over height; a crop that is a usual shape but for rounding to whole pixels counts as that shape. */
function ratioOf({ width, height }: Shape): number {
  const ratio = width / height;
  return [16 / 9, 1, 9 / 16, 4 / 5].find((usual) => Math.abs(ratio / usual - 1) < 0.015) ?? ratio;
}

function sizeOf(shape: Shape, { format, width, height }: ToolInput<"export">): Shape {
  const ratio = ratioOf(shape);
  if (width !== undefined && height !== undefined) return { width: even(width), height: even(height) };
  if (width !== undefined) return { width: even(width), height: even(width / ratio) };
  if (height !== undefined) return { width: even(height * ratio), height: even(height) };
  if (format === "gif") {
    const widthPx = Math.min(GIF.widthPx, shape.width);
    return { width: even(widthPx), height: even(widthPx / ratio) };
  }
  return ratio >= 1
    ? { width: even(MP4_SHORT_SIDE_PX * ratio), height: MP4_SHORT_SIDE_PX }
    : { width: MP4_SHORT_SIDE_PX, height: even(MP4_SHORT_SIDE_PX / ratio) };
}

const even = (px: number): number => Math.max(2, 2 * Math.round(px / 2));
