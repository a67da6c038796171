import type { Id } from "../convex/_generated/dataModel.js";
import type { MessagePart } from "../convex/model/message.ts";
import { DECLINED } from "./builtin/chat.ts";
import { understandInThread } from "./builtin/thread/conversation.ts";
import { isBeingRecorded } from "./context.ts";
import { isView, openView } from "./resolve/view.ts";
import { changedSomething, type Outcome } from "./tools/outcome.ts";
import { REST_WAITS, type Turn } from "./turn.ts";

/**
 * A request that comes together with a recording, or while it is being made, waits for it, and is answered once more when the
 * video is there; until then it can be taken back.
 */
export function putOffBy(
  { context, text, done }: Turn,
  outcomes: readonly Outcome[],
  reply: string,
): PutOff | undefined {
  const isEarly = outcomes.some((outcome) => outcome.kind === "refused" && outcome.code === "still_recording");
  if (done.runId !== undefined)
    return isEarly || reply.includes(REST_WAITS) ? putOff("waiting", done.runId) : undefined;
  const view = openView(context);
  if (isView(view) || view.code !== "still_recording" || outcomes.some(changedSomething)) return undefined;
  const runId = isBeingRecorded(context) ? context.run?.id : context.planned[0]?.runId;
  if (runId === undefined) return undefined;
  if (isEarly || reply === view.message) return putOff("waiting", runId);
  const meant = understandInThread(text, context);
  return meant.kind === "say" && meant.text === DECLINED ? putOff("withdrawn", runId) : undefined;
}

type PutOff = Extract<MessagePart, { type: "putOff" }>;
const putOff = (state: PutOff["state"], runId: string): PutOff => ({
  ...{ type: "putOff", state },
  // The thread's runs come from the store.
  runId: runId as Id<"runs">,
});
