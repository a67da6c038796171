import { isEnglish, isEveryday } from "../../english.ts";
import { screenWords } from "../../resolve/vocabulary.ts";
import { editDistance, mayBeSlips, set, slipsAllowed } from "../../words.ts";
import { languagesOf, lexiconWords } from "../lexicon/lexicon.ts";
import { numberNamed, unitWords } from "./numbers.ts";

const onScreen = new Set(screenWords());
/** Units and names that no word list has. */
const alsoRight = set(
  "repo repos pixel pixels px fps mb kb gb mib meg megs um uh uhm erm secs sek mins aura url urls cta checkbox dropdown linkedin github youtube tiktok instagram iphone ceo cto cfo pm qa lgtm fyi eod slack ops todays yesterdays tomorrows retro standup jira figma confluence notion trello zendesk hubspot salesforce wiki offsite backlog frontend backend devops saas api ui ux okr kpi changelog readme codebase signup everyones nobodys someones whatevs intranet sharepoint gmail outlook zoomed gdpr",
);
/** The commonest words of the other two languages. */
const foreign = set(
  `und oder aber denn weil dass das der die den dem des ein eine einen einem einer eines ist sind war wird werden wurde hat haben
  sein ich du er sie es wir ihr mich dich sich uns euch mir dir ihm ihn ihnen wieder mein dein sein unser auf an in im am aus bei mit nach von vom
  zu zum zur vor fur durch gegen ohne um bis seit uber unter zwischen hinter neben nicht kein auch nur noch schon sehr mal bitte
  danke wenn wann wo wer wie was warum hier da dort jetzt dann danach vorher alle alles etwas nichts mehr wenig viel ganz bisschen
  sekunde sekunden minute minuten uhr teil anfang ende mitte seite knopf kann kannst konnen soll sollte muss will mochte mach
  hatte gern lieber doch eben halb erste ersten letzte letzten zweite zweiten tag woche monat von beim ins ans dieses diese dieser
  el la los las lo un una unos unas y o pero porque que es son era fue ser estar esta este esto estos estas hay ha han yo tu
  usted nosotros ellos me te se nos le les mi su sus de del al a en con sin por para desde hasta entre sobre antes despues no si
  muy mas menos tambien solo ya aun cuando donde como quien cual aqui ahi alli ahora luego todo todos nada algo mucho poco
  segundo segundos minuto minutos parte principio final medio pagina boton campo puedes puedo quiero favor gracias bien mal
  primero primera primeros primeras ultimo ultima ultimos ultimas pasado pasada proximo proxima dia semana mes cada hazlo ponlo dale jefe jefa equipo prensa ventas web enlace correo mensaje reunion lanzamiento
  aparece aparecen aparezca sale salga muestra erscheint erscheinen auftaucht kommt kommen steht stehen sieht
  drittel viertel halfte passiert passieren viene vienen erst fang fange fangt spul spule spult teil teile halbe halber velocidad tempo geschwindigkeit durante
  team kunde kunden vertrieb presse firma nachricht besprechung chefin vorstand farbe farben stimmt stimmen`,
);
/** How people write in a hurry. */
const shorthand = new Map(
  `b4 before, rm remove, og original, orig original, u you, ur your, vid video, vids videos, recs recordings,
  gimme give, lemme let, wanna want, n and, bc because, cuz because, coz because, ppl people, btw by the way,
  prev previous, sry sorry, pic picture, btns buttons, cap caption, caps captions, tmrw tomorrow, abt about,
  approx about, yday yesterday`
    .split(/,\s+/)
    .map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)] as const),
);
const inFull = (word: string): string => shorthand.get(word) ?? word;

/** Little words that are often mistyped; they carry no meaning here, and must not become something that does. */
const littleWords =
  "the and that with from this then them when into only part make last first seconds second minutes version between after before until everything page click".split(
    " ",
  );

const ours = [
  ...new Set([...lexiconWords(), ...screenWords()].filter((word) => word.length >= 3 && /^\p{L}+$/u.test(word))),
];
const oursByLength = new Map<number, string[]>();
for (const word of new Set([...ours, ...littleWords]))
  oursByLength.set(word.length, [...(oursByLength.get(word.length) ?? []), word]);

export const isKnownWord = (word: string): boolean =>
  languagesOf(word) !== undefined ||
  numberNamed(word) !== undefined ||
  unitWords.has(word) ||
  isEnglish(word) ||
  onScreen.has(word) ||
  alsoRight.has(word) ||
  foreign.has(word);

const known = new WeakMap<ReadonlySet<string>, Map<string, string>>();

/**
 * The word that was meant, or the word itself. `labels` are the words on screen: they are right as they are, and the likeliest
 * to be meant.
 */
export function corrected(written: string, labels: ReadonlySet<string>): string {
  const ofLabels = known.get(labels) ?? new Map<string, string>();
  known.set(labels, ofLabels);
  const word = ofLabels.get(written) ?? meantBy(written, labels);
  ofLabels.set(written, word);
  return word;
}

function meantBy(written: string, labels: ReadonlySet<string>): string {
  if (written === "filed") return "field";
  const word = labels.has(written) ? written : inFull(written);
  if (word.length < 3 || /\d/.test(word) || isKnownWord(word) || labels.has(word)) return word;
  const verb = withoutPronoun(word);
  if (verb) return verb;
  const most = word.length < 4 ? 1 : Math.max(1, slipsAllowed(word.length));
  let best: { word: string; cost: number } | null = null;
  for (const candidate of candidates(word.length, most, labels)) {
    if (!mayBeSlips(word, candidate, most)) continue;
    const cost = costOf(word, candidate, labels.has(candidate));
    if (cost <= most + 0.4 && cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = { word: candidate, cost };
  }
  return best?.word ?? word;
}

/** "grabarlo", "cortala", "mandamelo": a Spanish verb with its object behind it. */
function withoutPronoun(word: string): string | null {
  const verb = /^(.{3,}?)(?:me|te|se|le|nos)?(?:lo|la|los|las|le|les)$/.exec(word)?.[1];
  return verb && languagesOf(verb)?.has("es") ? verb : null;
}

function* candidates(length: number, most: number, labels: ReadonlySet<string>): Iterable<string> {
  for (const label of labels) if (label.length >= 3 && Math.abs(label.length - length) <= most) yield label;
  for (let size = Math.max(3, length - most); size <= length + most; size += 1) yield* oursByLength.get(size) ?? [];
}

/** Slips, and a little more for an unlikely one: another first letter, a word that few people write here. */
function costOf(word: string, candidate: string, isLabel: boolean): number {
  const slips = editDistance(word, candidate);
  const swapOnly = slips <= 1 && [...word].sort().join("") === [...candidate].sort().join("");
  if (
    word.length < 4 &&
    !swapOnly &&
    !(slips === 1 && candidate.length === word.length + 1 && candidate[0] === word[0])
  )
    return 99;
  const otherStart = word[0] === candidate[0] ? 0 : 0.5;
  const rare = isLabel || isEveryday(candidate) ? 0 : 0.2;
  const sameLetters = swapOnly ? -0.3 : 0;
  return slips + otherStart + rare + sameLetters - (isLabel ? 0.15 : 0);
}
