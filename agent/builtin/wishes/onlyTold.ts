import { set } from "../../words.ts";
import type { Row } from "../grammar/row.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import { hasSlot } from "./details.ts";
import { asksAbility, isComplaint, isDeed, isInquiry } from "./inquiry.ts";
import { isOfPeople } from "./people.ts";
import { isPraise, isPraiseBut, pleasing } from "./praise.ts";
import { opensPurpose } from "./purpose.ts";
import { leadIns } from "./sentence.ts";
import type { Said } from "./wish.ts";

/** Whether a clause that has the words of a wish only tells or asks something. `follows`: a wish stands before it. */
export function asksNothing(row: Row, { tokens, seen, mood }: Said, follows: boolean): boolean {
  if (isPraise(tokens) || isPraiseBut(tokens)) return true;
  if (mood === "tells" && row.intent !== "rerecord" && isOthersDoing(tokens)) return true;
  if (isDeed(row.intent) && isInquiry(tokens) && !isComplaint(tokens)) return true;
  if (isThanksFor(tokens) || isGivenUp(tokens) || isOwnPlan(tokens)) return true;
  switch (row.intent) {
    // "the form is cut off": in the picture
    case "cut":
    case "cut_what":
      return (
        mood === "tells" &&
        /\b(?:is|are|gets|looks) (?:a bit |partly |still )?(?:cut|cropped|chopped) (?:off|away)$/.test(seen.source)
      );
    // "my boss is going to love this", "the customer signed the contract", "can I approve this?"
    case "review_soft":
    case "review_approve":
      return isOfOthers(tokens) || asksLeave(tokens) || tellsOfLaunch(tokens) || tellsOutcome(tokens);
    // "they hide the price": what is wrong with what stands there
    case "redact":
      return hidesIt.test(seen.clause.tokens.map(({ word }) => word).join(" "));
    // "something is stuck on our side"
    case "status":
      return seen.word("our", "my", "their") && seen.word("side", "end") && !seen.isQuestion;
    // "I'm a simple man"
    case "style_preset":
      return set("im were hes shes").has(wordAt(tokens, 0)) && seen.word(...kindsOfPeople);
    // "too long for the newsletter, 30 s max"
    case "export":
      // "it's going into the release notes"
      return (
        (follows && opensPurpose(tokens, 0)) ||
        asksAbility(tokens) ||
        (mood === "tells" && seen.has("platform") && !seen.has("exporting", "exportVerb", "gif", "mp4"))
      );
    // "…, customer demo in an hour": why
    case "record_what":
      return follows && mood === "open" && !seen.has("record", "make", "demo", "show");
    // "which is better, square or vertical?"
    case "crop":
      return seen.isQuestion && mood === "open" && seen.word("or", "oder", "o");
    // "the digest was helpful"
    case "schedule_digest":
      return mood === "tells" && !hasSlot(seen) && !seen.has("every", "daily", "weekly", "monthly", "weekdays");
    default:
      return false;
  }
}

const hidesIt =
  /^(?:(?:because|cause|as|since|and|but|so|sonst) )*(?:they|those|these|both|it|that|this)(?: (?:both|all|just|really|kind of|would|might|will|currently|now|still))* (?:hides?|covers?|obscures?|conceals?|masks?|verdeck(?:en|t)|tapan?)\b/;

/** "thanks for jumping on that so fast": what is done already. */
const isThanksFor = (tokens: readonly Token[]): boolean => {
  const from = tokens.findIndex(({ word }) => set("thanks thank thx danke gracias kudos props").has(word));
  return from >= 0 && from < 3 && tokens.slice(from, from + 5).some(({ word }) => ["for", "fur", "por"].includes(word));
};

/** "forget the square idea" */
const isGivenUp = (tokens: readonly Token[]): boolean => {
  const said = withoutLeadIn(tokens);
  const last = said.findLast(({ kind }) => kind === "word")?.word ?? "";
  return set("forget scrap skip drop").has(wordAt(said, 0)) && set("idea plan thought suggestion").has(last);
};

/** "will write tomorrow": by the one who says it. */
const isOwnPlan = (tokens: readonly Token[]): boolean => {
  const said = withoutLeadIn(tokens);
  return wordAt(said, 0) === "will" && !set("you u it this that ya").has(wordAt(said, 1));
};

/** What somebody else does or did is no word of the one who says it. */
const isOfOthers = (tokens: readonly Token[]): boolean => {
  const said = withoutLeadIn(tokens);
  return isOfPeople(said) && !set("i we ive weve id ill").has(wordAt(said, 0));
};

/** "where the coupon is accepted", "once it gets approved": what is seen in the video. */
const tellsOutcome = (tokens: readonly Token[]): boolean => {
  const at = tokens.findIndex(({ word }) => accepted.has(word));
  const before = tokens.slice(0, at).map(({ word }) => word);
  return at > 1 && passive.has(before.at(-1) ?? "") && before.some((word) => conjunctions.has(word));
};
const accepted = set("accepted approved confirmed akzeptiert angenommen aceptado");
const passive = set("is was gets got being been wird wurde ist es fue");
const conjunctions = set("where when while once after before until wo wenn sobald cuando donde");

const kindsOfPeople = ["man", "woman", "guy", "girl", "person", "people", "folks", "soul", "team"] as const;

/** "they go live at four", "our shop went live": what happens, unlike "go live" and "this can go live". */
const tellsOfLaunch = (tokens: readonly Token[]): boolean => {
  const at = tokens.findIndex(({ word }, index) => launching.has(word) && wordAt(tokens, index + 1) === "live");
  return at > 0 && tokens[at - 1]?.kind === "word" && !leads.has(wordAt(tokens, at - 1));
};
const launching = set("go goes went going");
const leads = set("can may could should to lets please and then now ok okay must so us will good just it");

/** "can I approve this?" asks for leave, unlike "can you approve this?". */
const asksLeave = (tokens: readonly Token[]): boolean => {
  const said = withoutLeadIn(tokens);
  return modals.has(wordAt(said, 0)) && set("i we they he she").has(wordAt(said, 1));
};
const modals = set("can could may might should shall must do does did am are");

const withoutLeadIn = (tokens: readonly Token[]): readonly Token[] =>
  tokens.slice(
    Math.max(
      0,
      tokens.findIndex(({ kind, word }) => kind !== "mark" && !leadIns.has(word)),
    ),
  );

/** "I already sent it", "I'll share it myself", "we cut a release yesterday": done, or done by others. */
const isOthersDoing = (tokens: readonly Token[]): boolean =>
  (isOfPeople(tokens) && tokens.slice(0, 5).some(({ word }) => wasDone.has(word))) ||
  (isOfPeople(tokens.filter(({ word }) => !leadIns.has(word) && !pleasing.has(word))) &&
    tokens.some(({ word }) => set("myself ourselves already yesterday").has(word)));
const wasDone = set("wrote made did sent watched showed tried checked typed clicked added built shipped spent");
