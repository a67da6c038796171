/** Ways of being polite that speak of time, trouble or what is to come, and mean nothing of it. */
const pleasantries: readonly RegExp[] = [
  /\b(?:when|if|once|whenever) (?:you|u|ya)(?: guys)? (?:have|get|got|find|'ve got|can spare) (?:a|some|the|any|two) (?:free )?(?:min(?:ute)?s?|sec(?:ond)?s?|moment|time|chance)\b,?/gi,
  /\b(?:do you|got|have) (?:have )?a (?:min(?:ute)?|sec(?:ond)?|moment)\b,?/gi,
  /\bwhile (?:you're|youre|you are) at it\b,?/gi,
  /\bif (?:it's|it is|its|that's|that is) not too much (?:trouble|to ask|work)\b,?/gi,
  /\bat your (?:earliest )?convenience\b,?|\breal quick\b,?/gi,
  /\b(?:wenn du (?:eine minute|kurz zeit|zeit) hast|cuando tengas un (?:minuto|momento))\b,?/gi,
  /\b(?:there(?:'s| is) )?(?:no|not in a|no big|no real) (?:rush|hurry)(?: (?:at all|though|here))?\b[,.!]?(?:\s+but\b)?/gi,
  /\b(?:whenever|when|if) (?:you can(?! (?:see|read|tell|find|hear))(?=\s*(?:$|[,.!?;\n)]))|it suits you|possible)\b,?/gi,
  /\b(?:take your time|a\.?s\.?a\.?p\.?|as soon as (?:possible|you can))\b[,.!]?/gi,
  /\b(?:so )?sorry (?:for|about) (?:the|all the|my|this|that|bothering|being)\b[^.,:;!?\n]*[,.!]?/gi,
  /\b(?:let me know|tell me|ping me|give me a shout) (?:when|once|if|as soon as) (?:it's|its|it is|you're|youre|you are|that's|there|anything)\b[^.,;!?\n]*[,.!]?/gi,
  /\b(?:pretty please|hope (?:that|this) makes sense|(?<!how )does (?:that|this) (?:make sense|work)\b(?=\s*\?)|what do you think(?=\s*\?)|(?:is|would) that (?:be )?(?:possible|ok(?:ay)?)(?=\s*\?))/gi,
];

/** What a message is headed with: "todo:", "one more thing:", "Sara from design says:", "feedback from the review:". */
const heading =
  /(^|\n|[.!?]\s)[^\n:.,;!?"“”]{0,60}\b(?:to ?dos?|requests?|feedback|things?|notes?|questions?|asks?|says?|said|writes|wrote|said this|needs?|wishes|changes?|edits?|fix(?:es)?|tasks?|list|review|team|step(?: (?:one|two|three|\d))?|next(?: up)?|following|ideas?|comments?|suggestions?|thoughts?|nits?|tweaks?|please)\s*:(?=\s)/gi;
/** "1. trim it", "2) export": what counts the lines of a list. */
const counts = /(^|\n)[ \t]*(?:\(?\d{1,2}[.)]|[-*•–][ \t])[ \t]*(?=[^\s\d])/g;
const announced = /(^|[.!?,]\s)\s*here(?:['’]?s| is| are)\b[^\n:.;!?"“”]{0,50}:(?=\s)/gi;
/** "why don't we …", "I was wondering if you could …", "I need you to …": a request, put politely. */
const roundabout =
  /\b(?:why (?:don['’]?t|do not|not) (?:we|you)|what if (?:we|you)(?: (?:could|would|just))?|(?:is there )?any way (?:to|(?:that )?(?:we|you) c(?:an|ould))|would it be possible (?:for you )?to|(?:i was |i'm |im |was )?wondering (?:if|whether) (?:you|we) c(?:an|ould)|do you (?:think|reckon) (?:you|we) c(?:an|ould)|(?:i|we)(?: (?:really|just))? (?:need|want|would like|would love|['’]d like|['’]d love)(?: for)? you to|(?:i|we)['’]d (?:really )?(?:like|love)(?: for)? you to|(?:i|we)['’]d (?:really )?(?:like|love|appreciate) it if (?:you|we) (?:could|would|can)|(?:i|we) would (?:appreciate|love|like) it if (?:you|we) (?:could|would|can)|it(?:['’]d| would)(?: probably)? be (?:so |really )?(?:nice|great|good|better|best|cool|helpful|awesome|ideal|lovely|amazing) (?:to|if (?:you|we)(?: could| can| would)?)|(?:would|do) you mind if (?:you|we|i)|feel free to|be so kind (?:as )?to|(?:don['’]?t forget|make sure|be sure|remember) to)\b/gi;
/** "my manager thinks we should …": what somebody wants is asked for. */
const reported =
  /(^|[.!?;\n]\s*)[^.,;:!?\n"“”]{1,40}\b(?:thinks?|feels?|says?|said|suggests?|suggested|believes?|reckons?|agreed?|decided) (?:that )?(?:we|you) (?:should|could|need to|have to|must|ought to)\b/gi;
const isOwnWish =
  /\b(?:caption|text|title|subtitle|headline|label|banner|write|crop|zoom|blur|export|gif|trim|cut|to)\b/i;

/** A message without its courtesies: they speak of minutes and trouble, and ask for nothing. */
export function withoutPleasantries(message: string): string {
  const bare = message
    .replace(announced, "$1 ")
    .replace(heading, (found, before: string) => (isOwnWish.test(found) ? found : `${before} `));
  const text = pleasantries
    .reduce((left, pattern) => left.replace(pattern, " "), bare)
    .replace(reported, "$1please")
    .replace(roundabout, "please");
  return /[\p{L}\p{N}]/u.test(text) ? text : message;
}
