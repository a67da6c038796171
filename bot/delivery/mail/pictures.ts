import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import type { Shown } from "./blocks.ts";
import type { InlinePicture, Picture } from "./letter.ts";

/** Wide enough for a mail's 544 px on a screen of twice the density. */
const POSTER_WIDTH_PX = 1088;
const SHOWN_WIDTH_PX = 544;
const THUMB_WIDTH_PX = 120;
const LARGEST_GIF_BYTES = 1_000_000;

export type Placed = { shown: Shown; inline: InlinePicture };

/** A poster with a play badge in its middle, so that it is seen to be a video. Null when it is no picture. */
export async function posterOf(picture: Picture | undefined, name: string): Promise<Placed | null> {
  return await drawn(picture, name, { widthPx: POSTER_WIDTH_PX, shownPx: SHOWN_WIDTH_PX });
}

/** The same, small, for a list of videos. */
export async function thumbOf(picture: Picture | undefined, name: string): Promise<Placed | null> {
  return await drawn(picture, name, { widthPx: THUMB_WIDTH_PX * 2, shownPx: THUMB_WIDTH_PX });
}

/** A GIF as it is; null when it is none, or too large for a mail. */
export async function gifOf(picture: Picture | undefined, name: string): Promise<Placed | null> {
  const content = await bytesOf(picture);
  if (content === null || content.length > LARGEST_GIF_BYTES || !/^GIF8[79]a/.test(content.toString("latin1", 0, 6))) {
    return null;
  }
  const width = content.readUInt16LE(6);
  const height = content.readUInt16LE(8);
  if (width === 0 || height === 0) return null;
  return placed(content, {
    name,
    extension: "gif",
    contentType: "image/gif",
    shownPx: SHOWN_WIDTH_PX,
    ratio: height / width,
  });
}

async function drawn(
  picture: Picture | undefined,
  name: string,
  size: { widthPx: number; shownPx: number },
): Promise<Placed | null> {
  const bytes = await bytesOf(picture);
  const image = bytes && (await loadImage(bytes).catch(() => null));
  if (!image || image.width === 0 || image.height === 0) return null;
  const width = Math.min(size.widthPx, image.width);
  const height = Math.round((image.height * width) / image.width);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, width, height);
  drawBadge(context, width, height);
  const content = await canvas.encode("jpeg", 84);
  return placed(content, {
    name,
    extension: "jpg",
    contentType: "image/jpeg",
    shownPx: size.shownPx,
    ratio: height / width,
  });
}

type Context = ReturnType<ReturnType<typeof createCanvas>["getContext"]>;

/** A dark disc with a white triangle: seen on any picture, light or dark. */
function drawBadge(context: Context, width: number, height: number): void {
  const radius = Math.min(width, height) * 0.13;
  const [x, y] = [width / 2, height / 2];
  context.save();
  context.shadowColor = "rgba(0, 0, 0, 0.35)";
  context.shadowBlur = radius * 0.5;
  context.shadowOffsetY = radius * 0.1;
  context.fillStyle = "rgba(17, 16, 13, 0.82)";
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
  context.restore();
  context.fillStyle = "#ffffff";
  context.beginPath();
  // Its centre of mass, not its middle, lies in the middle of the disc.
  const side = radius * 0.8;
  context.moveTo(x - side * 0.42, y - side * 0.58);
  context.lineTo(x + side * 0.7, y);
  context.lineTo(x - side * 0.42, y + side * 0.58);
  context.closePath();
  context.lineJoin = "round";
  context.lineWidth = radius * 0.1;
  context.strokeStyle = "#ffffff";
  context.fill();
  context.stroke();
}

type Kept = { name: string; extension: "gif" | "jpg"; contentType: string; shownPx: number; ratio: number };

function placed(content: Buffer, { name, extension, contentType, shownPx, ratio }: Kept): Placed {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 16);
  return {
    shown: { cid: `${name}.${hash}@aura`, widthPx: shownPx, heightPx: Math.round(shownPx * ratio) },
    inline: { cid: `${name}.${hash}@aura`, fileName: `${name}.${extension}`, contentType, content },
  };
}

async function bytesOf(picture: Picture | undefined): Promise<Buffer | null> {
  if (picture === undefined) return null;
  return typeof picture === "string" ? await readFile(picture).catch(() => null) : Buffer.from(picture);
}
