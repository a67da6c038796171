import { waitsForYes } from "../../../confirmation.ts";
import type { ThreadContext } from "../../../context.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import { wordsOf } from "../../../words.ts";
import { DECLINED } from "../../chat.ts";
import { isNotUnderstood } from "../../standing.ts";
import { type Understanding, understand } from "../../understand.ts";
import { earlierMessages, type OpenQuestion, openQuestionsIn, questionOf } from "./openQuestion.ts";

/** The question that the last reply asks, and whether it is still open after a message. */

/** What the last reply asks: as it was stored with it, else as the message that it answers is understood now. */
export function openQuestions(context: ThreadContext, text: string): OpenQuestion[] {
  const earlier = earlierMessages(context, text);
  const reply = earlier.at(-1);
  if (reply?.role !== "assistant") return [];
  if (reply.open) return openQuestionsIn(reply.open);
  const at = earlier.findLastIndex(({ role }) => role === "user");
  const asked = earlier[at];
  if (!asked || !/\?\s*$/.test(reply.content)) return [];
  const meant = understand(asked.content, { ...context, messages: earlier.slice(0, at + 1) });
  if (meant.open) return meant.open;
  return meant.kind === "calls" ? askedByTools(meant.calls, reply.content, waitsForYes(context, text)) : [];
}

/** A tool has asked: which pull request it is, or whether a new address is right. */
function askedByTools(calls: readonly ToolCall[], text: string, isYes: boolean): OpenQuestion[] {
  const waits = calls.filter(({ tool }) => tool === "share" || tool === "schedule_digest");
  if (isYes && waits.length > 0) return [questionOf(text, { offers: [{ name: "yes", value: "" }] }, { waits })];
  const [call] = calls;
  if (call?.tool !== "record" || call.input.kind !== "pr" || call.input.pr !== undefined) return [];
  const { title: _, ...input } = call.input;
  return [questionOf(text, { slot: "pullRequest", tool: "record", input, say: "record" })];
}

/** A question is not lost by one message that was not understood, or that only asks or thanks. */
export function stillOpen(said: string, meant: Understanding, open: readonly OpenQuestion[]): Understanding {
  const [question] = open;
  const closes = meant.kind === "calls" || meant.why !== "chat" || meant.open || meant.text === DECLINED;
  if (!question || question.missed || closes) return meant;
  // Of few words it is likely an answer that was not heard; of more, something else.
  const isLikelyAnswer = isNotUnderstood(meant.text) && wordsOf(said).length < 4;
  const text = isLikelyAnswer ? `I did not understand that. ${question.text}` : meant.text;
  return { ...meant, text, open: open.map((one) => ({ ...one, missed: true })) };
}
