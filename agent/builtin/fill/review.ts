import type { Reading } from "../words/reading.ts";
import { ask, calls, type Filled, tell } from "./filled.ts";

/** To "love it": praise is no approval, which others may rely on. */
const PLEASED = "Glad you like it! Say **approve** to sign it off, or **export** for the file.";

const FEWEST_WORDS = 4;

/** Praise; "perfect. Wednesday doesn't need to be in there": a wish that was not understood beside it is not passed over. */
export function fillPraise(chatter: readonly Reading[]): Filled {
  const wish = chatter.find(
    (one) =>
      one.all("word").length >= FEWEST_WORDS &&
      (one.has("not", "noneOf", "remove") || one.word("skip", "need", "lose", "enough")),
  );
  return wish
    ? ask(`Glad you like it! I did not understand “${wish.source.trim()}”: what should I change?`)
    : tell(PLEASED);
}

export const fillReview = (decision: "approved" | "rejected", note: string | null): Filled =>
  calls({ tool: "review", input: { decision, ...(note ? { note } : {}) } });

/** "take the approval back", "I never asked you to approve it": of the version that was approved last. */
export function fillWithdrawal({ context }: Reading): Filled {
  const approved = context.versions.findLast(({ review }) => review?.state === "approved");
  if (!approved) return ask("No version here is approved, so there is nothing to take back. Shall I **reject it**?");
  const note = "The approval was taken back.";
  return calls({ tool: "review", input: { decision: "rejected", version: approved.version, note } });
}
