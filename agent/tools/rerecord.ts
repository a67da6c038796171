import { defineTool } from "./define.ts";
import { refused } from "./outcome.ts";
import { plain } from "./plain.ts";
import { startAt } from "./startTime.ts";

export const rerecord = defineTool("rerecord", async (turn, { at }) => {
  const { run } = turn.context;
  if (!run) return refused("no_take", "Nothing is recorded here yet. Say **record PR 1** or give me an address first.");
  const pullRequest =
    run.pr === undefined ? null : await turn.forge.getPullRequest(run.repo ?? turn.forge.defaultRepo, run.pr);
  if (run.pr !== undefined && !pullRequest) {
    return refused("gone", `PR ${run.pr} is not there any more, so I cannot record it again.`);
  }
  const later = startAt(turn.context, at);
  if ("message" in later) return later;
  // The new recording takes over the edits of the version that is there now.
  await turn.commit();
  const { runId } = await turn.actions.rerecord(pullRequest, later.start.startMs);
  turn.done.runId = runId;
  const name = pullRequest ? `PR ${pullRequest.number}` : plain(run.url ?? run.title ?? "it");
  return { kind: "recording", message: `${name} again${pullRequest ? ", as it is now" : ""}`, ...later.told };
});
