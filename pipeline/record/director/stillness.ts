import type { Camera } from "../camera/camera.ts";
import { framesIn, pace } from "./pace.ts";

/** Pages that did not come to rest once; they are not waited for so long again. */
const restlessCameras = new WeakSet<Camera>();

export type Stillness = "still" | "restless" | "new-document";

/**
 * Goes on until nothing moves and nothing is under way on the network; a page that never rests is left after a while.
 */
export async function untilStill(camera: Camera): Promise<Stillness> {
  const quietFrames = framesIn(pace.quiet, camera.fps);
  const isRestless = restlessCameras.has(camera);
  const mostFrames = framesIn(isRestless ? pace.longestRestlessAnswer : pace.longestAnswer, camera.fps);
  const mostFramesOnNetwork = framesIn(pace.longestNetworkAnswer, camera.fps);
  let quiet = 0;
  for (let frame = 1; ; frame++) {
    const { damaged, newDocument } = await camera.beat();
    if (newDocument) return "new-document";
    const busy = camera.traffic.isBusy();
    quiet = damaged ? 0 : quiet + 1;
    if (quiet >= quietFrames && !busy) {
      restlessCameras.delete(camera);
      return "still";
    }
    if (frame < (busy ? mostFramesOnNetwork : mostFrames)) continue;
    if (!busy) restlessCameras.add(camera);
    return "restless";
  }
}

/** Frames that a viewer needs to read, the first of which looks at the page anew: what is read must be what is there. */
export async function hold(camera: Camera, ms: number): Promise<Stillness> {
  camera.look();
  return rest(camera, ms);
}

/** Frames in which nothing is done and nobody reads: no picture is taken of what the browser does not report. */
export async function rest(camera: Camera, ms: number): Promise<Stillness> {
  for (let frame = framesIn(ms, camera.fps); frame > 0; frame--) {
    if ((await camera.beat()).newDocument) return "new-document";
  }
  // Nobody asked for what is under way after a rest.
  camera.traffic.callBackground();
  return "still";
}
