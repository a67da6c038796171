import type { ThreadContext } from "../context.ts";
import { type Understanding, understand } from "./understand.ts";

/** A message in its thread: by itself, or as the answer to the question that Aura asked last. */
export function understandInThread(text: string, context: ThreadContext): Understanding {
  const alone = understand(text, context);
  const pending = pendingQuestion(context, text);
  if (!pending || alone.kind === "calls") return alone;
  const together = readings(pending, text).map((combined) => understand(combined, context));
  const settled = together.find((one) => one.kind === "calls");
  if (settled) return settled;
  // "yes" to an offer that needs one more thing: the next question, not "I did not understand".
  const next = yes.test(text)
    ? together.find((one) => one.kind === "say" && /^(What|Which|Who|Where|When|How)\b.*\?$/.test(one.text))
    : undefined;
  return next ?? alone;
}

type Pending = { asked: string; question: string };

/** The question that the last reply ended with, and the message that it answered. */
function pendingQuestion({ messages }: ThreadContext, text: string): Pending | null {
  // The person's message may be among the thread's already.
  const earlier =
    messages.at(-1)?.role === "user" && messages.at(-1)?.content === text ? messages.slice(0, -1) : messages;
  const reply = earlier.at(-1);
  const asked = earlier.slice(0, -1).findLast((message) => message.role === "user");
  if (reply?.role !== "assistant" || !asked || !/\?\s*$/.test(reply.content)) return null;
  return { asked: asked.content, question: reply.content };
}

const yes =
  /^\s*(yes|yep|yeah|yup|sure|ok|okay|please|please do|do it|do that|go ahead|ja|klar|gern|si|sí|vale|claro)[\s.!]*(please|bitte|por favor)?[\s.!]*$/i;
const ordinals: readonly [RegExp, number][] = [
  [/^\W*(?:the )?(?:first|former|1st|erste[nrs]?|primer[ao]?)(?: one)?\W*$/i, 0],
  [/^\W*(?:the )?(?:second|2nd|zweite[nrs]?|segund[ao])(?: one)?\W*$/i, 1],
  [/^\W*(?:the )?(?:third|3rd|dritte[nrs]?|tercer[ao]?)(?: one)?\W*$/i, 2],
  [/^\W*(?:the )?(?:last|latter|letzte[nrs]?|ultim[ao])(?: one)?\W*$/i, -1],
];

/** What the answer may stand for in the earlier message, the likeliest first. */
function readings({ asked, question }: Pending, text: string): string[] {
  const answer = chosen(question, text);
  if (/^What should the caption say/.test(question)) {
    const wish = /caption|text|title|untertitel|titel|texto/i.test(asked) ? asked : "add a caption";
    return [`${wish} saying "${text.replaceAll('"', "'")}"`];
  }
  if (/^Which part should go/.test(question)) return [`${asked} and drop the ${text}`];
  const offered = boldIn(question);
  if (yes.test(text)) return offered.length === 1 ? [offered[0] ?? "", `${asked}, no wait, ${offered[0]}`] : [];
  return [`${asked}, no wait, ${answer}`, `${asked} ${answer}`, `${asked} to ${answer}`, `${asked} at ${answer}`];
}

const boldIn = (question: string): string[] =>
  [...question.matchAll(/\*\*([^*]+)\*\*/g)].map((match) => match[1] ?? "");

function chosen(question: string, text: string): string {
  const offered = boldIn(question);
  const place = ordinals.find(([pattern]) => pattern.test(text))?.[1];
  return place === undefined ? text : (offered.at(place) ?? text);
}
