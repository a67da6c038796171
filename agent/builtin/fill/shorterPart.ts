import { takeSpanToSeen } from "../../resolve/view.ts";
import { edgePart, placeIn } from "../grammar/place.ts";
import type { Reading } from "../words/reading.ts";
import { calls, type Filled } from "./filled.ts";
import { type Range, round } from "./range.ts";

const shorter =
  "shorter shorten shortening tighten tighter condense snappier quicker kurzer kurze kurzen verkurze straffe acorta acortar".split(
    " ",
  );
const ofAll = /\b(?:video|clip|recording|demo|film|movie|version|everything|whole|aufnahme|grabacion)\b/i;
/** Shorter than this no pause is cut, and of a longer one this is left. */
const SHORTEST_PAUSE_MS = 500;
const BREATH_MS = 300;
/** Less than this share of a part is no answer to "make it shorter". */
const WORTHWHILE = 0.15;

/** "make the part before the code is typed shorter": what is idle in it goes, or else it plays faster. The rest stays. */
export function fillShorterPart(reading: Reading): Filled | null {
  // "three seconds shorter at the front" is a cut.
  const isMeasured = reading.clause.tokens.some(
    ({ kind }) => kind === "number" || kind === "percent" || kind === "times",
  );
  if (!reading.word(...shorter) || isMeasured || reading.time("duration") || ofAll.test(reading.source)) return null;
  const part = partOf(reading);
  if (!part || part.endMs - part.startMs < SHORTEST_PAUSE_MS || part.endMs - part.startMs >= reading.lengthMs)
    return null;
  const pauses = pausesIn(reading, part);
  const idleMs = pauses.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  if (idleMs >= (part.endMs - part.startMs) * WORTHWHILE)
    return calls(...pauses.map((one) => ({ tool: "cut" as const, input: round(one) })));
  return calls({ tool: "speed", input: { rate: reading.has("little") ? 1.25 : 1.5, ...round(part) } });
}

function partOf(reading: Reading): Range | null {
  const points = reading.times.filter((item) => item.kind === "point");
  const border = points.find(({ how }) => how !== "at");
  if (border) {
    const isEarlier = border.how === "before" || border.how === "until";
    return isEarlier ? { startMs: 0, endMs: border.atMs } : { startMs: border.atMs, endMs: reading.lengthMs };
  }
  const span = reading.time("span");
  return span ?? points.find(({ named }) => named)?.named ?? placeIn(reading) ?? edgePart(reading);
}

const pausesIn = ({ view, context }: Reading, part: Range): Range[] =>
  context.idle.flatMap((idle) => {
    const seen = view && takeSpanToSeen(view, idle);
    const [startMs, endMs] = [Math.max(seen?.startMs ?? 0, part.startMs), Math.min(seen?.endMs ?? 0, part.endMs)];
    return endMs - startMs >= SHORTEST_PAUSE_MS ? [{ startMs: startMs + BREATH_MS, endMs }] : [];
  });
