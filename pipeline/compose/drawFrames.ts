import type { Take } from "../take/take.ts";
import type { FrameSpan } from "../timeline/frameMap.ts";
import type { FrameState, Timeline } from "../timeline/timeline.ts";
import { openCompositor } from "./compositor.ts";

/** A take as it lies on disk. */
export type TakeOnDisk = { dir: string; take: Take };

/** How far ahead pictures are read and inflated on other threads. */
const lookahead = 2;

/** The frames of some spans of a timeline, in order, as I420 bytes. See `frameSlots` for how long each stays valid. */
export async function* drawFrames(
  { dir, take }: TakeOnDisk,
  timeline: Timeline,
  spans: readonly FrameSpan[],
  onFrame: (done: number, total: number) => void = () => {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const compositor = await openCompositor({ ...take, dir }, timeline);
  const total = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  const ahead: FrameState[] = [];
  const coming = statesOf(timeline, spans);
  let done = 0;
  try {
    for (;;) {
      while (ahead.length === 0 || picturesIn(ahead) <= lookahead) {
        const next = coming.next();
        if (next.done) break;
        ahead.push(next.value);
        compositor.prefetch(next.value.picture);
        if (ahead.length > 120) break;
      }
      const state = ahead.shift();
      if (!state) return;
      const bytes = await compositor.compose(state);
      onFrame(++done, total);
      yield bytes;
    }
  } finally {
    compositor.close();
  }
}

function* statesOf(timeline: Timeline, spans: readonly FrameSpan[]): Generator<FrameState> {
  for (const { from, to } of spans) {
    for (let frame = from; frame < to; frame++) yield timeline.frameAt(frame);
  }
}

const picturesIn = (states: readonly FrameState[]): number => {
  let count = 0;
  for (let index = 1; index < states.length; index++) {
    if (states[index]?.picture !== states[index - 1]?.picture) count++;
  }
  return count;
};
