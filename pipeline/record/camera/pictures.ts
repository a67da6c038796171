import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Picture } from "../../take/take.ts";

/** More than this many pictures are not held in memory; the camera waits for the disk instead. */
const mostWaiting = 8;

export type PictureStore = {
  /** Remembers that the picture shows from this frame on. Pictures that were there before are stored once. */
  put(atFrame: number, bytes: Buffer): Promise<void>;
  /** The file of the picture that shows now; pictures that are equal are one file. */
  latest(): string | null;
  /** All pictures in order, once everything is on disk. Throws the first error of the disk. */
  finish(): Promise<Picture[]>;
};

export async function openPictureStore(takeDir: string, extension: "png" | "jpg"): Promise<PictureStore> {
  await mkdir(join(takeDir, "pictures"), { recursive: true });
  const fileOf = new Map<string, string>();
  const pictures: Picture[] = [];
  const writing = new Set<Promise<void>>();
  let failure: unknown;

  const write = (file: string, bytes: Buffer) => {
    const work: Promise<void> = writeFile(join(takeDir, file), bytes)
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => writing.delete(work));
    writing.add(work);
  };

  return {
    async put(atFrame, bytes) {
      if (failure) throw failure;
      const hash = createHash("sha256").update(bytes).digest("hex");
      let file = fileOf.get(hash);
      if (!file) {
        file = `pictures/${String(atFrame).padStart(6, "0")}.${extension}`;
        fileOf.set(hash, file);
        write(file, bytes);
      }
      if (pictures.at(-1)?.atFrame === atFrame) pictures.pop();
      if (pictures.at(-1)?.file !== file) pictures.push({ atFrame, file });
      while (writing.size >= mostWaiting) await Promise.race(writing);
    },
    latest: () => pictures.at(-1)?.file ?? null,
    async finish() {
      await Promise.all(writing);
      if (failure) throw failure;
      return pictures;
    },
  };
}
