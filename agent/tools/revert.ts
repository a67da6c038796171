import { changeOf } from "../resolve/changeOf.ts";
import { GOING_BACK, revertTarget } from "../resolve/history.ts";
import { isView, lengthOf } from "../resolve/view.ts";
import { defineTool } from "./define.ts";
import { question, refused } from "./outcome.ts";

export const revert = defineTool("revert", (turn, { to }) => {
  const view = turn.view();
  if (!isView(view)) return refused(view.code, view.message);
  const target = revertTarget(turn.context, to);
  if (target.kind === "none") {
    return target.message.endsWith("?") ? question(target.message) : refused("nothing_to_undo", target.message);
  }
  const { version } = target;
  const name = version.operations.length === 0 ? "the original" : `version ${version.version}`;
  const undone = turn.context.versions.find((one) => one.version === turn.context.currentVersion);
  const wasMs = lengthOf(view.draft.map);
  turn.replaceDraft(version.operations, { phrase: `${GOING_BACK}${name}` });
  const { author } = turn;
  const another =
    to === "previous" && undone?.author && author && undone.author.id !== author.id ? undone.author : undefined;
  return {
    kind: "went_back",
    message: `back to ${name}`,
    ...(undone && changeOf(undone, turn.context.versions)?.base === version ? { undoes: true } : {}),
    ...(another ? { note: `that takes back the edit of ${another.name}` } : {}),
    video: turn.video(wasMs),
  };
});
