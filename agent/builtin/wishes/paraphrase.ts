/** Roundabout ways of saying what is wanted, in the words of a request. */

/** "can you check that the postcode and the address are hidden too", "make sure the city is covered": what is to be so is asked for. */
const assured =
  /(?<=^|[.,;!?]\s*|\band )(?:(?:can|could|would|will) (?:you|u) )?(?:please )?(?:also )?(?:double[- ]?)?(?:check|make sure|ensure|see to it|take care)(?: that)?(?: also)? ((?!if\b|whether\b|it\b|they\b|nothing\b|no )[^.,;!?"“]{2,70}?) (?:is|are|gets?|stays?|will be)(?: (?:also|all|both|too|really|properly|still))* (hidden|blurred|covered|masked|redacted|unreadable)\b/giu;

/** "add captions so people get what's happening without sound": of all that is done. */
const explained =
  /\b(captions|subtitles|texts|text overlays)(?: (?:on|to|in|over|for) (?:it|the video))?,? (?:so(?: that)?|that|which|to) [^.;!?"“]{0,60}?\b(?:happen(?:s|ing)|going on|follow|explain\w*|understand|without (?:the )?(?:sound|audio)|on mute|muted)\b[^,.;!?"“]*/giu;

export const inPlainWords = (text: string): string =>
  text.replace(assured, "blur $1").replace(explained, "$1 for each step");
