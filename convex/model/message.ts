import { type Infer, v } from "convex/values";

export const messageRole = v.union(v.literal("user"), v.literal("assistant"));

/** A person on a chat platform; `id` is the platform's own. */
export const author = v.object({ id: v.string(), name: v.string() });

/** Tokens that a language model read and wrote, and what they cost. */
export const tokenCount = v.object({
  inputTokens: v.number(),
  outputTokens: v.number(),
  costUsd: v.optional(v.number()),
});

const toolCall = v.object({ tool: v.string(), input: v.any() });

/** A question that a reply asks, as data: what lacks an answer, what is offered, and what waits for it. */
export const openQuestion = v.object({
  text: v.string(),
  slot: v.union(v.literal("element"), v.literal("text"), v.literal("pullRequest"), v.literal("words")),
  tool: v.optional(v.string()),
  input: v.any(),
  say: v.string(),
  offers: v.array(v.object({ name: v.string(), value: v.string(), title: v.optional(v.string()) })),
  version: v.optional(v.number()),
  waits: v.array(toolCall),
  alongside: v.optional(v.boolean()),
  missed: v.optional(v.boolean()),
});

/** `input` and `output` are the tool's own JSON; each tool's schema in the agent gives them their type. */
export const messagePart = v.union(
  v.object({ type: v.literal("text"), text: v.string() }),
  v.object({ type: v.literal("reasoning"), text: v.string(), durationMs: v.optional(v.number()) }),
  v.object({ type: v.literal("tool-call"), toolCallId: v.string(), toolName: v.string(), input: v.any() }),
  v.object({
    type: v.literal("tool-result"),
    toolCallId: v.string(),
    toolName: v.string(),
    output: v.any(),
    isError: v.optional(v.boolean()),
  }),
  // What a language model's answer took; the cost in US dollars where its price is known.
  v.object({ type: v.literal("usage"), model: v.string(), ...tokenCount.fields }),
  // What the reply asks and nobody has answered yet, the first thing first; the agent's schema gives the calls their type.
  v.object({ type: v.literal("question"), open: v.array(openQuestion) }),
  // The request that this answers waits for this run's video; "withdrawn": what waits for it is not wanted any more.
  v.object({
    type: v.literal("putOff"),
    state: v.union(v.literal("waiting"), v.literal("withdrawn")),
    /** None in a reply from before this was kept. */
    runId: v.optional(v.id("runs")),
  }),
  // What became of a job, as a door has posted it; `id` is the version's, the export's, or the failed run's.
  v.object({
    type: v.literal("posted"),
    subject: v.union(v.literal("version"), v.literal("export"), v.literal("failure")),
    id: v.string(),
  }),
);

/** As JSON. A part that is longer is not kept: the question stands in the reply's words. */
const LONGEST_QUESTION = 16_000;
export const isKept = (part: MessagePart): boolean =>
  part.type !== "question" || JSON.stringify(part).length <= LONGEST_QUESTION;

export type MessagePart = Infer<typeof messagePart>;
export type TokenCount = Infer<typeof tokenCount>;
export type Author = Infer<typeof author>;
