import type { Camera } from "../camera/camera.ts";
import { inspectPage, type PageState } from "../page/inspect.ts";
import { notShowable } from "./failures.ts";
import { framesIn } from "./pace.ts";

/** The take begins on a full second of page time, so that a frame more or less of loading makes no difference. */
const markMs = 1000;
const quietMs = 300;
/** Page time after which a page that goes on moving is shown as it is. */
const restlessMs = 4000;
/** Page time after which an empty page is given up. */
const emptyMs = 15_000;
/** Real time for all of it: a development server builds its first page now. */
const longestWallMs = 60_000;

/**
 * Waits off air until the document can be shown: loaded, fonts there, something to see, and still. Throws one sentence when
 * nothing ever shows, or the development server shows an error.
 */
export async function arrive(camera: Camera, route: string): Promise<PageState> {
  camera.goOffAir();
  const startedAt = performance.now();
  let frame = 0;
  let quiet = 0;
  let loadedAtFrame = -1;
  let state: PageState | null = null;
  for (;;) {
    const beat = await camera.beat();
    frame += 1;
    if (beat.newDocument) {
      quiet = 0;
      loadedAtFrame = -1;
      continue;
    }
    quiet = beat.damaged ? 0 : quiet + 1;
    state = await inspectPage(camera.page);
    const stands = state?.loaded && state.fontsReady && state.hasContent;
    if (stands && loadedAtFrame < 0) loadedAtFrame = frame;
    const isStill = quiet >= framesIn(quietMs, camera.fps) && !camera.traffic.isBusy();
    const isRestless = loadedAtFrame >= 0 && frame - loadedAtFrame >= framesIn(restlessMs, camera.fps);
    if (state && stands && (isStill || isRestless)) break;
    const isLate = performance.now() - startedAt > longestWallMs || frame >= framesIn(emptyMs, camera.fps);
    if (isLate && state?.hasContent) break;
    if (isLate || state?.errorOverlay) throw notShowable(route, state, camera.consoleErrors);
  }
  if (state?.errorOverlay) throw notShowable(route, state, camera.consoleErrors);
  camera.traffic.callBackground();
  const markFrames = framesIn(markMs, camera.fps);
  for (; frame % markFrames !== 0; frame++) {
    if ((await camera.beat()).newDocument) return arrive(camera, route);
  }
  return state as PageState;
}
