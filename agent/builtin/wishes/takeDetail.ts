import { set } from "../../words.ts";
import { placeIn } from "../grammar/place.ts";
import { has } from "../words/clause.ts";
import { wordAt } from "../words/lexer.ts";
import { hasAddress, namesSiteOfSomebody } from "./belongs.ts";
import { namesDay } from "./clauses.ts";
import { detailConcepts, hasSlot, lacksObject, opensClause, repeatsWish } from "./details.ts";
import type { Gathered } from "./gathered.ts";
import { isOfPeople } from "./people.ts";
import { isPraise } from "./praise.ts";
import { opensPurpose } from "./purpose.ts";
import { meantTogether } from "./spokenOf.ts";
import type { Said, Wish } from "./wish.ts";

/** Takes a clause without a meaning of its own: a detail of the wish before it, or of the one that follows, or chatter. */
export function takeDetail(gathered: Gathered, said: Said): void {
  const { last, held } = gathered;
  if (held.length === 0 && completesRemark(gathered, said)) return;
  if (!last || held.length > 0) takeEarly(gathered, said);
  else takeOf(gathered, last, said);
}

/** "the pointer gets lost, make it bigger" */
function completesRemark({ chatter, wishes, read }: Gathered, { tokens, mood }: Said): boolean {
  const remark = chatter.at(-1);
  const together = remark && mood !== "tells" ? meantTogether(tokens, remark, read) : null;
  if (together) wishes.push({ ...together, mood });
  return together !== null;
}

/** "at 0:20, …", "every Monday: …": before any wish. */
function takeEarly({ held, chatter }: Gathered, { tokens, seen, mood }: Said): void {
  // "it's 140 pixels wide. Zoom on it": how things are
  const isMeasure = mood === "tells" && set("its it thats that the").has(wordAt(tokens, 0));
  const isFact =
    isMeasure &&
    seen.times.length === 0 &&
    tokens.every(({ kind }) => kind === "word" || kind === "mark" || kind === "number");
  const isAside = isFact || (mood === "tells" && (isOfPeople(tokens) || isPraise(tokens)));
  const mayBelong =
    (opensClause(tokens) && mood !== "tells") ||
    namesDay(tokens) ||
    hasSlot(seen) ||
    seen.has("daily", "weekly", "monthly", "weekdays", "begin", "finish", "trim", "keep");
  if (!isAside && mayBelong) held.push(...tokens);
  else chatter.push(seen);
}

/** After a wish: more of it, the same for something else, a correction, or nothing. */
function takeOf(gathered: Gathered, last: Wish, said: Said): void {
  const { tokens, seen, mood, corrects } = said;
  if (corrects && gathered.replaceTime(last, seen)) return;
  // "the cursor is hard to spot, make it bigger"
  const together = last.mood === "tells" && mood === "asks" ? meantTogether(tokens, last.reading, gathered.read) : null;
  if (together?.row.intent === last.row.intent) {
    gathered.wishes.splice(-1, 1, { ...together, mood });
    return;
  }
  if (mood === "tells" && !isDetailTold(last, said)) {
    gathered.chatter.push(seen);
    return;
  }
  // "demos for Ben Ott at ottwerk.de and Mia Sand at sandundsee.de"
  if (last.row.intent === "record" && [last.reading, seen].every(namesSiteOfSomebody)) {
    const whom = last.reading.clause.tokens.filter(
      ({ raw, word }) => raw === ":" || ["for", "fur", "para"].includes(word),
    );
    gathered.repeat(last, [...whom.slice(0, 1), ...tokens]);
    return;
  }
  if (isAnotherCaption(last, said)) gathered.repeat(last, tokens);
  else if (last.row.takesAnything) gathered.extend(last, said);
  // "cut the wrong code part, that's 2 to 8 sec or so": the same part, in figures.
  else if (last.row.repeats === "span" && tellsWhere(said)) gathered.replaceObject(last, tokens);
  else if (has(seen.clause, "not")) return;
  else if (corrects) gathered.replaceObject(last, tokens);
  // "drop it in our Discord, channel #community"
  else if (last.row.repeats === "address" && hasAddress(seen) && !hasAddress(last.reading)) gathered.extend(last, said);
  else if (repeatsWish(last, seen, tokens) && !lacksObject(last.reading, last.row)) gathered.repeat(last, tokens);
  else if (saysHow(last, said)) gathered.extend(last, said);
  else gathered.chatter.push(seen);
}

/** 'a caption "One" when the code is typed, and "Two" when it is accepted' */
const isAnotherCaption = ({ row, reading }: Wish, { tokens }: Said): boolean =>
  row.intent === "caption" &&
  reading.first("quoted") !== undefined &&
  !reading.has("change", "remove") &&
  tokens[0]?.kind === "quoted";

/** "blur the email, it shows up at 0:10", unlike "it bothers me every time" and "I have a meeting at 3". */
function isDetailTold(last: Wish, { tokens, seen }: Said): boolean {
  if (last.row.intent === "review_reject") return true;
  if (isPraise(tokens)) return false;
  if (isOfPeople(tokens) || opensPurpose(tokens, 0)) return hasAddress(seen);
  return last.row.takesAnything === true || hasSlot(seen, "said");
}

const tellsWhere = ({ tokens, seen }: Said): boolean =>
  set("thats its that it das es eso").has(wordAt(tokens, 0)) && seen.times.some(({ kind }) => kind === "span");

/** Where, when or how much. */
const saysHow = (last: Wish, { tokens, seen }: Said): boolean =>
  hasSlot(seen) ||
  repeatsWish(last, seen, tokens) ||
  (last.row.intent === "speed" && placeIn(seen) !== null) ||
  detailConcepts.some((concept) => seen.has(concept));
