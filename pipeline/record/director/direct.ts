import type { InteractionPlan, PlanStep } from "../../plan/types.ts";
import type { OnProgress } from "../../progress.ts";
import type { Camera } from "../camera/camera.ts";
import { CaptureStuckError, TimeIsUpError, within } from "../deadline.ts";
import type { Keep } from "../page/overlays.ts";
import type { Size } from "../stage.ts";
import { addressOf } from "./address.ts";
import { arrive } from "./arrive.ts";
import { answeredWith, isAboutPage, isWorthReloading, nothingDone, openingFailed } from "./failures.ts";
import { takeHand } from "./hand.ts";
import { interact } from "./interact.ts";
import { keepFor } from "./keep.ts";
import { holdMs, pace } from "./pace.ts";
import { present } from "./present.ts";
import { seededRandom, seedOf } from "./random.ts";
import { followDocument, note, type Scene } from "./scene.ts";
import { scrollWindow } from "./scroll.ts";
import { hold, untilStill } from "./stillness.ts";
import { addShot, emptyTrack, noteReading, skip, type Track } from "./track.ts";

export type Directing = {
  camera: Camera;
  baseUrl: string;
  plan: InteractionPlan;
  size: Size;
  onProgress: OnProgress;
  /** What stays in view beside what the plan uses. */
  keep?: Keep;
  /** There is no other way of filming: a page that stops answering ends the take, with what it has. */
  isLastWay: boolean;
};

export type Directed = { track: Track; pageBackground: string };

/** Real time for one step; a page whose own code never ends would take for ever. */
const stepLimitMs = 120_000;

/**
 * Plays the plan on the page, step by step. A step that cannot be done is skipped and noted; when the time is up, or the page
 * is gone for good, so is the rest.
 */
export async function direct({
  camera,
  baseUrl,
  plan,
  size,
  onProgress,
  keep: wanted,
  isLastWay,
}: Directing): Promise<Directed> {
  const track = emptyTrack(plan.notShown);
  const hand = takeHand(camera, track, size);
  const stage = { background: "rgb(255, 255, 255)", isAlive: false, wasReloaded: false };
  const keep = keepFor(plan.steps, wanted);
  const steps = withOpening(plan.steps);
  const waiting = steps.entries().toArray();
  let done = 0;
  try {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const [index, step] = next;
      onProgress({ stage: "Recording", fraction: index / steps.length });
      const random = seededRandom(seedOf(`${index} ${step.action} ${step.label}`));
      const scene = { camera, hand, track, size, baseUrl, stage, keep, random, isFirst: done === 0 };
      if (await within(perform(scene, step), stepLimitMs, `the step ${step.label}`)) done += 1;
      waiting.shift();
    }
    if (camera.onAir && done > 0) await hold(camera, pace.lastView);
  } catch (error) {
    const reason = endingReason(error, isLastWay);
    if (done === 0 || reason === null) throw error;
    for (const [, step] of waiting) skip(track, step, reason);
  }
  if (done === 0) throw nothingDone(steps, track);
  const last = track.shots.at(-1);
  if (last) last.endMs = camera.nowMs();
  onProgress({ stage: "Recording", fraction: 1 });
  return { track, pageBackground: stage.background };
}

/** Why the take ends before its plan does; null for what is no end but a failure. */
function endingReason(error: unknown, isLastWay: boolean): string | null {
  if (error instanceof TimeIsUpError) return "the recording's time was over";
  return error instanceof CaptureStuckError && isLastWay ? "the page stopped answering" : null;
}

/** Every take begins with a page to look at. */
function withOpening(steps: readonly PlanStep[]): PlanStep[] {
  const first = steps[0];
  if (first?.action === "navigate") return [...steps];
  const route = first?.route ?? "/";
  const opening: PlanStep = { route, action: "navigate", label: route, changed: false, reason: "opens the page" };
  return [opening, ...steps];
}

/** Does a step. The first page must open; of anything later that its page does not allow, the rest goes on without. */
async function perform(scene: Scene, step: PlanStep): Promise<boolean> {
  try {
    if (step.action === "navigate") return await navigate(scene, step);
    if (!scene.camera.onAir) return note(scene, step, "its page did not open");
    if (step.action === "scroll" && step.frame) return await present(scene, step, step.frame);
    if (step.action === "scroll" && !step.target) return await scrollOnly(scene, step);
    return await interact(scene, step);
  } catch (error) {
    const failure = openingFailed(step.route, error);
    if (scene.isFirst || !isAboutPage(failure)) throw failure;
    scene.camera.goOffAir();
    return note(scene, step, failure.message);
  }
}

async function navigate(scene: Scene, step: PlanStep): Promise<boolean> {
  const { camera, hand, track, isFirst } = scene;
  const state = await openPage(scene, step).catch((error: unknown) => {
    if (!isWorthReloading(error)) throw error;
    return openPage(scene, step);
  });
  scene.stage.background = isFirst ? state.background : scene.stage.background;
  camera.goOnAir();
  await hand.show();
  const startMs = camera.nowMs();
  let wasStill = await hold(camera, step.lookMs ?? (isFirst ? pace.firstView : pace.nextView));
  if (step.lookMs !== undefined) noteReading(track, step, { startMs, endMs: camera.nowMs() });
  if (step.changed && wasStill === "still") {
    wasStill = await hold(camera, holdMs(step, 0));
    track.reading.push({ startMs, endMs: camera.nowMs() });
  }
  if (wasStill === "new-document") await followDocument(scene, step);
  addShot(track, { step, startMs, endMs: camera.nowMs(), role: "document" });
  return true;
}

async function openPage({ camera, baseUrl, keep }: Scene, step: PlanStep) {
  const { status } = await camera.open(addressOf(baseUrl, step.value ?? step.route));
  if (status !== null && status >= 400) throw answeredWith(step.route, status);
  return arrive(camera, step.route, keep);
}

async function scrollOnly(scene: Scene, step: PlanStep): Promise<boolean> {
  const { camera, track } = scene;
  const startMs = camera.nowMs();
  const moved = await scrollWindow(camera, step.value);
  if (moved === "nowhere") return note(scene, step, "the page does not scroll");
  if (!camera.onAir || (await untilStill(camera)) === "new-document") await followDocument(scene, step);
  const readFromMs = camera.nowMs();
  if ((await hold(camera, holdMs(step, 0))) === "new-document") await followDocument(scene, step);
  noteReading(track, step, { startMs: readFromMs, endMs: camera.nowMs() });
  addShot(track, { step, startMs, atMs: startMs, endMs: camera.nowMs(), role: "document" });
  return true;
}
