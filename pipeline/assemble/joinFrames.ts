import { bufferRing } from "./buffers.ts";

/** Frames that follow on others, after a cross-fade of so many frames (0: a cut). */
export type Stream = { frames: AsyncIterable<Uint8Array>; fadeFrames: number };

/**
 * One row of frames. In a cross-fade the last frames of one stream and the first of the next are the same frames, mixed in
 * YUV, so that the whole is `fadeFrames` shorter. A yielded frame holds until `inFlight` more were taken. `onStart` hears
 * at which frame each stream begins.
 */
export async function* joinFrames(
  streams: readonly Stream[],
  inFlight: number,
  onStart: (stream: number, frame: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const mixed = bufferRing(inFlight + 2);
  let held: Uint8Array[] = [];
  let count = 0;
  for (const [index, stream] of streams.entries()) {
    const holds = streams[index + 1]?.fadeFrames ?? 0;
    const fading = held;
    const copies = bufferRing(holds + inFlight + 2);
    held = [];
    let at = 0;
    onStart(index, count);
    for await (const frame of stream.frames) {
      const before = fading[at];
      let shown = frame;
      if (before) shown = mix(before, frame, (at + 1) / (fading.length + 1), mixed(frame.length));
      at++;
      if (holds === 0) {
        count++;
        yield shown;
        continue;
      }
      const copy = copies(shown.length);
      copy.set(shown);
      held.push(copy);
      const due = held.length > holds ? held.shift() : undefined;
      if (!due) continue;
      count++;
      yield due;
    }
    // A next stream that was shorter than the fade: the rest of what faded out is shown as it was.
    for (const left of fading.slice(at)) {
      count++;
      yield left;
    }
  }
}

function mix(from: Uint8Array, to: Uint8Array, share: number, into: Uint8Array): Uint8Array {
  const weight = Math.round(share * 256);
  for (let at = 0; at < into.length; at++) {
    const before = from[at] ?? 0;
    into[at] = before + ((((to[at] ?? 0) - before) * weight) >> 8);
  }
  return into;
}
