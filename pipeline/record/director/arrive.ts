import type { Camera } from "../camera/camera.ts";
import { inspectPage, type PageState } from "../page/inspect.ts";
import { dismissOverlays, type Keep } from "../page/overlays.ts";
import { answerLimits, arrivalLimits, openReadiness, type ReadinessLimits } from "../page/readiness.ts";
import { notShowable } from "./failures.ts";
import { framesIn } from "./pace.ts";

/** The take begins on a full second of page time, so that a frame more or less of loading makes no difference. */
const markMs = 1000;
/** Page time between two looks. */
const lookMs = 100;
/** First-run dialogs like to come a moment after the page. */
const overlaysAppearMs = 500;
const mostRounds = 3;
/** Real time for all of it: a development server builds its first page now. */
const longestWallMs = 60_000;

/**
 * Waits off air until the document can be shown, and clears its view as a person would before filming. Throws one sentence
 * when nothing ever shows, or the development server shows an error.
 */
export async function arrive(camera: Camera, route: string, keep: Keep): Promise<PageState> {
  camera.goOffAir();
  const wait = waiterFor(camera, route);
  let state = await wait.untilReady(arrivalLimits);
  await wait.frames(overlaysAppearMs);
  for (let round = 0; round < mostRounds; round++) {
    if ((await dismissOverlays(camera.page, keep)).length === 0) break;
    state = await wait.untilReady(answerLimits);
  }
  // What a late document brings is waited for, too.
  while (!(await wait.untilMark())) state = await wait.untilReady(arrivalLimits);
  camera.traffic.callBackground();
  return state;
}

/** Counts the frames of one arrival, over all documents that it leads through. */
function waiterFor(camera: Camera, route: string) {
  const startedAt = performance.now();
  const isLate = () => performance.now() - startedAt > longestWallMs;
  let frames = 0;
  const beat = async () => {
    frames += 1;
    return camera.beat();
  };

  return {
    async untilReady(limits: ReadinessLimits): Promise<PageState> {
      let judge = openReadiness(limits);
      let isMoving = false;
      for (let frame = 1; ; frame++) {
        const { newDocument, damaged } = await beat();
        if (newDocument) {
          judge = openReadiness(arrivalLimits);
          frame = 0;
        }
        isMoving ||= damaged;
        if (frame % framesIn(lookMs, camera.fps) !== 0) continue;
        const state = await inspectPage(camera.page);
        const nowMs = (frame * 1000) / camera.fps;
        const verdict = judge({ state, nowMs, isBusy: camera.traffic.isBusy(), isMoving });
        isMoving = false;
        if (state && (verdict === "ready" || (isLate() && state.hasContent))) return state;
        if (verdict === "never" || isLate()) throw notShowable(route, state, camera.consoleErrors);
      }
    },
    async frames(ms: number): Promise<void> {
      for (let frame = framesIn(ms, camera.fps); frame > 0; frame--) await beat();
    },
    /** False when the document was replaced on the way. */
    async untilMark(): Promise<boolean> {
      while (frames % framesIn(markMs, camera.fps) !== 0) if ((await beat()).newDocument && !isLate()) return false;
      return true;
    },
  };
}
