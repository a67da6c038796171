import { isLoose, roleNamed } from "../../resolve/vocabulary.ts";
import { set } from "../../words.ts";
import { match } from "../grammar/match.ts";
import { type Intent, intents } from "../grammar/row.ts";
import { concepts } from "../lexicon/lexicon.ts";
import { clauseOf } from "../words/clause.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import { unitWords } from "../words/numbers.ts";
import { lacksObject } from "./details.ts";
import type { Read } from "./wish.ts";

const standAlone = intents("style_preset cursor_emphasis zoom crop shorten redact speed trim cut");
const whole: readonly Intent[] = [
  ...standAlone,
  "caption",
  "remove_edit",
  "revert",
  "export",
  "share",
  "review_approve",
  "review_soft",
];
const verbs = concepts("zoom crop redact add exportVerb share remove trim shorten faster slower");
/** Words after which a verb begins no wish of its own: "to cut", "the export", "don't zoom", "a nice zoom". */
const leadsOn = set(
  `a an the to in on of for at from by as that this these those my our your it its not dont no never without only just i you we they she he
  cant wont and or also more less very too is are be was with into bigger smaller slow fast quick every each any some will can could should
  would must please let make made get give start begin then der die das den zu nicht el la los las un una no se`,
);

/** "lgtm post to #launch", "zoom the button caption it at 0:37": two wishes said in one breath, each whole by itself. */
export function splitRunOn(tokens: readonly Token[], read: Read): [readonly Token[], readonly Token[]] | null {
  for (const phrase of clauseOf(tokens).phrases) {
    const { from } = phrase;
    const before = tokens[from - 1];
    // "crop closer to it": one deed
    if (from === 1 && clauseOf(tokens.slice(0, 1)).phrases.some(({ concepts }) => concepts.has("crop"))) continue;
    // "the caption stays too long": what is said of it
    if (["too", "way", "so"].includes(wordAt(tokens, from))) continue;
    // "2x zoom": how much, and not a wish of its own
    if (!tokens.slice(0, from).some(({ kind }) => kind === "word")) continue;
    if (!before || before.kind === "mark" || leadsOn.has(before.word)) continue;
    if (unitWords.has(before.word) || namesKind(tokens[phrase.to])) continue;
    if (!verbs.some((concept) => phrase.concepts.has(concept)) || from === tokens.length - 1) continue;
    const [left, right] = [tokens.slice(0, from), tokens.slice(from)];
    const [first, second] = [match(read(left)), match(read(right))];
    if (!first || !second || first.declined || second.declined || first.row.intent === second.row.intent) continue;
    if (
      whole.includes(first.row.intent) &&
      whole.includes(second.row.intent) &&
      isOther(first.row.intent, second.row.intent)
    )
      return [left, right];
  }
  return null;
}

/** "the login email box": a name that is a verb elsewhere. */
const namesKind = (token: Token | undefined): boolean =>
  token?.kind === "word" && (roleNamed(token.word) !== undefined || isLoose(token.word));

const kin: readonly (readonly Intent[])[] = [
  ["trim", "cut", "shorten", "speed"],
  ["export", "share"],
];
/** "cut the pauses to make it shorter" is one wish said twice. */
const isOther = (a: Intent, b: Intent): boolean => !kin.some((group) => group.includes(a) && group.includes(b));

/** "the dramatic style with a bigger cursor": two wishes in one clause, each whole by itself. */
export function halvesOf(tokens: readonly Token[], read: Read): [readonly Token[], readonly Token[]] | null {
  const at = tokens.findIndex((token) => ["with", "mit", "con"].includes(token.word));
  if (at <= 0 || at === tokens.length - 1) return null;
  const [left, right] = [tokens.slice(0, at), tokens.slice(at + 1)];
  const [first, second] = [match(read(left)), match(read(right))];
  // "dramatic with zoom 2.5": a setting of the style
  const isSetting = second?.row.intent === "zoom" && lacksObject(read(right), second.row);
  const isPair = first && second && first.row.intent !== second.row.intent && !isSetting;
  return isPair && standAlone.includes(first.row.intent) && standAlone.includes(second.row.intent)
    ? [left, right]
    : null;
}
