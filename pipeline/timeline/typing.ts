import { smooth } from "./ease.ts";
import { type FrameMap, frameOfTakeTime, withLead } from "./frameMap.ts";

/** What was typed last, on its way in, there, or on its way out. `opacity` is 1 to 255. */
export type TypingState = { readonly text: string; readonly opacity: number };

type Key = { atMs: number; text: string };
type Burst = { keys: { frame: number; text: string }[] };

/** Keys further apart than this belong to two different texts. */
const pauseMs = 1_100;
const lingersMs = 900;
const fadeMs = 160;
/** Of a longer text only the end is shown. */
const mostLetters = 28;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** What is shown of the keys at each frame: the text that grows while it is typed. */
export function typingTrack(keys: readonly Key[], frames: FrameMap): (frame: number) => TypingState | null {
  const inFrames = (ms: number): number => Math.max(1, Math.round((ms * frames.fps) / 1000));
  const fade = inFrames(fadeMs);
  const bursts = burstsOf(keys, frames, inFrames(pauseMs));
  return (frame) => {
    const burst = bursts.findLast(({ keys: [first] }) => first !== undefined && frame >= first.frame);
    const [first, last] = [burst?.keys[0], burst?.keys.at(-1)];
    if (!burst || !first || !last) return null;
    const goneAt = last.frame + inFrames(lingersMs);
    if (frame >= goneAt) return null;
    const shown = smooth((frame - first.frame + 1) / fade) * smooth((goneAt - frame) / fade);
    const typed = burst.keys.filter((key) => key.frame <= frame).map(({ text }) => text);
    return { text: endOf(typed.join("")), opacity: Math.max(1, Math.round(shown * 255)) };
  };
}

function burstsOf(keys: readonly Key[], frames: FrameMap, pause: number): Burst[] {
  const led = withLead(frames);
  const bursts: Burst[] = [];
  for (const { atMs, text } of keys) {
    const frame = frameOfTakeTime(led, atMs);
    if (frame === null) continue;
    const last = bursts.at(-1)?.keys.at(-1);
    // A key with a name, such as Enter, stands apart from letters.
    const word = text.length > 2 && /^[A-Z]\w+$/.test(text) ? ` ${text} ` : text;
    if (last && frame - last.frame < pause) bursts.at(-1)?.keys.push({ frame, text: word });
    else bursts.push({ keys: [{ frame, text: word }] });
  }
  return bursts;
}

function endOf(text: string): string {
  const letters = [...graphemes.segment(text)].map(({ segment }) => segment);
  return letters.length <= mostLetters ? text : `…${letters.slice(-mostLetters).join("")}`;
}
