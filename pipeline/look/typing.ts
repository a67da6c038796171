import type { TypingState } from "../timeline/typing.ts";
import { captionFamilies } from "./fonts.ts";
import type { Layout } from "./layout.ts";
import { drawSprite, type PlacedSprite } from "./sprite.ts";
import { textWidth } from "./text.ts";

/** What is being typed, as a dark pill in the lower left corner: captions keep the middle. */
export function typingSprite({ text, opacity }: TypingState, { size, unit }: Layout): PlacedSprite {
  const fontPx = Math.max(11, Math.round(30 * unit));
  const height = Math.round(fontPx * 1.9);
  const width = Math.max(height, Math.ceil(textWidth(text, fontPx)) + Math.round(fontPx * 1.5));
  const margin = Math.round(44 * unit);
  const room = Math.round(20 * unit);
  return {
    key: `typing:${fontPx}:${text}`,
    x: 2 * Math.floor((margin - room) / 2),
    y: 2 * Math.floor((size.height - margin - height - room) / 2),
    opacity,
    draw: () =>
      drawSprite(width + 2 * room, height + 2 * room, (canvas) => {
        canvas.shadowColor = "rgba(8,10,28,0.35)";
        canvas.shadowBlur = 16 * unit;
        canvas.shadowOffsetY = 4 * unit;
        canvas.fillStyle = "rgba(17,19,31,0.86)";
        canvas.beginPath();
        canvas.roundRect(room, room, width, height, height * 0.32);
        canvas.fill();
        canvas.shadowColor = "transparent";
        canvas.strokeStyle = "rgba(255,255,255,0.22)";
        canvas.lineWidth = Math.max(1, 1.5 * unit);
        canvas.stroke();
        canvas.font = `${fontPx}px ${captionFamilies}`;
        canvas.fillStyle = "#ffffff";
        canvas.textAlign = "center";
        canvas.fillText(text, room + width / 2, room + height / 2 + fontPx * 0.36);
      }),
  };
}
