import type { Span } from "../../convex/model/recording.ts";
import { slice, type TimeMap } from "../../convex/model/timeMap.ts";
import { isPage } from "../context.ts";
import { shortLabel } from "./question.ts";
import { operations, type Resolution, refuse } from "./result.ts";
import { type EditView, lengthOf, roundSpan, seenSpanToDraft, seenToDraft, takeToSeen } from "./view.ts";

/** Edits of time: trim, cut, split, speed. Their inputs are in the times of the version that the person saw. */

export function resolveTrim(view: EditView, input: Span): Resolution {
  return overSpan(view, input, "keep", (span, said) =>
    operations([{ type: "trim", ...span }], { phrase: `kept ${part(view, said)}` }),
  );
}

export function resolveCut(view: EditView, input: Span): Resolution {
  return overSpan(view, input, "cut", (span, said) =>
    operations([{ type: "cut", ...span }], { phrase: `cut ${part(view, said)}` }),
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
  const rate = Number(input.rate.toFixed(3));
  if (rate === 1) return refuse("no_change", "1× is the speed it has. Say for example **2×**, or **half speed**.");
  const lengthMs = lengthOf(view.draft.map);
  const paced = (span: Span, said: Span): Resolution => {
    const isWhole = span.startMs === 0 && span.endMs >= Math.floor(lengthMs);
    const played = isWhole ? "the whole video" : part(view, said);
    const inAll = told(rateIn(view.draft.map, span), rate);
    return operations([{ type: "speed", rate, ...span }], { phrase: `${played} at ${rate}×${inAll}` });
  };
  const { startMs, endMs } = input;
  // All of it is also what this message has brought back.
  const all = { startMs: 0, endMs: lengthMs };
  if (startMs === undefined && endMs === undefined) return paced(all, all);
  const asked = { startMs: startMs ?? 0, endMs: endMs ?? lengthOf(view.seen.map) };
  return overSpan(view, asked, "change the speed of", paced);
}

/** What a stretch plays at in all, where it did not play at the recorded speed before. */
function told(was: number | null, rate: number): string {
  if (was === null || was === 1) return "";
  const now = Number((was * rate).toFixed(2));
  return now === 1 ? ", which is normal speed again" : `, ${now}× in all`;
}

/** What a stretch plays at, where that is one rate. */
export function rateIn(map: TimeMap, { startMs, endMs }: Span): number | null {
  const rates = new Set(slice(map, startMs, endMs).map(({ rate }) => Number(rate.toFixed(2))));
  const [rate] = rates;
  return rates.size === 1 && rate !== undefined ? rate : null;
}

/** `then` gets the span in the draft's times, and as it was said: in those of the version that the person sees. */
function overSpan(view: EditView, input: Span, verb: string, then: (span: Span, said: Span) => Resolution): Resolution {
  const lengthMs = lengthOf(view.seen.map);
  // A span that ends a breath after the video ends means "to the end".
  const endMs = input.endMs > lengthMs && input.endMs <= lengthMs + 500 ? lengthMs : input.endMs;
  if (endMs <= 0)
    return refuse(
      "illegal_operation",
      "Nothing comes before that: it is how the video begins. Which part do you mean?",
    );
  const said = roundSpan({ startMs: input.startMs, endMs });
  // A step that an edit has taken out is a moment of no length now.
  if (said.startMs === said.endMs)
    return refuse("cut_away", `There is nothing to ${verb} there: that part is not in this version any more.`);
  if (input.startMs >= lengthMs || endMs > lengthMs || endMs <= input.startMs) return then(said, said);
  const span = seenSpanToDraft(view, { startMs: input.startMs, endMs });
  if (!span)
    return refuse("cut_away", `There is nothing left to ${verb} there: this message takes that part out already.`);
  return then(roundSpan(span), said);
}

/** "0:09–0:18 (**Login**)": the times, and what is shown in them where they are just those of some steps. */
function part(view: EditView, said: Span): string {
  const name = stepsIn(view, said);
  return name ? `${range(said)} (${name})` : range(said);
}

/** How far a border may lie beside that of a step and still be meant for it. */
const NEAR_MS = 60;

function stepsIn(view: EditView, { startMs, endMs }: Span): string | null {
  const spans = view.context.shots.map((shot) => ({
    shot,
    from: takeToSeen(view, shot.startMs),
    to: takeToSeen(view, shot.endMs),
  }));
  const inside = spans.filter(({ from, to }) => to > from && from >= startMs - NEAR_MS && to <= endMs + NEAR_MS);
  const [first, last] = [inside[0], inside.at(-1)];
  if (!first || !last || inside.length === spans.length) return null;
  const next = spans.find(({ from, to }) => to > from && from >= last.to);
  const endsWithStep = Math.abs(last.to - endMs) <= NEAR_MS || (next && Math.abs(next.from - endMs) <= NEAR_MS);
  if (Math.abs(first.from - startMs) > NEAR_MS || !endsWithStep) return null;
  const isOnePage = isPage(first.shot) && inside.every(({ shot }) => shot.route === first.shot.route);
  const names = [...new Set((isOnePage ? [first] : [first, last]).map(({ shot }) => `**${shortLabel(shot.label)}**`))];
  return names.join(" to ");
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
