/** Words of a question that name nothing on screen. */
const emptyWords =
  /\b(?:is|isnt|are|arent|was|were|has|hasnt|have|does|doesnt|do|did|didnt|still|any|anything|something|nothing|everything|there|in|on|the|a|an|of|it|this|that|video|clip|now|right|yet|already|current(?:ly)?|how|many|much|which|what|whats|where|wheres|when|whens|long|strong|close|big|been|be|at|to|from|moment|version|exist|got|get|gets|you|i|we|and|also|really|properly|actually|completely|cover|covers|covering|part|parts|number|applied|set|used|if|whether|say|says|read|reads|made|make|with|ist|sind|wurde|wird|war|hat|gibt|es|noch|immer|das|die|der|den|dem|ein|eine|etwas|drin|im|jetzt|gerade|schon|irgendwas|alles|welche[rsn]?|wo|wann|wie|viele|ob|esta|estan|hay|tiene|sigue|siguen|todavia|aun|algo|el|la|los|las|un|una|ya|que|cuantos|cuantas|cuales|donde|cuando|ahora|en|si|ha|sido)\b/g;

/** What is left of a question once its own words are taken out: what it asks about. */
export const targetIn = (words: string, spent: RegExp): string =>
  words.replace(new RegExp(spent.source, "g"), " ").replace(emptyWords, " ").replace(/\s+/g, " ").trim();
