import type { Token } from "../lexer.ts";

const joiners = new Set(
  "and then also plus but afterwards dann und danach aber y luego despues ademas pero sowie und".split(" "),
);
const separators = new Set([",", ";", ".", "!", "?", "\n", "&", "+"]);
/** The clauses of a message: what stands between "and", "then", commas and full stops. */
export function splitClauses(tokens: readonly Token[]): Token[][] {
  const clauses: Token[][] = [];
  let current: Token[] = [];
  const close = (): void => {
    if (current.length > 0) clauses.push(current);
    current = [];
  };
  for (const [at, token] of tokens.entries()) {
    if (splitsHere(tokens, at, current)) close();
    else current.push(token);
  }
  close();
  return clauses;
}

function splitsHere(tokens: readonly Token[], at: number, current: readonly Token[]): boolean {
  const token = tokens[at];
  if (token?.kind === "mark") {
    if (token.mark === "—") return tokens[at - 1]?.kind === "word" && tokens[at + 1]?.kind === "word";
    return separators.has(token.mark) && !keepsTogether(tokens, at, current);
  }
  if (token?.kind !== "word" || !joiners.has(token.word)) return false;
  return !keepsTogether(tokens, at, current);
}

/** "between A and B", "before and after", "monday and thursday", "a minute and a half", "and" between two addresses. */
function keepsTogether(tokens: readonly Token[], at: number, current: readonly Token[]): boolean {
  const word = (index: number): string => (tokens[index]?.kind === "word" ? (tokens[index]?.word ?? "") : "");
  const here = word(at);
  if (here === "but" && ["all", "everything", "anything", "nothing"].includes(word(at - 1))) return true;
  const isDay = (text: string): boolean => dayWord.test(text);
  if (tokens[at]?.raw === "," && isDay(word(at - 1)) && (isDay(word(at + 1)) || isDay(word(at + 2)))) return true;
  const isAnd = here === "and" || here === "und" || here === "y" || tokens[at]?.raw === "&";
  if (!isAnd) return false;
  const isAddress = (token: Token | undefined): boolean => token?.kind === "email" || token?.kind === "channel";
  if (isAddress(tokens[at - 1]) && isAddress(tokens[at + 1])) return true;
  const opened = current.findLastIndex((token) => ["between", "zwischen", "entre"].includes(token.word));
  if (opened >= 0 && !current.slice(opened).some((token) => token.word === "and")) return true;
  if (word(at + 1) === "a" && ["half", "quarter"].includes(word(at + 2))) return true;
  if (/^(before|vorher|antes)$/.test(word(at - 1)) && /^(after|nachher|despues)$/.test(word(at + 1))) return true;
  if (word(at - 1) === "nice" || word(at - 1) === "look" || word(at - 1) === "quick") return true;
  return isDay(word(at - 1)) && isDay(word(at + 1));
}

const dayWord =
  /^(mon|tues|wednes|thurs|fri|satur|sun)?days?$|^(mon|tues?|weds?|thurs?|thu|fri|sat|sun)$|tags?$|^(lunes|martes|miercoles|jueves|viernes|sabado|domingo)s?$/;
