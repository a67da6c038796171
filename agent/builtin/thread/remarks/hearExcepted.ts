import { withoutProtest } from "./protest.ts";

/** What is said to be no part of what was just done: "not the total", "keep the name", "Heron should stay readable". */
export type Excepted = {
  /** The words for it; "" where it is "it". */
  words: string;
  /** It is to be there: of a cut it comes back. */
  isKept: boolean;
  /** It is to be read or seen: of whatever hides it. */
  isSeen: boolean;
  /** It is said against what was done. */
  isAgainst?: boolean;
  /** "keep it like that": nothing is to change. */
  isLeft?: boolean;
  /** "I only meant the phone": all the others are no part of it. */
  isOnly?: boolean;
};

const there = "in|there|in there|in it|in the video|again|back|drin|im video|wieder|ahí|dentro|en el v[ií]deo|otra vez";
const seen =
  "visible|readable|legible|shown|uncovered|unblurred|clear|seen|in the clear|on screen|sichtbar|lesbar|zu sehen|visible|legible|a la vista";
const asItIs =
  "alone|as (?:it|that) (?:is|was)|as is|untouched|(?:at |in )?(?:the )?(?:normal|usual|original)(?: speed| pace)?|unchanged|out of (?:it|this|that)|wie (?:es|er|sie) (?:ist|war)|como est[aá]";
const tail = `(?: (?:${there}|${seen}|${asItIs}|though|please|too|as well|bitte|doch|por favor))*`;
const it = "it|that|this|them|those|that one|this one|that part|es|das|sie|eso|lo";
const hide =
  "blur|hide|cover|mask|cut|remove|skip|zoom(?: in)?(?: on)?|speed up|slow down|caption|touch|verpixeln|schneiden|difuminar|cortar";
const need = "need|needs|have|has|want|deserve|require";

const forms: readonly { pattern: RegExp; isKept?: boolean; isSeen?: boolean }[] = [
  // "leave out the time slots", "leave the time slots out"
  { pattern: /^(?:leave|lass) out (?<what>.+)$/iu },
  { pattern: /^(?:leave|lass) (?<what>.+?) (?:out|weg|aus)(?: of (?:it|this|that))?$/iu },
  // "no zoom on Heron", "don't blur the address"
  {
    pattern: new RegExp(
      `^(?:no|without) (?:${hide}|blurs?|zooms?|captions?|cuts?) (?:on|for|at|over|of) (?<what>.+)$`,
      "iu",
    ),
  },
  { pattern: new RegExp(`^(?:don['’]?t|do not|no need to) (?:${hide}) (?<what>.+?)${tail}$`, "iu") },
  // "except the name", "but not for the first one"
  {
    pattern:
      /^(?:(?:all|everything|but) )*(?:not|except|apart from|other than|excluding|nicht|au(?:ß|ss)er|bis auf|no|excepto|salvo|menos)(?: (?:for|on|in|at|für|bei|auf|para|en|de))? (?<what>.+)$/iu,
  },
  { pattern: new RegExp(`^(?:keep|leave|behalte?|lass|deja|mant[eé]n) (?<what>.+? (?:${seen}))$`, "iu"), isSeen: true },
  // "leave Heron as it is": not this
  { pattern: new RegExp(`^(?:keep|leave|behalte?|lass|deja|mant[eé]n) (?<what>.+?) (?:${asItIs})${tail}$`, "iu") },
  { pattern: /^(?:keep|leave|behalte?|lass|deja|mant[eé]n) (?<what>.+)$/iu, isKept: true },
  // "the total should stay readable", "the name can be shown", "Big Marble should stay"
  {
    pattern: new RegExp(
      `^(?<what>.+?) (?:(?:can|may|could|should|must|ought to|(?:has|have|needs?) to|kann|soll(?:te)?|muss|darf|puede|debe) )?(?:still |also |ruhig )*(?:be|stays?|remains?|kept|bleib(?:t|en)|sein|qued(?:a|e|ar|arse)|estar|seguir) ?(?:${seen})${tail}$`,
      "iu",
    ),
    isSeen: true,
  },
  {
    pattern: new RegExp(
      `^(?<what>.+?) (?:(?:can|may|could|should|must|ought to|(?:has|have|needs?) to|kann|soll(?:te)?|muss|darf|puede|debe) )?(?:still |also |ruhig )*(?:stays?|remains?|be kept|be left|bleib(?:t|en)|qued(?:a|e|ar|arse))${tail}$`,
      "iu",
    ),
    isKept: true,
  },
  // "Heron doesn't need it", "the address doesn't have to be blurred"
  {
    pattern: new RegExp(
      `^(?<what>.+?) (?:doesn['’]?t|does not|don['’]?t|do not|needn['’]?t|braucht|no) ?(?:(?:${need}) )?(?:to be \\p{L}+|${it}|any|an?y? (?:blur|zoom|caption)|kein\\p{L}*|necesita.*)$`,
      "iu",
    ),
  },
  { pattern: new RegExp(`^(?:show|unblur|uncover|unhide|zeige?|muestra) (?<what>.+?)${tail}$`, "iu"), isSeen: true },
  {
    pattern:
      /^(?:we|i|they|people|users|customers|viewers|everyone) (?:do )?(?:still )?(?:need|want|have|must|should)(?: to)? (?:see|read|show|keep) (?<what>.+)$/iu,
    isKept: true,
  },
];

const leadIn =
  /^(?:(?:please|pls|you|we|i|can|could|should|may|so|and|then|but|just|also|feel free to|there(?:['’]s| is)|really|bitte|por favor) )+(?=\p{L})/iu;
const isIt = new RegExp(`^(?:${it})$`, "iu");
/** "the name is fake": what it is about, where "show it" follows. */
const statement = /^(?<what>.{2,40}?)(?: is| are| was|['’]s| ist| sind| es| son) .+$/iu;
/** "that one has to stay readable", "customers know it": nothing new. */
const isReason =
  /^(?:because|since|as|so|it|that|this|they|people|we|customers|users|viewers|the viewers|weil|denn|porque)\b/iu;
const trailing = new RegExp(`${tail}$`, "iu");
/** "keep the first 3 seconds", "not 2x", "keep only …": of lengths, rates and what is to be kept alone. */
const isOther =
  /\d\s?(?:s|secs?|seconds?|x|×|%|fps|px|mb)\b|\bseconds?\b|\b(?:only|just|nur|solo|instead|faster|slower|longer|shorter|closer)\b|["“„«]/iu;
const LONGEST = 120;

/** Null where a message says something else, or more. */
export function hearExcepted(text: string): Excepted | null {
  const { against, rest } = withoutProtest(text);
  const only = onlyMeant.exec(text.trim())?.groups?.what;
  if (only && !isOther.test(only)) return { words: only, isKept: false, isSeen: false, isOnly: true };
  if (left.test(rest)) return { words: "", isKept: true, isSeen: false, isLeft: true };
  const parts = (noneOn.test(text) ? text : rest)
    .split(/\s*[,;:.!?–—]+\s*|\s+(?:so|but) (?=you can|please|keep|leave|show|not )/iu)
    .map((part) => part.replace(leadIn, "").trim())
    .filter(Boolean);
  if (rest.length > LONGEST || parts.length === 0 || parts.length > 3) return null;
  let heard: Excepted | null = null;
  let topic = "";
  for (const part of parts) {
    const found = formOf(part);
    if (found && (!heard || isIt.test(found.words) || found.words === heard.words)) {
      heard = joined(heard, found, topic);
    } else if (heard ? !isReason.test(part) : !(statement.test(part) || onlyOther.test(part))) return null;
    else if (!heard) topic ||= statement.exec(part)?.groups?.what ?? "";
  }
  return heard && { ...heard, isAgainst: against === "corrects" || against === "protests" || isBack.test(rest) };
}
function joined(heard: Excepted | null, found: Excepted, topic: string): Excepted {
  const words = isIt.test(found.words) ? (heard?.words ?? topic) : found.words;
  return { words, isKept: found.isKept || heard?.isKept === true, isSeen: found.isSeen || heard?.isSeen === true };
}

/** "keep it in", "show it again" */
const isBack = new RegExp(` (?:${there})[.!]*$`, "iu");
const left = new RegExp(
  `^(?:(?:please|ok(?:ay)?|just) )*(?:keep|leave|behalte?|lass|deja|mant[eé]n) (?:${it}) (?:so|like (?:that|this|it is)|${asItIs}|(?:blurred|zoomed|cut|cropped|covered|hidden|square|vertical)(?: then)?)$`,
  "iu",
);
const noneOn = new RegExp(`^(?:no|without) (?:need to|${hide}|blurs?|zooms?|captions?|cuts?) `, "iu");
/** "I only meant the phone" */
const onlyMeant =
  /^(?:(?:oh|no|sorry|wait|hm+|ach|nein)[,\s]+)*(?:i|we|ich|yo) (?:(?:only|just) (?:meant|mean|wanted)|(?:meant|mean|wanted) (?:only|just)|mein(?:t)?e nur|solo quer[ií]a)(?: for)? (?<what>[^,.;!?]+)[.!]*$/iu;
/** "I meant only the phone, keep the name": the same, from both sides. */
const onlyOther = /^(?:only|just|nur|solo) (?:the |das |die |den |el |la )?[^,]{2,30}$/iu;

function formOf(part: string): Excepted | null {
  for (const { pattern, isKept = false, isSeen = false } of forms) {
    const what = pattern.exec(part)?.groups?.what;
    if (what === undefined) continue;
    const words = what.replace(trailing, "").trim();
    return words === "" || isOther.test(words)
      ? null
      : { words: words.replace(/^(?:the )?ones? (?:of|on|for|from|at|with) /iu, ""), isKept, isSeen };
  }
  return null;
}
