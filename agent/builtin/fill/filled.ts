import type { ToolCall } from "../../tools/inputs.ts";

/** What a clause becomes: calls, or the question that is missing for them. */
export type Filled = { kind: "calls"; calls: ToolCall[] } | { kind: "ask"; question: string };

export const calls = (...list: ToolCall[]): Filled => ({ kind: "calls", calls: list });
export const ask = (question: string): Filled => ({ kind: "ask", question });
