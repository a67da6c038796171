import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4Message,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { type ThreadContext, threadContextSchema } from "../context.ts";
import type { ToolName } from "../tools/inputs.ts";
import type { Outcome } from "../tools/outcome.ts";
import { REST_WAITS } from "../turn.ts";
import { aboutPlanned } from "./plannedOrders.ts";
import { stateAnswer } from "./questions/answers.ts";
import { afterCalls } from "./rehearse.ts";
import { type Told, writeReply } from "./reply.ts";
import { type OpenQuestion, questionOf } from "./thread/answers/openQuestion.ts";
import { understandInThread } from "./thread/conversation.ts";
import type { Understanding } from "./understand.ts";

/**
 * The built-in model: a grammar over the words of this field. It needs no network and no key, and the same message in the
 * same thread always gets the same answer. The thread comes in `providerOptions.aura.context`, which other providers ignore.
 */
export function builtinModel(): LanguageModelV4 {
  return {
    specificationVersion: "v4",
    provider: "aura",
    modelId: "builtin",
    supportedUrls: {},
    doGenerate: async (options) => generate(options),
    doStream: async (options) => ({ stream: streamOf(generate(options)) }),
  };
}

function generate(options: LanguageModelV4CallOptions): LanguageModelV4GenerateResult {
  const content = answer(options);
  const calls = content.some((part) => part.type === "tool-call");
  return {
    content,
    finishReason: { unified: calls ? "tool-calls" : "stop", raw: undefined },
    usage: noUsage,
    warnings: [],
  };
}

// Nothing is bought: a grammar has no tokens to count.
const noUsage: LanguageModelV4Usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};

function answer({ prompt, providerOptions }: LanguageModelV4CallOptions): LanguageModelV4Content[] {
  const told = outcomesSince(prompt);
  const context = threadContextSchema.parse(providerOptions?.aura?.context);
  const message = lastUserText(prompt);
  const text = message === EMPTY_MESSAGE ? "" : message;
  // What is planned is spoken of in words that mean edits otherwise: "make it 10 instead".
  const understanding = aboutPlanned(text, context) ?? understandInThread(text, context);
  if (told.length > 0) {
    const before = context.messages.findLast(({ role }) => role === "assistant")?.content;
    const beside = (understanding.kind === "calls" && understanding.beside) || [];
    const asked = understanding.open?.[0];
    const calls = understanding.kind === "calls" ? understanding.calls : [];
    const now = told.some(isChange) ? withReply(afterCalls(context, calls), writeReply(told)) : context;
    const answers = askedBeside(text, now, told);
    // What is asked of a video that stays as it is may be what the rest hangs on.
    const isFirst = answers.length > 0 && !told.some(isChange);
    const also = [...beside, ...(isFirst ? [] : answers), ...(asked ? [asked.text] : [])];
    const done = withWaiting(writeReply(told, before, also), understanding);
    const reply = isFirst ? `${answers.join(" ")} ${done}` : done;
    return [said(reply, askedByTools(told, understanding) ?? understanding.open)];
  }
  if (understanding.kind === "say") return [said(understanding.text, understanding.open)];
  return understanding.calls.map(({ tool, input }, index) => ({
    type: "tool-call",
    toolCallId: `call_${index + 1}`,
    toolName: tool,
    input: JSON.stringify(input),
  }));
}

/** What is said, with what it asks as data. */
const said = (text: string, open: readonly OpenQuestion[] = []): LanguageModelV4Content => ({
  ...{ type: "text", text },
  ...(open.length > 0 ? { providerMetadata: { aura: { open: JSON.parse(JSON.stringify(open)) } } } : {}),
});

/** What a tool asks back: which pull request or element, or whether a new address is right. */
function askedByTools(told: readonly Told[], understanding: Understanding): OpenQuestion[] | null {
  const calls = understanding.kind === "calls" ? understanding.calls : [];
  const asked = calls.flatMap((call, at) => {
    const outcome = told[at]?.outcome;
    return outcome?.kind === "question" || outcome?.kind === "confirm" ? [{ call, outcome }] : [];
  });
  const [first] = asked;
  if (!first) return null;
  const { call, outcome } = first;
  const waits = asked.flatMap((one) => (one.outcome.kind === "confirm" ? [one.call] : []));
  if (outcome.kind === "confirm")
    return [questionOf(outcome.message, { offers: [{ name: "yes", value: "" }] }, { waits })];
  const { pr: _, title: __, ...input } = call.input as Record<string, unknown>;
  const slots: Partial<Record<ToolName, OpenQuestion["slot"]>> = {
    record: "pullRequest",
    cancel: "words",
    replan: "words",
  };
  const slot = slots[call.tool] ?? "element";
  return [questionOf(outcome.message, { slot, tool: call.tool, input, say: call.tool, offers: outcome.offers ?? [] })];
}

const withWaiting = (reply: string, understanding: Understanding): string =>
  understanding.kind === "calls" && understanding.waits && !reply.includes(REST_WAITS)
    ? `${reply} ${REST_WAITS}`
    : reply;

/** What a message asks beside what it wants done, as things stand after that. */
function askedBeside(text: string, context: ThreadContext, told: readonly Told[]): string[] {
  const edited = told.findLast(isChange)?.outcome;
  const nowMs = edited && "video" in edited ? edited.video.nowMs : undefined;
  const state = stateAnswer(text, context, nowMs);
  // What hung on an answer was done, which tells it.
  return state === null || state.isCondition ? [] : state.answers;
}

/** What was just done is what "it" means in the rest of a message. */
const withReply = (context: ThreadContext, content: string): ThreadContext => ({
  ...context,
  messages: [...context.messages.slice(0, -1), { role: "assistant", content }, ...context.messages.slice(-1)],
});

const isChange = ({ outcome }: Told): boolean => outcome.kind === "edited" || outcome.kind === "went_back";

/** Stands for a message without words: providers refuse an empty one. */
export const EMPTY_MESSAGE = "(an empty message)";

function lastUserText(prompt: readonly LanguageModelV4Message[]): string {
  const message = prompt.findLast((one) => one.role === "user");
  return message?.role === "user"
    ? message.content.map((part) => (part.type === "text" ? part.text : "")).join("\n")
    : "";
}

/** What the tools answered since the person last spoke, in order. */
function outcomesSince(prompt: readonly LanguageModelV4Message[]): Told[] {
  const from = prompt.findLastIndex((one) => one.role === "user");
  return prompt.slice(from + 1).flatMap((message) =>
    message.role !== "tool"
      ? []
      : message.content.flatMap((part): Told[] => {
          if (part.type !== "tool-result") return [];
          const tool = part.toolName as ToolName;
          if (part.output.type === "json") return [{ tool, outcome: part.output.value as unknown as Outcome }];
          return [
            {
              tool,
              outcome: {
                kind: "refused",
                code: "failed",
                message: "That did not work just now. Please try again in a moment.",
              },
            },
          ];
        }),
  );
}

const metadataOf = ({ providerMetadata }: Extract<LanguageModelV4Content, { type: "text" }>) =>
  providerMetadata ? { providerMetadata } : {};

/** The same answer as a stream: words one after the other, calls whole. */
function streamOf(result: LanguageModelV4GenerateResult): ReadableStream<LanguageModelV4StreamPart> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue({ type: "stream-start", warnings: [] });
      for (const [index, part] of result.content.entries()) {
        if (part.type === "tool-call") controller.enqueue(part);
        if (part.type !== "text") continue;
        const id = `text_${index + 1}`;
        controller.enqueue({ type: "text-start", id });
        for (const delta of part.text.match(/\S+\s*/g) ?? []) controller.enqueue({ type: "text-delta", id, delta });
        controller.enqueue({ type: "text-end", id, ...metadataOf(part) });
      }
      controller.enqueue({ type: "finish", finishReason: result.finishReason, usage: result.usage });
      controller.close();
    },
  });
}
