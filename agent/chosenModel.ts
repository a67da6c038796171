import type { LanguageModel } from "ai";
import type { MessagePart } from "../convex/model/message.ts";
import { builtinModel } from "./builtin/model.ts";

/** A language model, and what to call it in the log. `builtin` answers in the place of one that fails. */
export type ChosenModel = {
  model: LanguageModel;
  name: string;
  builtin: boolean;
  timeoutMs?: number;
  /** The longest silence within an answer that is being streamed. */
  silenceMs?: number;
  maxRetries?: number;
  /** US dollars for a million tokens. */
  price?: { inputUsd: number; outputUsd: number };
};

export const builtinChoice = (): ChosenModel => ({ model: builtinModel(), name: "builtin", builtin: true });

export function timeLimits({ timeoutMs: totalMs, silenceMs: chunkMs }: ChosenModel, isStreamed: boolean) {
  if (totalMs === undefined) return {};
  return { timeout: { totalMs, ...(isStreamed && chunkMs !== undefined ? { chunkMs } : {}) } };
}

export function usageOf(
  { name, price }: ChosenModel,
  { input, output }: Record<"input" | "output", number>,
): MessagePart {
  const costUsd = price && (input * price.inputUsd + output * price.outputUsd) / 1_000_000;
  return {
    type: "usage",
    model: name,
    inputTokens: input,
    outputTokens: output,
    ...(costUsd === undefined ? {} : { costUsd }),
  };
}
