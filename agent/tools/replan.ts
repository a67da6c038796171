import { nameOfPlanned } from "../planned.ts";
import { defineTool } from "./define.ts";
import { startAt } from "./startTime.ts";
import { whichPlanned } from "./whichPlanned.ts";

export const replan = defineTool("replan", async (turn, { which, at }) => {
  if (turn.context.planned.length === 0)
    return { kind: "told", message: "No recording is planned. Say **record PR 1 tomorrow at 9am** to plan one." };
  const planned = whichPlanned(turn.context, which, "change");
  if ("kind" in planned) return planned;
  const later = startAt(turn.context, at);
  if ("message" in later) return later;
  const { startMs } = later.start;
  await turn.actions.replan(planned, startMs);
  if (startMs === undefined) turn.done.runId = planned.runId;
  return { kind: "recording", message: nameOfPlanned(planned), ...later.told };
});
