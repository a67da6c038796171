import type { Box } from "../../../convex/model/recording.ts";
import type { ElementTarget, InteractionPlan, PlanStep } from "../../plan/types.ts";
import type { OnProgress } from "../../progress.ts";
import type { Camera } from "../camera/camera.ts";
import { TimeIsUpError } from "../deadline.ts";
import type { Size } from "../stage.ts";
import { type Actor, act } from "./act.ts";
import { addressOf } from "./address.ts";
import { aimAt } from "./aim.ts";
import { arrive } from "./arrive.ts";
import { answeredWith, isAboutPage, nothingDone } from "./failures.ts";
import { takeHand } from "./hand.ts";
import { boxOf, type Found, inPicture, locate } from "./locate.ts";
import { framesIn, holdMs, pace } from "./pace.ts";
import { seededRandom, seedOf } from "./random.ts";
import { scrollIntoComfort, scrollWindow } from "./scroll.ts";
import { hold, untilStill } from "./stillness.ts";
import { emptyTrack, skip, type Track } from "./track.ts";

export type Directing = { camera: Camera; baseUrl: string; plan: InteractionPlan; size: Size; onProgress: OnProgress };

export type Directed = { track: Track; pageBackground: string };

/** How long an element may take to appear, off air. */
const appearMs = 3000;

/**
 * Plays the plan on the page, step by step. A step whose element is not there is skipped and noted; when the time is up, so
 * is the rest.
 */
export async function direct({ camera, baseUrl, plan, size, onProgress }: Directing): Promise<Directed> {
  const track = emptyTrack(plan.notShown);
  const hand = takeHand(camera, track, size);
  const stage = { background: "rgb(255, 255, 255)" };
  const steps = withOpening(plan.steps);
  const waiting = steps.entries().toArray();
  let done = 0;
  try {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const [index, step] = next;
      onProgress({ stage: "Recording", fraction: index / steps.length });
      const random = seededRandom(seedOf(`${index} ${step.action} ${step.label}`));
      const scene = { camera, hand, track, size, baseUrl, stage, random, isFirst: done === 0 };
      if (await perform(scene, step)) done += 1;
      waiting.shift();
    }
    if (camera.onAir && done > 0) await hold(camera, pace.lastView);
  } catch (error) {
    if (!(error instanceof TimeIsUpError) || done === 0) throw error;
    for (const [, step] of waiting) skip(track, step, "the recording's time was over");
  }
  if (done === 0) throw nothingDone(steps, track);
  const last = track.shots.at(-1);
  if (last) last.endMs = camera.nowMs();
  onProgress({ stage: "Recording", fraction: 1 });
  return { track, pageBackground: stage.background };
}

type Scene = Actor & {
  baseUrl: string;
  isFirst: boolean;
  stage: { background: string };
};

/** Every take begins with a page to look at. */
function withOpening(steps: readonly PlanStep[]): PlanStep[] {
  const first = steps[0];
  if (first?.action === "navigate") return [...steps];
  const route = first?.route ?? "/";
  const opening: PlanStep = { route, action: "navigate", label: route, changed: false, reason: "opens the page" };
  return [opening, ...steps];
}

async function perform(scene: Scene, step: PlanStep): Promise<boolean> {
  if (step.action === "navigate") return navigate(scene, step);
  if (!scene.camera.onAir) return note(scene, step, "its page did not open");
  if (step.action === "scroll" && !step.target) return scrollOnly(scene, step);
  const found = step.target ? await waitFor(scene, step.target) : null;
  if (!found) return note(scene, step, "no element on the page fits");
  return interact(scene, step, found);
}

function note({ track }: Scene, step: PlanStep, detail: string): false {
  skip(track, step, detail);
  return false;
}

async function navigate(scene: Scene, step: PlanStep): Promise<boolean> {
  const { camera, hand, track, baseUrl, isFirst } = scene;
  try {
    const { status } = await camera.open(addressOf(baseUrl, step.value ?? step.route));
    if (status !== null && status >= 400) throw answeredWith(step.route, status);
    const state = await arrive(camera, step.route);
    scene.stage.background = isFirst ? state.background : scene.stage.background;
  } catch (error) {
    // The first page must open; a later one may be missing, and the rest goes on.
    if (isFirst || !isAboutPage(error)) throw error;
    return note(scene, step, error.message);
  }
  camera.goOnAir();
  await hand.show();
  const startMs = camera.nowMs();
  let wasStill = await hold(camera, isFirst ? pace.firstView : pace.nextView);
  if (step.changed && wasStill === "still") {
    wasStill = await hold(camera, holdMs(step, 0));
    track.reading.push({ startMs, endMs: camera.nowMs() });
  }
  if (wasStill === "new-document") await followDocument(scene, step);
  addShot(track, { step, startMs, endMs: camera.nowMs(), role: "document" });
  return true;
}

async function scrollOnly(scene: Scene, step: PlanStep): Promise<boolean> {
  const { camera, track } = scene;
  const startMs = camera.nowMs();
  await scrollWindow(camera, step.value);
  await finishStep(scene, step);
  addShot(track, { step, startMs, atMs: startMs, endMs: camera.nowMs(), role: "document" });
  return true;
}

async function interact(scene: Scene, step: PlanStep, found: Found): Promise<boolean> {
  const { camera, hand, track, size } = scene;
  const startMs = camera.nowMs();
  await scrollIntoComfort(camera, found.handle);
  const whole = await boxOf(found);
  const visible = whole ? inPicture(whole, size) : null;
  if (!whole || !visible) return note(scene, step, "the element cannot be brought into view");
  const aim = await aimAt(found, whole, visible, scene.random);
  if (step.action !== "scroll") {
    if (!(await hand.moveTo(aim.point, Math.min(visible.width, visible.height), scene.random))) {
      await followDocument(scene, step);
      return note(scene, step, "the page changed before the element was reached");
    }
    await hold(camera, pace.settle);
  }
  // Hovering may have moved it a little: the box is the one at the moment of the action.
  const box = inPicture((await boxOf(found)) ?? visible, size) ?? visible;
  const atMs = camera.nowMs();
  await act(scene, step, found, aim.isCovered);
  await finishStep(scene, step);
  addShot(track, { step, startMs, atMs, endMs: camera.nowMs(), role: found.role, box });
  return true;
}

/** Waits for the page's answer, follows it to another document, and gives the viewer time to read. */
async function finishStep(scene: Scene, step: PlanStep): Promise<void> {
  const { camera, track } = scene;
  const answer = camera.onAir ? await untilStill(camera) : "new-document";
  if (answer === "new-document") {
    await followDocument(scene, step);
    // The view of the new document is long enough to read it.
    if (!step.changed) return;
  }
  if (step.action === "hover") await hold(camera, pace.hover);
  const readFromMs = camera.nowMs();
  if ((await hold(camera, holdMs(step, (step.value ?? "").length))) === "new-document")
    await followDocument(scene, step);
  if (step.changed) track.reading.push({ startMs: readFromMs, endMs: camera.nowMs() });
}

/** The step led to another document: it loads off air, and the take goes on when it stands. */
async function followDocument({ camera, hand }: Scene, step: PlanStep): Promise<void> {
  await arrive(camera, step.route);
  camera.goOnAir();
  await hand.show();
  await hold(camera, pace.nextView);
}

/** Looks for the element, and gives a page that is still building time to show it, off air. */
async function waitFor({ camera, hand }: Scene, target: ElementTarget): Promise<Found | null> {
  const found = await locate(camera.page, target);
  if (found) return found;
  camera.goOffAir();
  let later: Found | null = null;
  for (let frame = framesIn(appearMs, camera.fps); frame > 0 && !later; frame--) {
    await camera.beat();
    if (frame % 5 === 0) later = await locate(camera.page, target);
  }
  camera.goOnAir();
  await hand.show();
  return later;
}

type NewShot = { step: PlanStep; startMs: number; endMs: number; role: string; atMs?: number; box?: Box };

function addShot(track: Track, { step, startMs, endMs, role, atMs, box }: NewShot): void {
  track.shots.push({
    id: `shot-${track.shots.length + 1}`,
    startMs,
    endMs,
    route: step.route,
    action: step.action,
    label: step.label,
    role,
    ...(atMs === undefined ? {} : { atMs }),
    ...(box ? { box } : {}),
    ...(step.changed ? { changed: true } : {}),
  });
}
