import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import type { Take } from "../../pipeline/take/take.ts";
import { momentOf, pictureAt } from "./moment.ts";

const mostColumns = 2;
const captionHeight = 26;
const mostShots = 12;

/** A picture of the frames at each changed shot (else at each shot), the shot's box drawn in, to be looked at. */
export async function drawSheet(takeDir: string, take: Take, outFile: string): Promise<void> {
  const changed = take.shots.filter((shot) => shot.changed);
  const shots = (changed.length > 0 ? changed : take.shots).slice(0, mostShots);
  const columns = Math.min(mostColumns, shots.length);
  const width = 960;
  const scale = width / take.width;
  const height = Math.round(take.height * scale);
  const rows = Math.max(1, Math.ceil(shots.length / columns));
  const canvas = createCanvas(columns * width, rows * (height + captionHeight));
  const context = canvas.getContext("2d");
  context.fillStyle = "#222";
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const [place, shot] of shots.entries()) {
    const [x, y] = [(place % columns) * width, Math.floor(place / columns) * (height + captionHeight)];
    context.drawImage(await loadImage(join(takeDir, pictureAt(take, momentOf(shot)))), x, y, width, height);
    if (shot.box) {
      context.strokeStyle = "#e6007a";
      context.lineWidth = 2;
      const { box } = shot;
      context.strokeRect(x + box.x * scale, y + box.y * scale, box.width * scale, box.height * scale);
    }
    context.fillStyle = "#fff";
    context.font = "15px sans-serif";
    const seconds = (momentOf(shot) / 1000).toFixed(1);
    context.fillText(
      `${seconds} s ${shot.changed ? "changed " : ""}${shot.action} "${shot.label}" (${shot.role}) on ${shot.route}`,
      x + 8,
      y + height + 18,
    );
  }
  await writeFile(outFile, await canvas.encode("png"));
}
