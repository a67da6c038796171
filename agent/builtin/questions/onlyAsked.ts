/** What people say so that nothing is done: "just a question", "nothing to change", "I was only asking". */

const asker = "(?:(?:i|we)(?:['’]?m| am| was|['’]?re| were| (?:asked|ask))? |ich (?:wollte|habe) )?";
const much = "(?:please|here|now|yet|there|for now|at all|needed|just yet|this time|bitte|jetzt|ahora)";
/** Nothing at all was wanted. */
const askedOnly: readonly string[] = [
  "(?:i )?(?:just|only) (?:wanted|needed) to (?:know|ask|check|see|be sure|make sure)|ich wollte (?:es )?nur wissen|solo quer[ií]a saber",
  `${asker}(?:just|only|merely|really|nur|solo) (?:been )?(?:asking|asked|wondering|curious|checking|fragen|gefragt|preguntaba|pregunto)(?: (?:you )?(?:if|whether) you (?:could|can|did|would))?(?: for now)?`,
  "(?:(?:that|it|this)(?:['’]?s| is| was) |nur |eine )?(?:just|only|merely|nur|solo)? ?(?:a|one|eine|una) ?(?:quick|simple|kurze|short)? ?(?:question|frage|pregunta)(?: only)?",
  "(?:i|we) (?:didn['’]?t|did not|haven['’]?t) (?:ask|tell|told|asked) you to (?:do|change|make|edit|touch) (?:anything|it|that|this|them)",
];
/** Nothing is wanted now: beside a question. */
const noEdit: readonly string[] = [
  `(?:there(?:['’]?s| is) )?(?:nothing|no need)(?: for you)? to (?:change|do|edit|fix)(?: (?:anything|it))?(?: ${much})*`,
  `no (?:changes?|edits?|editing)(?: ${much})*`,
  `(?:please )?(?:don['’]?t|do not|nichts|no) (?:(?:change|do|edit|touch) anything|(?:ändern|machen)|(?:cambies|hagas) nada)(?: ${much})*`,
];
const before = "(?:(?:no|wait|whoa|woah|oh|sorry|ok(?:ay)?|hey|hm+|but|and|well|actually|nein|no no)[,.!]*\\s+)*";
const saying = (patterns: readonly string[]): RegExp =>
  new RegExp(
    `(?<=^|[.!?;:\\n]\\s*|[,–—-]\\s+)${before}(?:${patterns.join("|")})(?:\\s*[,.;:!–—-]+\\s*|\\s+(?:and|but|just|so)\\s+|\\s*$|\\s*(?=\\n))`,
    "giu",
  );
const [onlyAsking, nothingToDo] = [saying(askedOnly), saying(noEdit)];
const asks =
  /\?|^(?:so |and |but )*(?:how|what|when|where|who|why|is|are|was|does|did|can|i (?:just )?want(?:ed)? to know)\b/i;

/** A message without that; what is asked for or asked beside it stays. */
export function withoutRetreats(message: string): string {
  const said = message.replace(onlyAsking, "").trim();
  const question = said.replace(nothingToDo, "").trim();
  return question === "" || asks.test(question) ? question : said;
}
