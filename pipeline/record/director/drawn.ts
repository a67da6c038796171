import type { Camera } from "../camera/camera.ts";
import { CaptureStuckError, within } from "../deadline.ts";
import { framesIn, pace } from "./pace.ts";
import { type Stillness, untilStill } from "./stillness.ts";

const answerLimitMs = 20_000;
const framesBetweenLooks = 5;

/**
 * For a page that changed while its picture did not: goes on until the page draws again (a view transition may hold it back),
 * and takes a picture of that. Throws CaptureStuckError when it never does, so that the take is filmed another way instead of
 * showing what is not there any more.
 */
export async function untilDrawn(camera: Camera): Promise<Stillness> {
  const drawing = await within(camera.page.evaluateHandle(awaitFrame), answerLimitMs, "asking for a frame");
  for (let frame = 1; frame <= framesIn(pace.longestFreeze, camera.fps); frame++) {
    if ((await camera.beat()).newDocument) return "new-document";
    if (frame % framesBetweenLooks !== 0 && frame > 1) continue;
    const isDrawn = await within(
      drawing.evaluate((watched) => watched.isDrawn),
      answerLimitMs,
      "asking for a frame",
    );
    if (!isDrawn) continue;
    camera.look();
    return untilStill(camera);
  }
  throw new CaptureStuckError("the page changed and drew no frame");
}

/** Runs in the page. */
function awaitFrame(): { isDrawn: boolean } {
  const watched = { isDrawn: false };
  requestAnimationFrame(() => {
    watched.isDrawn = true;
  });
  return watched;
}
