import { shapeOfCrop } from "../../../convex/model/cropShape.ts";
import type { Operation } from "../../../convex/model/operations.ts";
import type { Box } from "../../../convex/model/recording.ts";
import type { Piece, TimeMap } from "../../../convex/model/timeMap.ts";
import type { ContextShot, ThreadContext } from "../../context.ts";
import { captionQuote } from "../../resolve/look.ts";
import { shortLabel } from "../../resolve/question.ts";
import { elementOf } from "../../resolve/things.ts";
import { type EditView, lengthOf, takeSpanToSeen, timedEdits } from "../../resolve/view.ts";
import { clock, listed, seconds } from "../../words.ts";

type Timed = { startMs: number; durationMs: number; anchor?: Operation["anchor"] };

/** The edits of the version seen, in words and in its own times. */
export type EditsInWords = Record<
  "cut" | "speed" | "crop" | "style" | "cursor" | "zoom" | "caption" | "blur",
  readonly Told[]
>;
/** `name` says what it is done to, `told` the edit as part of a list. */
export type Told = { name: string; told: string; operation?: Operation };

export function editsInWords(view: EditView): EditsInWords {
  const { operations, map } = view.seen;
  const timed = timedEdits(view);
  const told = <T extends Operation["type"]>(
    type: T,
    tell: (one: Extract<(typeof timed)[number], { type: T }>) => Omit<Told, "operation">,
  ): Told[] =>
    timed
      .filter((one): one is Extract<(typeof timed)[number], { type: T }> => one.type === type)
      .map((operation) => ({ ...tell(operation), operation }));
  return {
    cut: cutsOf(view),
    speed: speedsOf(map),
    crop: lastOf(operations, "crop", (one) => ({ name: shapeOf(one), told: `cropped to ${shapeOf(one)}` })),
    style: lastOf(operations, "style_preset", ({ preset }) => ({ name: preset, told: `the ${preset} style` })),
    cursor: lastOf(operations, "cursor_emphasis", ({ size, trailLength }) => {
      if (size === 0) return { name: "hidden", told: "the cursor hidden" };
      const trail = trailLength > 0 ? ` with a trail of ${trailLength} frames` : "";
      return { name: `${size}× its usual size${trail}`, told: `the cursor at ${size}× its size${trail}` };
    }),
    zoom: told("zoom", (one) => {
      const name = madeFor(one) ?? "a part of the picture";
      const told = `${name} at ${clock(one.startMs)} (${round(one.intensity)}×, ${seconds(one.durationMs)})`;
      return { name, told };
    }),
    caption: told("caption", (one) => {
      const until = clock(one.startMs + one.durationMs);
      return { name: captionQuote(one.text), told: `${captionQuote(one.text)} at ${clock(one.startMs)}–${until}` };
    }),
    blur: told("redact", (one) => {
      const name = madeFor(one) ?? "a part of the picture";
      return { name, told: `${name} ${whenOf(view, one)}` };
    }),
  };
}

/** More captions than these are told as one. */
const MOST_CAPTIONS = 2;

/** What is said of several in the same words is said once: "A, B and C wherever they are seen". */
export function toldTogether(list: readonly Told[]): string {
  const tails = new Set(list.map(({ name, told }) => (told.startsWith(`${name} `) ? told.slice(name.length) : told)));
  const [tail = ""] = tails;
  if (list.length < 2 || tails.size > 1)
    return listed(
      list.map(({ told }) => told),
      "and",
    );
  return `${listed(
    list.map(({ name }) => name),
    "and",
  )}${tail.replace("it is", "they are")}`;
}

/** All edits as one list, the ones of the whole video first. */
function allEdits(view: EditView): string[] {
  const { cut, speed, crop, style, cursor, zoom, caption, blur } = editsInWords(view);
  const told = (list: readonly Told[], as = (one: Told): string => one.told): string[] => list.map(as);
  return [
    ...told(cut),
    ...told(speed),
    ...told(crop, ({ name }) => `a crop to ${name}`),
    ...told(style),
    ...told(cursor),
    ...told(zoom, (one) => `a zoom on ${one.told}`),
    ...(caption.length > MOST_CAPTIONS
      ? [`${caption.length} captions (${told(caption).join(", ")})`]
      : told(caption, (one) => `the caption ${one.told}`)),
    ...told(blur, ({ name }) => `${name} blurred`),
  ];
}

const round = (value: number): number => Number(value.toFixed(2));

function lastOf<T extends Operation["type"]>(
  operations: readonly Operation[],
  type: T,
  tell: (one: Extract<Operation, { type: T }>) => Omit<Told, "operation">,
): Told[] {
  const last = operations.findLast((one): one is Extract<Operation, { type: T }> => one.type === type);
  return last ? [{ ...tell(last), operation: last }] : [];
}

/** Where a blur follows its element, "wherever it is seen"; else from when to when. */
export function whenOf(view: EditView, { startMs, durationMs, anchor }: Timed): string {
  const lengthMs = lengthOf(view.seen.map);
  const element = anchor && elementOf(view.context, anchor);
  const seen = element && takeSpanToSeen(view, element);
  if (seen && startMs <= seen.startMs + 1 && startMs + durationMs >= Math.min(lengthMs, seen.endMs) - 1)
    return "wherever it is seen";
  if (durationMs >= lengthMs * 0.95) return "from beginning to end";
  return `from ${clock(startMs)} to ${clock(Math.min(lengthMs, startMs + durationMs))}`;
}

/** What was cut away, by where it was in the recording: at its beginning, at its end, or before what is seen at a time. */
function cutsOf({ seen: { map }, take, context }: EditView): Told[] {
  const gaps: { lengthMs: number; name: string; told: string }[] = [];
  const add = (fromMs: number, toMs: number, atMs: number): void => {
    const lengthMs = toMs - fromMs;
    if (lengthMs < 50) return;
    const isPause = context.idle.some(({ startMs, endMs }) => fromMs >= startMs - 1 && toMs <= endMs + 1);
    const long = seconds(lengthMs);
    const what = isPause ? `a pause of ${long}` : long;
    const name =
      fromMs === 0 ? `the first ${long}` : toMs >= take.durationMs ? `the last ${long}` : `${what} at ${clock(atMs)}`;
    gaps.push({ lengthMs, name, told: `${name} cut` });
  };
  let takeMs = 0;
  let atMs = 0;
  for (const piece of map) {
    add(takeMs, piece.startMs, atMs);
    atMs += (piece.endMs - piece.startMs) / piece.rate;
    takeMs = piece.endMs;
  }
  add(takeMs, take.durationMs, atMs);
  if (gaps.length <= 3) return gaps;
  const all = `${gaps.length} parts (${seconds(gaps.reduce((sum, one) => sum + one.lengthMs, 0))} in all)`;
  return [{ name: all, told: `${all} cut` }];
}

/** What does not play at the speed at which it was recorded. */
function speedsOf(map: TimeMap): Told[] {
  const rates = new Set(map.map(({ rate }) => round(rate)));
  const [only = 1] = rates;
  if (rates.size <= 1) return only === 1 ? [] : [{ name: "everything", told: `everything at ${only}×` }];
  const spans: { rate: number; startMs: number; endMs: number }[] = [];
  let atMs = 0;
  for (const piece of map) {
    const endMs = atMs + lengthOf([piece as Piece]);
    const last = spans.at(-1);
    const rate = round(piece.rate);
    if (last?.rate === rate) last.endMs = endMs;
    else spans.push({ rate, startMs: atMs, endMs });
    atMs = endMs;
  }
  return spans
    .filter(({ rate }) => rate !== 1)
    .map(({ rate, startMs, endMs }) => {
      const name = `${clock(startMs)}–${clock(endMs)}`;
      return { name, told: `${name} at ${rate}×` };
    });
}

const shapes: readonly [number, string][] = [
  [1, "square (1:1)"],
  [9 / 16, "vertical (9:16)"],
  [4 / 5, "4:5"],
  [16 / 9, "16:9"],
];

function shapeOf(crop: Extract<Operation, { type: "crop" }>): string {
  const { anchor } = crop;
  const { width, height } = shapeOfCrop(crop);
  const usual = shapes.find(([ratio]) => Math.abs(width / height / ratio - 1) < 0.015);
  if (usual) return usual[1];
  return anchor ? `**${shortLabel(anchor.element)}**` : `${width} × ${height} of the picture`;
}

type Placed = Extract<Operation, { type: "zoom" | "redact" }>;

/** The element that an edit was made for. */
const madeFor = ({ anchor }: Placed): string | null => (anchor ? `**${shortLabel(anchor.element)}**` : null);

const middleOf = ({ x, y, width, height }: Box): [number, number] => [x + width / 2, y + height / 2];
const isInside = ({ x, y, width, height }: Box, atX: number, atY: number): boolean =>
  atX >= x && atX <= x + width && atY >= y && atY <= y + height;

/** Whether an edit is of an element: made for it, or lying over it. */
export function isOn(operation: Operation, { label, box, elementId }: ContextShot): boolean {
  const { anchor } = operation;
  if (anchor) return anchor.element === label || (elementId !== undefined && anchor.elementId === elementId);
  if (!box) return false;
  if (operation.type === "zoom") return isInside(box, operation.centerX, operation.centerY);
  return operation.type === "redact" && isInside(operation, ...middleOf(box));
}

/** "Version 7 has a zoom on **Apply coupon** at 0:27 (2×, 3 s) and everything at 1.5×." */
export function editsAnswer(view: EditView, context: ThreadContext): string {
  const all = allEdits(view);
  if (all.length === 0) return "Nothing yet: this is the video as it was recorded.";
  const list = all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
  const isLast = context.versions.length > 1;
  return `Version ${view.seen.version} has ${list}.${isLast ? " Say **undo** to take the last edit back." : ""}`;
}
