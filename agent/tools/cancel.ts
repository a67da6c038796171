import { isBeingRecorded, type ThreadContext } from "../context.ts";
import { defineTool } from "./define.ts";

const underWay = (context: ThreadContext): boolean => context.jobs.length > 0 || isBeingRecorded(context);

export const cancel = defineTool("cancel", async (turn) => {
  if (!underWay(turn.context))
    return { kind: "told", message: "Nothing is running right now, so there is nothing to stop." };
  const { canceled } = await turn.actions.cancelRun();
  if (canceled) return { kind: "done", message: "Stopped. Say **record it again** when you want it after all." };
  return { kind: "told", message: "It finished before I could stop it; its result is kept." };
});
