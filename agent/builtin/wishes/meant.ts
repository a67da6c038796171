import { set } from "../../words.ts";
import { type Intent, intents } from "../grammar/row.ts";
import type { Reading } from "../words/reading.ts";
import { isPronounOnly } from "./details.ts";
import { isProviso } from "./proviso.ts";
import type { Wish } from "./wish.ts";

/**
 * What was really asked for: "looks good" before a wish is praise, a complaint beside a rejection its
 * reason, and "keep the rest" nothing of its own.
 */
export function withoutAsides(wishes: readonly Wish[], message: Reading): Wish[] {
  const wanted = wishes.filter((wish) => isMeant(wish, wishes, message));
  if (wanted.length > 0 || message.has("thanks")) return wanted;
  const praise = wishes.findIndex(({ row }) => row.intent === "review_soft");
  return wishes.filter(({ row }, at) => row.intent !== "review_soft" || at === praise);
}

function isMeant({ row, reading, mood }: Wish, wishes: readonly Wish[], message: Reading): boolean {
  const has = (...intents: Intent[]): boolean => wishes.some((wish) => intents.includes(wish.row.intent));
  const isAlone = wishes.length === 1;
  // "I'm fine with it as long as the email is blurred": not of this version.
  if (row.intent === "review_approve" && wishes.some((wish) => isProviso(wish.reading))) return false;
  if (row.intent === "review_soft" || row.intent === "leave") return false;
  if (row.intent === "review_approve" && (isHedged(reading) || isTakenBack(reading, message))) return !has(...editing);
  switch (row.intent) {
    case "unsupported":
      return !has("review_reject");
    case "redo":
      return !has("rerecord");
    case "cut_what":
      // "throw it all out and start from the original"
      if (has("revert") && isPronounOnly(reading)) return false;
      return isAlone || !isEdgeOnly(reading);
    case "cut":
      // "skip the intro, start at 6 seconds"
      if (has("trim")) return !isEdgeOnly(reading);
      break;
    case "shorten":
      // "it's 19 seconds again, I want it at 12"
      if (isAlone) return true;
      // "make it shorter, only from when he types": how
      return (mood !== "tells" || !tellsLength(reading)) && !(reading.times.length === 0 && wishes.some(keepsOnly));
    case "trim":
      if (has("cut") && keepsToo(reading)) return false;
      break;
  }
  return !(has("review_reject") && row.intent !== "review_reject" && reading.has("wrong"));
}

/** "only from the checkout on" */
const keepsOnly = ({ row, reading }: Wish): boolean =>
  row.intent === "trim" && reading.word("only", "just", "nur", "solo");

/** "cut the login but keep the coupon": that stays, and with it all else. */
const keepsToo = (reading: Reading): boolean =>
  reading.has("keep") && reading.times.length === 0 && !reading.word("only", "just", "solo", "nur");

/** The length that the video has. */
const tellsLength = ({ times, lengthMs }: Reading): boolean => {
  const lengths = times.flatMap((item) => (item.kind === "duration" ? [item.ms] : []));
  return lengths.length > 0 && lengths.every((ms) => Math.abs(ms - lengthMs) <= 1000);
};

const editing = intents(
  "cut trim shorten speed zoom crop redact caption remove_edit cursor_emphasis style_preset split cut_what",
);
/** "lgtm but cut the first 3 seconds" */
function isTakenBack({ clause }: Reading, message: Reading): boolean {
  const end = clause.tokens.at(-1)?.end ?? 0;
  const next = message.clause.tokens.find(({ start, kind }) => start >= end && kind === "word");
  return set("but just except only though").has(next?.word ?? "");
}
/** "lgtm mostly, just …": not yet. */
const isHedged = (reading: Reading): boolean =>
  reading.oneOf(set("mostly almost nearly overall otherwise except apart besides basically once if after until"));

const edges =
  "can go should has to must lose drop cut intro beginning start end ending outro opening rest remainder everything else others it the that whats what comes came before after earlier boring skip keep remove cut leave as is all".split(
    " ",
  );
const isEdgeOnly = ({ clause }: Reading): boolean =>
  clause.tokens.every(
    (token, at) =>
      token.kind === "mark" ||
      edges.includes(token.word) ||
      clause.phrases.some(({ from, to, concepts }) => at >= from && at < to && concepts.has("remove")),
  );
