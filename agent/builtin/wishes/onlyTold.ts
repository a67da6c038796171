import type { Row } from "../grammar/row.ts";
import type { Token } from "../lexer.ts";
import { hasSlot } from "./details.ts";
import { isComplaint, isDeed, isInquiry } from "./inquiry.ts";
import { isOfPeople } from "./people.ts";
import { isPraise, isPraiseBut, pleasing } from "./praise.ts";
import { opensPurpose } from "./purpose.ts";
import { leadIns } from "./sentence.ts";
import type { Said } from "./wish.ts";

/** Whether a clause that has the words of a wish only tells or asks something. `follows`: a wish stands before it. */
export function asksNothing(row: Row, { tokens, seen, mood }: Said, follows: boolean): boolean {
  if (isPraise(tokens) || isPraiseBut(tokens) || (mood === "tells" && isOthersDoing(tokens))) return true;
  if (isDeed(row.intent) && isInquiry(tokens) && !isComplaint(tokens)) return true;
  switch (row.intent) {
    // "my boss is going to love this"
    case "review_soft":
      return isOfPeople(tokens);
    // "too long for the newsletter, 30 s max"
    case "export":
      return follows && opensPurpose(tokens, 0);
    // "the digest was helpful"
    case "schedule_digest":
      return mood === "tells" && !hasSlot(seen) && !seen.has("every", "daily", "weekly", "monthly", "weekdays");
    default:
      return false;
  }
}

/** "I already sent it", "I'll share it myself", "we cut a release yesterday": done, or done by others. */
const isOthersDoing = (tokens: readonly Token[]): boolean =>
  isOfPeople(tokens.filter(({ word }) => !leadIns.has(word) && !pleasing.has(word))) &&
  tokens.some(({ word }) => ["myself", "ourselves", "already", "yesterday"].includes(word));
