import type { Box } from "../../../convex/model/recording.ts";
import { pathOf } from "../../plan/steps.ts";
import type { ElementTarget, PlanStep } from "../../plan/types.ts";
import { callWitness } from "../page/effect.ts";
import { dismissOverlays } from "../page/overlays.ts";
import { act } from "./act.ts";
import { type Aim, aimAt } from "./aim.ts";
import { arrive } from "./arrive.ts";
import { untilDrawn } from "./drawn.ts";
import { boxOf, type Found, inPicture, locate } from "./locate.ts";
import { framesIn, holdMs, pace } from "./pace.ts";
import { followDocument, note, type Scene } from "./scene.ts";
import { scrollIntoComfort } from "./scroll.ts";
import { hold, rest, untilStill } from "./stillness.ts";
import { addShot, noteLayout, noteReading } from "./track.ts";

/** How long an element may take to appear, off air. */
const appearMs = 3000;

/** Finds the step's element, goes there, acts, and waits for the answer. False, with a note, when it could not be done. */
export async function interact(scene: Scene, step: PlanStep): Promise<boolean> {
  const found = step.target ? await waitFor(scene, step.target) : null;
  if (!found) return note(scene, step, "no element on the page fits");
  const startMs = scene.camera.nowMs();
  const reached = await reach(scene, step, found);
  if (typeof reached === "string") return note(scene, step, reached);
  // Hovering may have moved it a little: the box is the one at the moment of the action.
  const box = inPicture((await boxOf(found)) ?? reached.visible, scene.size) ?? reached.visible;
  const atMs = scene.camera.nowMs();
  const elementId = await scene.camera.elements.idOf(found.handle);
  await noteLayout(scene.track, scene.camera);
  const { answer, leftMs } = await actUntilAnswered(scene, step, found, reached.aim);
  if (answer === "dead" && !scene.stage.isAlive && !scene.stage.wasReloaded) return afterReload(scene, step);
  await giveTimeToRead(scene, step);
  await noteLayout(scene.track, scene.camera);
  const endMs = scene.camera.nowMs();
  const opens = step.lookMs !== undefined && leftMs !== null;
  const { role, group } = found;
  const shot = { step, startMs, atMs, endMs: opens ? leftMs : endMs, role: step.looksLike ?? role, group, box };
  addShot(scene.track, { ...shot, elementId });
  // A page that a tour goes on to is looked at for itself.
  const opened: PlanStep = { ...step, action: "navigate", route: pathOf(scene.camera.page.url()) };
  if (opens) addShot(scene.track, { step: opened, startMs: leftMs, endMs, role: "document" });
  return true;
}

type Reached = { aim: Aim; visible: Box };

/** Brings the element into view and the pointer to it; or says why not. What lies over it is dismissed first, off air. */
async function reach(scene: Scene, step: PlanStep, found: Found): Promise<Reached | string> {
  const { camera, hand, size, random, keep } = scene;
  for (let isRetried = false; ; isRetried = true) {
    await scrollIntoComfort(camera, found.handle, step.lookMs !== undefined);
    const whole = await boxOf(found);
    const visible = whole ? inPicture(whole, size) : null;
    if (!whole || !visible) return "the element cannot be brought into view";
    const aim = await aimAt(found, whole, visible, { random, points: step.action === "hover" });
    if (aim.isCovered && !isRetried && (await dismissOverlays(camera.page, keep)).length > 0) {
      await offAir(scene, pace.quiet);
      continue;
    }
    if (step.action === "scroll") return { aim, visible };
    if (!(await hand.moveTo(aim.point, Math.min(visible.width, visible.height), random))) {
      await followDocument(scene, step);
      return "the page changed before the element was reached";
    }
    await rest(camera, pace.settle);
    return { aim, visible };
  }
}

/** `leftMs`: when the page was left for another one, in take time. */
type Answered = { answer: "alive" | "dead"; leftMs: number | null };

/**
 * Acts and follows what comes of it. A press that nothing came of (no change in the document, the network or the picture) is
 * given again after a moment: a server-rendered page may not listen yet.
 */
async function actUntilAnswered(scene: Scene, step: PlanStep, found: Found, aim: Aim): Promise<Answered> {
  const { camera, hand, stage } = scene;
  const isPress =
    (step.action === "click" || step.action === "toggle" || step.action === "submit") && found.kind === "other";
  const urlBefore = camera.page.url();
  const leftAt = (atMs: number) => (pathOf(camera.page.url()) === pathOf(urlBefore) ? null : atMs);
  for (let isRetried = false; ; isRetried = true) {
    const before = camera.pictureName;
    const witness = isPress ? await callWitness(camera.page, camera.traffic) : null;
    await act(scene, step, found, aim.isCovered);
    const actedMs = camera.nowMs();
    const answer = camera.onAir ? await untilStill(camera) : "new-document";
    const answeredMs = answer === "new-document" ? camera.nowMs() : actedMs;
    if (answer === "new-document") await followDocument(scene, step);
    const hasEffect = (await witness?.hasSeen()) ?? false;
    const isSame = isPress && before !== null && camera.pictureName === before;
    const isBehind = isSame && hasEffect && answer !== "new-document" && camera.method === "begin-frame";
    if (isBehind && (await untilDrawn(camera)) === "new-document") await followDocument(scene, step);
    const isDead = isSame && !hasEffect;
    if (!isDead) {
      if (isPress) stage.isAlive = true;
      return { answer: "alive", leftMs: leftAt(answeredMs) };
    }
    if (isRetried || answer === "new-document") return { answer: "dead", leftMs: leftAt(answeredMs) };
    await offAir(scene, pace.pressAgain);
    await hand.show();
  }
}

/** The page answers nothing at all: it is loaded once more, and the step is done there. */
async function afterReload(scene: Scene, step: PlanStep): Promise<boolean> {
  const { camera, hand, keep, stage } = scene;
  stage.wasReloaded = true;
  await camera.open(camera.page.url());
  await arrive(camera, step.route, keep);
  camera.goOnAir();
  await hand.show();
  return interact(scene, step);
}

/** The viewer's time, once the page has answered. */
async function giveTimeToRead(scene: Scene, step: PlanStep): Promise<void> {
  const { camera, track } = scene;
  if (step.action === "hover") await hold(camera, pace.hover);
  const readFromMs = camera.nowMs();
  if ((await hold(camera, holdMs(step, (step.value ?? "").length))) === "new-document")
    await followDocument(scene, step);
  noteReading(track, step, { startMs: readFromMs, endMs: camera.nowMs() });
}

/** Lets page time pass that nobody sees. */
async function offAir({ camera, hand }: Scene, ms: number): Promise<void> {
  camera.goOffAir();
  for (let frame = framesIn(ms, camera.fps); frame > 0; frame--) await camera.beat();
  camera.goOnAir();
  await hand.show();
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
