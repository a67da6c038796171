import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { captionFamilies, registerFonts } from "./fonts.ts";

let measuring: SKRSContext2D | null = null;

/** The width in pixels of a text in the font of captions. */
export function textWidth(text: string, fontPx: number): number {
  registerFonts();
  measuring ??= createCanvas(8, 8).getContext("2d");
  measuring.font = `${fontPx}px ${captionFamilies}`;
  return measuring.measureText(text).width;
}
