import type { ThreadContext } from "../../context.ts";
import type { PullRequest } from "../../forge.ts";
import { pullRequestNamed } from "../../resolve/pullRequest.ts";
import { ordinalNamed } from "../../resolve/vocabulary.ts";
import { wordsOf } from "../../words.ts";
import { read } from "../words/read.ts";

const asksWhich = /(?:Which (?:pull request|one) should I record|Do you mean \*\*\d).*\?\s*$/s;
const MOST_WORDS = 14;
const agrees = /^\W*(?:yes|yep|yeah|yup|sure|ok|okay|right|exactly|correct|ja|genau|si|sí|claro)\b/i;
const declines = /^\W*(?:no|nope|nah|none|neither|nein|keine[rs]?|ninguno)\b/i;

/**
 * The number of the pull request that an answer to "Which pull request should I record?" chooses among those that the question
 * offered: "3", "the third one please", "number three, the cards", "the one with the coupon". Null when it chooses none.
 */
export function pullRequestChosen(question: string, text: string, context: ThreadContext): number | null {
  if (!asksWhich.test(question) || wordsOf(text).length > MOST_WORDS) return null;
  const offered = offeredIn(question);
  const tokens = read(text, context);
  const numbers = tokens.flatMap((token) =>
    token.kind === "pr" ? [token.number] : token.kind === "number" ? [token.value] : [],
  );
  const numbered = offered.find(({ number }) => numbers.includes(number));
  if (numbered) return numbered.number;
  if (numbers.length > 0 || declines.test(text)) return null;
  if (agrees.test(text) && offered.length === 1) return offered[0]?.number ?? null;
  const named = pullRequestNamed(text, offered);
  if (named.kind === "found") return named.pullRequest.number;
  const words = wordsOf(text);
  const place = words.map(ordinalNamed).find((ordinal) => ordinal !== undefined);
  return (place === undefined ? undefined : offered.at(place > 0 ? place - 1 : place))?.number ?? null;
}

/** "**2** (Choose the delivery day)": as the question names them. */
const offeredIn = (question: string): Pick<PullRequest, "number" | "title">[] =>
  [...question.matchAll(/\*\*(\d+)\*\* \(([^)]*)\)/g)].map(([, number = "", title = ""]) => ({
    number: Number(number),
    title,
  }));
