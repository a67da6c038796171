import { set } from "../../words.ts";
import { type Token, wordToken } from "../words/lexer.ts";

const viewers =
  "(?:(?:the |our |my |all )?(?:viewers?|people|users?|audience|watchers?|customers?|folks|everyone|everybody|them|clients?|team)(?: (?:watching|who watch(?:es)?))?)";
const tellings = new RegExp(
  `^(?:(?:please|can|could|you|then|and|also|just|we|should) )*(?:let ${viewers} know|(?:tell|inform|remind) ${viewers}|(?:mention|point out|explain|note|announce|state|clarify|spell out)(?: to ${viewers})?)(?= |$)`,
);
const moments = set("at when while once from during as after before where");

/**
 * "let the viewers know at 0:29: …", "mention when the cart opens that …": a caption, whose words come after a colon, "that" or
 * in quotation marks. Null when nothing says when or in which words, as in "let people know that it is done".
 */
export function toldToViewers(tokens: readonly Token[]): Token[] | null {
  const words = tokens.map(({ kind, word }) => (kind === "word" ? word : "#"));
  const opening = tellings.exec(words.join(" "))?.[0];
  const [first] = tokens;
  if (opening === undefined || !first) return null;
  if (tokens.some(({ kind }) => kind === "channel" || kind === "email" || kind === "handle")) return null;
  const from = opening.split(" ").length;
  const isTimed = (until: number): boolean => words.slice(from, until).some((word) => moments.has(word));
  const colon = tokens.findIndex((token, at) => at >= from && token.kind === "mark" && token.mark === ":");
  const that = words.indexOf("that", from);
  const added = ["add", "a", "caption"].map((word) => wordToken(word, first));
  if (tokens.some(({ kind }) => kind === "quoted")) return [...added, ...tokens.slice(from)];
  if (colon > 0 && colon < tokens.length - 1) return [...added, ...tokens.slice(from)];
  const mark = tokens[that];
  if (!mark || !isTimed(that) || that === tokens.length - 1) return null;
  return [...added, ...tokens.slice(from, that), wordToken("saying", mark), ...tokens.slice(that + 1)];
}
