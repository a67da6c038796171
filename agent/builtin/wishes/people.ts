import { set } from "../../words.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import { isKnownWord } from "../words/spelling.ts";
import { isImperative } from "./imperative.ts";
import { determiners, finiteVerbs, helping, withVerb } from "./sentence.ts";

/** People, of whom something is told: "customers don't need it", "my boss watched it". */
export const people = set(
  `i we they he she people customer customers client clients user users viewer viewers prospect prospects boss manager ceo cto pm po team
  marketing sales legal support management leadership designer designers developer developers dev devs engineer engineers colleague
  colleagues coworker intern everyone everybody nobody somebody someone anyone folks guys investors board stakeholders qa lawyer lawyers
  partner partners reviewer reviewers teammate audience wife husband friend kids`,
);
/** Somebody and what they do: "customers don't need it", "Sara from sales asked for it", unlike "we cut the login". */
export function isOfPeople(tokens: readonly Token[], from = 0): boolean {
  if (withVerb.has(wordAt(tokens, from)) && !set("its thats theres itll youll").has(wordAt(tokens, from))) return true;
  if (isSomebody(tokens[from]) && acts(tokens, from + 1)) return true;
  const at = tokens.slice(from, from + 4).findLastIndex(({ word }) => people.has(word)) + from;
  if (at < from || tokens.slice(from, at).some((token) => token.kind !== "word" || finiteVerbs.has(token.word)))
    return false;
  // "our biggest customer", "Sara from sales", "a guy on the team"
  const isNamed = at === from || determiners.has(wordAt(tokens, from)) || belonging.has(wordAt(tokens, from + 1));
  if (!isNamed) return false;
  const verb = wordAt(tokens, at + 1);
  if (verb === "") return false;
  if (belonging.has(verb) || acts(tokens, at + 1)) return acts(tokens, at + 1);
  return ["i", "we", "they"].includes(wordAt(tokens, at)) && at === from && !isImperative(tokens, at + 1);
}
/** "Rita from the reseller is waiting", "Ben reviews it": a name that is no word. */
const isSomebody = (token: Token | undefined): boolean =>
  token?.kind === "word" && /^\p{Lu}\p{Ll}/u.test(token.raw) && !isKnownWord(token.word);

/** Whether a verb of somebody stands there, or soon after "from sales". */
function acts(tokens: readonly Token[], at: number): boolean {
  const verb = wordAt(tokens, at);
  if (belonging.has(verb))
    return tokens.slice(at + 1, at + 5).some(({ word }) => finiteVerbs.has(word) || isPast(word));
  return finiteVerbs.has(verb) || helping.has(verb) || peopleDo.has(verb) || isPast(verb);
}
const isPast = (word: string): boolean => /[^e]ed$/.test(word) || word === "understood";
const belonging = set("from in of at on and or");
const peopleDo = set(
  `cares care thinks feels notices notice gives give minds mind keep keeps want wants need needs love loves hate hates like likes use uses see sees get gets lose loses know knows ask asks complain
  watch watches view views read reads look looks open opens complains expect expects prefer prefers miss misses hates insists reviews thinks hopes reckons works wrote writes lost saw got went gave made had felt told`,
);
