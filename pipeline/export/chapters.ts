import { writeFile } from "node:fs/promises";
import { type Chapter, chaptersOf } from "../../convex/model/chapters.ts";
import type { Operation } from "../../convex/model/operations.ts";
import type { Take } from "../take/take.ts";

/** A chapter shorter than this is only in the way of whoever steps through them. */
const shortestMs = 1_000;

type Mark = { startMs: number; title: string };

/** Where a player may jump to: the take's shots as the operations leave them, without gaps; none for fewer than two. */
export function chapterMarks(take: Pick<Take, "shots" | "durationMs">, operations: readonly Operation[]): Mark[] {
  const marks: Mark[] = [];
  for (const chapter of chaptersOf(take.shots, operations, take.durationMs)) {
    const title = titleOf(chapter);
    const last = marks.at(-1);
    if (title === "" || title === last?.title) continue;
    if (last && chapter.startMs - last.startMs < shortestMs) {
      // The later of two that begin together is what is seen.
      last.title = title;
      continue;
    }
    marks.push({ startMs: marks.length === 0 ? 0 : chapter.startMs, title });
  }
  return marks.length < 2 ? [] : marks;
}

const titleOf = ({ label, route }: Chapter): string => (label || route).replace(/\s+/g, " ").trim().slice(0, 80);

/** Writes the chapters as an ffmpeg metadata file. What a page is called is data there, never an argument. */
export async function writeChapterFile(file: string, marks: readonly Mark[], durationMs: number): Promise<void> {
  const chapters = marks.map(({ startMs, title }, index) => {
    const endMs = marks[index + 1]?.startMs ?? durationMs;
    return `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${Math.round(startMs)}\nEND=${Math.round(endMs)}\ntitle=${escaped(title)}\n`;
  });
  await writeFile(file, `;FFMETADATA1\n${chapters.join("")}`);
}

const escaped = (text: string): string => text.replace(/[=;#\\]/g, "\\$&").replace(/[\r\n\0]/g, " ");
