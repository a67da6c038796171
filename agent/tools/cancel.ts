import { isBeingRecorded, type ThreadContext } from "../context.ts";
import { nameOfPlanned, startInWords } from "../planned.ts";
import type { Turn } from "../turn.ts";
import { defineTool } from "./define.ts";
import type { Outcome } from "./outcome.ts";
import { whichPlanned } from "./whichPlanned.ts";

const isUnderWay = (context: ThreadContext): boolean => context.jobs.length > 0 || isBeingRecorded(context);

/** What was just planned, or is named, else what is under way, else what is planned. */
export const cancel = defineTool("cancel", async (turn, { which }) => {
  const { context } = turn;
  const isOfPlanned = which !== undefined || context.planned.some(({ isJustAsked }) => isJustAsked);
  if (isUnderWay(context) && !(isOfPlanned && context.planned.length > 0)) return await stop(turn);
  if (context.planned.length > 0) return await callOff(turn, which);
  return { kind: "told", message: "Nothing is running right now, so there is nothing to stop." };
});

async function stop({ actions }: Turn): Promise<Outcome> {
  const { canceled } = await actions.cancelRun();
  if (canceled) return { kind: "done", message: "Stopped. Say **record it again** when you want it after all." };
  return { kind: "told", message: "It finished before I could stop it; its result is kept." };
}

async function callOff({ actions, context }: Turn, which: number | undefined): Promise<Outcome> {
  const planned = whichPlanned(context, which, "call off");
  if ("kind" in planned) return planned;
  await actions.cancelRun(planned);
  const start = startInWords(planned.startMs, context.thread);
  return { kind: "done", message: `Called off: ${nameOfPlanned(planned)} is not recorded ${start}.` };
}
