import type { Operation } from "../../convex/model/operations.ts";
import { editName, removeEdit as remove } from "../resolve/history.ts";
import { shortLabel } from "../resolve/question.ts";
import { isView, lengthOf } from "../resolve/view.ts";
import { set } from "../words.ts";
import { defineTool } from "./define.ts";
import { question, refused } from "./outcome.ts";

export const removeEdit = defineTool("remove_edit", (turn, { type, index }) => {
  const view = turn.view();
  if (!isView(view)) return refused(view.code, view.message);
  const removal = remove(view, type, index);
  if (removal.kind === "none") {
    return removal.message.endsWith("?") ? question(removal.message) : refused("nothing_to_remove", removal.message);
  }
  const wasMs = lengthOf(view.draft.map);
  const { removed, left } = removal;
  const message =
    removed.type === "cursor_emphasis" && removed.size === 0
      ? "cursor shown again"
      : `removed ${nameOf(removed)}${styleSeen(removed, removal.operations)}`;
  turn.replaceDraft(removal.operations, { type: removed.type, phrase: message, removed });
  const kind = editName(removed.type);
  const note =
    left === 0 || ofAll.has(removed.type)
      ? ""
      : `${left === 1 ? `another ${kind} is` : `${left} more ${kind}s are`} still there: say **all of them** to remove ${left === 1 ? "it" : "them"} too`;
  return { kind: "edited", message, ...(note ? { note } : {}), video: turn.video(wasMs) };
});

/** Of these a video has one at a time. */
const ofAll: ReadonlySet<string> = set("style_preset cursor_emphasis crop");

function nameOf(removed: Operation): string {
  if (removed.type === "caption") return `the caption “${removed.text}”`;
  if (removed.type === "style_preset") return `the ${removed.preset} style`;
  const where = removed.anchor && removed.type !== "crop" ? ` on **${shortLabel(removed.anchor.element)}**` : "";
  return `the ${editName(removed.type)}${where}`;
}

/** A video has a style at all times: which one is seen now. */
function styleSeen(removed: Operation, left: readonly Operation[]): string {
  if (removed.type !== "style_preset") return "";
  const style = left.findLast((one) => one.type === "style_preset");
  return `: back to the ${style?.type === "style_preset" ? style.preset : "default"} look`;
}
