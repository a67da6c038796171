import { set } from "../times/words.ts";
import type { Token } from "../words/lexer.ts";
import { isImperative } from "./imperative.ts";
import { determiners, finiteVerbs, helping, questioning, withVerb, wordAt } from "./sentence.ts";

/** People, of whom something is told: "customers don't need it", "my boss watched it". */
export const people = set(
  `i we they he she people customer customers client clients user users viewer viewers prospect prospects boss manager ceo cto pm po team
  marketing sales legal support management leadership designer designers developer developers dev devs engineer engineers colleague
  colleagues coworker intern everyone everybody nobody somebody someone anyone folks guys investors board stakeholders qa lawyer lawyers
  partner partners reviewer reviewers teammate audience wife husband friend kids`,
);
/** Somebody and what they do: "customers don't need it", "Sara from sales asked for it", unlike "we cut the login". */
export function isOfPeople(tokens: readonly Token[], from = 0): boolean {
  if (withVerb.has(wordAt(tokens, from)) && !/^(?:its|thats|theres|itll|youll)$/.test(wordAt(tokens, from)))
    return true;
  const at = tokens.slice(from, from + 4).findLastIndex(({ word }) => people.has(word)) + from;
  if (at < from || tokens.slice(from, at).some((token) => token.kind !== "word" || finiteVerbs.has(token.word)))
    return false;
  // "our biggest customer", "Sara from sales", "a guy on the team"
  const isNamed = at === from || determiners.has(wordAt(tokens, from)) || belonging.has(wordAt(tokens, from + 1));
  if (!isNamed) return false;
  const verb = wordAt(tokens, at + 1);
  if (belonging.has(verb))
    return tokens.slice(at + 2, at + 6).some(({ word }) => finiteVerbs.has(word) || isPast(word));
  if (verb === "" || questioning.has(wordAt(tokens, from))) return false;
  if (finiteVerbs.has(verb) || helping.has(verb) || peopleDo.has(verb) || isPast(verb)) return true;
  return ["i", "we", "they"].includes(wordAt(tokens, at)) && at === from && !isImperative(tokens, at + 1);
}
const isPast = (word: string): boolean => /[^e]ed$/.test(word) || word === "understood";
const belonging = set("from in of at on and or");
const peopleDo = set(
  `cares care thinks feels notices notice gives give minds mind keep keeps want wants need needs love loves hate hates like likes use uses see sees get gets lose loses know knows ask asks complain
  complains expect expects prefer prefers miss misses hates miss lost saw got went gave made had felt told`,
);
