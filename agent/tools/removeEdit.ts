import { shortLabel } from "../resolve/ground.ts";
import { editName, removeEdit as remove } from "../resolve/history.ts";
import { isView, lengthOf } from "../resolve/view.ts";
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
  const where = removed.anchor && removed.type !== "crop" ? ` on **${shortLabel(removed.anchor.element)}**` : "";
  const name = removed.type === "caption" ? `the caption “${removed.text}”` : `the ${editName(removed.type)}${where}`;
  const message = `removed ${name}`;
  turn.replaceDraft(removal.operations, { type: removed.type, phrase: message, removed });
  const after = turn.view();
  const timeline = isView(after) ? after.draft.map : view.draft.map;
  const kind = editName(removed.type);
  const note =
    left === 0
      ? ""
      : `${left === 1 ? `another ${kind} is` : `${left} more ${kind}s are`} still there: say **all of them** to remove ${left === 1 ? "it" : "them"} too`;
  return { kind: "edited", message, ...(note ? { note } : {}), video: { wasMs, nowMs: lengthOf(timeline), timeline } };
});
