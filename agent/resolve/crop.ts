import type { Operation } from "../../convex/model/operations.ts";
import type { Box } from "../../convex/model/recording.ts";
import { type ContextShot, momentOf } from "../context.ts";
import { listed } from "../words.ts";
import { anchorOf, findElement, padded } from "./element.ts";
import { nameOf, shortLabel } from "./question.ts";
import { ask, operations, type Resolution, refuse } from "./result.ts";
import { placeAt, shownBy } from "./shown.ts";
import { thingsOf } from "./things.ts";
import type { EditView } from "./view.ts";

/** Boxes are pixels of the recorded video. */

type Crop = Extract<Operation, { type: "crop" }>;
export type Aspect = "16:9" | "1:1" | "9:16" | "4:5";
export type CropInput = {
  target?: string;
  aspect?: Aspect;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  follow?: boolean;
  /** The whole page stands in the shape, with background around it. */
  whole?: boolean;
};
export const wholePixels = (box: Box): Box => ({
  x: Math.round(box.x),
  y: Math.round(box.y),
  width: Math.round(box.width),
  height: Math.round(box.height),
});

const CROP_ROOM_PX = 24;
/** A crop to a single small element would be a sliver: it keeps at least this share of the frame's width. */
const SMALLEST_CROP = 0.2;

export function resolveCrop(view: EditView, input: CropInput): Resolution {
  const { take } = view;
  if (input.aspect !== undefined && input.whole) return wholeIn(view, input.aspect);
  if (input.aspect !== undefined) return toAspect(view, input.aspect, input.target, input.follow);
  if (input.target !== undefined && input.target.trim() !== "") {
    const found = findElement(view, input.target, "crop to");
    if ("otherwise" in found) return found.otherwise;
    const { shot } = found;
    const box = grown(padded(shot.box, CROP_ROOM_PX, take), Math.round(take.width * SMALLEST_CROP), take);
    return operations([{ type: "crop", ...box, anchor: anchorOf(view, shot) }], {
      phrase: `cropped to ${nameOf(shot)}`,
    });
  }
  const { x = 0, y = 0, width, height, follow } = input;
  if (width === undefined && height === undefined && x === 0 && y === 0) {
    if (follow !== undefined) return standingStill(view, !follow);
    return ask("What should I crop to: a shape (**square**, **vertical**, **16:9**, **4:5**) or an element?");
  }
  const box = { x, y, width: width ?? take.width - x, height: height ?? take.height - y };
  const crop: Crop = { type: "crop", ...wholePixels(box), ...(follow ? { follow } : {}) };
  return operations([crop], {
    phrase: `${edgesOff(box, take) ?? `cropped to ${box.width} × ${box.height}`}${follow ? FOLLOWS : ""}`,
  });
}

/** "don't pan", "follow the mouse": the crop that is there, still or moving. */
function standingStill(view: EditView, isStill: boolean): Resolution {
  const crop = view.draft.operations.findLast((one) => one.type === "crop");
  if (!crop) {
    return isStill
      ? refuse(
          "nothing_to_change",
          "It is not cropped, and only zooms move the picture: the **minimal** style has none.",
        )
      : ask(
          "The whole page is in the picture. To which shape shall I crop it, so that it follows what is used: **vertical**, **square** or **4:5**?",
        );
  }
  const { follow, ...still } = crop;
  if (isStill === !follow) {
    return refuse(
      "nothing_to_change",
      `The picture ${isStill ? "stands still already" : "follows what is used already"}.`,
    );
  }
  const changed: Crop = isStill ? still : { ...still, follow: true };
  const note = outsideOf(view, changed);
  return operations([changed], {
    phrase: isStill ? "the picture stands still" : "the picture follows what is used",
    ...(note ? { note } : {}),
  });
}

const FOLLOWS = ", and the picture follows what is used";

/** "cropped 10 % off the top", where the others of the picture's edges stay. */
function edgesOff({ x, y, width, height }: Box, take: Size): string | null {
  const off: [string, number][] = [
    ["top", y / take.height],
    ["bottom", (take.height - y - height) / take.height],
    ["left", x / take.width],
    ["right", (take.width - x - width) / take.width],
  ];
  const gone = off.filter(([, share]) => share > 0);
  const [first] = gone;
  if (!first || gone.some(([, share]) => share >= 0.5 || Math.abs(share - first[1]) > 0.002)) return null;
  return `cropped ${Number((first[1] * 100).toFixed(1))} % off the ${listed(
    gone.map(([side]) => side),
    "and",
  )}`;
}

const shapeNames: Record<Aspect, string> = { "16:9": "wide", "1:1": "square", "9:16": "vertical", "4:5": "portrait" };

/** "vertical, but don't cut off the sides" */
const wholeIn = ({ take }: EditView, shape: Aspect): Resolution =>
  operations([{ type: "crop", x: 0, y: 0, width: take.width, height: take.height, shape }], {
    phrase: `made ${shapeNames[shape]} (${shape}), with the whole page in it`,
  });

function toAspect(view: EditView, aspect: Aspect, target: string | undefined, follow = true): Resolution {
  const { take } = view;
  const size = largest(aspect, take);
  if (target !== undefined && target.trim() !== "") {
    const found = findElement(view, target, "centre it on");
    if ("otherwise" in found) return found.otherwise;
    const shot = found.whole ?? found.shot;
    const box = centred(size, shot.box, take);
    const told = { phrase: `cropped to ${shapeNames[aspect]} (${aspect}), centred on ${nameOf(shot)}` };
    return operations([{ type: "crop", ...box, anchor: anchorOf(view, shot) }], told);
  }
  const box = bestPlace(view, size);
  const crop: Crop = { type: "crop", ...box, ...(follow ? { follow } : {}) };
  const isMiddle =
    Math.abs(box.x + box.width / 2 - take.width / 2) < 2 && Math.abs(box.y + box.height / 2 - take.height / 2) < 2;
  const isMoving = shownBy(view, [...view.draft.operations, crop]).length > 1;
  const where = isMoving ? FOLLOWS : isMiddle ? "" : " around where most happens";
  const note = outsideOf(view, crop);
  const phrase = `cropped to ${shapeNames[aspect]} (${aspect})${where}`;
  return operations([crop], { phrase, ...(note ? { note } : {}) });
}

/** What changed and is used where the crop does not reach at that time. */
function outsideOf(view: EditView, crop: Crop): string | null {
  const shown = shownBy(view, [...view.draft.operations, crop]);
  const isOutside = (shot: ContextShot): boolean =>
    shot.box !== undefined && covered(shot.box, placeAt(shown, momentOf(shot))) < 0.5;
  const changed = view.context.shots.filter((shot) => shot.changed && shot.box);
  const seen = new Set(changed.filter((shot) => !isOutside(shot)).map(({ label }) => label));
  const names = [...new Set(changed.map(({ label }) => label))].filter((label) => !seen.has(label));
  if (names.length === 0) return null;
  const told = names.slice(0, 3).map((label) => `**${shortLabel(label)}**`);
  return `${listed(told, "and")} ${names.length === 1 ? "is" : "are"} outside the picture then`;
}

function largest(aspect: Aspect, frame: { width: number; height: number }): { width: number; height: number } {
  const [w = 1, h = 1] = aspect.split(":").map(Number);
  const scale = Math.min(frame.width / w, frame.height / h);
  return { width: even(w * scale), height: even(h * scale) };
}

const even = (px: number): number => 2 * Math.floor(px / 2 + 1e-6);

type Size = { width: number; height: number };

function centred(size: Size, box: Box, frame: Size): Box {
  const x = box.x + box.width / 2 - size.width / 2;
  const y = box.y + box.height / 2 - size.height / 2;
  return { x: clamp(x, frame.width - size.width), y: clamp(y, frame.height - size.height), ...size };
}

const clamp = (value: number, most: number): number => Math.round(Math.min(Math.max(0, value), Math.max(0, most)));

/** Between the edge of the picture and what begins or ends there. */
const EDGE_ROOM_PX = 12;

/**
 * Where the picture shows most of what is used in the video, what changed above all, and its edges go through the fewest
 * things; the middle when that is as good. Full heights and widths leave one way to move.
 */
function bestPlace({ context, take }: EditView, size: Size): Box {
  const used = context.shots.filter((shot) => shot.box !== undefined);
  const things = thingsOf(context).all;
  const middle = centred(size, { x: 0, y: 0, ...take }, take);
  const beside = things.flatMap(({ box }) => [
    { ...middle, x: clamp(box.x - EDGE_ROOM_PX, take.width - size.width) },
    { ...middle, x: clamp(box.x + box.width + EDGE_ROOM_PX - size.width, take.width - size.width) },
  ]);
  const places = [middle, ...used.map(({ box = middle }) => centred(size, box, take)), ...beside];
  const weight = ({ changed }: ContextShot): number => (changed ? 4 : 1);
  const most = used.reduce((sum, shot) => sum + weight(shot), 0);
  const worth = (place: Box): number => {
    const shown = used.reduce((sum, shot) => sum + covered(shot.box ?? middle, place) * weight(shot), 0);
    const cut = things.filter(({ box }) => isCut(box, place)).length;
    return shown / Math.max(1, most) - cut / Math.max(1, things.length);
  };
  return places.reduce((best, place) => (worth(place) > worth(best) + 0.01 ? place : best));
}

const isCut = (box: Box, by: Box): boolean => covered(box, by) > 0.02 && covered(box, by) < 0.98;

function covered(box: Box, by: Box): number {
  const width = Math.min(box.x + box.width, by.x + by.width) - Math.max(box.x, by.x);
  const height = Math.min(box.y + box.height, by.y + by.height) - Math.max(box.y, by.y);
  return width > 0 && height > 0 ? (width * height) / (box.width * box.height) : 0;
}

/** A box widened to the frame's shape around its middle when it is smaller than that; larger ones stay as they are. */
function grown(box: Box, leastWidth: number, frame: Size): Box {
  const width = even(Math.min(frame.width, Math.max(box.width, leastWidth)));
  const height = even(Math.min(frame.height, Math.max(box.height, (leastWidth * frame.height) / frame.width)));
  if (width <= box.width + 1 && height <= box.height + 1) return box;
  return centred({ width, height }, box, frame);
}
