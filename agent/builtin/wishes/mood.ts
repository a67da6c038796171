import { set } from "../../words.ts";
import { concepts } from "../lexicon/lexicon.ts";
import { clauseOf } from "../words/clause.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import { isImperative, isVerdict } from "./imperative.ts";
import { isOfPeople } from "./people.ts";
import { opensProviso } from "./proviso.ts";
import { opensPurpose } from "./purpose.ts";
import { opensCause, opensGoal, opensRemark, opensTopic } from "./reasons.ts";
import {
  copulas,
  determiners,
  finiteVerbs,
  helping,
  leadIns,
  questioning,
  requestOpeners,
  subjects,
  withVerb,
} from "./sentence.ts";

/** `asks`: somebody is told or begged to do something. `tells`: how things are, or why. `open`: neither is plain to see. */
export type Mood = "asks" | "tells" | "open";

const requestPairs = set(
  `id_like wed_like id_love wed_love i_want we_want i_need we_need id_prefer wed_prefer id_rather make_sure any_chance what_about
  you_could you_can i_prefer we_prefer i_wanna we_wanna i_suggest we_suggest i_propose i_vote i_recommend ich_mochte ich_will ich_hatte wir_wollen me_gustaria por_favor i_would we_would i_wish we_wish`,
);
const stressing = set("still really actually definitely would noch immer wirklich todavia realmente");
const duties = set("should shall must needs ought gotta soll sollte sollen muss musste debe deberia deben need");
/** What people need is told of them; what the product needs is asked for. */
const needs = set("need needs");
const dutyPairs = set(
  "would_be would_like would_love would_prefer need_to has_to have_to can_go can_be could_be could_use could_do can_come should_go tiene_que hay_que kann_weg",
);

/** How a clause is meant, by its first words and its verb. */
export function moodOf(tokens: readonly Token[]): Mood {
  const from = tokens.findIndex((token) => token.kind !== "mark" && !leadIns.has(token.word));
  if (from < 0) return "open";
  const pair = (at: number): string => `${wordAt(tokens, at)}_${wordAt(tokens, at + 1)}`;
  // "I still want it shorter"
  const pairOver = (at: number): string =>
    stressing.has(wordAt(tokens, at + 1)) ? `${wordAt(tokens, at)}_${wordAt(tokens, at + 2)}` : "";
  if (isVerdict(tokens, from) || opensProviso(tokens, from)) return "asks";
  if (opensCause(tokens, from)) return "tells";
  if (opensPurpose(tokens, from) || opensRemark(tokens, from) || opensGoal(tokens, from)) return "tells";
  if (opensReport(pair(from)) || (opensTopic(tokens) && tokens.length > 2)) return "tells";
  if (isWishTold(tokens, from)) return "asks";
  if (isCondition(tokens, from) || isErrand(tokens, from)) return "tells";
  // "I'd trim the front": a proposal
  if (
    ["id", "wed"].includes(wordAt(tokens, from)) &&
    isImperative(tokens, from + 1) &&
    !saying.has(wordAt(tokens, from + 1))
  )
    return "asks";
  if (
    stateAlone.test(
      tokens
        .slice(from)
        .map(({ raw }) => raw.toLowerCase())
        .join(" "),
    )
  )
    return "tells";
  // "way too long", "zooms too shaky"
  if (wordAt(tokens, from) === "too" || wordAt(tokens, from + 1) === "too") return "tells";
  if (isDismissal(tokens)) return "tells";
  if (isProposal(tokens, from)) return "asks";
  const isAsking = tokens.some(
    (token, at) =>
      (at === from && requestOpeners.has(token.word)) ||
      set("please pls plz bitte").has(token.word) ||
      (at === from && (requestPairs.has(pair(at)) || requestPairs.has(pairOver(at)))) ||
      (duties.has(token.word) && !isHelping(tokens, at) && !(needs.has(token.word) && isOfOthers(tokens, from))) ||
      (dutyPairs.has(pair(at)) && !(needs.has(token.word) && isOfOthers(tokens, from))),
  );
  if (isAsking || isImperative(tokens, from)) return "asks";
  return isOfPeople(tokens, from) || statesSomething(tokens, from) ? "tells" : "open";
}

/** "still a bit long though", "still feels slow", "2 seconds too long still", "3 secs over": how it is. */
const stateAlone =
  /^(?:still |now |feels |looks |seems |only |just |about |around |a (?:bit|little|tad|touch) |quite |rather |pretty |way |\d+(?:\.\d+)? ?(?:s|secs?|seconds?) )+(?:too )?(?:long|short|slow|fast|big|small|close|dark|early|late|over)(?: still| though| tho| now| for me| then)*$/;

/** "all I want is a square version": what is wanted. */
const isWishTold = (tokens: readonly Token[], from: number): boolean =>
  ["all", "what", "alles", "todo"].includes(wordAt(tokens, from)) &&
  tokens.slice(from + 1, from + 4).some(({ word }) => wanting.has(word)) &&
  tokens.slice(from + 2, from + 6).some(({ word }) => copulas.has(word));
const wanting = set("want wanted need needed wants will mochte brauche quiero necesito");

/** "we can skip the login": unlike "we can see it", and "we can export it ourselves". */
function isProposal(tokens: readonly Token[], from: number): boolean {
  const verb = from + (leadIns.has(wordAt(tokens, from + 2)) ? 3 : 2);
  const isWe = ["we", "wir"].includes(wordAt(tokens, from)) && proposing.has(wordAt(tokens, from + 1));
  const concepts = clauseOf(tokens).phrases.find((phrase) => phrase.from === verb)?.concepts;
  return isWe && concepts !== undefined && proposed.some((concept) => concepts.has(concept));
}
const proposing = set("can could might konnen konnten");
const proposed = concepts("remove trim shorten faster slower crop redact");

/** "nobody needs the login", "the phone doesn't have to be in there": beside nothing else, to say so is to ask for it to go. */
export const isDismissal = (tokens: readonly Token[]): boolean =>
  dismissal.test(tokens.map(({ word }) => word).join(" "));
const dismissal =
  /\b(?:nobody|no one|noone) needs\b|\b(?:isnt|arent|is not|are not|not|no longer)(?: really)? (?:needed|necessary|required)\b|\b(?:neednt|need not|(?:doesnt|dont|does not|do not)(?: really)? (?:need|have) to) be (?:in|there|shown|included|part)\b|\b(?:braucht (?:niemand|keiner)|brauchen wir nicht|no hace falta|no hacen falta)\b/;

/** "looks like it got stuck", "according to Ben …", "is only waiting there": how things seem. */
const opensReport = (pair: string): boolean => reports.has(pair);
const reports = set(
  `looks_like sounds_like seems_like seems_to looks_as according_to turns_out is_only is_just is_too is_not is_boring is_very`,
);

/** "I have to leave in five minutes": what the one who says it has to do. */
const isErrand = (tokens: readonly Token[], from: number): boolean =>
  ["i", "we"].includes(wordAt(tokens, from)) &&
  duty.has(wordAt(tokens, from + 1)) &&
  wordAt(tokens, from + 2) === "to" &&
  errands.has(wordAt(tokens, from + 3));
const duty = set("have need got");
const errands = set("leave go run head catch travel fly rush join attend jump eat sleep board");
const saying = set("say write show call");

/** "if the login is longer than 5 seconds": when it is to be done. */
const isCondition = (tokens: readonly Token[], from: number): boolean =>
  ["if", "unless"].includes(wordAt(tokens, from)) &&
  !["you", "possible", "we"].includes(wordAt(tokens, from + 1)) &&
  tokens.slice(from + 1, from + 8).some(({ word }) => finiteVerbs.has(word)) &&
  !tokens.some(({ raw }) => raw === ",");

/** "they only need the coupon part": what others need. */
const isOfOthers = (tokens: readonly Token[], from: number): boolean =>
  isOfPeople(tokens, from) && !["i", "we"].includes(wordAt(tokens, from));

/** "I don't need", "no need to": what is not necessary is no duty. */
const isHelping = (tokens: readonly Token[], at: number): boolean =>
  set("dont no not doesnt didnt still").has(wordAt(tokens, at - 1));

/** A subject and its verb: "the login is boring", "nothing happens there", "I can't read that". */
function statesSomething(tokens: readonly Token[], from: number): boolean {
  const first = wordAt(tokens, from);
  // "she is away but | wants to be kept posted": somebody spoken of before
  if (wishing.has(first)) return true;
  if (withVerb.has(first)) return true;
  // "customer is not interested", "video is too long"
  if (copulas.has(wordAt(tokens, from + 1)) || copulas.has(wordAt(tokens, from + 2)))
    return !questioning.has(first) && ["word", "pr"].includes(tokens[from]?.kind ?? "");
  if (!subjects.has(first) && !determiners.has(first)) return false;
  const second = wordAt(tokens, from + 1);
  // "it belongs to a customer", "that would help"
  if (pronouns.has(first) && (helping.has(second) || /[a-z]s$/.test(second))) return true;
  // "they cover the toast"
  if (first === "they" && tokens[from + 1]?.kind === "word") return true;
  return tokens.slice(from + 1, from + 9).some((token) => token.kind === "word" && finiteVerbs.has(token.word));
}
const pronouns = set("it this that he she");
const wishing = set("wants likes loves hates thinks hopes");
