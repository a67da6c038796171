import type { Reading } from "../words/reading.ts";
import { ask, calls, type Filled } from "./filled.ts";

/** To "love it": praise is no approval, which others may rely on. */
export const PLEASED = "Glad you like it! Say **approve** to sign it off, or **export** for the file.";

export const fillReview = (decision: "approved" | "rejected", note: string | null): Filled =>
  calls({ tool: "review", input: { decision, ...(note ? { note } : {}) } });

/** "take the approval back", "I never asked you to approve it": of the version that was approved last. */
export function fillWithdrawal({ context }: Reading): Filled {
  const approved = context.versions.findLast(({ review }) => review?.state === "approved");
  if (!approved) return ask("No version here is approved, so there is nothing to take back. Shall I **reject it**?");
  const note = "The approval was taken back.";
  return calls({ tool: "review", input: { decision: "rejected", version: approved.version, note } });
}
