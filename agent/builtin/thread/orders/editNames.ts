import type { Operation, OperationType } from "../../../../convex/model/operations.ts";
import type { ThreadContext } from "../../../context.ts";
import { describe, figuresIn } from "../../../resolve/describe.ts";
import { ground } from "../../../resolve/ground.ts";
import { groundSpan } from "../../../resolve/groundSpan.ts";
import { labelWords, likeness } from "../../../resolve/likeness.ts";
import { isView, openView, takeSpanToSeen, timedEdits } from "../../../resolve/view.ts";

/** What people call the edits of a video, as parts of patterns; with `s` where more than one may be meant. */
export const nouns = {
  zoom: "zoom(?:s|-ins?)?|close-?ups?|acercamientos?",
  redact:
    "blur(?:s|ring)?|redactions?|masks?|pixelation|black box(?:es)?|verpixelung(?:en)?|unschärfen?|desenfoques?|difuminados?",
  caption:
    "captions?|subtitles?|texts?|titles?|untertitel|bildunterschrift(?:en)?|unterschrift(?:en)?|texte?|titel|subt[ií]tulos?|textos?|t[ií]tulos?|leyendas?|r[oó]tulos?",
  speed:
    "speed(?:[- ]?ups?| changes?)?|pace|tempo|slow[- ]?(?:motion|downs?|mo)|geschwindigkeit|zeitlupe|velocidad|c[aá]mara (?:lenta|r[aá]pida)|ritmo",
  crop: "crop|cropping|shape|format|aspect(?: ratio)?|framing|proportions?|zuschnitt|bildformat|seitenverhältnis|form|formato|recorte|encuadre|forma|proporci[oó]n",
  cursor_emphasis: "cursor|pointer|mouse|mauszeiger|zeiger|maus|rat[oó]n|puntero|cursor size|pointer size",
} as const satisfies Partial<Record<OperationType, string>>;

/** Any of the nouns. */
export const anyNoun = `(?:${Object.values(nouns).join("|")})`;

/** The places, counted from 1 among those of their kind, of the edits on the thing that words name. */
export function placesOn(
  words: string,
  type: OperationType,
  made: readonly Operation[],
  context: ThreadContext,
): number[] {
  const { content, roles, figures } = describe(words);
  if (content.length === 0 && roles.length === 0 && figures.length === 0) return [];
  const found = ground(context, words, { needsBox: true });
  const label = found.kind === "found" ? found.shot.label : null;
  const isMeant = (one: Operation): boolean => {
    const own = one.type === "caption" ? one.text : (one.anchor?.element ?? "");
    if (label !== null && own === label) return true;
    // "12-15"
    const isNumbers = content.length === 0 && figures.length > 0 && !/\p{L}/u.test(own);
    if (isNumbers) return figuresIn(own).join() === figures.join();
    const theirs = labelWords(own);
    return content.length > 0 && content.every((word) => theirs.some((other) => likeness(word, other) > 0));
  };
  const alike = made.filter((one) => one.type === type);
  const places = alike.flatMap((one, at) => (isMeant(one) ? [at + 1] : []));
  return places.length === 0 && type === "caption" ? captionsBeside(words, context) : places;
}

/** "the error caption": those that begin while the thing is on screen. */
function captionsBeside(words: string, context: ThreadContext): number[] {
  const view = openView(context);
  const named = isView(view) ? groundSpan(context, words) : null;
  const span = isView(view) && named ? takeSpanToSeen(view, named) : null;
  const captions = isView(view) ? timedEdits(view).filter(({ type }) => type === "caption") : [];
  const isThen = ({ startMs }: { startMs: number }): boolean =>
    span !== null && startMs >= span.startMs && startMs < span.endMs;
  return captions.flatMap((one, at) => (isThen(one) ? [at + 1] : []));
}
