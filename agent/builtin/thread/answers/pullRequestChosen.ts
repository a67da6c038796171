import type { ThreadContext } from "../../../context.ts";
import type { Offer } from "../../../resolve/offers.ts";
import { pullRequestNamed } from "../../../resolve/pullRequest.ts";
import { ordinalNamed } from "../../../resolve/vocabulary.ts";
import type { ToolInput } from "../../../tools/inputs.ts";
import { wordsOf } from "../../../words.ts";
import { read } from "../../words/read.ts";
import { agrees } from "./answerWords.ts";

const MOST_WORDS = 14;

/**
 * The pull request that an answer to "Which one should I record?" chooses: "3", "the third one please", "number three, the
 * cards", "the one with the coupon". Where nothing was offered the tool looks for the title. Null when it chooses none.
 */
export function pullRequestChosen(
  offers: readonly Offer[],
  text: string,
  context: ThreadContext,
): Pick<ToolInput<"record">, "pr" | "title"> | null {
  const words = wordsOf(text);
  if (words.length > MOST_WORDS) return null;
  const numbers = read(text, context).flatMap((token) =>
    token.kind === "pr" ? [token.number] : token.kind === "number" ? [token.value] : [],
  );
  const isOffered = (one: number): boolean => offers.some(({ value }) => Number(value) === one);
  const numbered = numbers.find(isOffered) ?? (offers.length === 0 ? numbers[0] : undefined);
  if (numbered !== undefined) return { pr: numbered };
  if (numbers.length > 0) return null;
  const [first] = offers;
  if (first && offers.length === 1 && agrees(words[0] ?? "")) return { pr: Number(first.value) };
  const named = pullRequestNamed(
    text,
    offers.map(({ value, title = "" }) => ({ value, title })),
  );
  if (named.kind === "found") return { pr: Number(named.pullRequest.value) };
  const place = words.map(ordinalNamed).find((ordinal) => ordinal !== undefined);
  const chosen = place === undefined ? undefined : offers.at(place > 0 ? place - 1 : place);
  if (chosen) return { pr: Number(chosen.value) };
  const mayBeTitle = offers.length === 0 && /\p{L}{4}/u.test(text) && !/\?\s*$/.test(text);
  return mayBeTitle ? { title: text } : null;
}
