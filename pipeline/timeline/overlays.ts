import type { Layout } from "../look/layout.ts";
import { settle } from "./ease.ts";
import type { Placed } from "./effects.ts";
import type { FrameMap } from "./frameMap.ts";

/** A caption on its way in, there, or on its way out. `opacity` is 0 to 255, `lift` output pixels below its place. */
export type CaptionState = { readonly caption: number; readonly opacity: number; readonly lift: number };

const appearMs = 320;
const liftPx = 18;

export function captionsAt(
  frame: number,
  captions: readonly Placed<"caption">[],
  { fps, frameCount }: FrameMap,
  { unit }: Layout,
): CaptionState[] {
  const appear = Math.max(1, Math.round((appearMs * fps) / 1000));
  return captions.flatMap(({ operation, spans }, caption) => {
    const span = spans.find(({ from, to }) => frame >= from && frame < to);
    if (!span) return [];
    const room = Math.max(1, Math.min(appear, Math.floor((span.to - span.from) / 2)));
    // The first and last frames already show something: a caption of one frame is seen. The video's own first and last
    // frame stand alone at times, as a preview or in the player after the end, and show it whole.
    const comes = span.from === 0 ? 1 : settle((frame - span.from + 1) / room);
    const goes = span.to >= frameCount ? 1 : settle((span.to - frame) / room);
    const shown = comes * goes;
    const direction = operation.position === "top" ? -1 : 1;
    const lift = Math.round((1 - shown) * liftPx * unit) * direction;
    return [{ caption, opacity: Math.round(shown * 255), lift }];
  });
}

/** A frame too many hides nothing that matters; a frame too few shows what was to be hidden. */
export const redactionMargin = 1;

/** Those of the redactions that hold at a frame. */
export function redactionsAt(frame: number, redactions: readonly Placed<"redact">[]): Placed<"redact">[] {
  return redactions.filter(({ spans }) =>
    spans.some(({ from, to }) => frame >= from - redactionMargin && frame < to + redactionMargin),
  );
}
