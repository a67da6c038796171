import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { registerFonts } from "./fonts.ts";

/** How a page tells its colours apart: what lies above it follows. */
export type BarTone = "light" | "dark";

const tones: Record<BarTone, { ground: string; line: string; dot: string; field: string; text: string }> = {
  light: { ground: "#f4f5f8", line: "#e2e4ea", dot: "#d3d6de", field: "#e7e9ef", text: "#5a6072" },
  dark: { ground: "#23252e", line: "#15171d", dot: "#434754", field: "#2f323d", text: "#a9afc0" },
};

/** The bar's height in take pixels; even, so that the page's chroma below it stays where it was. */
export const browserBarHeight = (takeWidth: number): number => 2 * Math.max(8, Math.round(takeWidth / 71));

/** Follows a page background as the browser reports it ("rgb(251, 250, 248)"); light for whatever else it says. */
export function toneOf(pageBackground: string): BarTone {
  const [red = 255, green = 255, blue = 255] = pageBackground.startsWith("rgb")
    ? (pageBackground.match(/[\d.]+/g) ?? []).map(Number)
    : [];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 96 ? "dark" : "light";
}

/** A quiet window bar with the route in the middle, as RGBA. */
export function drawBrowserBar(width: number, height: number, address: string, tone: BarTone): Uint8ClampedArray {
  registerFonts();
  const canvas = createCanvas(width, height).getContext("2d");
  const colors = tones[tone];
  canvas.fillStyle = colors.ground;
  canvas.fillRect(0, 0, width, height);
  canvas.fillStyle = colors.dot;
  for (let dot = 0; dot < 3; dot++) {
    canvas.beginPath();
    canvas.arc(height * (0.62 + dot * 0.5), height / 2, height * 0.15, 0, 2 * Math.PI);
    canvas.fill();
  }
  const field = { width: width * 0.38, height: height * 0.66 };
  canvas.fillStyle = colors.field;
  canvas.beginPath();
  canvas.roundRect((width - field.width) / 2, (height - field.height) / 2, field.width, field.height, field.height / 2);
  canvas.fill();
  canvas.font = `${height * 0.36}px "Aura Inter", "Aura Sans SC", "Aura Emoji", "Aura DejaVu"`;
  canvas.textAlign = "center";
  canvas.fillStyle = colors.text;
  canvas.fillText(shortened(canvas, address, field.width - field.height), width / 2, height * 0.63);
  const line = Math.max(1, Math.round(height / 36));
  canvas.fillStyle = colors.line;
  canvas.fillRect(0, height - line, width, line);
  return canvas.getImageData(0, 0, width, height).data;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function shortened(canvas: SKRSContext2D, text: string, widest: number): string {
  const plain = text.replace(/\s+/g, " ").slice(0, 400);
  if (canvas.measureText(plain).width <= widest) return plain;
  const letters = [...graphemes.segment(plain)].map(({ segment }) => segment);
  while (letters.length > 1 && canvas.measureText(`${letters.join("")}…`).width > widest) letters.pop();
  return `${letters.join("")}…`;
}
