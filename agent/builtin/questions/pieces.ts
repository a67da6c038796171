import { fold } from "../../words.ts";
import { isInquiry } from "../wishes/inquiry.ts";
import { moodOf } from "../wishes/mood.ts";
import { pleasing } from "../wishes/praise.ts";
import { determiners } from "../wishes/sentence.ts";
import { lex } from "../words/lexer.ts";
import { pronouns } from "./asked.ts";
import { withoutRetreats } from "./onlyAsked.ts";

/** A message in its questions and everything else. */
export type Piece = {
  /** As it was written. */
  text: string;
  /** Folded, without apostrophes, marks and what people say before they come to the point. */
  words: string;
  /** How things are is asked; a request in the form of a question is none. */
  isQuestion: boolean;
  /** It cannot be taken for a part of a request. */
  isPlain: boolean;
  /** A question mark ends it. */
  isAsked: boolean;
  /** What is asked if not that: "or is it gone?" */
  orElse?: string;
};

/** What people say before they come to the point. */
const leadIns =
  /^(?:(?:so|and|but|or|hey|hi|hello|ok|okay|well|um+|uh+|hmm?|oh|ah|aura|wait|btw|also|now|then|yeah|yes|no(?! (?:zooms?|captions?|blurs?|cuts?|edits?|crops?)\b)|nah|thanks|thank you|thx|great|good|fine|right|cool|nice|perfect|lovely|just|quick question|question|one more (?:thing|question)|(?:two|three|a few|some|a couple of|my|more) questions|by the way|sorry|please|alright|all right|first|at least|meanwhile|und|oder|aber|also|ja|nein|doch|danke|bitte|hallo|moin|sag mal|y|o|pero|oye|hola|gracias|por favor|bueno|vale|entonces)\s+)+/;
/** "tell me …", "I was just asking …": what follows is asked, whatever the order of its words. */
const tellings =
  /^(?:(?:can|could|would|will) (?:you|u) (?:please |kindly |also |just )?(?:tell|remind|let|show) (?:me|us)(?: again| know)?|(?:please )?tell me(?: again)?|(?:(?:can|could|would|will) (?:you|u) )?(?:please )?(?:double ?)?(?:check|verify|confirm|see)(?: again| quickly)? (?=if|whether|ob|si\b)|(?:(?:can|could|would|will) (?:you|u) )?(?:please )?(?:verify|confirm)(?: again| quickly)? (?=that\b)|let me know|remind me(?: again)?|show me (?=which|what|where|how|who|if|whether|the (?:list|chapters|versions|edits))|(?:i|we)(?: really)?(?: just| only)? (?:want|wanted|need|would like|would love) to know|(?:id|wed) (?:like|love) to know|(?:i was|im|i am|we were)? ?(?:just |only )?(?:asking|wondering|curious)|do you (?:happen to )?know|any (?:idea|clue)|(?:(?:can|could|would|will) (?:you|u) (?:please )?)?(?:list|name|show me|give me a list of) (?=the (?:list|edits|changes|chapters|sections|versions|zooms|captions|blurs|cuts)|all\b|which|what|every)|kannst du mir sagen|sag(?:st)? (?:du )?(?:mir|uns)|weisst du|ich wollte (?:nur |blo(?:ss|s) )?(?:wissen|fragen)|ich frage(?: mich)?(?: nur)?|(?:me )?puedes decir(?:me)?|dime|sabes|(?:quisiera|quiero|queria) (?:saber|preguntar)|solo pregunt(?:o|aba))\b\s*/;
/** How a question about the state begins. */
const openers =
  /^(?:(?:can|could) (?:i|we|it|that|this) (?:still|later|always) |(?:can|could) (?:i|we) (?:get|have|bring) (?:it|that|this|them) back|kann (?:ich|man) .*\bnoch .*ruckgangig|any(?:thing)? (?:boring|idle|dull|dead|pauses?)\b|what|whats|which|who|whos|whose|whom|when|whens|where|wheres|why|how|hows|at (?:what|which)|(?:for|since|until|till) (?:how long|when)|if|whether|is|isnt|are|arent|was|wasnt|were|has|hasnt|have|havent|had|did|didnt|does|doesnt|do|still|am|can (?:anyone|anybody|everyone|everybody|somebody|someone|others|other people|people|strangers|they|the|my|our|his|her|it|this|that)|could (?:anyone|anybody|people|it|this)|will (?:anyone|anybody|everyone|people|they|the|my|it|this|that)|(?:can|could) (?:i|we|you|u|one|viewers|somebody|someone|anyone|anybody|people|they) (?:(?:still|even|actually|really|clearly|now|fully|properly|ever) )*(?:see|read|make out|recogni[sz]e)|(?:describe|summari[sz]e|sum up) (?:the|this|my|our) (?:video|clip|recording|demo)$|(?:can|could|may) (?:i|we) (?:send|post|upload|attach|share|see|put|mail)|would (?:it|this|that|the|anyone|people)|wer|wen|wem|wessen|was|wo|wie|wann|warum|wieso|welche[rsnm]?|ist|sind|war|waren|hat|haben|kann (?:jeder|jemand|man|ich|das|es|der|die|mein|meine)|konnen (?:alle|andere|die|wir)|konnte (?:ich|man|das)|gibt|passt|sieht|sehen|steht|liegt|darf|ob|ya no|sale|salen|aparece|que|quien|quienes|cual|cuales|donde|cuando|cuanto|cuantos|cuantas|cuanta|como|por que|es|esta|estan|hay|tiene|cabe|se|sigue|siguen|ha sido|lo ha|puedo|pueden|puede|si)\b/;
/** Requests in the form of questions, and questions about what is possible. */
const requests =
  /^(?:how (?:about|do i|do you|can i|can we|do we|would i|to|does one)|what (?:about|if)|why (?:not|dont|cant|wont)|(?:is it|would it be|is there) (?:possible|a way|any way|a chance|any chance)|do you (?:support|mind|think|want|have)|(?:can|could|will) (?:it|this|that|the) .*\b(?:be made|be a bit|be cut|be shorter)|(?:can|could) (?:it|this|that|they|the(?: \w+){1,4}?) (?:please |maybe |also |just )?(?:start|begin|end|stop|last|stay|come|appear|go|say)\b|(?:can|could) the (?:\w+ ){0,2}(?:caption|text|title|one) read\b|como (?:puedo|hago|se)|wie (?:kann|mache|geht)|que tal si|que (?:dure|sea|este|no|quede|salga|vaya|tenga|se vea|empiece|termine)|es posible|ist es moglich|si (?:puedes|es posible)|if (?:you|its|it is|possible|so|not|yes|no)|do (?:it|that|the|a|an|the same|both|all)|have (?:it|the|a|them)|that\b|was du\b)/;
const elliptical =
  /^(?:(?:still |already |yet )?(?:approved|blurred|hidden|covered|cropped|square|vertical|zoomed)(?: yet| already| still| now)?|any(?:thing)? (?:boring|idle|dull|dead|still)\b.*|any (?:pauses?|waiting|lulls?)\b.*|any(?:thing)? (?:(?:personal|private|sensitive)(?: (?:still|left|visible|to see|in (?:it|there)))*|blurred|hidden|cut|zoomed(?: in)?|cropped|captions?|zooms?|blurs?|cuts?)(?: yet| in (?:it|there|here)| so far| now)?|(?:file ?|and (?:the )?)?size|(?:the )?length|duration|(?:really )?(?:all|both|each|every(?: single)? one)(?: of (?:them|those|these|it))?)$/;

const SOFT = /((?:\s*,\s*|\s+[-–—]\s+|\s+)(?=(?:and|or|but|und|oder|aber|y|o|pero)\s)|\s*,\s+)/iu;
/** "… I was just asking how long it is": said on without a stop. */
const saidOn =
  /(\s+)(?=(?:i was|i'm|i am|ich wollte|solo pregunt)\s*(?:just |only |nur )?(?:asking|wondering|wissen|fragen|aba|o\b))/iu;

export function piecesOf(message: string): Piece[] {
  const all: Piece[] = [];
  for (const { text, isAsked } of sentences(withoutRetreats(message))) {
    const last = all.at(-1);
    if (!last?.isQuestion || isAsked || !goesOn.test(text)) all.push(...piecesIn(text, isAsked));
    else all.splice(-1, 1, { ...last, text: `${last.text}? ${text}`, words: `${last.words} ${plainWords(text)}` });
  }
  return all;
}
/** "like also while someone is typing?": more of the question before. */
const goesOn =
  /^\s*(?:(?:and|like|even|also|especially|i mean|meaning|so|say|auch|also|tambi[eé]n|incluso)[\s,]+)*(?:when|while|during|until|wenn|während|mientras|durante)\s(?!.*\b(?:please|can you|could you)\b)/iu;

function piecesIn(text: string, isAsked: boolean): Piece[] {
  const said = isAsked ? text.replace(tags, "") : text;
  const [first = "", ...more] = said.split(SOFT).flatMap((one) => one.split(saidOn));
  const parts = [first];
  for (let at = 0; at < more.length; at += 2) {
    const [between = "", part = ""] = more.slice(at, at + 2);
    if (beginsAnew(part) || otherwise.test(part)) parts.push(part);
    else parts.push(`${parts.pop()}${between}${part}`);
  }
  const pieces: Piece[] = [];
  for (const [at, part] of parts.entries()) {
    const isLast = isAsked && at === parts.length - 1;
    const plain = pieceOf(part, isLast);
    const piece = (isLast && (!plain.isQuestion || said !== text) && statedPiece(part)) || plain;
    const last = pieces.pop();
    pieces.push(...(last ? joined(last, piece) : [piece]));
  }
  return pieces;
}

/** "is it gone or do you still see it": one question; "the error, is it gone?": a question of what is named before it. */
function joined(last: Piece, piece: Piece): Piece[] {
  const text = `${last.text}, ${piece.text}`;
  if (alternative.test(piece.text) && last.isQuestion && yesNo.test(last.words)) {
    const { isAsked } = piece;
    return [{ ...last, text, isAsked, isPlain: last.isPlain || piece.isPlain, orElse: piece.words }];
  }
  if (!piece.isQuestion || !isTopic(last)) return [last, piece];
  const words = piece.words.replace(ofTopic, last.words);
  return words === piece.words ? [last, piece] : [{ ...piece, text, words }];
}
const alternative = /^or\b/i;
/** "the name as well or just the phone" */
const otherwise = /^or (?:just|only|not|rather|even)\b/i;
const yesNo = /^(?:is|isnt|are|arent|was|were|does|did|do|can|could|has|have|will)\b/;
const ofTopic = new RegExp(`(?<=\\S )(?:(?:that|this) one|one\\b(?! (?:can|sees?|reads?|of))|${pronouns.source})`);
/** A thing, and nothing told or asked of it. */
const isTopic = ({ text, words, isQuestion }: Piece): boolean =>
  !isQuestion && determiners.has(words.split(" ")[0] ?? "") && moodOf(lex(text)) === "open";

const tagVerbs = "(?:is|are|was|were|do|does|did|has|have|can|will)";
const tagWho = "(?:it|they|that|this|these|those|you|we|he|she|there|one)";
/** "…, isn't it", "…, right", "…, oder": how things are is said, and asked. */
const tags = new RegExp(
  `(?<=\\S)(?:\\s*,)?\\s+${tagVerbs}(?:n['’]?t| not) ${tagWho}$|(?<=\\S)\\s*[,–—-]+\\s*[¿]?(?:(?:or )?${tagVerbs} ${tagWho}|(?:that['’]?s )?(?:right|correct|true)|am i right|yes|no|yeah|eh|huh|or (?:not|no)|oder(?: nicht)?|nicht(?: wahr)?|gell|stimmts?|verdad|cierto|no es (?:asi|así|cierto))$`,
  "iu",
);
const statement =
  /^(.+?) (?:(is|are|was|were|has|have|isnt|arent|wasnt|ist|sind|wurde|hat|esta|estan|sigue|siguen) (.+))$/;
const contracted: Record<string, string> = { its: "it is", thats: "that is", theyre: "they are", theres: "there is" };

/** "it is blurred, isn't it?", "so the phone is hidden?" as the question that it is; null where no state is told. */
function statedPiece(text: string): Piece | null {
  const words = withoutLeadIn(plainWords(text)).replace(
    /^(?:its|thats|theyre|theres)\b/,
    (word) => contracted[word] ?? "",
  );
  const [, able] =
    /^(?:you|u|we|i|one|people|they) can ((?:(?:still|even|clearly) )?(?:see|read) .+)$/.exec(words) ?? [];
  if (able !== undefined) return { text, words: `can one ${able}`, isQuestion: true, isPlain: true, isAsked: true };
  const deed = /^(?:you|u|we) (?:have |did |already )*(.+)$/.exec(words)?.[1];
  const [, subject, verb, rest] = statement.exec(words) ?? [];
  const isTold =
    !openers.test(words) &&
    !/\b(?:what|which|when|where|who|how)\b/.test(subject ?? "") &&
    moodOf(lex(text)) !== "asks" &&
    !pleasing.has(rest ?? "");
  const asked = deed !== undefined ? `did you ${deed}` : verb ? `${verb} ${subject} ${rest}` : null;
  return asked !== null && isTold ? { text, words: asked, isQuestion: true, isPlain: true, isAsked: true } : null;
}

/** Sentences with whether a question mark ends them; what stands in quotation marks is one word of them. */
function sentences(message: string): { text: string; isAsked: boolean }[] {
  const parts = message.match(/(?:"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|\.(?!\s|$)|[^.?!;\n])+(?:[.?!;\n]+|$)/g) ?? [];
  return parts.map((part) => ({ text: part.replace(/[\s.?!;]+$/, "").trim(), isAsked: /\?\s*$/.test(part) }));
}

export const plainWords = (text: string): string =>
  fold(text)
    // "were" would begin a question.
    .replace(/\bwe['’]re\b/g, "we are")
    .replace(/['’`´]/g, "")
    .replace(/,(?=\s+(?:[\p{L}\p{N}-]+\s+){1,4}(?:and|or|und|oder|y|o)\s)|,(?=\s+(?:also|auch)\s)/gu, " and ")
    .replace(/:(?!\d)|[^\p{L}\p{N}:.#@%×€$-]+/gu, " ")
    .trim();

const withoutLeadIn = (words: string): string => `${words} `.replace(leadIns, "").trim();

/** Whether a part behind "and" or a comma is a sentence of its own: a question, or a request. */
function beginsAnew(part: string): boolean {
  const words = withoutLeadIn(plainWords(part));
  if (tellings.test(words) || (openers.test(words) && !/^(?:if|ob|si|that|do|have|was|es|se)\b/.test(words)))
    return true;
  return moodOf(lex(part)) === "asks";
}

function pieceOf(text: string, isAsked: boolean): Piece {
  const bare = withoutLeadIn(plainWords(text));
  const told = bare
    .replace(tellings, "")
    .replace(
      /^that (?=the|it|my|our|this|there|nothing|nobody|\p{L}+ (?:is|are))/u,
      bare.startsWith("that") ? "that " : "if ",
    );
  const isTold = told !== bare;
  const said = withoutLeadIn(told).replace(also, "");
  // "and no zooms?"
  const words = isAsked ? said.replace(/^no (?=(?:zooms?|captions?|blurs?|cuts?|edits?|crops?)\b)/, "any ") : said;
  const isOpened = openers.test(words) && !requests.test(words) && (isAsked || !/^still\b/.test(words));
  const isQuestion = isTold
    ? words !== "" && !/^(?:when|once) (?:it|its|you)/.test(words)
    : isOpened || (isAsked && elliptical.test(words));
  const isCounted = /^(?:whether|how (?:long|big|large|many|much)|wie (?:lang|gross|viel)|cuant)/.test(words);
  const isPlain = isAsked || isTold || isCounted || (isQuestion && inverted.test(words) && isInquiry(lex(text)));
  return { text, words, isQuestion, isPlain, isAsked };
}

/** "is it gone", "where does it end": no clause of a request, even without a question mark. */
const inverted =
  /^(?:(?:when|where|who|why|how(?: (?:long|many|much|big|fast|slow|close|often|far)(?: \w+)?)?|which ones?) )?(?:is|isnt|are|arent|was|wasnt|were|does|doesnt|did|didnt|has|hasnt)\b/;

/** "is the phone hidden, too": as the thing before it. */
const also = /(?<=\S) (?:too|also|as well|either|auch|ebenfalls|tambien|tampoco)$/;
