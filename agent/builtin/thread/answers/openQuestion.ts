import { z } from "zod";
import type { ThreadContext } from "../../../context.ts";
import type { Offer } from "../../../resolve/offers.ts";
import { inputs, type ToolCall, type ToolName } from "../../../tools/inputs.ts";

/** A question that Aura has asked and nobody has answered yet, as data: it is stored with the reply that asks it. */

const isTool = (name: unknown): name is ToolName => typeof name === "string" && Object.hasOwn(inputs, name);
const toolSchema = z.custom<ToolName>(isTool);
const callSchema = z.custom<ToolCall>((value) => {
  const { tool, input } = (value ?? {}) as { tool?: unknown; input?: unknown };
  return isTool(tool) && inputs[tool].safeParse(input).success;
});

const openQuestionSchema = z.object({
  /** What was asked, to be asked once more. */
  text: z.string().max(2000),
  /** How an answer is read: among elements, as it stands, as a pull request's number or title, as words that complete `say`. */
  slot: z.enum(["element", "text", "pullRequest", "words"]),
  /** What lacks the answer, with what was said of it already. */
  tool: toolSchema.optional(),
  input: z.record(z.string(), z.unknown()),
  /** "zoom on", "send it to": an answer that is none of the offers completes these words; offers without an element do, too. */
  say: z.string().max(500),
  offers: z.array(z.object({ name: z.string(), value: z.string(), title: z.string().optional() })).max(20),
  /** The version in whose times `input` and `waits` are told. */
  version: z.number().optional(),
  /** What else was asked for, and is done with the answer. */
  waits: z.array(callSchema).max(20),
  /** `waits` come at the time of what the answer makes. */
  alongside: z.boolean().optional(),
  /** A message since was not understood. */
  missed: z.boolean().optional(),
});
const openQuestionsSchema = z.array(openQuestionSchema).max(6);

/** The first is asked; the others wait until it is answered. */
export type OpenQuestion = z.infer<typeof openQuestionSchema>;

/** What is missing, as the filler that asks for it knows it. */
export type Lack = Partial<Pick<OpenQuestion, "slot" | "tool" | "input" | "say">> & { offers?: Offer[] };

export function questionOf(text: string, lack: Lack, beside: { waits?: ToolCall[]; version?: number } = {}) {
  const { slot = "words", input = {}, say = "", offers = [], tool } = lack;
  const { waits = [], version } = beside;
  const question: OpenQuestion = { text, slot, input: withoutGaps(input), say, offers, waits };
  return { ...question, ...(tool ? { tool } : {}), ...(version === undefined ? {} : { version }) };
}

const withoutGaps = (input: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

/** What was stored with a reply; none when it is not of this shape. */
export const openQuestionsIn = (stored: unknown): OpenQuestion[] => openQuestionsSchema.safeParse(stored).data ?? [];

/** What was said before the message at hand, without what doors have posted since. */
export function earlierMessages({ messages }: ThreadContext, text: string): ThreadContext["messages"] {
  const last = messages.at(-1);
  // The person's message may be among the thread's already.
  const earlier = last?.role === "user" && last.content === text ? messages.slice(0, -1) : messages;
  return earlier.filter(({ isPosted }) => !isPosted);
}

/** In bold stands what can be said. */
export const boldIn = (question: string): string[] =>
  [...question.matchAll(/\*\*([^*]+)\*\*/g)].map((match) => match[1] ?? "");
