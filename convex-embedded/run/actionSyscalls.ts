import { unsupported } from "../errors.ts";
import type { Json } from "../values/json.ts";
import type { Frame } from "./frame.ts";

/** How the client library names a function: a path, or something that only components have. */
type Address = { name?: string; reference?: string; functionHandle?: string };
type Call = Address & { args: Json };

export const actionSyscalls = {
  async "1.0/actions/query"(frame: Frame, call: Call): Promise<string> {
    return frame.runtime.runQuery(pathOf(call), call.args, inherited(frame));
  },

  async "1.0/actions/mutation"(frame: Frame, call: Call): Promise<string> {
    const answer = await frame.runtime.runMutation(pathOf(call), call.args, inherited(frame));
    return answer.text;
  },

  async "1.0/actions/action"(frame: Frame, call: Call): Promise<string> {
    return frame.runtime.runAction(pathOf(call), call.args, inherited(frame));
  },

  async "1.0/actions/schedule"(frame: Frame, call: Call & { ts: number }): Promise<string> {
    const { runtime, scheduledId } = frame;
    return JSON.stringify(
      await runtime.write((transaction) =>
        runtime.scheduled.add(transaction, { ...call, path: pathOf(call) }, scheduledId),
      ),
    );
  },

  async "1.0/actions/cancel_job"(frame: Frame, { id }: { id: string }): Promise<string> {
    await frame.runtime.write((transaction) => frame.runtime.scheduled.cancel(transaction, id));
    return "null";
  },

  /** A query or mutation that calls another one, in its own transaction. */
  async "1.0/runUdf"(frame: Frame, call: Call & { udfType: string; transactionLimits?: unknown }): Promise<string> {
    if (call.transactionLimits !== undefined) throw unsupported("`transactionLimits`");
    if (call.udfType !== "query" && call.udfType !== "mutation") throw unsupported("`useStaleSnapshot`");
    return frame.runtime.runNested(frame, pathOf(call), call.udfType, call.args);
  },

  "1.0/schedule"(frame: Frame, call: Call & { ts: number }): string {
    const { transaction } = frame;
    if (transaction === null || !transaction.canWrite)
      throw new Error("Only mutations and actions schedule functions.");
    return JSON.stringify(frame.runtime.scheduled.add(transaction, { ...call, path: pathOf(call) }, null));
  },

  "1.0/cancel_job"(frame: Frame, { id }: { id: string }): string {
    const { transaction } = frame;
    if (transaction === null || !transaction.canWrite) throw new Error("Only mutations and actions cancel functions.");
    frame.runtime.scheduled.cancel(transaction, id);
    return "null";
  },
};

function pathOf(address: Address): string {
  if (address.name !== undefined) return address.name;
  throw unsupported(address.functionHandle === undefined ? "A function of a component" : "A function handle");
}

function inherited(frame: Frame): { requestId: string; scheduledId: string | null } {
  return { requestId: frame.requestId, scheduledId: frame.scheduledId };
}
