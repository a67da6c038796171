import { captionNeedMs, GONE_MS } from "../../convex/model/captions.ts";
import type { Operation } from "../../convex/model/operations.ts";
import { listed, seconds } from "../words.ts";
import { editName } from "./history.ts";
import { captionQuote } from "./look.ts";
import { shortLabel } from "./question.ts";
import { type EditView, type TimedEdit, timedEdits, withDraft } from "./view.ts";

/** Shorter than this, and less than half of what it was, a zoom or a blur is only a blink. */
const BLINK_MS = 1000;
/** A caption that lasts a little less than its words need can still be read. */
const READABLE = 0.75;
/** More captions than these are counted rather than named. */
const MOST_NAMED = 2;

type Pair = { was: TimedEdit; leftMs: number };

/** What is told of zooms, captions and blurs that a cut takes away or leaves with a blink, and of captions that nobody can read; null where there are none. */
export function swallowedBy(view: EditView, made: readonly Operation[]): string | null {
  const before = inDraft(view);
  const after = inDraft(withDraft(view, [...view.draft.operations, ...made]));
  const pairs = before.flatMap((was, at): Pair[] => {
    const leftMs = after[at]?.durationMs ?? 0;
    return was.durationMs > 0 && leftMs < was.durationMs ? [{ was, leftMs }] : [];
  });
  const gone = pairs.filter(({ leftMs }) => leftMs < GONE_MS).map(({ was }) => nameOf(was));
  const left = pairs.filter(({ leftMs }) => leftMs >= GONE_MS);
  const unread = left.filter(isUnreadable);
  const cutsAway = made.some(({ type }) => type !== "speed");
  const blinks = left.filter((one) => cutsAway && one.was.type !== "caption" && isBlink(one));
  const told = [...blinks, ...(unread.length > MOST_NAMED ? [] : unread)];
  const parts = [
    gone.length > 0 ? `${listed(gone, "and")} ${gone.length === 1 ? "goes" : "go"} with it` : "",
    ...told.map(({ was, leftMs }) => `${nameOf(was)} is seen for only ${seconds(leftMs)} now`),
    unread.length > MOST_NAMED ? `${unread.length} captions are too short to read now` : "",
  ];
  return parts.filter(Boolean).join("; ") || null;
}

const isBlink = ({ was, leftMs }: Pair): boolean => leftMs < Math.min(BLINK_MS, was.durationMs / 2);
const isUnreadable = ({ was, leftMs }: Pair): boolean =>
  was.type === "caption" && leftMs < READABLE * captionNeedMs(was);

const inDraft = (view: EditView): TimedEdit[] => timedEdits({ ...view, seen: { ...view.seen, ...view.draft } });

function nameOf(edit: TimedEdit): string {
  if (edit.type === "caption") return `the caption ${captionQuote(edit.text)}`;
  return `the ${editName(edit.type)}${edit.anchor ? ` on **${shortLabel(edit.anchor.element)}**` : ""}`;
}
