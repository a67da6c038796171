import { isView } from "../resolve/view.ts";
import { capital } from "../words.ts";
import { defineTool } from "./define.ts";
import { refused } from "./outcome.ts";

export const review = defineTool("review", async (turn, { decision, version: wanted, note }) => {
  const view = turn.view();
  if (!isView(view)) return refused(view.code, view.message);
  const earlier = turn.context.versions.find(({ version }) => version === wanted);
  if (wanted !== undefined && !earlier) return refused("no_such_version", `There is no version ${wanted} here.`);
  const version = earlier ? { version: earlier.version, versionId: earlier.id } : await turn.commit();
  const what = `version ${version?.version ?? view.seen.version}`;
  const stored = turn.context.versions.find((one) => one.version === version?.version);
  if (stored?.review?.state === decision && !note)
    return { kind: "told", message: `${capital(what)} is ${decision} already.` };
  const deed = await turn.actions.review({ decision, versionId: version?.versionId, ...(note ? { note } : {}) });
  if (!deed.done) return { kind: "unavailable", message: deed.message };
  const waiting = deed.released === 1 ? "What waited for that" : `The ${deed.released} deliveries that waited for that`;
  const [go, are] = deed.released === 1 ? ["goes", "is"] : ["go", "are"];
  const effect = decision === "approved" ? `${waiting} ${go} out now.` : `${waiting} ${are} not sent.`;
  const isTakenBack = decision === "rejected" && earlier?.review?.state === "approved";
  const rejected = isTakenBack
    ? `The approval of ${what} is taken back; it is marked as rejected now.`
    : `Marked ${what} as rejected.`;
  const done = decision === "approved" ? `Approved ${what}.` : rejected;
  return { kind: "done", message: deed.released > 0 ? `${done} ${effect}` : done };
});
