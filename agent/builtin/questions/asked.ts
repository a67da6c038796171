/** What a question leaves to what was said before. */
export const pronouns = /\b(?:it|they|them|this|that|these|those|both|es|das|lo|ello)\b/;

/** Words of a question that name nothing on screen. */
const emptyWords =
  /\b(?:is|isnt|are|arent|was|were|has|hasnt|have|does|doesnt|do|did|didnt|still|any|anything|something|nothing|everything|there|in|on|the|a|an|of|it|this|that|video|clip|now|right|yet|already|current(?:ly)?|how|many|much|which|what|whats|where|wheres|when|whens|long|strong|close|big|been|be|at|to|from|moment|version|exist|got|get|gets|you|i|we|and|also|really|properly|actually|completely|cover|covers|covering|part|parts|number|applied|set|used|if|whether|say|says|read|reads|made|make|with|ist|sind|wurde|wird|war|hat|gibt|es|noch|immer|das|die|der|den|dem|ein|eine|etwas|drin|im|jetzt|gerade|schon|irgendwas|alles|welche[rsn]?|wo|wann|wie|viele|ob|esta|estan|hay|tiene|sigue|siguen|todavia|aun|algo|el|la|los|las|un|una|ya|que|cuantos|cuantas|cuales|donde|cuando|ahora|en|si|ha|sido)\b/g;

const throughout =
  /\b(?:throughout|always|(?:the )?(?:whole|entire) time|all the time|(?:die )?ganze zeit|todo el tiempo)\b/g;

/** What is left of a question once its own words are taken out: what it asks about. */
export const targetIn = (words: string, spent: RegExp): string =>
  words
    .replace(throughout, " ")
    .replace(new RegExp(spent.source, "g"), " ")
    .replace(emptyWords, " ")
    .replace(/\s+/g, " ")
    .trim();

/** The same part by part: "are the phone and the name blurred". */
export function targetsIn(words: string, spent: RegExp): string[] {
  const targets = words.split(/ (?:and|or|und|oder|y|o) /).map((part) => targetIn(part, spent));
  return targets.filter((target) => target !== "");
}
