/** How a message begins that is said against what was just done. */

/** `asks` means that the words beside it are a wish of their own; `hesitates` that they may be; `protests` that what was done was wrong. */
export type Against = "nothing" | "hesitates" | "corrects" | "protests";
export type Said = { against: Against; rest: string };

const END = "(?!\\p{L})";
const opener = (words: string): RegExp => new RegExp(`^(?:${words})${END}`, "iu");

const fillers = opener(
  "first(?:ly)?(?=\\s*,)|zuerst(?=\\s*,)|primero(?=\\s*,)|hmm?|mm|ah|oh|ach|och|ok(?:ay)?|well|so|but|and|please|hey|look|aura|guys|god|aber|und|also|bitte|mensch|ey|oye|pero|y|por favor|bueno|pues|hombre|kind of|like|um|uh",
);
const hesitations = opener(
  "sorry|wait|hold on|actually|or|moment|warte|eigentlich|oder|perd[oó]n|espera|en realidad|o",
);
const corrections = opener(
  "no|nope|nah|rather|i (?:only |just |really )?mean(?:t)?(?: that)?|nein|nee|nö|lieber|ich meine?(?:te)?|mejor|digo|quiero decir|not that(?: one)?(?=\\s*[,.;!])|das nicht|eso no|instead",
);
const protests = [
  opener(
    "(?:(?:this|that|it)(?:'?s| is| was) )?(?:the )?wrong (?:one|field|button|part|thing|place|spot|time|moment|bit|word|words|text|way)|(?:das (?:ist|war) )?(?:das |der |die |den )?falsche[nrs]? (?:feld|knopf|button|teil|stelle|moment|text|wort)|(?:es(?:e|a|o)? )?(?:no )?(?:es )?(?:el |la )?(?:campo|bot[oó]n|parte|momento|texto) (?:equivocad[oa]|incorrect[oa])",
  ),
  opener("wtf|what the \\p{L}+|omg|argh+|ugh+|n[o]{3,}|quatsch|falsch|wrong|nonsense|oops|joder|fuck|damn|verdammt"),
  /^(?:no|nope|nein|nee)\s*(?:!|\.{3}|…)/iu,
  /^(?:no|nope|nein|nee)[\s,]+(?=(?:no|nope|nein|nee)(?!\p{L}))/iu,
  /^[¿¡]?(?:what|huh|was|hä|qu[eé]|c[oó]mo)\s*\?+(?=\s*(?:no|nope|nein|nee|i|ich)(?!\p{L}))/iu,
  opener("no me gusta(?: (?:eso|esto|nada|as[ií]))?|(?:das |es )?gefällt mir (?:so )?(?:gar )?nicht"),
  /^[¿¡]?(?:what|huh|was|hä|hae|wie bitte|qu[eé]|c[oó]mo)\s*(?:\?!|!\?|\?{2,}|!{2,})/iu,
  opener(
    "(?:but )?(?:i|we) (?:just |clearly |only |already )?(?:said|told you(?: to)?|wanted(?: you to)?|asked(?: you)?(?: for| to)?)(?: that)?",
  ),
  opener(
    "(?:i|we) (?:didn'?t|did not|don'?t|do not|never) (?:want|wanted|ask(?:ed)?(?: you)?(?: for| to do)?|mean|say|said)(?: for)?(?: (?:that|this|it))",
  ),
  opener(
    "(?:this|that)(?:'?s| is| was|) (?:all |just |completely |totally |so )*(?:wrong|not (?:it|right|good|that)|the opposite|the wrong way (?:round|around)|worse)",
  ),
  /^why (?:did|are|do) you [^?!.,]{1,40}[?!.,]+\s*(?=\p{L})/iu,
  opener("(?:this|that)(?:'?s| is| was|)? ?not what (?:i|we) (?:said|meant|wanted|asked(?: you)? for|asked)"),
  opener("not (?:what (?:i|we) (?:said|meant|wanted|asked(?: you)? for|asked)|like (?:that|this))"),
  opener(
    "(?:you (?:got|have) (?:me|that|it) wrong|you misunderstood(?: me| that)?|why did you do that|who asked for that)",
  ),
  opener(
    "das (?:ist|war) (?:ganz |völlig |total )?(?:falsch|verkehrt|nicht richtig)|(?:das|so) (?:wollte|meinte|sagte) ich (?:doch )?(?:gar )?nicht|das (?:hab|habe) ich (?:doch )?nicht (?:gesagt|gemeint|gewollt)|das war (?:so )?nicht (?:so )?gemeint|so nicht|nicht so(?= *(?:[,.!]|$))",
  ),
  opener("ich (?:sagte|wollte|hab(?:e)?(?: doch)? gesagt)(?: doch)?"),
  opener(
    "(?:eso|esto) (?:no es lo que (?:ped[ií]|quer[ií]a|dije|he (?:dicho|pedido))|est[aá] mal)|no es lo que (?:ped[ií]|quer[ií]a|dije)|as[ií] no|no (?:quer[ií]a|ped[ií]) (?:eso|esto)|te equivocas|est[aá] mal",
  ),
  opener("(?:he dicho|dije|te dije|quer[ií]a|quise decir|me refer[ií]a a|ped[ií])(?: que)?"),
];

const saidInGerman =
  /^(?:nein[\s,!]+|aber )*ich hab(?:e)?(?: doch)? (?<what>.{3,80}?) (?:gesagt|gemeint|gewollt)[\s.!]*$/iu;

const rank: readonly Against[] = ["nothing", "hesitates", "corrects", "protests"];
const stronger = (a: Against, b: Against): Against => (rank.indexOf(a) >= rank.indexOf(b) ? a : b);

/** "what?? no, I said the phone" → "the phone", which was said as a protest. */
export function withoutProtest(text: string): Said {
  const said = text
    .replaceAll(/\s+/g, " ")
    .replaceAll("’", "'")
    .replace(/^[\s¡¿]+/, "")
    .trim();
  const told = saidInGerman.exec(said)?.groups?.what;
  let rest = told ?? said;
  let against: Against = told === undefined ? "nothing" : "protests";
  for (;;) {
    const found = openingOf(rest);
    if (!found) return { against, rest: rest.replace(/[\s.!?]+$/, "") };
    against = stronger(against, found.against);
    rest = rest.slice(found.length).replace(/^[\s,.;:!?¡¿…–-]+/, "");
  }
}

function openingOf(text: string): { length: number; against: Against } | null {
  const heard: readonly [Against, readonly RegExp[]][] = [
    ["protests", protests],
    ["corrects", [corrections]],
    ["hesitates", [hesitations]],
    ["nothing", [fillers]],
  ];
  for (const [against, patterns] of heard)
    for (const pattern of patterns) {
      const length = pattern.exec(text)?.[0].length;
      if (length) return { length, against };
    }
  return null;
}

const opposite =
  /\s+(?:not|nicht|no) (?:slower|faster|quicker|longer|shorter|bigger|smaller|closer|wider|langsamer|schneller|kürzer|länger|größer|kleiner|m[aá]s (?:lento|r[aá]pido|corto|largo|grande|pequeño))(?!\p{L})/iu;
const notFirst =
  /^(?:not|nicht|no) [^,;.]{1,40}?(?:[,;.]\s*(?:but |sondern |sino )?|\s+(?:but|sondern|sino) )(?<rest>.+)$/iu;
const notLast = /(?:[\s,]+(?:and |und |y )?(?:not|nicht|instead of|statt|en vez de) |,\s*no )[^,;.]{1,40}$/iu;

/** "[I wanted] the video to last 12 seconds", "[I said] the beginning should be faster". */
const wantedOf =
  /^((?:the|it|that|this|all|everything)(?: [^\s,.]+){0,4}?) (?:to|should|must|has to|needs to) (?:be )?(?=\p{L})/iu;

/** "not the end, the beginning", "the beginning, not the end" → "the beginning". "" when nothing but the denial was said. */
export function withoutDenied(said: string): string {
  const own = said.replace(opposite, "");
  const rest = notFirst.exec(own)?.groups?.rest ?? own.replace(notLast, "");
  if (/^(?:not|nicht) /i.test(rest)) return "";
  return rest
    .replace(wantedOf, "make $1 ")
    .replace(/^(?:i meant?|ich meine?|rather|lieber|mejor) /i, "")
    .trim();
}
