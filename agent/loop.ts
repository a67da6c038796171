import { type ContentPart, isStepCount, type LanguageModel, type ModelMessage, type ToolSet } from "ai";
import type { Id } from "../convex/_generated/dataModel.js";
import type { Author, MessagePart } from "../convex/model/message.ts";
import type { Operation } from "../convex/model/operations.ts";
import { ActionError, type ThreadActions } from "./actions.ts";
import { DECLINED } from "./builtin/chat.ts";
import { builtinModel, EMPTY_MESSAGE } from "./builtin/model.ts";
import { type Told, writeReply } from "./builtin/reply.ts";
import { isNotUnderstood } from "./builtin/standing.ts";
import { understandInThread } from "./builtin/thread/conversation.ts";
import { type OpenQuestion, openQuestionsIn } from "./builtin/thread/openQuestion.ts";
import { isBeingRecorded, type ThreadContext } from "./context.ts";
import type { Forge } from "./forge.ts";
import { generation } from "./generation.ts";
import { instructionsFor } from "./instructions.ts";
import type { RunContext } from "./memory.ts";
import { presentable } from "./presentable.ts";
import { dataSlot } from "./prompts.ts";
import { isView, openView } from "./resolve/view.ts";
import { type Ran, toolsFor } from "./tools/index.ts";
import type { ToolCall } from "./tools/inputs.ts";
import { changedSomething, type Outcome } from "./tools/outcome.ts";
import { REST_WAITS, startTurn, type Turn } from "./turn.ts";

export type Ask = {
  message: { text: string; author?: Author };
  context: ThreadContext;
  actions: ThreadActions;
  forge: Forge;
  model: ChosenModel;
  /** What was recorded before, as far as it bears on the message. */
  memories?: readonly RunContext[];
  signal?: AbortSignal;
  /**
   * Hears the reply while a language model writes it: the whole text each time, "" when what was told before is taken
   * back. What `respond` answers in the end stands in its place. The built-in model writes at once and tells nothing.
   */
  onText?: (text: string) => void;
};

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
  /** What the model thought and called, for the thread's history. */
  parts: MessagePart[];
};

const MOST_STEPS = 6;
const HISTORY = 20;

/** Answers one message of a thread: the model chooses calls, the tools do them, and one new version holds all edits. */
export async function respond(ask: Ask): Promise<Response> {
  const { context, actions, forge } = ask;
  const { author, text } = ask.message;
  const turn = startTurn({ context, actions, forge, author, text });
  const ran: Ran[] = [];
  const first = await attempt(ask, turn, ran);
  if (first.kind === "answered") return await finished(turn, ran, first, ask.model.name);
  ask.signal?.throwIfAborted();
  // What the model did before it failed stands; only a message of which nothing was done is read again.
  if (ran.some(({ outcome }) => changedSomething(outcome))) {
    const answer = { kind: "answered" as const, text: toldBy(ran), tokens: { input: 0, output: 0 }, parts: [] };
    return { ...(await finished(turn, ran, answer, ask.model.name)), failure: first.error };
  }
  const again = startTurn({ context, actions, forge, author, text });
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

type Attempt =
  | { kind: "answered"; text: string; tokens: Response["tokens"]; parts: MessagePart[] }
  | { kind: "failed"; error: unknown };

async function attempt(
  { message, context, forge, model, memories, signal, onText }: Ask,
  turn: Turn,
  ran: Ran[],
): Promise<Attempt> {
  const { tools, settled } = toolsFor(turn, (one) => ran.push(one), { isMarked: !model.builtin });
  const hears = model.builtin ? undefined : onText;
  try {
    const settings = {
      model: model.model,
      instructions: model.builtin ? "" : instructionsFor(context, forge, memories),
      messages: messagesFor(message.text, context),
      tools,
      toolCallConcurrency: 1,
      stopWhen: isStepCount(MOST_STEPS),
      maxRetries: model.builtin ? 0 : (model.maxRetries ?? 2),
      // The built-in model reads the thread from here; other providers ignore options that are not theirs.
      providerOptions: { aura: { context: JSON.parse(JSON.stringify(context)) } },
      ...(signal ? { abortSignal: signal } : {}),
      ...timeLimits(model, hears !== undefined),
    };
    const result = await generation(settings, hears);
    const failed = result.steps.flatMap((step) => step.content).find((part) => part.type === "tool-error");
    if (failed?.type === "tool-error" && ran.length === 0) throw failed.error;
    const { tokens } = result;
    const text = (model.builtin ? result.text.trim() : presentable(result.text)) || toldBy(ran);
    const open = model.builtin ? askedIn(result.steps) : [];
    const asks: MessagePart[] = open.length > 0 ? [{ type: "question", open: plain(open) as StoredQuestions }] : [];
    const parts: MessagePart[] = [...partsOf(result.steps), { type: "text", text }, ...asks];
    return { kind: "answered", text, tokens, parts: model.builtin ? parts : [...parts, usageOf(model, tokens)] };
  } catch (error) {
    // A stream may break while a call that it made is being done: what comes of it counts.
    await settled();
    return { kind: "failed", error };
  }
}

function timeLimits({ timeoutMs: totalMs, silenceMs: chunkMs }: ChosenModel, isStreamed: boolean) {
  if (totalMs === undefined) return {};
  return { timeout: { totalMs, ...(isStreamed && chunkMs !== undefined ? { chunkMs } : {}) } };
}

function usageOf({ name, price }: ChosenModel, { input, output }: Response["tokens"]): MessagePart {
  const costUsd = price && (input * price.inputUsd + output * price.outputUsd) / 1_000_000;
  return {
    type: "usage",
    model: name,
    inputTokens: input,
    outputTokens: output,
    ...(costUsd === undefined ? {} : { costUsd }),
  };
}

/** Thoughts and calls of all steps, in order. */
function partsOf(steps: readonly { content: readonly ContentPart<ToolSet>[] }[]): MessagePart[] {
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
const askedIn = (steps: readonly { content: readonly ContentPart<ToolSet>[] }[]): OpenQuestion[] =>
  (steps.at(-1)?.content ?? []).flatMap((part) =>
    part.type === "text" ? openQuestionsIn(part.providerMetadata?.aura?.open) : [],
  );

/** As JSON holds it: the store takes no undefined, and no field of a time map is of use later. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (key, inner: unknown) => (key === "timeline" ? undefined : inner)));

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
    parts: answer.parts,
    // A question back has done nothing yet.
    ok:
      (outcomes.length === 0 && !isNotUnderstood(answer.text)) ||
      outcomes.some((outcome) => !["refused", "unavailable", "question", "confirm"].includes(outcome.kind)),
  };
  const waits = putOffBy(turn, outcomes, answer.text);
  if (waits) base.parts = [...base.parts, waits];
  const stored = await store(turn);
  const done = {
    ...(turn.done.versionId === undefined ? {} : { versionId: turn.done.versionId }),
    ...(turn.done.runId === undefined ? {} : { runId: turn.done.runId }),
  };
  if (stored !== null) return { ...base, ...done, ok: false, reply: stored };
  return { ...base, ...done, reply: withConfirmation(answer.text, outcomes) };
}

/**
 * A request that comes together with a recording, or while it is being made, waits for it, and is answered once more when the
 * video is there; until then it can be taken back.
 */
function putOffBy({ context, text, done }: Turn, outcomes: readonly Outcome[], reply: string): PutOff | undefined {
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

/** The question for a new address, in the very words by which a yes is known to be meant for it. */
function withConfirmation(text: string, outcomes: readonly Outcome[]): string {
  const questions = outcomes.flatMap((outcome) => (outcome.kind === "confirm" ? [outcome.message] : []));
  const missing = questions.filter(
    (one) => !text.trimEnd().endsWith(one) && !questions.every((each) => text.includes(each)),
  );
  return missing.length > 0 ? [text, ...missing].join("\n") : text;
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

const LONGEST_POST = 600;

/** The thread so far, as a model reads it, and the new message at the end. */
function messagesFor(text: string, { messages }: ThreadContext): ModelMessage[] {
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
