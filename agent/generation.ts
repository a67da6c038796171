import { generateText, type StepResult, streamText, type ToolSet } from "ai";
import { openDraft, type Phase } from "./draft.ts";

type Settings = Pick<
  Parameters<typeof generateText<ToolSet>>[0],
  | "model"
  | "instructions"
  | "tools"
  | "toolCallConcurrency"
  | "stopWhen"
  | "maxRetries"
  | "providerOptions"
  | "abortSignal"
  | "timeout"
> & { messages: NonNullable<Parameters<typeof generateText<ToolSet>>[0]["messages"]> };

/** What a model's loop came to: the text of its last step, and all steps. */
export type Generated = {
  text: string;
  steps: StepResult<ToolSet>[];
  tokens: { input: number; output: number };
};

/** What ends a stream that nobody ended: the provider went away in the middle of a reply. */
class StreamBrokenError extends Error {
  readonly code = "stream_broken";
  constructor(why: string, options?: ErrorOptions) {
    super(`The language model's answer broke off: ${why}`, options);
  }
}

/**
 * Runs the loop of calls and replies. With `onText` the model is asked to stream, and what may be shown of its reply is
 * handed over as it grows: the whole text each time, "" when what was shown was not the reply. Rejects when it fails, in
 * the middle as well.
 */
export async function generation(settings: Settings, onText?: (text: string) => void): Promise<Generated> {
  if (!onText) {
    const { steps, totalUsage } = await generateText(settings);
    return { text: replyIn(steps), steps, tokens: tokensOf(totalUsage) };
  }
  const draft = openDraft(onText);
  const stream = streamText({ ...settings, onError: () => undefined });
  for await (const part of stream.stream) {
    switch (part.type) {
      case "text-start":
        draft.begin(phaseOf(part.providerMetadata));
        break;
      case "text-delta":
        draft.add(part.text);
        break;
      case "tool-input-start":
      case "tool-call":
        draft.call();
        break;
      case "finish-step":
        draft.endStep();
        break;
      case "error":
        throw part.error;
      case "abort":
        throw new StreamBrokenError("it took too long.");
      case "finish":
        // A stream that is cut off cleanly names no reason for its end.
        if (part.rawFinishReason === undefined && !["stop", "tool-calls"].includes(part.finishReason)) {
          throw new StreamBrokenError("it ended in the middle.");
        }
        break;
    }
  }
  const [steps, totalUsage] = await Promise.all([stream.steps, stream.totalUsage]);
  return { text: replyIn(steps), steps, tokens: tokensOf(totalUsage) };
}

/** What the model wrote in its last step, without what it called a remark. */
const replyIn = (steps: readonly StepResult<ToolSet>[]): string =>
  (steps.at(-1)?.content ?? [])
    .map((part) => (part.type === "text" && phaseOf(part.providerMetadata) !== "commentary" ? part.text : ""))
    .join("");

function phaseOf(metadata: Record<string, Record<string, unknown>> | undefined): Phase {
  const phase = Object.values(metadata ?? {}).find((one) => one.phase !== undefined)?.phase;
  return phase === "commentary" ? "commentary" : phase === "final_answer" ? "final" : undefined;
}

const tokensOf = ({
  inputTokens = 0,
  outputTokens = 0,
}: {
  inputTokens?: number | undefined;
  outputTokens?: number | undefined;
}) => ({
  input: inputTokens,
  output: outputTokens,
});
