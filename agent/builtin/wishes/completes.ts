import { stepCaptions } from "../fill/stepCaptions.ts";
import { match } from "../grammar/match.ts";
import { verbTokens } from "./details.ts";
import type { Gathered } from "./gathered.ts";
import type { SaidWish, Wish } from "./wish.ts";

/** A way in which a clause bears on the wish before it; false when it does not. */
export type Way = (gathered: Gathered, last: Wish, said: SaidWish) => boolean;

/** "record the new page, https://acme.com", "demo for sarah connor, sarah@acme.com": what was to be recorded comes after. */
export const completesRecording: Way = (gathered, last, { row, tokens, seen }) => {
  const isWhom = row.intent === "share" && !seen.has("share");
  if (last.row.intent !== "record_what" || (row.intent !== "record" && !isWhom)) return false;
  const reading = gathered.read(gathered.joined(last.reading.clause.tokens, tokens));
  const found = match(reading);
  if (found?.row.intent !== "record") return false;
  gathered.wishes.splice(-1, 1, { ...last, row: found.row, reading });
  return true;
};

/** "top of the screen, caption: Now in beta": where it stands is said first. "Captions please, a text for each step": all of them. */
export const completesCaption: Way = (gathered, last, { row, tokens, seen, mood }) => {
  if (row.intent !== "caption" || last.row.intent !== "caption" || last.reading.first("quoted")) return false;
  const isOpen = last.mood === "open" && verbTokens(last).length === 0 && seen.first("quoted") !== undefined;
  const isOfSteps = stepCaptions(seen) !== null && stepCaptions(last.reading) === null;
  if (!isOpen && !isOfSteps) return false;
  gathered.replaceLast(row, [...last.reading.clause.tokens, ...tokens], mood);
  return true;
};

/** "download link please, something I can play in PowerPoint": the one file that the link would lead to. */
export const saysFor: Way = ({ read }, last, { row, tokens }) => {
  const isLink = last.row.intent === "share_what" && last.reading.word("download");
  if (!isLink || row.intent !== "export") return false;
  last.row = row;
  last.reading = read([...last.reading.clause.tokens, ...tokens]);
  return true;
};

/** "forward it to my manager, john@acme.com": the address comes after. */
export const completesSending: Way = (gathered, last, said) => {
  const { row, seen } = said;
  if (last.row.intent !== "share_what" || row.intent !== "share" || seen.has("share")) return false;
  gathered.replaceLast(row, gathered.joined(last.reading.clause.tokens, said.tokens), last.mood);
  return true;
};
