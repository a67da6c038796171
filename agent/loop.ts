import { generateText, isStepCount, type LanguageModel, type ModelMessage } from "ai";
import type { Author } from "../convex/model/message.ts";
import type { Operation } from "../convex/model/operations.ts";
import { ActionError, type ThreadActions } from "./actions.ts";
import { builtinModel, EMPTY_MESSAGE } from "./builtin/model.ts";
import { type Told, writeReply } from "./builtin/reply.ts";
import type { ThreadContext } from "./context.ts";
import type { Forge } from "./forge.ts";
import { instructionsFor } from "./instructions.ts";
import { type Ran, toolsFor } from "./tools/index.ts";
import type { ToolCall } from "./tools/inputs.ts";
import { changedSomething, type Outcome } from "./tools/outcome.ts";
import { startTurn, type Turn } from "./turn.ts";

export type Ask = {
  message: { text: string; author?: Author };
  context: ThreadContext;
  actions: ThreadActions;
  forge: Forge;
  model: ChosenModel;
  signal?: AbortSignal;
};

/** A language model, and what to call it in the log. `builtin` answers in the place of one that fails. */
export type ChosenModel = {
  model: LanguageModel;
  name: string;
  builtin: boolean;
  timeoutMs?: number;
  maxRetries?: number;
};

export type Response = {
  reply: string;
  calls: ToolCall[];
  outcomes: Outcome[];
  /** What the edits of this message resolved to. */
  operations: Operation[];
  versionId?: string;
  runId?: string;
  exportIds: string[];
  /** False when something was asked for and none of it could be done. */
  ok: boolean;
  /** The model that answered; why not the chosen one, when another did. */
  answeredBy: string;
  failure?: unknown;
  tokens: { input: number; output: number };
};

const MOST_STEPS = 6;
const HISTORY = 20;

/** Answers one message of a thread: the model chooses calls, the tools do them, and one new version holds all edits. */
export async function respond(ask: Ask): Promise<Response> {
  const { context, actions, forge } = ask;
  const turn = startTurn({ context, actions, forge, author: ask.message.author });
  const ran: Ran[] = [];
  const first = await attempt(ask, turn, ran);
  if (first.kind === "answered") return await finished(turn, ran, first, ask.model.name);
  ask.signal?.throwIfAborted();
  // What the model did before it failed stands; only a message of which nothing was done is read again.
  if (ran.some(({ outcome }) => changedSomething(outcome))) {
    const answer = { kind: "answered" as const, text: toldBy(ran), tokens: { input: 0, output: 0 } };
    return { ...(await finished(turn, ran, answer, ask.model.name)), failure: first.error };
  }
  const again = startTurn({ context, actions, forge, author: ask.message.author });
  const ranAgain: Ran[] = [];
  const second = await attempt({ ...ask, model: builtinChoice() }, again, ranAgain);
  if (second.kind === "failed") throw second.error;
  const response = await finished(again, ranAgain, second, "builtin");
  return {
    ...response,
    reply: `${response.reply} (The language model did not answer, so I read this myself.)`,
    failure: first.error,
  };
}

export const builtinChoice = (): ChosenModel => ({ model: builtinModel(), name: "builtin", builtin: true });

type Attempt = { kind: "answered"; text: string; tokens: Response["tokens"] } | { kind: "failed"; error: unknown };

async function attempt({ message, context, forge, model, signal }: Ask, turn: Turn, ran: Ran[]): Promise<Attempt> {
  try {
    const result = await generateText({
      model: model.model,
      instructions: model.builtin ? "" : instructionsFor(context, forge),
      messages: messagesFor(message.text, context),
      tools: toolsFor(turn, (one) => ran.push(one)),
      toolCallConcurrency: 1,
      stopWhen: isStepCount(MOST_STEPS),
      maxRetries: model.builtin ? 0 : (model.maxRetries ?? 2),
      // The built-in model reads the thread from here; other providers ignore options that are not theirs.
      providerOptions: { aura: { context: JSON.parse(JSON.stringify(context)) } },
      ...(signal ? { abortSignal: signal } : {}),
      ...(model.timeoutMs ? { timeout: { totalMs: model.timeoutMs } } : {}),
    });
    const failed = result.steps.flatMap((step) => step.content).find((part) => part.type === "tool-error");
    if (failed?.type === "tool-error" && ran.length === 0) throw failed.error;
    const tokens = { input: result.totalUsage.inputTokens ?? 0, output: result.totalUsage.outputTokens ?? 0 };
    return { kind: "answered", text: result.text.trim() || toldBy(ran), tokens };
  } catch (error) {
    return { kind: "failed", error };
  }
}

/** The reply that the outcomes themselves make, for a model that said nothing. */
const toldBy = (ran: readonly Ran[]): string =>
  ran.length > 0
    ? writeReply(ran.map(({ call, outcome }): Told => ({ tool: call.tool, outcome })))
    : "I did not understand that. What should I do?";

async function finished(
  turn: Turn,
  ran: readonly Ran[],
  answer: Extract<Attempt, { kind: "answered" }>,
  answeredBy: string,
): Promise<Response> {
  const outcomes = ran.map(({ outcome }) => outcome);
  const base = {
    calls: ran.filter(({ outcome }) => outcome.kind !== "question").map(({ call }) => call),
    outcomes,
    operations: turn.resolved,
    exportIds: turn.done.exportIds,
    answeredBy,
    tokens: answer.tokens,
    // A question back has done nothing yet.
    ok:
      outcomes.length === 0 ||
      outcomes.some((outcome) => !["refused", "unavailable", "question"].includes(outcome.kind)),
  };
  const stored = await store(turn);
  const done = {
    ...(turn.done.versionId === undefined ? {} : { versionId: turn.done.versionId }),
    ...(turn.done.runId === undefined ? {} : { runId: turn.done.runId }),
  };
  if (stored !== null) return { ...base, ...done, ok: false, reply: stored };
  return { ...base, ...done, reply: answer.text };
}

/** Stores the draft; answers the sentence to say instead when that fails. */
async function store(turn: Turn): Promise<string | null> {
  try {
    await turn.commit();
    return null;
  } catch (error) {
    if (error instanceof ActionError) return `${error.message} Nothing was changed.`;
    throw error;
  }
}

/** The thread so far, as a model reads it, and the new message at the end. */
function messagesFor(text: string, { messages }: ThreadContext): ModelMessage[] {
  const earlier =
    messages.at(-1)?.role === "user" && messages.at(-1)?.content === text ? messages.slice(0, -1) : messages;
  const history = earlier.slice(-HISTORY).flatMap((message): ModelMessage[] => {
    const content = message.content.slice(0, 2000).trim();
    if (content === "") return [];
    return message.role === "assistant"
      ? [{ role: "assistant", content }]
      : [{ role: "user", content: message.author ? `${message.author.name}: ${content}` : content }];
  });
  return [...history, { role: "user", content: text.trim() === "" ? EMPTY_MESSAGE : text }];
}
