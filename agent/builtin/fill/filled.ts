import type { ToolCall } from "../../tools/inputs.ts";

/** What a clause becomes: calls, or the question that is missing for them. `beside`: a sentence to tell beside what is done. */
export type Filled = { kind: "calls"; calls: ToolCall[]; beside?: string } | { kind: "ask"; question: string };

export const calls = (...list: ToolCall[]): Filled => ({ kind: "calls", calls: list });
/** Nothing to do: a sentence that says why, beside what else is done. */
export const tell = (beside: string): Filled => ({ kind: "calls", calls: [], beside });
export const ask = (question: string): Filled => ({ kind: "ask", question });
