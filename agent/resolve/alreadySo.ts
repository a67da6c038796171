import type { Operation } from "../../convex/model/operations.ts";
import { captionQuote, plainCursor } from "./look.ts";
import { isPlural } from "./redact.ts";
import type { Told } from "./result.ts";
import { isSameThing } from "./standing.ts";
import { type EditView, type TimedEdit, timedEdits } from "./view.ts";

/** What is told of edits that leave the video as the draft shows it; null where they change something. */
export function alreadySo(view: EditView, made: readonly Operation[], { phrase }: Told): string | null {
  const { operations } = view.draft;
  const placed = timedEdits({ ...view, seen: { ...view.seen, ...view.draft } });
  const [first] = made;
  if (!first || !made.every((one) => stands(one, operations, placed))) return null;
  switch (first.type) {
    case "crop":
      return "the picture is cropped like that already";
    case "style_preset":
      return `it has the ${phrase} already`;
    case "cursor_emphasis":
      return first.size === 0 ? "the cursor is hidden already" : "the cursor is like that already";
    case "caption":
      return `the caption ${captionQuote(first.text)} is there already`;
    default:
      return phrase.replace(
        /^(\**)(.*) blurred\b.*$/,
        (_, marks, label) => `${marks}${label} ${isPlural({ label }) ? "are" : "is"} blurred already`,
      );
  }
}

/** Whether an edit is in effect. Of crops, styles and cursors the last one counts. */
function stands(edit: Operation, operations: readonly Operation[], placed: readonly TimedEdit[]): boolean {
  const last = operations.findLast(({ type }) => type === edit.type);
  switch (edit.type) {
    case "crop":
      return (
        last?.type === "crop" &&
        sameBox(edit, last) &&
        (edit.follow ?? false) === (last.follow ?? false) &&
        edit.shape === last.shape
      );
    case "style_preset":
      return isSame(withoutAnchor(edit), withoutAnchor(last ?? { type: "style_preset", preset: "default" }));
    case "cursor_emphasis":
      return isSame(withoutAnchor(edit), withoutAnchor(last ?? { type: "cursor_emphasis", ...plainCursor }));
    case "caption":
      return placed.some((one) => one.type === "caption" && one.text === edit.text && holds(one, edit));
    case "redact":
      return placed.some(
        (one) => one.type === "redact" && (isSameThing(one, edit) || sameBox(one, edit)) && holds(one, edit),
      );
    default:
      return false;
  }
}

/** Times within a frame or two are the same. */
const NEAR_MS = 60;

const holds = (one: TimedEdit, edit: TimedEdit): boolean =>
  one.startMs <= edit.startMs + NEAR_MS &&
  one.startMs + one.durationMs >= edit.startMs + edit.durationMs - NEAR_MS &&
  ("position" in one ? one.position : null) === ("position" in edit ? edit.position : null);

const sameBox = (one: Operation, other: Operation): boolean => isSame(boxOf(one), boxOf(other));
const boxOf = (one: Operation) => ("width" in one ? [one.x, one.y, one.width, one.height] : one);
const withoutAnchor = ({ anchor: _, ...rest }: Operation) => Object.entries(rest).toSorted();
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
