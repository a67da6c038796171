import type { ContextShot, ThreadContext } from "../../context.ts";
import { type EditView, lengthOf } from "../../resolve/view.ts";
import { pronouns, targetIn } from "./asked.ts";
import { spokenOf } from "./before.ts";
import { leftOutAnswer } from "./leftOut.ts";
import { allNamed } from "./moments.ts";
import { type AskedSight, pageAnswer, sightAnswer, sightOf } from "./sight.ts";
import { staysOf } from "./whenSeen.ts";

/** How it is asked whether something can be seen. */

const part =
  "(?:fully|completely|wholly|entirely|partly|all|whole|still|inside|within|part of|outside|out of|in|ganz|noch)";
const frame =
  "(?:the )?(?:picture|frame|shot|view|crop|square|image|screen|video|clip|recording|bild|ausschnitt|imagen|cuadro)";
const hiding =
  "hidden|covered|masked|concealed|unreadable|illegible|unrecogni[sz]able|invisible|gone|outside|out of (?:the )?(?:picture|frame|shot|view|sight)|weg|fuera|verdeckt|unkenntlich|unlesbar|unsichtbar|tapad[oa]s?|ocult[oa]s?|cubiert[oa]s?";
const cutting = "(?:cut|cropped|chopped) (?:(?:any|some)thing )?(?:off|away|out)|abgeschnitten|cortad[oa]s?";
const seeing =
  "visible|readable|legible|seen|sees?|reads?|make out|makes out|recogni[sz]\\w*|exposed|shown|in there|in it|still there|(?<=\\b(?:it|they|that|this|one) )there|noch da|todavia esta|sale|salen|aparecen?|lesen|lesbar|sichtbar|erkennen|erkennbar|sehen|sieht|leer|lee|leen|ver|ve|ven|visibles?";

export const asksSight = new RegExp(
  `\\b(?:${hiding}|${cutting}|${seeing}|(?:${part} )*(?:in|inside|within|outside|part of|im|en) ${frame}|im bild|outside)\\b`,
);
const spent = new RegExp(
  `${asksSight.source}|\\b(?:${part}|${frame.replace("(?:the )?", "")}|can|could|one|anyone|anybody|someone|somebody|people|viewers|they|somewhere|anywhere|even|clearly|ever|kann|man|puede|se|any ?more|ya|why|warum|every|each|two|three|four|five|six|seven|eight|off|out|left|inside|outside|fully|not)\\b`,
);
const isYesNo =
  /^(?:is|isnt|are|arent|was|were|does|do|did|can|could|ist|sind|kann|sieht|se|esta|estan|puede|if|whether|ob|si|ya no|sale|salen|aparece|still|hidden|visible|covered|readable)\b/;
/** Whoever may watch the video is asked about, when no thing on screen is named. */
const people = /\b(?:anyone|anybody|everyone|everybody|others?|people|they|boss|team|customers?|clients?|strangers)\b/;

function askedIn(words: string): AskedSight {
  if (new RegExp(`\\b(?:${cutting})`).test(words)) return "cutOff";
  const isNot = /\b(?:not|nicht|no|never|kein\w*)\b/.test(words);
  const isHiding = new RegExp(`\\b(?:${hiding})\\b`).test(words);
  if (isNot === isHiding) return "seen";
  return /\b(?:gone|disappeared|weg|fuera)\b/.test(words) ? "gone" : "hidden";
}

/** "can one read the discount in the square?"; null where nothing on screen is named. */
export function sightTold(view: EditView, said: string, context: ThreadContext): string | null {
  const edge = atEdge.exec(said)?.[1];
  const words = said.replace(atEdge, "");
  if (/\bcrop\w*\b.*\b(?:cut|cover|take|hide)\w*\b.*\b(?:anything|something|any)\b/.test(words))
    return leftOutAnswer(view, true);
  if (outside.test(words)) return leftOutAnswer(view, isYesNo.test(words));
  const isWhy = /^(?:why|warum|por que)\b.*\b(?:not|isnt|nicht|no)\b/.test(words);
  if (!isYesNo.test(words) && !isWhy) return null;
  const target = targetIn(words, spent);
  const isIt = target === "" && pronouns.test(words) && !people.test(words);
  const things = isIt ? spokenOf(context, words) : allNamed(context, words, spent);
  const asked = askedIn(words);
  const [thing] = things;
  if (edge && thing && things.length === 1 && asked === "seen") return atEdgeAnswer(view, thing, edge);
  return (isIt ? null : pageAnswer(view, target, asked)) ?? sightAnswer(view, things, asked, !isWhy);
}

const outside =
  /^(?:what|whats|which|was|welche|que|cuales|(?:is|are|does|do|did) (?:any\w*|some\w*|parts?))\b.*\b(?:outside|cut off|cropped (?:off|out|away)|abgeschnitten|fuera)\b/;
const atEdge = / (?:at|in|by|until|till|am|al) (?:the )?(?:very )?(end|start|beginning|ende|anfang|final|principio)\b/;

/** "is the toast still there at the end?" */
function atEdgeAnswer(view: EditView, thing: ContextShot, edge: string): string {
  const { name, state, told } = sightOf(view, thing, "seen");
  const isEnd = /^(?:end|ende|final)$/.test(edge);
  const isThere = staysOf(view, thing).some(({ startMs, endMs }) =>
    isEnd ? endMs >= lengthOf(view.seen.map) - EDGE_MS : startMs <= EDGE_MS,
  );
  return `${isThere && (state === "open" || state === "partlyBlurred") ? "Yes" : "No"}: **${name}** ${told}.`;
}
const EDGE_MS = 300;
