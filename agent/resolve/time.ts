import type { Span } from "../../convex/model/recording.ts";
import { operations, type Resolution, refuse } from "./result.ts";
import { type EditView, lengthOf, roundSpan, seenSpanToDraft, seenToDraft } from "./view.ts";

/** Edits of time: trim, cut, split, speed. Their inputs are in the times of the version that the person saw. */

export function resolveTrim(view: EditView, input: Span): Resolution {
  return overSpan(view, input, "keep", (span) =>
    operations([{ type: "trim", ...span }], { phrase: `kept ${range(span)}` }),
  );
}

export function resolveCut(view: EditView, input: Span): Resolution {
  return overSpan(view, input, "cut", (span) =>
    operations([{ type: "cut", ...span }], { phrase: `cut ${range(span)}` }),
  );
}

export function resolveSplit(view: EditView, input: { atMs: number; removeSegment: "before" | "after" }): Resolution {
  const atMs = Math.round(seenToDraft(view, input.atMs));
  const removed = input.removeSegment === "before" ? "everything before" : "everything after";
  return operations([{ type: "split", atMs, removeSegment: input.removeSegment }], {
    phrase: `cut ${removed} ${at(atMs)}`,
  });
}

export function resolveSpeed(view: EditView, input: { rate: number; startMs?: number; endMs?: number }): Resolution {
  const { startMs = 0, endMs = lengthOf(view.seen.map) } = input;
  const rate = Number(input.rate.toFixed(3));
  if (rate === 1) return refuse("no_change", "1× is the speed it has. Say for example **2×**, or **half speed**.");
  return overSpan(view, { startMs, endMs }, "change the speed of", (span) => {
    const isWhole = span.startMs === 0 && span.endMs >= Math.floor(lengthOf(view.draft.map));
    const part = isWhole ? "the whole video" : range(span);
    return operations([{ type: "speed", rate, ...span }], { phrase: `${part} at ${rate}×` });
  });
}

function overSpan(view: EditView, input: Span, verb: string, then: (span: Span) => Resolution): Resolution {
  const lengthMs = lengthOf(view.seen.map);
  // A span that ends a breath after the video ends means "to the end".
  const endMs = input.endMs > lengthMs && input.endMs <= lengthMs + 500 ? lengthMs : input.endMs;
  if (endMs <= 0)
    return refuse(
      "illegal_operation",
      "Nothing comes before that: it is how the video begins. Which part do you mean?",
    );
  if (input.startMs >= lengthMs || endMs > lengthMs || endMs <= input.startMs)
    return then(roundSpan({ ...input, endMs }));
  const span = seenSpanToDraft(view, { startMs: input.startMs, endMs });
  if (!span)
    return refuse("cut_away", `There is nothing left to ${verb} there: this message takes that part out already.`);
  return then(roundSpan(span));
}

const at = (ms: number): string => stamp(ms, ms % 1000 !== 0);

/** "0:05–0:12", with tenths when a border is not a whole second. */
function range({ startMs, endMs }: Span): string {
  const tenths = startMs % 1000 !== 0 || endMs % 1000 !== 0;
  return `${stamp(startMs, tenths)}–${stamp(endMs, tenths)}`;
}

function stamp(ms: number, tenths: boolean): string {
  const whole = tenths ? Math.floor(ms / 100) / 10 : Math.round(ms / 1000);
  const minutes = Math.floor(whole / 60);
  const rest = whole - minutes * 60;
  return `${minutes}:${tenths ? rest.toFixed(1).padStart(4, "0") : String(rest).padStart(2, "0")}`;
}
