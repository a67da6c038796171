import type { ToolCall } from "../../tools/inputs.ts";
import type { Lack } from "../thread/answers/openQuestion.ts";

/** What a clause becomes: calls, or the question that is missing for them. `beside`: a sentence to tell beside what is done. */
export type Filled =
  | { kind: "calls"; calls: ToolCall[]; beside?: string }
  | { kind: "ask"; question: string; lack?: Lack };

export const calls = (...list: ToolCall[]): Extract<Filled, { kind: "calls" }> => ({ kind: "calls", calls: list });
/** Nothing to do: a sentence that says why, beside what else is done. */
export const tell = (beside: string): Filled => ({ kind: "calls", calls: [], beside });
/** Without `lack` an answer is one of the wishes that the question names in bold. */
export const ask = (question: string, lack?: Lack): Extract<Filled, { kind: "ask" }> => ({
  kind: "ask",
  question,
  ...(lack ? { lack } : {}),
});
