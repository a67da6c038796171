import { isStepCount } from "ai";
import type { Author, MessagePart } from "../convex/model/message.ts";
import type { Operation } from "../convex/model/operations.ts";
import { ActionError, type ThreadActions } from "./actions.ts";
import { type Told, writeReply } from "./builtin/reply.ts";
import { isNotUnderstood } from "./builtin/standing.ts";
import { builtinChoice, type ChosenModel, timeLimits, usageOf } from "./chosenModel.ts";
import type { ThreadContext } from "./context.ts";
import type { Forge } from "./forge.ts";
import { generation } from "./generation.ts";
import { instructionsFor } from "./instructions.ts";
import type { RunContext } from "./memory.ts";
import { presentable } from "./presentable.ts";
import { putOffBy } from "./putOff.ts";
import { type Ran, toolsFor } from "./tools/index.ts";
import type { ToolCall } from "./tools/inputs.ts";
import { changedSomething, type Outcome } from "./tools/outcome.ts";
import { messagesFor, partsOf, questionsOf } from "./transcript.ts";
import { startTurn, type Turn } from "./turn.ts";
import { set } from "./words.ts";

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
    const beside = model.builtin ? questionsOf(result.steps) : [usageOf(model, tokens)];
    const parts: MessagePart[] = [...partsOf(result.steps), { type: "text", text }, ...beside];
    return { kind: "answered", text, tokens, parts };
  } catch (error) {
    // A stream may break while a call that it made is being done: what comes of it counts.
    await settled();
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
    parts: answer.parts,
    // A question back has done nothing yet.
    ok:
      (outcomes.length === 0 && !isNotUnderstood(answer.text)) ||
      outcomes.some((outcome) => !set("refused unavailable question confirm").has(outcome.kind)),
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
