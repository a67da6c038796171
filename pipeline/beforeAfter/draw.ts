import { type Canvas, createCanvas, type Image, type SKRSContext2D } from "@napi-rs/canvas";
import type { Box } from "../../convex/model/recording.ts";
import { captionFamilies, registerFonts } from "../look/fonts.ts";
import type { DrawnMark, Look } from "./frames.ts";
import type { Stage } from "./layout.ts";

const accent = "#4f6bff";
const cornerPx = 10;
const labelPx = 25;
const light = { ground: "#eceff5", ink: "#1b2030", muted: "#6a7286", edge: "rgba(20,26,50,0.14)", shade: 0.1 };
const dark = { ground: "#171a21", ink: "#f1f3f8", muted: "#98a1b5", edge: "rgba(255,255,255,0.16)", shade: 0.5 };
type Tones = typeof light;

/** What stands where the base has no such page. */
const notThere = { title: "Not there yet", detail: "This page is new" };

export type Painter = {
  canvas: Canvas;
  /** Paints one frame. The images are those of the look's two frames. */
  paint(look: Look, before: Image | null, after: Image | null): void;
};

/** Draws frames of the composite, one over the other, onto one canvas. `pageBackground` is the head page's own. */
export function openPainter(stage: Stage, pageBackground: string): Painter {
  registerFonts();
  const { size, deviceScale } = stage;
  const canvas = createCanvas(size.width * deviceScale, size.height * deviceScale);
  const context = canvas.getContext("2d");
  const tones = tonesFor(pageBackground);
  const paper = { color: pageBackground, tones };
  context.scale(deviceScale, deviceScale);
  const frame = stage.layout === "side" ? frameOf(stage, tones) : null;

  const paintSide = (look: Look, before: Image | null, after: Image | null): void => {
    // Drawn anew each time: soft edges that are drawn over themselves grow hard.
    if (frame) context.drawImage(frame, 0, 0, size.width, size.height);
    for (const [pane, image, side] of [
      [stage.before, before, "before"],
      [stage.after, after, "after"],
    ] as const) {
      context.save();
      rounded(context, pane, cornerPx);
      context.clip();
      paintPage(context, pane, image, paper);
      for (const mark of look.marks) if (mark.side === side) paintMark(context, pane, mark);
      context.restore();
    }
  };

  const paintWipe = (look: Look, before: Image | null, after: Image | null): void => {
    const { width, height } = size;
    const edge = Math.round(look.wiped * width * deviceScale) / deviceScale;
    if (edge < width) paintPage(context, stage.after, after, paper);
    for (const mark of look.marks) if (mark.side === "after") paintMark(context, stage.after, mark);
    if (edge > 0) {
      context.save();
      context.beginPath();
      context.rect(0, 0, edge, height);
      context.clip();
      paintPage(context, stage.before, before, paper);
      context.restore();
    }
    paintDivider(context, { edge, width, height, handleY: look.handleY });
  };

  return {
    canvas,
    paint: (look, before, after) => (stage.layout === "side" ? paintSide : paintWipe)(look, before, after),
  };
}

/** All but the pages. */
function frameOf({ size, deviceScale, before, after }: Stage, tones: Tones): Canvas {
  const canvas = createCanvas(size.width * deviceScale, size.height * deviceScale);
  const context = canvas.getContext("2d");
  context.scale(deviceScale, deviceScale);
  context.fillStyle = tones.ground;
  context.fillRect(0, 0, size.width, size.height);
  for (const pane of [before, after]) {
    context.save();
    context.shadowColor = `rgba(16,22,48,${tones.shade})`;
    context.shadowBlur = 22;
    context.shadowOffsetY = 5;
    context.fillStyle = tones.ground;
    rounded(context, pane, cornerPx);
    context.fill();
    context.restore();
    context.strokeStyle = tones.edge;
    context.lineWidth = 2;
    rounded(context, pane, cornerPx);
    context.stroke();
  }
  paintHeading(context, before, "Before", { ink: tones.muted, dot: tones.muted });
  paintHeading(context, after, "After", { ink: tones.ink, dot: accent });
  return canvas;
}

function paintHeading(
  context: SKRSContext2D,
  pane: Box,
  word: string,
  { ink, dot }: { ink: string; dot: string },
): void {
  const middle = pane.y - 29;
  context.fillStyle = dot;
  context.beginPath();
  context.arc(pane.x + 12, middle, 6, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = ink;
  context.font = `600 ${labelPx}px ${captionFamilies}`;
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.fillText(word, pane.x + 29, middle + 1);
}

function paintPage(
  context: SKRSContext2D,
  pane: Box,
  image: Image | null,
  paper: { color: string; tones: Tones },
): void {
  if (image) context.drawImage(image, pane.x, pane.y, pane.width, pane.height);
  else paintNotThere(context, pane, paper);
}

/** A quiet sheet with a dashed outline of a page, instead of an error page that nobody asked for. */
function paintNotThere(context: SKRSContext2D, pane: Box, { color, tones }: { color: string; tones: Tones }): void {
  context.fillStyle = color;
  context.fillRect(pane.x, pane.y, pane.width, pane.height);
  const [centreX, centreY] = [pane.x + pane.width / 2, pane.y + pane.height / 2];
  const sheet = { x: centreX - 33, y: centreY - 118, width: 66, height: 84 };
  context.save();
  context.strokeStyle = tones.muted;
  context.globalAlpha = 0.7;
  context.lineWidth = 2.5;
  context.setLineDash([8, 6]);
  rounded(context, sheet, 9);
  context.stroke();
  context.restore();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = tones.ink;
  context.font = `600 30px ${captionFamilies}`;
  context.fillText(notThere.title, centreX, centreY + 6);
  context.fillStyle = tones.muted;
  context.font = `600 20px ${captionFamilies}`;
  context.fillText(notThere.detail, centreX, centreY + 44);
}

const outlinePx = 2.5;
const airPx = 6;

/** A thin line around the element, and on the side of the head a word beside it. */
function paintMark(context: SKRSContext2D, pane: Box, { box, word, wordAt, strength }: DrawnMark): void {
  const outline = {
    x: pane.x + Math.max(outlinePx, box.x - airPx),
    y: pane.y + Math.max(outlinePx, box.y - airPx),
    width: 0,
    height: 0,
  };
  outline.width = Math.min(pane.x + pane.width - outlinePx, pane.x + box.x + box.width + airPx) - outline.x;
  outline.height = Math.min(pane.y + pane.height - outlinePx, pane.y + box.y + box.height + airPx) - outline.y;
  context.save();
  context.globalAlpha = strength;
  // A pale line under the coloured one keeps it visible on any page.
  for (const [width, color] of [
    [outlinePx + 2, "rgba(255,255,255,0.75)"],
    [outlinePx, word ? accent : "#8a93a8"],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = color;
    rounded(context, outline, 9);
    context.stroke();
  }
  if (word) paintWord(context, pane, outline, { word, wordAt });
  context.restore();
}

const wordPx = 13;

/** On the outline's upper line, clear of its round corners and of what it holds. */
function paintWord(
  context: SKRSContext2D,
  pane: Box,
  outline: Box,
  { word, wordAt }: { word: string; wordAt: number },
): void {
  context.font = `600 ${wordPx}px ${captionFamilies}`;
  const width = Math.ceil(context.measureText(word).width) + 16;
  const height = wordPx + 7;
  const room = outline.width - width - 16;
  // A word that is wider than its outline ends with it, on the right.
  const x = Math.max(pane.x + 4, outline.x + 8 + (room < 0 ? room : room * wordAt));
  const y = Math.max(pane.y + 2, outline.y + airPx - height);
  context.fillStyle = accent;
  rounded(context, { x, y, width, height }, height / 2);
  context.fill();
  context.fillStyle = "#ffffff";
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(word, x + 8, y + height / 2 + 0.5);
}

/** The line between before and after with a word on each side of it; at rest only a word in the lower left corner. */
function paintDivider(
  context: SKRSContext2D,
  { edge, width, height, handleY }: { edge: number; width: number; height: number; handleY: number },
): void {
  const isMoving = edge > 0 && edge < width;
  if (isMoving) {
    context.save();
    context.shadowColor = "rgba(10,14,30,0.45)";
    context.shadowBlur = 14;
    context.fillStyle = "#ffffff";
    context.fillRect(edge - 1.5, 0, 3, height);
    context.restore();
    context.fillStyle = accent;
    context.fillRect(edge - 0.75, 0, 1.5, height);
  }
  const y = isMoving ? Math.min(height - 40, Math.max(40, handleY)) : height - 33;
  if (edge > 0) paintTag(context, "Before", isMoving ? edge - 14 : 18, y, isMoving ? "right" : "left", "#3b4256");
  if (edge < width) paintTag(context, "After", isMoving ? edge + 14 : 18, y, "left", accent);
}

function paintTag(
  context: SKRSContext2D,
  word: string,
  x: number,
  middle: number,
  side: "left" | "right",
  color: string,
): void {
  context.font = `600 16px ${captionFamilies}`;
  const width = Math.ceil(context.measureText(word).width) + 24;
  const left = side === "left" ? x : x - width;
  context.save();
  context.shadowColor = "rgba(10,14,30,0.28)";
  context.shadowBlur = 10;
  context.shadowOffsetY = 2;
  context.fillStyle = color;
  rounded(context, { x: left, y: middle - 15, width, height: 30 }, 15);
  context.fill();
  context.restore();
  context.fillStyle = "#ffffff";
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(word, left + 12, middle + 0.5);
}

function rounded(context: SKRSContext2D, { x, y, width, height }: Box, radius: number): void {
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
}

const tonesFor = (pageBackground: string): Tones => (isDark(pageBackground) ? dark : light);

/** What two pages stand on side by side: a CSS colour. */
export const groundFor = (pageBackground: string): string => tonesFor(pageBackground).ground;

/** By the page's own colour: dark pages stand on a dark ground. */
function isDark(color: string): boolean {
  const context = createCanvas(1, 1).getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, 1, 1);
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 255, green = 255, blue = 255] = context.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 110;
}
