/** Ways of being polite that speak of time, trouble or what is to come, and mean nothing of it. */
const pleasantries: readonly RegExp[] = [
  /\b(?:when|if|once|whenever) (?:you|u|ya)(?: guys)? (?:have|get|got|find|'ve got|can spare) (?:a|some|the|any|two) (?:free )?(?:min(?:ute)?s?|sec(?:ond)?s?|moment|time|chance)\b,?/gi,
  /\b(?:do you|got|have) (?:have )?a (?:min(?:ute)?|sec(?:ond)?|moment)\b,?/gi,
  /\bwhile (?:you're|youre|you are) at it\b,?/gi,
  /\bif (?:it's|it is|its|that's|that is) not too much (?:trouble|to ask|work)\b,?/gi,
  /\bat your (?:earliest )?convenience\b,?|\breal quick\b,?/gi,
  /\b(?:wenn du (?:eine minute|kurz zeit|zeit) hast|cuando tengas un (?:minuto|momento))\b,?/gi,
  /\b(?:there(?:'s| is) )?(?:no|not in a|no big|no real) (?:rush|hurry)(?: (?:at all|though|here))?\b[,.!]?(?:\s+but\b)?/gi,
  /\b(?:whenever|when) (?:you can|it suits you|possible)\b,?/gi,
  /\b(?:take your time|a\.?s\.?a\.?p\.?|as soon as (?:possible|you can))\b[,.!]?/gi,
  /\b(?:so )?sorry (?:for|about) (?:the|all the|my|this|that|bothering|being)\b[^.,:;!?\n]*[,.!]?/gi,
  /\b(?:let me know|tell me|ping me|give me a shout) (?:when|once|if|as soon as) (?:it's|its|it is|you're|youre|you are|that's|there|anything)\b[^.,;!?\n]*[,.!]?/gi,
  /\b(?:pretty please|hope (?:that|this) makes sense|does (?:that|this) (?:make sense|work)\b(?=\s*\?)|what do you think(?=\s*\?)|(?:is|would) that (?:be )?(?:possible|ok(?:ay)?)(?=\s*\?))/gi,
];

/** What a message is headed with: "todo:", "one more thing:", "Sara from design says:", "feedback from the review:". */
const heading =
  /(^|\n|[.!?]\s)[^\n:.,;!?"“”]{0,60}\b(?:to ?dos?|requests?|feedback|things?|notes?|questions?|asks?|says?|said|writes|wrote|said this|needs?|wishes|changes?|edits?|fix(?:es)?|tasks?|list|review|team|step(?: (?:one|two|three|\d))?|next(?: up)?|following|ideas?|comments?|suggestions?|thoughts?|nits?|tweaks?|please)\s*:(?=\s)/gi;
const isOwnWish =
  /\b(?:caption|text|title|subtitle|headline|label|banner|write|crop|zoom|blur|export|gif|trim|cut|to)\b/i;

/** A message without its courtesies: they speak of minutes and trouble, and ask for nothing. */
export function withoutPleasantries(message: string): string {
  const bare = message.replace(heading, (found, before: string) => (isOwnWish.test(found) ? found : `${before} `));
  const text = pleasantries.reduce((left, pattern) => left.replace(pattern, " "), bare);
  return /[\p{L}\p{N}]/u.test(text) ? text : message;
}
