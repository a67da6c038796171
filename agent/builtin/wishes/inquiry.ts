import { set } from "../../words.ts";
import { type Intent, intents } from "../grammar/row.ts";
import type { Token } from "../words/lexer.ts";

/**
 * Questions about how things are: "who added the caption?", "has it been approved?", "what was version 2?". They want an answer,
 * and no deed; "is it possible to …", "how about …" and "do you have it as a gif" ask for one in the form of a question.
 */
const be = "(?:is|are|am|was|were|do|does|did|has|have|had|can|will|would|should|happens|happened|s)";
const inquiries: readonly RegExp[] = [
  /^(?:who|whose|whos|why|warum|wieso|weshalb|wer|quien|cuales|por que)\b(?! (?:not|dont (?:you|we)|wouldnt (?:you|we)|cant (?:you|we)))/,
  /^(?:how|hows)\b(?! (?:about|if|it|its|that|this|the|we|i|they|he|she)\b)/,
  new RegExp(`^(?:whats|wheres|whens|(?:what|which|when|where) (?:\\w+ ){0,2}${be})\\b(?! (?:if|about)\\b)`),
  /^(?:is|isnt|are|arent|was|wasnt|were|has|hasnt|did|didnt|does|doesnt) (?:the|it|this|that|there|any|my|our|your|you|we|they|he|she|i|someone|somebody|anyone|anybody|anything|something|nothing|everyone|everything|all|legal|marketing)\b(?! (?:possible|a way|any way|a chance|any chance|okay if|ok if|able))/,
  /^what (?:takes|makes|would)\b(?! (?:it be|you say))/,
  // "is 42 s too long for Slack?"
  /^(?:is|isnt|are|arent|would|wouldnt|ist|sind|es|son) (?:(?:about |around )?(?:#|half an?|an?|one|eine|un) ?)(?:s|secs?|seconds?|mins?|minutes?|sekunden?|minuten?|segundos?|minutos?)\b/,
  /^(?:do|dont|have|havent|had) (?:you|we|i|they|people)\b(?! (?:mind|to))/,
  /^(?:was|welche[rsn]?|wo|wann|wie) (?:\w+ ){0,2}(?:ist|sind|war|waren|hat|hast|haben|wird|geht|gibt|heisst|steht)\b/,
  /^(?:ist|sind|war|waren|hat|haben|gibt) (?:das|der|die|es|ein|eine|du|ihr|er|sie|wir|jemand)\b(?! (?:moglich|okay|ok))/,
  /^(?:que|cual|donde|cuando|cuanto|cuantos) (?:\w+ ){0,2}(?:es|son|esta|estan|hay|ha|has|dice|hiciste|significa)\b/,
];
const generic =
  "(?:videos|clips|things|stuff|websites|sites|pages|prs|pull requests|gifs|mp4s|demos|recordings|repos|repositories|edits|formats|styles|digests|faces|captions|files|languages|seiten|dinge|webseiten|cosas|paginas|gifs)";
const abilities = new RegExp(
  `^(?:can|could|do|does|are|kannst|konnt|puedes) (?:you|i|we|it|this|aura|one|people|du|ihr|man|tu)\\b.*(?<!\\b(?:the|my|our|your|these|those|all|both|two|three|die|unsere|los|las) )\\b${generic}(?: (?:too|at all|as well|auch|tambien))?$`,
);
const explanations = /^(?:tell me|explain|describe|erklar|erklare|explica|explicame)\b(?! (?:when|once|if))/;
/** "when they type the coupon could you zoom in": a wish after all. */
const asksDeed = / (?:can|could|would|will) (?:you|we)\b| (?:please|pls|plz|bitte)\b/;
const openers =
  /^(?:(?:so|and|but|hey|hi|hello|ok|okay|well|um|oh|aura|wait|btw|also|now|und|also|aber|y|pero|by the way)\s+)+/;

const plain = (tokens: readonly Token[]): string =>
  tokens
    .filter((token) => token.kind !== "mark")
    .map((token) => (token.kind === "word" ? token.word : "#"))
    .join(" ")
    .replace(openers, "");

/** "can you make gifs?", unlike "can you make a gif?": of what can be done at all. */
export const asksAbility = (tokens: readonly Token[]): boolean => abilities.test(plain(tokens));

export function isInquiry(tokens: readonly Token[]): boolean {
  const text = plain(tokens);
  if (asksAbility(tokens) || explanations.test(text)) return true;
  return !asksDeed.test(text) && inquiries.some((pattern) => pattern.test(text));
}

/** "why is the pointer so tiny?" is a complaint. */
export const isComplaint = (tokens: readonly Token[]): boolean =>
  tokens.some(({ word }) => ["why", "warum", "wieso"].includes(word)) &&
  tokens.some(({ word }) => set("so too still zu tan").has(word));

/** What a question about it does not ask for. */
const deeds = intents(
  "trim cut cut_what split shorten lengthen speed zoom zoom_out crop cursor_emphasis style_preset caption redact remove_edit revert redo rerecord record_what review_approve review_soft review_reject share share_what cancel cancel_digest schedule_digest",
);
export const isDeed = (intent: Intent): boolean => deeds.includes(intent);
