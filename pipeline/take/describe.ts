import type { Shot } from "../../convex/model/recording.ts";
import type { Take } from "./take.ts";

/** Two chapters are never closer than this; the one that shows a change stays. */
const shortestChapterMs = 2000;

const deeds: Record<Shot["action"], (label: string) => string> = {
  navigate: (label) => `${label} opens`,
  click: (label) => `“${label}” is pressed`,
  type: (label) => `“${label}” is filled in`,
  select: (label) => `a choice is made in “${label}”`,
  toggle: (label) => `“${label}” is switched`,
  submit: (label) => `“${label}” is sent`,
  hover: (label) => `the pointer rests on “${label}”`,
  scroll: (label) => `the page scrolls: ${label}`,
};

/** What a viewer sees, shot by shot, in words. */
export function storyOf(shots: readonly Shot[]): string {
  return shots
    .map(({ action, label, startMs, atMs, changed }) => {
      const deed = deeds[action](label);
      return `${clock(atMs ?? startMs)} ${deed}${changed ? ", which the pull request changed" : ""}.`;
    })
    .join("\n");
}

/** Where a viewer may want to jump: each page, and each thing that the diff changed. */
export function chaptersOf(shots: readonly Shot[]): NonNullable<Take["chapters"]> {
  const chapters: { atMs: number; title: string; changed: boolean }[] = [];
  for (const { action, startMs, label, title = label, changed = false } of shots) {
    const last = chapters.at(-1);
    if (last && ((action !== "navigate" && !changed) || last.title === title)) continue;
    const next = { atMs: startMs, title, changed };
    if (!last || startMs - last.atMs >= shortestChapterMs) chapters.push(next);
    else if (changed && !last.changed) chapters.splice(-1, 1, { ...next, atMs: last.atMs });
  }
  return chapters.map(({ atMs, title }) => ({ atMs, title }));
}

/** The picture that stood at the end of each shot. */
export function screenshotsOf({
  shots,
  pictures,
  fps,
}: Pick<Take, "shots" | "pictures" | "fps">): NonNullable<Take["screenshots"]> {
  return shots.flatMap(({ id, startMs, endMs }) => {
    const lastFrame = Math.max(Math.round((startMs * fps) / 1000), Math.round((endMs * fps) / 1000) - 1);
    const file = pictures.findLast(({ atFrame }) => atFrame <= lastFrame)?.file;
    return file ? [{ shotId: id, atMs: Math.round((lastFrame * 1000) / fps), file }] : [];
  });
}

/** Marks the errors that `known` (what the same pages say without the pull request) holds, whatever ports and stamps say. */
export function markKnown(
  errors: readonly { atMs: number; text: string }[],
  known: readonly string[],
): Take["consoleErrors"] {
  const told = new Set(known.map(essence));
  return errors.map((error) => (told.has(essence(error.text)) ? { ...error, isKnown: true } : error));
}

/** An error without what differs from one run to the next: ports, hashes, times, positions. */
function essence(text: string): string {
  return text
    .replace(/(localhost|127\.0\.0\.1|\[::1\]):\d+/g, "host")
    .replace(/[?&][tv]=[\w.-]+/g, "")
    .replace(/\b[0-9a-f]{8,}\b/gi, "#")
    .replace(/\d+/g, "0")
    .trim();
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
