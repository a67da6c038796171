/** Ways of being polite that speak of time, trouble or what is to come, and mean nothing of it. */
const pleasantries: readonly RegExp[] = [
  /\b(?:when|if|once|whenever) (?:you|u|ya)(?: guys)? (?:have|get|got|find|'ve got|can spare) (?:a|some|the|any|two) (?:free |spare )?(?:min(?:ute)?s?|sec(?:ond)?s?|moment|time|chance|slot|window)\b,?/gi,
  /\b(?:there(?:'s| is) )?(?:no|not in a|no big|no real) (?:rush|hurry)(?: (?:at all|though|here))?\b[,.!]?(?:\s+but\b)?/gi,
  /\b(?:(?:this|it)(?:['’]s| is) )?(?:not|nothing|isn['’]?t) (?:that |very |too |super |really |at all )?urgent(?: at all)?\b[,.!]?(?:\s+but\b)?/gi,
  /(?<=^|[.?!;]\s*)if (?:not|so|yes|there isn['’]?t(?: one)?|(?:it|they|that) do(?:es)?)\b,?(?=\s)/gi,
  /,?\s(?:if (?:so|yes|(?:it|they|that) do(?:es)?)|in that case)(?=\s*(?:$|[.!?;\n]))/gi,
  /\b(?:whenever|when|if) (?:you can(?! (?:see|read|tell|find|hear))(?=\s*(?:$|[,.!?;\n)]))|it suits you|possible)\b,?/gi,
  /\b(?:so )?sorry (?:for|about) (?:the|all the|my|this|that|bothering|being)\b[^.,:;!?\n]*[,.!]?/gi,
  /\b(?:let me know|tell me|ping me|give me a shout) (?:when|once|if|as soon as) (?:it's|its|it is|you're|youre|you are|that's|there|anything)\b[^.,;!?\n]*[,.!]?/gi,
  /\b(?:pretty please|hope (?:that|this) makes sense|(?<!how )does (?:that|this) (?:make sense|work)\b(?=\s*\?)|what do you think(?=\s*\?)|(?:is|would) that (?:be )?(?:possible|ok(?:ay)?)(?=\s*\?))/gi,
  /\b(?:fyi|heads[- ]up|btw|by the way|fwiw|imho|imo|tbh|to be honest|for what it's worth|afaik|jfyi)\b[,:]?/gi,
  /\bby (?:noon|tonight|lunch(?:time)?|tomorrow(?: morning| noon| evening| night)?|(?:the )?(?:end of (?:the |this )?(?:day|week)|eod|eow)|this (?:evening|afternoon))\b,?/gi,
  /\b(?:just )?like (?:you|we|i) (?:did|do|always do|had)\b[^.,;!?\n]*|\b(?:just )?like (?:last time|always|in the (?:previous|last|other)\b[^.,;!?\n]*)/gi,
  /\blong story(?: short)?\b[,:]?|\bone by one\b(?=\s*(?:$|[:.!?\n]))|\bstep by step\b|\bhalf gone\b/gi,
  /\bkeep (?:it up|up the (?:good|great|nice) work)\b(?! (?:to|until|till)\b)/gi,
  /\b(?:and )?(?:keep|leave) (?:the rest|everything else|all else|the other(?:s| parts| stuff)?) (?:as (?:it is|is|they are|it was)|alone|untouched|unchanged|the same|like that)\b/gi,
  /\b(?:(?:and|but|und|aber|y|pero) )?(?:keep|leave|lass|behalte|deja|mant[eé]n) (?:everything else|all else|alles andere|todo lo dem[aá]s)(?: (?:so|wie es ist|como est[aá]))?(?=\s*(?:[,.;!?\n]|$))/gi,
  /(?:\band )?\b(?:then|after that|afterwards) (?:it|this|that|we|i)(?:'ll| can| could| will| may| should| are|'re| am|'m) (?:finally )?(?:go live|go out|be (?:published|released|shipped|sent|shown|done|good|happy)|publish|ship|release|launch|happy|done|good|finished)\b[^.,;!?\n]*/gi,
];

/** What a message is headed with: "todo:", "one more thing:", "Sara from design says:", "feedback from the review:". */
const heading =
  /(^|\n|[.!?]\s)[^\n:.;!?"“”]{0,60}\b(?:to ?dos?|requests?|feedback|things?|notes?|questions?|asks?|says?|said|writes|wrote|said this|needs?|wishes|changes?|edits?|fix(?:es)?|tasks?|list|review|team|step(?: (?:one|two|three|\d))?|next(?: up)?|following|ideas?|comments?|remarks?|points?|more|suggestions?|thoughts?|nits?|tweaks?|agrees?|insists?|please)(?: from(?: \p{L}+){1,3})?\s*:(?=\s)/giu;
/** "feedback from the review round (Ana, Luis and me):", and a list under it. */
const headingLine = /(^|\n)[^\n:"“”]{0,160}:[ \t]*(?=\n)/g;
const carries = /\b(?:captions?|text|titles?|write|record|film|digest|every|send|mail|post|share|says?|for)\b/i;
const announced = /(^|[.!?,]\s)\s*here(?:['’]?s| is| are)\b[^\n:.;!?"“”]{0,50}:(?=\s)/gi;
const isOwnWish =
  /\b(?:caption|text|title|subtitle|headline|label|banner|write|crop|zoom|blur|export|gif|trim|cut|to)\b/i;
/** "two demos please: …": what follows is what they are of. */
const isOrder =
  /\b(?:demos?|videos?|recordings?|clips?)\b[^:]*\bplease\b|\bplease\b[^:]*\b(?:demos?|videos?|recordings?|clips?)\b/i;
/** "1. trim it", "2) export": what counts the lines of a list. */
const counts = /(^|\n)[ \t]*(?:\(?\d{1,2}[.)]|[*•])[ \t]+(?=[^\s\d])/g;
/** "a) make it square b) bigger cursor" */
const letters = /(^|\s)\(?[a-e1-9]\)\s+(?=\p{L})/gu;

/** Requests that are put politely: "why don't we …", "I was wondering if you could …", "the plan is to …". */
const roundabout: readonly RegExp[] = [
  /\bwhy (?:don['’]?t|do not|not) (?:we|you)\b|\bwhat if (?:we|you)(?: (?:could|would|just))?\b/gi,
  /\b(?:is there )?any way (?:to|(?:that )?(?:we|you) c(?:an|ould))\b|\b(?:would it be|is it) possible (?:for you )?to\b|\bis there a way to\b/gi,
  /\b(?:is there )?any chance (?:that )?(?:we|you) (?:can|could)\b/gi,
  /\b(?:i|we)(?:(?: (?:really|just))? (?:need|want|would like|would love)|['’]d (?:really )?(?:like|love))(?: for)? you to\b/gi,
  /\bit(?:['’]d| would)(?: probably)? be (?:so |really )?(?:nice|great|good|better|best|cool|helpful|awesome|ideal|lovely|amazing) (?:to|if (?:you|we)(?: could| can| would)?)\b/gi,
  /\b(?:could|may|can|might) i (?:please )?(?:ask|trouble|bother|get) you to\b|\bwould you be able to\b/gi,
];
/** "my manager thinks we should …": what somebody wants is asked for. */
const reported =
  /(^|[.!?;\n]\s*)[^.,;:!?\n"“”]{1,40}\b(?:thinks?|feels?|says?|said|suggests?|suggested|believes?|reckons?|agreed?|decided) (?:that )?(?:we|you) (?:should|could|need to|have to|must|ought to)\b/gi;

/** A message without its courtesies: they speak of minutes and trouble, and ask for nothing. */
export function withoutPleasantries(message: string): string {
  const bare = message
    .replace(counts, "$1")
    .replace(letters, (found, before: string) => (/[b-e2-9]\)/.test(message) ? `${before === "" ? "" : "\n"}` : found))
    .replace(headingLine, (line, before: string) => (carries.test(line) ? line : before))
    .replace(announced, "$1 ")
    .replace(heading, (found, before: string) => (isOwnWish.test(found) || isOrder.test(found) ? found : `${before} `));
  const text = bare
    .split(quotes)
    .map((part, at) => (at % 2 === 0 ? spokenPlainly(part) : part))
    .join("");
  return /[\p{L}\p{N}]/u.test(text) ? text : message;
}
const quotes = /("[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|`[^`\n]*`)/;

function spokenPlainly(text: string): string {
  const plain = pleasantries.reduce((left, pattern) => left.replace(pattern, " "), text).replace(reported, "$1please");
  return roundabout.reduce((left, pattern) => left.replace(pattern, "please"), plain);
}
