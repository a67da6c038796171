import { set } from "../../words.ts";
import type { Token } from "../words/lexer.ts";
import { people } from "./people.ts";
import { copulas, determiners, helping, leadIns } from "./sentence.ts";

export const liking = set("like love likes loves liked loved enjoy enjoyed adore dig");
export const pleasing = set(
  "great good nice perfect fine lovely awesome amazing cool neat ok okay brilliant beautiful excellent fantastic wonderful superb sweet solid right",
);
const comparing = set("better more most less if would dont not without to but too than prefer");
/** "I like the zoom on the button", "the caption is great": what pleases is to stay as it is. */
export function isPraise(tokens: readonly Token[]): boolean {
  if (tokens.some(({ word }) => comparing.has(word))) return false;
  const words = tokens.filter((token) => token.kind !== "mark");
  const verb = words.slice(0, 4).findIndex(({ word }) => liking.has(word));
  const isLiking = words
    .slice(0, Math.max(0, verb))
    .every(({ word }) => people.has(word) || leadIns.has(word) || helping.has(word));
  if (verb >= 0 && isLiking && (determiners.has(words[verb + 1]?.word ?? "") || words[verb + 1]?.word === "how"))
    return true;
  const is = words.findIndex(
    ({ word }) => copulas.has(word) || word === "looks" || word === "look" || word === "works",
  );
  const told = words.slice(is + 1).filter(({ word }) => !helping.has(word) && !degrees.has(word));
  return is >= 2 && determiners.has(words[0]?.word ?? "") && told.length === 1 && pleasing.has(told[0]?.word ?? "");
}
/** "everything is good except the login": what is said after it is meant. */
export function isPraiseBut(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex(({ word }) => ["except", "apart", "besides"].includes(word));
  return at > 1 && tokens.slice(0, at).some(({ word }) => pleasing.has(word));
}
const degrees = set("itself overall otherwise very so quite pretty super absolutely totally now though already");
