import { set } from "../../words.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import { leadIns } from "./sentence.ts";

/** What a video may be for: "for the newsletter", "for privacy reasons", "for tomorrow's review", "for a customer". */
const purposes = set(
  `reason reasons sake newsletter website homepage landing site blog blogpost post posts tweet deck slides pitch investors docs documentation
  changelog readme onboarding training booth tv campaign announcement article release audience sales marketing team customer customers client
  clients prospect prospects boss ceo manager press demo talk keynote linkedin twitter social stakeholders partners colleagues portfolio`,
);
/** What a video may have to be ready for: "before the demo tomorrow". */
const events = set(
  `meeting meetings call calls launch presentation review reviews talk standup retro keynote board event conference webinar pitch demo release
  show deadline interview workshop summit hands`,
);
const heads = set("page post day deck media site week meeting version call announcement blog section");
const days = set(
  "today tomorrow tonight later next this week month morning afternoon evening noon monday tuesday wednesday thursday friday on at",
);
const ends = set("at when to in with on which that by into as is are was it we i they and or from of");
const longest = 6;

const isPurposeWord = (preposition: string, { kind, word }: Token): boolean =>
  kind === "word" && (events.has(word) || (preposition === "for" && purposes.has(word)));

/** Where a purpose that begins at `from` is over: after "for the launch post", "before the demo on Friday". Null where none begins. */
export function purposeEnd(tokens: readonly Token[], from: number): number | null {
  const preposition = wordAt(tokens, from);
  if (preposition !== "for" && preposition !== "before") return null;
  let end: number | null = null;
  for (let at = from + 1; at < Math.min(tokens.length, from + longest); at += 1) {
    const token = tokens[at];
    if (token?.kind !== "word" || token.isName || ends.has(token.word)) break;
    if (isPurposeWord(preposition, token) || (end === at && heads.has(token.word))) end = at + 1;
  }
  while (end !== null && days.has(wordAt(tokens, end))) end += 1;
  return end;
}

/** "this is for our sales team", "we need it for the launch", "I'm preparing a talk": what a video is wanted for. */
export function tellsPurpose(tokens: readonly Token[]): boolean {
  const opens = tokens.findIndex(({ kind, word }) => kind === "word" && !leadIns.has(word));
  if (!tellers.has(wordAt(tokens, opens)) || tokens.some(({ word }) => denying.has(word))) return false;
  return tokens.slice(opens + 1).some(({ word }) => purposes.has(word) || events.has(word));
}
const tellers = set("i we im were it its this thats they my our the wir ich es das");
const denying = set("not dont doesnt isnt cant no never but nicht kein");

/** "for privacy reasons", at the head of these tokens. */
export const opensPurpose = (tokens: readonly Token[], from: number): boolean => purposeEnd(tokens, from) !== null;

/** "for the newsletter | it has to be short": the sentence begins where its purpose ends. */
export const endsPurpose = (current: readonly Token[], next: Token): boolean =>
  current.length > 1 && next.kind === "word" && purposeEnd([...current, next], 0) === current.length;
