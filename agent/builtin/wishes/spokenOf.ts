import { set } from "../../words.ts";
import { type Match, match } from "../grammar/match.ts";
import { intents, type Row } from "../grammar/row.ts";
import { namesSomething } from "../words/grounding.ts";
import type { Token } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import { hasSlot, lacksObject } from "./details.ts";
import { thingsIn } from "./things.ts";
import type { Read, SaidWish } from "./wish.ts";

/** "I can't read the coupon box, zoom there": the words for the object, from the remark before the wish; none when it has its own. */
export function objectSpokenOf(
  { row, seen }: Pick<SaidWish, "row" | "seen">,
  remark: Reading | undefined,
  read: Read,
): readonly Token[] {
  if (!remark || row.repeats !== "element" || hasSlot(seen) || !lacksObject(seen, row)) return [];
  const said = existing(remark.clause.tokens);
  const from = said.findLastIndex((token) => set("the that this den das die el la").has(token.word));
  const verb = said.findIndex((token, at) => at > from && set("is are was has needs ist es").has(token.word));
  const object = said.slice(Math.max(0, from), verb > 0 ? verb : said.length);
  const thing = read(object);
  // "the pointer is distracting, hide it"
  const isCursor = row.intent === "redact" && thing.has("cursor");
  return isCursor || namesSomething(thing, ["zoom", "redact"]) ? object : [];
}

/** "there is a customer's email on the login page": what there is. */
function existing(tokens: readonly Token[]): readonly Token[] {
  const [first, second] = tokens;
  const isOne = ["theres", "thats", "its"].includes(first?.word ?? "");
  const isTwo = set("there that this it").has(first?.word ?? "") && ["is", "are"].includes(second?.word ?? "");
  if (!isOne && !isTwo) return tokens;
  const thing = tokens.slice(isOne ? 1 : 2);
  const end = thing.findIndex(({ word }) => ["on", "in", "at"].includes(word));
  return end > 0 ? thing.slice(0, end) : thing;
}

const completable = intents("zoom cursor_emphasis caption redact crop");

/** "the pointer gets lost, make it bigger": what is asked for has a meaning together with what the remark speaks of. */
export function meantTogether(
  tokens: readonly Token[],
  remark: Reading,
  read: Read,
  intents = completable,
): { row: Row; reading: Reading } | null {
  if (!tokens.some(({ word }) => set("it that them this es das lo").has(word))) return null;
  for (const thing of thingsIn(remark.clause.tokens)) {
    const reading = read([...thing, ...tokens]);
    const found: Match | null = match(reading);
    if (found && !found.declined && !found.row.remark && intents.includes(found.row.intent))
      return { row: found.row, reading };
  }
  return null;
}
