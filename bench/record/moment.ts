import type { Shot } from "../../convex/model/recording.ts";
import type { Take } from "../../pipeline/take/take.ts";

/** When the deed's effect can be seen, and the page has not moved on; milliseconds of the take. */
export const momentOf = ({ startMs, endMs }: Shot): number => startMs + (endMs - startMs) * 0.8;

/** The file, relative to the take's folder, of what is on screen then. */
export function pictureAt({ pictures, fps }: Take, atMs: number): string {
  const frame = Math.floor((atMs * fps) / 1000);
  return (pictures.findLast(({ atFrame }) => atFrame <= frame) ?? pictures[0])?.file ?? "";
}
