import type { PointerSample } from "../../take/take.ts";
import type { Beat, Camera } from "../camera/camera.ts";
import { within } from "../deadline.ts";
import type { Size } from "../stage.ts";
import { type Cursor, cursorExpression, drawnCursor } from "./cursor.ts";
import { framesIn, moveMs, pace } from "./pace.ts";
import { handPath, type Point } from "./path.ts";
import type { Track } from "./track.ts";

const inputLimitMs = 20_000;

/** The hand on the mouse: what it does reaches the page and the track alike. */
export type Hand = {
  readonly at: Point;
  /** Goes there along a hand's way, one point a frame. False when the page went away meanwhile. */
  moveTo(to: Point, targetSize: number, random: () => number): Promise<boolean>;
  /** Down, a moment, up. `dispatch: false` shows the press without giving it to the page. */
  press(options?: { dispatch?: boolean }): Promise<Beat>;
  /** Notes where the pointer stands, for a new stretch of the take. */
  show(): Promise<void>;
};

/** Where the pointer may wait for the first step, as shares of the page: near the middle, on nothing that could be pressed. */
const restingPlaces = [
  [0.68, 0.72],
  [0.6, 0.78],
  [0.56, 0.62],
  [0.64, 0.9],
  [0.5, 0.7],
  [0.76, 0.6],
  [0.94, 0.72],
] as const;

export function takeHand(camera: Camera, track: Track, size: Size): Hand {
  const placeAt = ([across, down]: (typeof restingPlaces)[number]): Point => ({
    x: Math.round(size.width * across),
    y: Math.round(size.height * down),
  });
  let at = placeAt(restingPlaces[0]);
  let cursor: Cursor = "default";
  let isPlaced = false;

  const note = (event: PointerSample["event"]) => {
    if (!camera.onAir) return;
    const sample = { atMs: camera.nowMs(), x: at.x, y: at.y, event, cursor };
    const last = track.pointer.at(-1);
    if (event === "move" && last?.event === "move" && last.atMs === sample.atMs) track.pointer.pop();
    track.pointer.push(sample);
  };

  const lookUnderneath = async () => {
    const { result } = await within(
      camera.session.send("Runtime.evaluate", {
        expression: cursorExpression(Math.round(at.x), Math.round(at.y)),
        returnByValue: true,
      }),
      inputLimitMs,
      "looking under the pointer",
    );
    cursor = drawnCursor(result.value);
  };

  const findRest = async () => {
    for (const place of [...restingPlaces, restingPlaces[0]]) {
      at = placeAt(place);
      await lookUnderneath();
      if (cursor === "default") return;
    }
  };

  /** A move is acknowledged only after time and a frame have passed, so nobody waits for it here. */
  const sendMove = () => {
    camera.session
      .send("Input.dispatchMouseEvent", { type: "mouseMoved", x: Math.round(at.x), y: Math.round(at.y) })
      // The page may go away before it answers.
      .catch(() => {});
  };

  const button = (type: "mousePressed" | "mouseReleased") =>
    within(
      camera.session.send("Input.dispatchMouseEvent", {
        type,
        x: Math.round(at.x),
        y: Math.round(at.y),
        button: "left",
        clickCount: 1,
      }),
      inputLimitMs,
      "a mouse button",
    );

  return {
    get at() {
      return at;
    },
    async moveTo(to, targetSize, random) {
      const distance = Math.hypot(to.x - at.x, to.y - at.y);
      if (distance < 1) return true;
      const frames = framesIn(moveMs(distance, targetSize), camera.fps);
      for (const point of handPath(at, to, frames, random)) {
        at = point;
        sendMove();
        await lookUnderneath();
        note("move");
        const { newDocument } = await camera.beat();
        if (newDocument) return false;
      }
      return true;
    },
    async press({ dispatch = true } = {}) {
      await lookUnderneath();
      note("down");
      if (dispatch) await button("mousePressed");
      let beat: Beat = { damaged: false, newDocument: false };
      for (let frame = framesIn(pace.press, camera.fps); frame > 0; frame--) {
        beat = await camera.beat();
        if (beat.newDocument) return beat;
      }
      note("up");
      if (dispatch) await button("mouseReleased");
      return beat;
    },
    async show() {
      if (!isPlaced) await findRest();
      isPlaced = true;
      await lookUnderneath();
      note("move");
    },
  };
}
