import type { Camera } from "../camera/camera.ts";
import { within } from "../deadline.ts";
import { keyMs } from "./pace.ts";
import type { Track } from "./track.ts";

const keyLimitMs = 20_000;

/** Types a text key by key, at a person's speed. False when the page went away meanwhile. */
export async function typeText(
  camera: Camera,
  track: Track,
  text: string,
  { secret, random }: { secret: boolean; random: () => number },
): Promise<boolean> {
  let dueMs = 0;
  let passedMs = 0;
  for (const key of text) {
    track.keys.push({ atMs: camera.nowMs(), text: secret ? "•" : key });
    await within(pressKey(camera, key), keyLimitMs, "a key");
    dueMs += keyMs(text.length, random);
    // Keys fall on frames; what is left of an interval goes to the next one.
    while (passedMs < dueMs) {
      passedMs += 1000 / camera.fps;
      if ((await camera.beat()).newDocument) return false;
    }
  }
  return true;
}

/** Presses one named key ("Enter") without a sound in the track. */
export async function pressNamed(camera: Camera, name: string): Promise<void> {
  await within(camera.page.keyboard.press(name), keyLimitMs, name);
}

async function pressKey(camera: Camera, key: string): Promise<void> {
  if (key === "\n") await camera.page.keyboard.press("Enter");
  else await camera.page.keyboard.type(key);
}
