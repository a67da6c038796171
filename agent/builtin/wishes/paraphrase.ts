/** Roundabout ways of saying what is wanted, in the words of a request. */

/** "can you check that the postcode and the address are hidden too", "make sure the city is covered": what is to be so is asked for. */
const assured =
  /(?<=^|[.,;!?]\s*|\band )(?:(?:can|could|would|will) (?:you|u) )?(?:please )?(?:also )?(?:double[- ]?)?(?:check|make sure|ensure|see to it|take care)(?: that)?(?: also)? ((?!if\b|whether\b|it\b|they\b|nothing\b|no )[^.,;!?"“]{2,70}?) (?:is|are|gets?|stays?|will be)(?: (?:also|all|both|too|really|properly|still))* (hidden|blurred|covered|masked|redacted|unreadable)\b/giu;

/** "add captions so people get what's happening without sound", "make writing on it what explains the steps": of all that is done. */
const explained =
  /\b(?:(?:some|short|little|small) )*(?:captions|subtitles|texts?|text overlays|writing|words)(?: (?:on|to|in|over|for|into)(?: (?:it|there|the (?:video|screen)))?)?,? (?:so(?: that)?|that|which|what|to) [^.;!?"“]{0,60}?\b(?:happen(?:s|ing)|going on|follow|explain\w*|understand|(?:is|was) done|without (?:the )?(?:sound|audio)|on mute|muted)\b[^,.;!?"“]*/giu;
/** "label the steps", "write on it what happens in each step", "explain every click with a text" */
const ofSteps =
  "(?:(?:each|every|all(?: of)?(?: the)?|the) (?:single )?(?:steps?|clicks?|actions?)|what(?:['’]?s| is)? (?:happen(?:s|ing)|going on|done)|what (?:i|we|they|you|one|he|she) do(?:es)?)";
const written = new RegExp(
  `\\b(?:(?:write|label|annotate|subtitle)\\b(?! (?:me|us)\\b)[^.;!?"“:]{0,40}?\\b${ofSteps}|(?:explain|describe|tell|show)\\b[^.;!?"“:]{0,40}?\\b${ofSteps}[^.;!?"“:]{0,20}? (?:with|in|as|by) (?:an? |some |short )*(?:texts?|captions?|words|writing|subtitles?))\\b[^,.;!?"“]*`,
  "giu",
);

/** "and without the last 2 seconds": what goes. */
const without =
  /(?<=^|[.,;!?]\s*)(?:(?:and|but|und|y|pero)\s+)?(?:without|ohne|sin) (?=(?:the|die|den|das|el|la|los|las) (?:very )?(?:first|last|opening|beginning|start|end|ending|intro|part|bit|ersten?|letzten?|anfang|ende|teil|primer\p{L}*|[uú]ltim\p{L}*|principio|final|parte)(?!\p{L}))/giu;
/** "not slow enough yet" */
const tooLittle = /\bnot (slow|fast|quick|short|long) enough(?: yet)?\b/giu;

/** "the prices of Heron and Saucer": of each its own. */
const ofEach =
  /\b(?:the )?(price|name|label|title|button|badge)s of (?!the (?:two|three|four|first|last)\b)((?:the )?[\p{L}\d' ]{2,30}?(?:, (?:the )?[\p{L}\d' ]{2,30}?)*),? (and|und|y) ((?:the )?[\p{L}\d']+(?: \p{Lu}[\p{L}\d']+)*)/giu;

const eachOwn = (_: string, what: string, list: string, and: string, last: string): string =>
  `${list
    .split(", ")
    .map((one) => `the ${what} of ${one}`)
    .join(", ")} ${and} the ${what} of ${last}`;

/** "where GLOW15 is typed": who does it is not said. */
const typedIn =
  /(?<=\b(?:when|where|while|as|once|until|till|before|after|moment|part) )(?!it |that |they |this )((?:(?:the|my|their|a) )?[\p{L}\p{N}-]+(?: (?!is |gets |are )[\p{L}\p{N}-]+){0,2}) (?:is|gets|are|was|being|is being) (?:typed|entered)(?: in)?(?!\p{L})/giu;
const never = /(?!)/u;
const inQuotes = /["“„«]/u;

/** "just the typing, 2x": the speed of that alone. */
const pacedAlone =
  /^(\W*(?:only|just|nur|solo) [^,.;!?"“]{3,60}),\s*(?:at )?(\d+(?:[.,]\d+)?\s?[x×]|(?:half|double|twice the) speed)(?=(?: please)?[\s.!]*$)/iu;

export const inPlainWords = (text: string): string =>
  text
    .replace(ofEach, eachOwn)
    .replace(tooLittle, "$1er")
    .replace(assured, "blur $1")
    .replace(without, "cut ")
    .replace(pacedAlone, "$1 at $2")
    .replace(inQuotes.test(text) ? never : typedIn, "they type $1")
    .replace(explained, "captions for each step")
    .replace(written, "add captions for each step");
