import type { Camera } from "../camera/camera.ts";
import { framesIn, pace } from "./pace.ts";

export type Stillness = "still" | "restless" | "new-document";

/**
 * Goes on until nothing moves and nothing is under way on the network; a page that never rests is left after a while.
 * Requests in `ignored` were there before and may last for ever.
 */
export async function untilStill(camera: Camera, ignored: readonly string[] = []): Promise<Stillness> {
  const quietFrames = framesIn(pace.quiet, camera.fps);
  const mostFrames = framesIn(pace.longestAnswer, camera.fps);
  const mostFramesOnNetwork = framesIn(pace.longestNetworkAnswer, camera.fps);
  let quiet = 0;
  for (let frame = 1; ; frame++) {
    const { damaged, newDocument } = await camera.beat();
    if (newDocument) return "new-document";
    const busy = camera.traffic.pending().some((id) => !ignored.includes(id));
    quiet = damaged ? 0 : quiet + 1;
    if (quiet >= quietFrames && !busy) return "still";
    if (frame >= (busy ? mostFramesOnNetwork : mostFrames)) return "restless";
  }
}

/** Frames that a viewer needs to read. */
export async function hold(camera: Camera, ms: number): Promise<Stillness> {
  for (let frame = framesIn(ms, camera.fps); frame > 0; frame--) {
    if ((await camera.beat()).newDocument) return "new-document";
  }
  return "still";
}
