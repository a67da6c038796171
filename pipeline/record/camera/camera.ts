import type { CDPSession, Page } from "playwright-core";
import type { Take } from "../../take/take.ts";
import type { ElementWatch } from "../elements/watch.ts";
import type { ConsoleError } from "../page/consoleErrors.ts";
import type { Traffic } from "../page/traffic.ts";

export type Beat = {
  /** The picture changed. */
  damaged: boolean;
  /** The main frame got another document. The beat did not enter the take, and the camera went off air. */
  newDocument: boolean;
};

/**
 * A page and the one who films it. Time goes on only by `beat()`, one frame each; frames enter the take while the camera is
 * on air, so that loading and waiting can be left out.
 */
export type Camera = {
  readonly method: Take["capture"]["method"];
  readonly fps: number;
  readonly page: Page;
  readonly session: CDPSession;
  readonly traffic: Traffic;
  readonly consoleErrors: readonly ConsoleError[];
  readonly onAir: boolean;
  /** Frames in the take so far. */
  readonly frameCount: number;
  /** Names what the take shows now: equal names are equal pictures. Null where pictures are not exact. */
  readonly pictureName: string | null;
  /** Take time of the next frame: what is done now shows then. */
  nowMs(): number;
  /** One frame on. Throws CaptureStuckError when the browser does not answer, and the signal's reason when aborted. */
  beat(): Promise<Beat>;
  /** Opens an address off air, without waiting for anything but its first answer. */
  open(url: string): Promise<{ status: number | null }>;
  goOnAir(): void;
  goOffAir(): void;
  /** The next frame takes a picture, whether or not the browser reports a change. */
  look(): void;
  /** What can be named in the pictures, and where it is in each. */
  readonly elements: ElementWatch;
  /** Waits for the last picture to be on disk. */
  finish(): Promise<Pick<Take, "pictures" | "frameCount">>;
};

/** Exact time of a frame on a grid of a tenth of a millisecond, the finest the page's clock can tell. */
export function frameTimeMs(frame: number, fps: number): number {
  return Math.round((frame * 10_000) / fps) / 10;
}
