import { Path2D, type SKRSContext2D } from "@napi-rs/canvas";
import type { CursorState, RippleState } from "../timeline/cursor.ts";
import { positionSteps, scaleSteps } from "../timeline/cursor.ts";
import type { PointerKind } from "../timeline/pointer.ts";
import type { Size } from "./layout.ts";
import type { StylePreset } from "./presets.ts";
import { drawSprite, type PlacedSprite, placeAt } from "./sprite.ts";

/** Outlines in a design of which the arrow is 25 units high; the tip, the fingertip or the bar's middle is at 0, 0. */
const shapes: Record<PointerKind, string> = {
  default:
    "M0 0 L0 21.4 L4.9 16.9 L8.0 24.3 A0.9 0.9 0 0 0 9.2 24.8 L12.1 23.6 A0.9 0.9 0 0 0 12.6 22.4 L9.5 15.2 L16.2 15.2 Z",
  pointer:
    "M-2 1.9 A2.05 2.05 0 0 1 2.1 1.9 L2.1 9.2 L2.5 9.2 A1.95 1.95 0 0 1 6 8.6 L6.3 9.7 A1.95 1.95 0 0 1 9.8 9.9 L10 11.2 A1.85 1.85 0 0 1 13.3 12.2 L13.3 17.2 C13.3 22.3 10.2 25.4 5.6 25.4 C1.8 25.4 -0.6 23.9 -2.5 21 L-6.6 14.7 A1.9 1.9 0 0 1 -3.6 12.3 L-2 14.1 Z",
  text: "M-4 -11.5 C-2 -11.5 -0.9 -10.9 0 -9.8 C0.9 -10.9 2 -11.5 4 -11.5 M0 -9.8 L0 9.8 M-4 11.5 C-2 11.5 -0.9 10.9 0 9.8 C0.9 10.9 2 11.5 4 11.5 M-2 1.8 L2 1.8",
};

const reach = 30;

export function cursorSprite({ x, y, kind, scale }: CursorState, style: StylePreset): PlacedSprite {
  const factor = scale / scaleSteps;
  return placeAt(`${kind}×${scale}`, x, y, reach * factor, (canvas) => {
    canvas.scale(factor, factor);
    drawPointer(canvas, kind, style.cursorColor);
  });
}

function drawPointer(canvas: SKRSContext2D, kind: PointerKind, color: string): void {
  const outline = new Path2D(shapes[kind]);
  canvas.lineJoin = "round";
  canvas.lineCap = "round";
  canvas.shadowColor = "rgba(10,12,30,0.38)";
  canvas.shadowBlur = 4.5;
  canvas.shadowOffsetY = 1.6;
  canvas.strokeStyle = "#ffffff";
  if (kind === "text") {
    canvas.lineWidth = 4.4;
    canvas.stroke(outline);
    withoutShadow(canvas);
    canvas.strokeStyle = color;
    canvas.lineWidth = 1.9;
    canvas.stroke(outline);
    return;
  }
  canvas.lineWidth = 3.4;
  canvas.stroke(outline);
  withoutShadow(canvas);
  canvas.fillStyle = color;
  canvas.fill(outline);
  if (kind !== "pointer") return;
  canvas.strokeStyle = "rgba(255,255,255,0.85)";
  canvas.lineWidth = 0.9;
  canvas.stroke(new Path2D("M2.1 9.4 L2.1 13.4 M6.1 10 L6.1 13.6 M9.9 11 L9.9 14.2"));
}

function withoutShadow(canvas: SKRSContext2D): void {
  canvas.shadowColor = "transparent";
  canvas.shadowBlur = 0;
  canvas.shadowOffsetY = 0;
}

/** A filled disc that fades while a ring runs ahead of it. */
export function rippleSprite({ x, y, phase, scale }: RippleState, { ripple }: StylePreset): PlacedSprite {
  const factor = scale / scaleSteps;
  const progress = phase / 255;
  const spread = 1 - (1 - progress) ** 3;
  const fade = (1 - progress) ** 1.4;
  return placeAt(`ripple${phase}×${scale}`, x, y, (ripple.radius + 4) * factor, (canvas) => {
    canvas.scale(factor, factor);
    const radius = ripple.radius * (0.25 + 0.75 * spread);
    canvas.fillStyle = ripple.color;
    canvas.globalAlpha = ripple.opacity * 0.42 * fade;
    canvas.beginPath();
    canvas.arc(0, 0, radius, 0, 2 * Math.PI);
    canvas.fill();
    // A light rim, so that the ring shows on a button of its own colour.
    canvas.strokeStyle = "#ffffff";
    canvas.globalAlpha = 0.75 * fade;
    canvas.lineWidth = 2 + 3.4 * (1 - progress);
    canvas.beginPath();
    canvas.arc(0, 0, radius, 0, 2 * Math.PI);
    canvas.stroke();
    canvas.strokeStyle = ripple.color;
    canvas.globalAlpha = Math.min(1, ripple.opacity * 1.3) * fade;
    canvas.lineWidth = 0.8 + 2.4 * (1 - progress);
    canvas.beginPath();
    canvas.arc(0, 0, radius, 0, 2 * Math.PI);
    canvas.stroke();
  });
}

/** The way behind the cursor, thinner and fainter with every frame of age. */
export function trailSprite({ x, y, scale, trail }: CursorState, style: StylePreset, frame: Size): PlacedSprite | null {
  if (trail.length === 0) return null;
  const factor = scale / scaleSteps;
  const points = [[x, y] as const, ...trail].map(([px, py]) => ({ x: px / positionSteps, y: py / positionSteps }));
  const margin = Math.ceil(8 * factor);
  const left = 2 * Math.floor((Math.max(0, Math.min(...points.map((point) => point.x))) - margin) / 2);
  const top = 2 * Math.floor((Math.max(0, Math.min(...points.map((point) => point.y))) - margin) / 2);
  const width = Math.min(frame.width, Math.max(...points.map((point) => point.x))) + margin - left;
  const height = Math.min(frame.height, Math.max(...points.map((point) => point.y))) + margin - top;
  if (width <= 0 || height <= 0) return null;
  return {
    key: `trail${scale}:${points.map((point) => `${point.x - left},${point.y - top}`).join(";")}`,
    x: left,
    y: top,
    opacity: 190,
    draw: () =>
      drawSprite(width, height, (canvas) => {
        canvas.translate(-left, -top);
        drawTrail(canvas, points, factor, style.ripple.color);
      }),
  };
}

type Point = { x: number; y: number };

/** One tapering shape from the pointer to where it was first, fading out: strokes laid over each other would show joints. */
function drawTrail(canvas: SKRSContext2D, points: readonly Point[], factor: number, color: string): void {
  const tip = points[0];
  const tail = points.at(-1);
  if (!tip || !tail) return;
  const left: Point[] = [];
  const right: Point[] = [];
  for (const [index, { x, y }] of points.entries()) {
    const before = points[Math.max(0, index - 1)] ?? tip;
    const after = points[Math.min(points.length - 1, index + 1)] ?? tail;
    const length = Math.hypot(after.x - before.x, after.y - before.y);
    if (length < 0.01) continue;
    const half = factor * (0.4 + 3.4 * (1 - index / points.length));
    const acrossX = ((after.y - before.y) / length) * half;
    const acrossY = ((before.x - after.x) / length) * half;
    left.push({ x: x + acrossX, y: y + acrossY });
    right.push({ x: x - acrossX, y: y - acrossY });
  }
  const fade = canvas.createLinearGradient(tip.x, tip.y, tail.x, tail.y);
  fade.addColorStop(0, color);
  fade.addColorStop(1, `${color}00`);
  canvas.fillStyle = fade;
  canvas.beginPath();
  for (const { x, y } of [...left, ...right.reverse()]) canvas.lineTo(x, y);
  canvas.closePath();
  canvas.fill();
}
