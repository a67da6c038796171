import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import type { Layout } from "./layout.ts";
import type { Ground, StylePreset } from "./presets.ts";

/** The frame without the window: ground, shadow and the window's thin edge, as RGBA. */
export function drawPlate(layout: Layout, style: StylePreset): Uint8ClampedArray {
  const { size, window, radius, unit } = layout;
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext("2d");
  paintGround(context, size.width, size.height, style.ground);
  if (style.shadowEnabled) {
    for (const shadow of style.shadows) {
      context.save();
      context.shadowColor = shadow.color;
      context.shadowBlur = shadow.blur * unit;
      context.shadowOffsetY = shadow.offsetY * unit;
      context.fillStyle = "#000000";
      context.beginPath();
      context.roundRect(window.x, window.y, window.width, window.height, radius);
      // Only the shadow: what casts it would shine through at the window's soft edge.
      clipOutside(context, layout);
      context.fill();
      context.restore();
    }
  }
  const line = Math.max(1, unit);
  context.strokeStyle = style.edgeColor;
  context.lineWidth = line;
  context.beginPath();
  context.roundRect(
    window.x - line / 2,
    window.y - line / 2,
    window.width + line,
    window.height + line,
    radius > 0 ? radius + line / 2 : 0,
  );
  context.stroke();
  return context.getImageData(0, 0, size.width, size.height).data;
}

function clipOutside(context: SKRSContext2D, { size, window, radius }: Layout): void {
  const fillPath = () => {
    context.beginPath();
    context.rect(0, 0, size.width, size.height);
    context.roundRect(window.x, window.y, window.width, window.height, radius);
    context.clip("evenodd");
  };
  fillPath();
  context.beginPath();
  context.roundRect(window.x, window.y, window.width, window.height, radius);
}

function paintGround(context: SKRSContext2D, width: number, height: number, ground: Ground): void {
  const angle = (ground.angleDegrees * Math.PI) / 180;
  const reach = (Math.abs(width * Math.sin(angle)) + Math.abs(height * Math.cos(angle))) / 2;
  const dx = Math.sin(angle) * reach;
  const dy = -Math.cos(angle) * reach;
  const gradient = context.createLinearGradient(width / 2 - dx, height / 2 - dy, width / 2 + dx, height / 2 + dy);
  for (const { at, color } of ground.stops) gradient.addColorStop(at, color);
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  for (const glow of ground.glows) {
    const radius = glow.radius * Math.max(width, height);
    const light = context.createRadialGradient(
      glow.x * width,
      glow.y * height,
      0,
      glow.x * width,
      glow.y * height,
      radius,
    );
    light.addColorStop(0, glow.color);
    light.addColorStop(1, glow.color.replace(/[\d.]+\)$/, "0)"));
    context.fillStyle = light;
    context.fillRect(0, 0, width, height);
  }
}
