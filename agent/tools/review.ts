import { isView } from "../resolve/view.ts";
import { defineTool } from "./define.ts";
import { refused } from "./outcome.ts";

export const review = defineTool("review", async (turn, { decision, note }) => {
  const view = turn.view();
  if (!isView(view)) return refused(view.code, view.message);
  const version = await turn.commit();
  const deed = await turn.actions.review({ decision, versionId: version?.versionId, ...(note ? { note } : {}) });
  if (!deed.done) return { kind: "unavailable", message: deed.message };
  const what = `version ${version?.version ?? view.seen.version}`;
  return { kind: "done", message: decision === "approved" ? `Approved ${what}.` : `Marked ${what} as rejected.` };
});
