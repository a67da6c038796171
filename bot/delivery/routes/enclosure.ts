import { readFile, stat } from "node:fs/promises";
import { size } from "../../words.ts";
import { DeliveryError } from "../failure.ts";
import type { Parcel } from "../parcel.ts";

/**
 * The video itself, where there is no public address for a link to it; null when there is. Throws DeliveryError `too_large`
 * when it is larger than `mostBytes`.
 */
export async function enclosureOf(
  { content }: Parcel,
  mostBytes: number,
): Promise<{ path: string; content: Buffer } | null> {
  if (content.kind !== "video" || content.link !== null) return null;
  const { filePath: path } = content.post;
  const { size: sizeBytes } = await stat(path);
  if (sizeBytes <= mostBytes) return { path, content: await readFile(path) };
  const message = `The video is ${size(sizeBytes)}, more than the ${size(mostBytes)} that fit a mail; set PUBLIC_URL to an https address, and a link is sent instead.`;
  throw new DeliveryError("permanent", "too_large", message);
}
