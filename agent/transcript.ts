import type { ContentPart, ModelMessage, ToolSet } from "ai";
import type { MessagePart } from "../convex/model/message.ts";
import { EMPTY_MESSAGE } from "./builtin/model.ts";
import { openQuestionsIn } from "./builtin/thread/answers/openQuestion.ts";
import type { ThreadContext } from "./context.ts";
import { dataSlot } from "./prompts.ts";

/** A thread as a model reads it, and what a model said as the thread keeps it. */

type Steps = readonly { content: readonly ContentPart<ToolSet>[] }[];

const HISTORY = 20;
const LONGEST_POST = 600;

/** The thread so far, as a model reads it, and the new message at the end. */
export function messagesFor(text: string, { messages }: ThreadContext): ModelMessage[] {
  const earlier =
    messages.at(-1)?.role === "user" && messages.at(-1)?.content === text ? messages.slice(0, -1) : messages;
  const history = earlier.slice(-HISTORY).flatMap((message): ModelMessage[] => {
    const content = message.content.slice(0, 2000).trim();
    if (content === "") return [];
    // A posted video is told in the words of its page and its pull request.
    if (message.isPosted) return [{ role: "assistant", content: dataSlot("posted", content, LONGEST_POST) }];
    // Thoughts stay in the store: OpenAI takes none back that it cannot look up, and fails on those that it has forgotten.
    return message.role === "assistant"
      ? [{ role: "assistant", content }]
      : [{ role: "user", content: message.author ? `${message.author.name}: ${content}` : content }];
  });
  return [...history, { role: "user", content: text.trim() === "" ? EMPTY_MESSAGE : text }];
}

/** Thoughts and calls of all steps, in order. */
export function partsOf(steps: Steps): MessagePart[] {
  return steps.flatMap(({ content }) =>
    content.flatMap((part): MessagePart[] => {
      switch (part.type) {
        case "reasoning":
          return part.text === "" ? [] : [{ type: "reasoning", text: part.text }];
        case "tool-call": {
          const { toolCallId, toolName, input } = part;
          return [{ type: "tool-call", toolCallId, toolName, input: plain(input) }];
        }
        case "tool-result": {
          const { toolCallId, toolName, output } = part;
          return [{ type: "tool-result", toolCallId, toolName, output: plain(output) }];
        }
        default:
          return [];
      }
    }),
  );
}

type StoredQuestions = Extract<MessagePart, { type: "question" }>["open"];

/** What the built-in model asks beside its last words, as data. */
export function questionsOf(steps: Steps): MessagePart[] {
  const open = (steps.at(-1)?.content ?? []).flatMap((part) =>
    part.type === "text" ? openQuestionsIn(part.providerMetadata?.aura?.open) : [],
  );
  return open.length > 0 ? [{ type: "question", open: plain(open) as StoredQuestions }] : [];
}

/** As JSON holds it: the store takes no undefined, and no field of a time map is of use later. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (key, inner: unknown) => (key === "timeline" ? undefined : inner)));
