import type { PageState } from "./inspect.ts";

/** `never`: nothing to show came, or the development server shows an error instead. */
export type Verdict = "wait" | "ready" | "never";

export type Look = {
  state: PageState | null;
  /** Page time since the document began. */
  nowMs: number;
  /** Something that the page waits for is under way. */
  isBusy: boolean;
  /** The picture changed since the last look. */
  isMoving: boolean;
};

/** All in milliseconds of page time. */
export type ReadinessLimits = {
  calmMs: number;
  /** A page that goes on moving, or keeps a spinner in a corner, is taken as it is. */
  restlessMs: number;
  /** A splash screen or an empty page is given up, or taken as it is. */
  emptyMs: number;
};

export const arrivalLimits: ReadinessLimits = { calmMs: 300, restlessMs: 4000, emptyMs: 20_000 };
export const answerLimits: ReadinessLimits = { calmMs: 150, restlessMs: 2000, emptyMs: 4000 };

/** Scripts, pictures and fonts from places out of reach are not waited for longer than this. */
const slowLoadMs = 6000;
const slowFontsMs = 3000;
const slowPaintMs = 1000;
/** A page with next to nothing on it may be about to get more. */
const sparseCalmMs = 1500;

/** Judges, look by look, whether a document can be shown. One judge for one document. */
export function openReadiness({ calmMs, restlessMs, emptyMs }: ReadinessLimits): (look: Look) => Verdict {
  let layout: number | null = null;
  let calmSinceMs: number | null = null;
  let filledAtMs: number | null = null;

  const stands = ({ loaded, parsed, fontsReady, embedsReady, painted }: PageState, nowMs: number, filledMs: number) =>
    parsed &&
    (loaded || nowMs > slowLoadMs) &&
    (fontsReady || filledMs > slowFontsMs) &&
    (embedsReady || filledMs > slowFontsMs) &&
    (painted || filledMs > slowPaintMs);

  return ({ state, nowMs, isBusy, isMoving }) => {
    if (state?.errorOverlay) return "never";
    const isOver = nowMs > emptyMs;
    if (!state?.hasContent) {
      calmSinceMs = null;
      return isOver ? "never" : "wait";
    }
    if (isOver) return "ready";
    filledAtMs ??= nowMs;
    const moved = isMoving || (isBusy && nowMs < slowLoadMs) || state.layout !== layout;
    layout = state.layout;
    calmSinceMs = moved ? null : (calmSinceMs ?? nowMs);
    if (!stands(state, nowMs, nowMs - filledAtMs)) return "wait";
    const calmForMs = calmSinceMs === null ? -1 : nowMs - calmSinceMs;
    // A splash screen is not the page, however long it stands still or turns.
    if (state.isSparse && (state.showsLoading || calmSinceMs === null)) return "wait";
    if (!state.isSparse && nowMs - filledAtMs >= restlessMs) return "ready";
    if (state.showsLoading) return "wait";
    return calmForMs >= (state.isSparse ? Math.max(calmMs, sparseCalmMs) : calmMs) ? "ready" : "wait";
  };
}
