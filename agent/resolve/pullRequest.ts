import { looksLike, wordsOf } from "../words.ts";
import { isLoose } from "./vocabulary.ts";

type Titled = { title: string; branch?: string };

/** What a person's words for a pull request come to: one, several that they fit as well, or none. */
export type Named<One> =
  | { kind: "found"; pullRequest: One }
  /** They fit, but say more that fits nothing: worth a question. */
  | { kind: "likely"; pullRequests: One[] }
  | { kind: "unknown" };

const emptyWords = new Set(
  wordsOf(`a an the this that these those it its of on in at to into for with and or but my our your their his her we you i me us he she
    they is are was were be been got get gets have has had do does did will would should could can may might just only also still now
    then there here when where which who what how why all any some no not so very really please pls thanks thank hi hey hello ok okay um uh
    one ones thing things stuff new newest latest current change changes changed pr mr pull request merge branch feature ticket work
    about around from by as up out go ahead like want need needs make made let lets nice quick short good great little bit
    record recording video clip demo film capture show showing shows see open opened customer customers client team people user users
    before after side compare comparison something anything everything it someone somebody personal personalised personalized
    today tomorrow tonight monday tuesday wednesday thursday friday morning afternoon evening week meeting call standup
    der die das den dem des ein eine einen einem einer und oder mit von vom fur im am an auf zu zum zur bitte mal den neue neuen neuer
    el la los las un una de del con por para favor y o que nuevo nueva cambio cambios`),
);

/** The words that may name something, each once. */
export const tellingWords = (text: string): string[] => [
  ...new Set(wordsOf(text).filter((word) => word.length > 2 && !emptyWords.has(word) && !isLoose(word))),
];

/** "redrawn" and "redraw", "cards" and "card", a slip. */
const isSame = (a: string, b: string): boolean => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short === long || (short.length >= 4 && long.startsWith(short)) || looksLike(a, b);
};

const fits = (word: string, { title, branch = "" }: Titled): boolean =>
  wordsOf(`${title} ${branch}`).some((other) => isSame(word, other));

/**
 * Finds the pull request that a person's words name by its title or its branch. A word counts the less the more pull requests
 * have it, and not at all when all of several have it.
 */
export function pullRequestNamed<One extends Titled>(text: string, pullRequests: readonly One[]): Named<One> {
  const words = tellingWords(text);
  const weighed = words.map((word) => {
    const having = pullRequests.filter((one) => fits(word, one));
    const isCommon = having.length === pullRequests.length && pullRequests.length > 1;
    return { having, weight: having.length === 0 || isCommon ? 0 : 1 / having.length };
  });
  const scored = pullRequests
    .map((pullRequest) => ({
      pullRequest,
      matched: weighed.filter(({ having, weight }) => weight > 0 && having.includes(pullRequest)).length,
      score: weighed.reduce((sum, { having, weight }) => sum + (having.includes(pullRequest) ? weight : 0), 0),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const [best] = scored;
  if (!best) return { kind: "unknown" };
  const equals = scored.filter(({ score }) => score === best.score).map(({ pullRequest }) => pullRequest);
  // Half of what was said has to be in its title, or two words.
  const isSure = best.matched >= 2 || best.matched * 2 >= words.length;
  return equals.length === 1 && isSure
    ? { kind: "found", pullRequest: best.pullRequest }
    : { kind: "likely", pullRequests: equals };
}
