import type { Operation } from "../../../../convex/model/operations.ts";
import type { Span } from "../../../../convex/model/recording.ts";
import { outputToTake, timeMapOf } from "../../../../convex/model/timeMap.ts";
import type { ContextVersion, ThreadContext } from "../../../context.ts";
import { type EditView, isView, lengthOf, openView, placeInMap, roundSpan } from "../../../resolve/view.ts";
import { rangeIn } from "../../fill/speed.ts";
import { clauseOf } from "../../words/clause.ts";
import { read } from "../../words/read.ts";
import { Reading } from "../../words/reading.ts";
import { MOST_OF_IT } from "../../words/stretches.ts";
import { earlierMessages } from "../answers/openQuestion.ts";
import { justMade } from "../lastChange.ts";
import { editsPlaced, type Placed } from "../orders/namedEdits.ts";
import { hearRemark } from "../remarks/hearRemark.ts";
import { withoutProtest } from "../remarks/protest.ts";
import { partNamed } from "../remarks/remarked.ts";
import { askedAbout } from "./askedAbout.ts";

/**
 * The parts of the video that were spoken of last, in the times of the version that is seen: where the speed was changed just
 * now (`edits`), what was taken back just now (`gone`), or what was asked about. Null where that was the whole video, or no part.
 */
export type Topic = { spans: readonly Span[]; edits: readonly Placed[]; gone: readonly Operation[] };

export function topicOf(text: string, context: ThreadContext): Topic | null {
  const view = openView(context);
  if (!isView(view)) return null;
  const kept = keptBefore(text, context);
  if (kept && isPart(kept, view)) return { spans: [kept], edits: [], gone: [] };
  const made = justMade(context, text);
  if (made) return ofChange(made, view, context) ?? ofTakenBack(made, view, context, text);
  const spans = partsAsked(context, text, view);
  return spans.length > 0 ? { spans, edits: [], gone: [] } : null;
}

/** Whether a stretch is a part of the video rather than nearly all of it. */
const isPart = ({ startMs, endMs }: Span, { seen }: EditView): boolean =>
  endMs > startMs && endMs - startMs < lengthOf(seen.map) * MOST_OF_IT;

function ofChange(made: ContextVersion, view: EditView, context: ThreadContext): Topic | null {
  const added = withoutThose(made.operations, before(made, context)?.operations ?? []);
  const speeds = added.filter(({ type }) => type === "speed").length;
  const edits = editsPlaced(context).filter(({ edit }) => edit.type === "speed");
  const parts = speeds === 0 ? [] : edits.slice(-speeds).filter(({ edit }) => isPart(spanOf(edit), view));
  return parts.length > 0 ? { spans: parts.map(({ edit }) => spanOf(edit)), edits: parts, gone: [] } : null;
}

const spanOf = (edit: Placed["edit"]): Span =>
  edit.type === "speed" ? edit : { startMs: 0, endMs: Number.POSITIVE_INFINITY };

/** What was cut, quickened or slowed down in the version before, and is as it was. */
function ofTakenBack(made: ContextVersion, view: EditView, context: ThreadContext, text: string): Topic | null {
  const then = before(made, context);
  const gone = then ? withoutThose(then.operations, made.operations) : [];
  if (!then || gone.length === 0 || ofVersion.test(saidBefore(context, text))) return null;
  const spans = gone.flatMap((one) => stretchesOf(one, then, view)).filter((span) => isPart(span, view));
  return { spans, edits: [], gone };
}

/** "back to the original" speaks of the whole video. */
const ofVersion = /(?<!\p{L})(?:original|versions?|start over|scratch|everything|urspr\p{L}+|todo)(?!\p{L})/iu;

const saidBefore = (context: ThreadContext, text: string): string =>
  earlierMessages(context, text).findLast(({ role }) => role === "user")?.content ?? "";

/** "keep the name", after the typing was cut: of that alone. */
function keptBefore(text: string, context: ThreadContext): Span | null {
  const { of, words = "" } = hearRemark(withoutProtest(saidBefore(context, text)).rest, context);
  return of === "kept" && words !== "" ? partNamed(words, context) : null;
}

const before = ({ version }: ContextVersion, { versions }: ThreadContext): ContextVersion | undefined =>
  versions.findLast((one) => one.version < version && one.status !== "failed");

function withoutThose(all: readonly Operation[], others: readonly Operation[]): Operation[] {
  const same = new Set(others.map((one) => JSON.stringify(one)));
  return all.filter((one) => !same.has(JSON.stringify(one)));
}

/** What an edit of an earlier version did something to; of a trim, what it took away. */
function stretchesOf(edit: Operation, { operations }: ContextVersion, view: EditView): Span[] {
  if (edit.type !== "cut" && edit.type !== "speed" && edit.type !== "trim") return [];
  const map = timeMapOf(operations.slice(0, operations.indexOf(edit)), view.take.durationMs);
  const place = (ms: number): number => Math.round(placeInMap(view.seen.map, outputToTake(map, ms)));
  const { startMs, endMs } = { startMs: place(edit.startMs), endMs: place(edit.endMs) };
  if (edit.type !== "trim") return [{ startMs, endMs }];
  return [
    { startMs: 0, endMs: startMs },
    { startMs: endMs, endMs: lengthOf(view.seen.map) },
  ].filter((one) => one.endMs - one.startMs > SHORTEST_MS);
}
const SHORTEST_MS = 100;

/** The part that a question named, else the parts that its answer told. */
function partsAsked(context: ThreadContext, text: string, view: EditView): Span[] {
  const question = saidBefore(context, text);
  const isAsked = /\?\s*$/.test(question);
  const range = isAsked ? rangeIn(new Reading(clauseOf(read(question, context)), context, question)) : null;
  const spans = range ? [range] : (askedAbout(text, context)?.spans ?? []);
  return spans.filter((span) => isPart(span, view)).map(roundSpan);
}
