import type { SKRSContext2D } from "@napi-rs/canvas";
import type { CaptionState } from "../timeline/overlays.ts";
import { captionFamilies } from "./fonts.ts";
import type { Layout } from "./layout.ts";
import { drawSprite, type PlacedSprite } from "./sprite.ts";
import { textWidth } from "./text.ts";

export type Caption = { text: string; position: "top" | "bottom" };

const mostLines = 3;

/** A caption in a dark rounded box: readable on any page and on any ground. */
export function captionSprite(state: CaptionState, caption: Caption, stacked: number, layout: Layout): PlacedSprite {
  const { lines, fontPx } = setText(caption.text, layout);
  const lineHeight = Math.round(fontPx * 1.32);
  const paddingX = Math.round(fontPx * 0.95);
  const paddingY = Math.round(fontPx * 0.58);
  const shadowRoom = Math.round(24 * layout.unit);
  const widest = Math.max(...lines.map((line) => textWidth(line, fontPx)));
  const boxWidth = Math.ceil(widest) + 2 * paddingX;
  const boxHeight = lines.length * lineHeight + 2 * paddingY;
  const { size } = layout;
  const margin = Math.round(size.height * 0.062) + stacked * Math.round(boxHeight + 12 * layout.unit);
  const boxTop = caption.position === "top" ? margin : size.height - margin - boxHeight;
  return {
    key: `caption:${caption.position}:${caption.text}`,
    x: 2 * Math.floor(((size.width - boxWidth) / 2 - shadowRoom) / 2),
    y: 2 * Math.floor((boxTop - shadowRoom + state.lift) / 2),
    opacity: state.opacity,
    draw: () =>
      drawSprite(boxWidth + 2 * shadowRoom, boxHeight + 2 * shadowRoom, (canvas) => {
        drawBox(canvas, { x: shadowRoom, y: shadowRoom, width: boxWidth, height: boxHeight }, layout.unit);
        canvas.font = fontOf(fontPx);
        canvas.fillStyle = "#ffffff";
        canvas.textAlign = "center";
        canvas.textBaseline = "alphabetic";
        lines.forEach((line, index) => {
          const baseline = shadowRoom + paddingY + index * lineHeight + lineHeight / 2 + fontPx * 0.36;
          canvas.fillText(line, shadowRoom + boxWidth / 2, baseline);
        });
      }),
  };
}

function drawBox(
  canvas: SKRSContext2D,
  box: { x: number; y: number; width: number; height: number },
  unit: number,
): void {
  canvas.shadowColor = "rgba(8,10,28,0.35)";
  canvas.shadowBlur = 20 * unit;
  canvas.shadowOffsetY = 6 * unit;
  canvas.fillStyle = "rgba(17,19,31,0.90)";
  canvas.beginPath();
  canvas.roundRect(box.x, box.y, box.width, box.height, Math.min(18 * unit, box.height / 2));
  canvas.fill();
  canvas.shadowColor = "transparent";
}

const fontOf = (px: number): string => `${px}px ${captionFamilies}`;

/** Breaks a text into few lines of about equal length; a very long one is set smaller. */
function setText(text: string, { size, unit }: Layout): { lines: string[]; fontPx: number } {
  const widest = size.width * 0.8;
  const words = text.trim().replace(/\s+/g, " ");
  let fontPx = Math.max(12, Math.round(40 * unit));
  for (; fontPx > 12; fontPx = Math.floor(fontPx * 0.9)) {
    const lines = wrap(words, fontPx, widest);
    if (lines.length <= mostLines) return { lines: balance(words, fontPx, widest, lines.length), fontPx };
  }
  return { lines: wrap(words, fontPx, widest), fontPx };
}

const breaks = new Intl.Segmenter(undefined, { granularity: "word" });
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function wrap(text: string, fontPx: number, widest: number): string[] {
  const lines: string[] = [];
  let line = "";
  const fits = (candidate: string): boolean => textWidth(candidate.trimEnd(), fontPx) <= widest;
  const take = (part: string): void => {
    if (line === "" || fits(line + part)) line += part;
    else {
      lines.push(line.trim());
      line = part.trimStart();
    }
  };
  for (const part of glued(text)) {
    if (fits(part)) take(part);
    // One word wider than the frame: break it anywhere.
    else for (const { segment } of graphemes.segment(part)) take(segment);
  }
  if (line.trim()) lines.push(line.trim());
  return lines;
}

/** Words with the punctuation that belongs to them; languages without spaces break where their words end. */
function glued(text: string): string[] {
  const parts: string[] = [];
  for (const { segment, isWordLike } of breaks.segment(text)) {
    const joins = parts.length > 0 && !isWordLike && segment.trim() !== "";
    if (joins || (parts.length > 0 && segment === " ")) parts[parts.length - 1] += segment;
    else parts.push(segment);
  }
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const isLatin = /^[\p{Script=Latin}\p{N}'’]/u.test(part);
    if (last !== undefined && !last.endsWith(" ") && isLatin) joined[joined.length - 1] += part;
    else joined.push(part);
  }
  return joined;
}

/** The narrowest measure that still needs no more lines: no lonely last word. */
function balance(text: string, fontPx: number, widest: number, lineCount: number): string[] {
  let low = widest / lineCount / 1.5;
  let high = widest;
  for (let round = 0; round < 8; round++) {
    const middle = (low + high) / 2;
    if (wrap(text, fontPx, middle).length <= lineCount) high = middle;
    else low = middle;
  }
  return wrap(text, fontPx, high);
}
