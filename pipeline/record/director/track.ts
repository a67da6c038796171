import type { Box, NotShown, Shot, Span } from "../../../convex/model/recording.ts";
import type { PlanStep } from "../../plan/types.ts";
import type { LayoutInView, PointerSample, Take } from "../../take/take.ts";
import type { Camera } from "../camera/camera.ts";
import { readLayout } from "../page/readLayout.ts";
import { pace } from "./pace.ts";

/** What happens beside the pictures, written down while it happens. */
export type Track = {
  pointer: PointerSample[];
  keys: Take["keys"];
  shots: Shot[];
  notShown: NotShown[];
  /** Stretches in which a viewer reads something that the diff changed: never idle. */
  reading: Span[];
  /** What stood on screen when a step acted, and when it was answered. */
  layouts: LayoutInView[];
};

export function emptyTrack(notShown: readonly NotShown[]): Track {
  return { pointer: [], keys: [], shots: [], notShown: [...notShown], reading: [], layouts: [] };
}

export function skip(track: Track, step: PlanStep, detail: string): void {
  track.notShown.push({ file: step.file ?? step.route, what: step.label, reason: "not_found_on_page", detail });
}

/** Of a step that shows a change all of the look is reading; of a tour's, its beginning. */
export function noteReading(track: Track, { changed, lookMs }: PlanStep, { startMs, endMs }: Span): void {
  if (changed) track.reading.push({ startMs, endMs });
  else if (lookMs !== undefined) track.reading.push({ startMs, endMs: Math.min(endMs, startMs + pace.reading) });
}

export async function noteLayout(track: Track, camera: Camera): Promise<void> {
  const layout = camera.onAir ? await readLayout(camera.page) : null;
  if (layout) track.layouts.push({ atMs: camera.nowMs(), ...layout });
}

type NewShot = {
  step: PlanStep;
  startMs: number;
  endMs: number;
  role: string;
  group?: string;
  atMs?: number;
  box?: Box;
  elementId?: string | undefined;
};

export function addShot(track: Track, { step, startMs, endMs, role, group, atMs, box, elementId }: NewShot): void {
  track.shots.push({
    id: `shot-${track.shots.length + 1}`,
    startMs,
    endMs,
    route: step.route,
    action: step.action,
    label: step.label,
    ...(step.title === undefined ? {} : { title: step.title }),
    ...(group ? { group } : {}),
    role,
    ...(atMs === undefined ? {} : { atMs }),
    ...(box ? { box } : {}),
    ...(step.changed ? { changed: true } : {}),
    ...(elementId === undefined ? {} : { elementId }),
  });
}
