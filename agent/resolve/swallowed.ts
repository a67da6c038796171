import type { Operation } from "../../convex/model/operations.ts";
import { listed, seconds } from "../words.ts";
import { shortLabel } from "./ground.ts";
import { editName } from "./history.ts";
import { captionQuote } from "./look.ts";
import { type EditView, type TimedEdit, timedEdits, withDraft } from "./view.ts";

/** Shorter than this, and less than half of what it was, an edit is only a blink. */
const BLINK_MS = 1000;

/** What is told of zooms, captions and blurs that a cut takes away, or leaves with a blink; null where there are none. */
export function swallowedBy(view: EditView, made: readonly Operation[]): string | null {
  const before = inDraft(view);
  const after = inDraft(withDraft(view, [...view.draft.operations, ...made]));
  const pairs = before.flatMap((was, at) => {
    const leftMs = after[at]?.durationMs ?? 0;
    const isLost = was.durationMs > 0 && leftMs < Math.min(BLINK_MS, was.durationMs / 2);
    return isLost ? [{ name: nameOf(was), leftMs }] : [];
  });
  const gone = pairs.filter(({ leftMs }) => leftMs < 100).map(({ name }) => name);
  const blinks = pairs
    .filter(({ leftMs }) => leftMs >= 100)
    .map((one) => `${one.name} is seen for ${seconds(one.leftMs)} now`);
  const parts = [
    gone.length > 0 ? `${listed(gone, "and")} ${gone.length === 1 ? "goes" : "go"} with it` : "",
    ...blinks,
  ];
  return parts.filter(Boolean).join("; ") || null;
}

const inDraft = (view: EditView): TimedEdit[] => timedEdits({ ...view, seen: { ...view.seen, ...view.draft } });

function nameOf(edit: TimedEdit): string {
  if (edit.type === "caption") return `the caption ${captionQuote(edit.text)}`;
  return `the ${editName(edit.type)}${edit.anchor ? ` on **${shortLabel(edit.anchor.element)}**` : ""}`;
}
