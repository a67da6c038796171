import { fold, set, wordsOf } from "../words.ts";
import { namedWords, type Word } from "./sameThings.ts";
import { actionNamed, isChangedWord, isLoose, ordinalNamed, type RoleName, roleNamed } from "./vocabulary.ts";

/** What a person's words for an element say of it. */
export type Description = {
  content: Word[];
  roles: RoleName[];
  actions: string[];
  ordinal: number | undefined;
  changed: boolean;
  /** "all prices", "the prices": every one of them. */
  all: boolean;
  /** "the order number": something with digits, or that is called so. */
  number: boolean;
  /** "the 129", "€270.30": numbers that may be read in it. */
  figures: number[];
  loose: boolean;
  /** A kind that a loose word suggests without insisting: a "box" is likely a field. */
  hint?: RoleName;
};

export const emptyWords = new Set(
  wordsOf(`says saying reads labelled labeled called named titled the a an this that these those it its of on in at to into onto for with and or my our your their his her they them he
    hes shes theyre youre were she we you i user users person people someone customer where when while as is are was were be been being there here please up
    out off by from right just down back away bit little then now so very which who what thats only whole entire all number no video clip recording us me him them everyone viewer viewers audience uh um uhm er erm hmm let give bring entirely completely totally altogether fully overall really actually nice properly bit thingy shouldnt mustnt readable legible visible seen shown tight tightly around closely could would should can will may lasts last lasting camera comes come coming shows show appears appear appearing pops erscheint erscheinen auftaucht sichtbar aparece aparecen aparezca sale salga view everybody really that go goes going get gets getting make makes run runs play plays look looks feel more very faster slower pace tempo playback movie footage see hard difficult impossible but both customers users needs need has have must
    too also likewise same again selben selbe gleichen gleiche mismo misma nochmal
    der die das den dem des ein eine einen einem einer auf im am an zu zum zur von vom mit wo wenn wird bitte und sie er man
    ich du wir hatte gern gerne einen mochte will soll sollte konnte kann fur bei uber quiero quisiera me nos podrias puedes sobre
    el la los las un una en de del al con que cuando durante por favor se lo su y donde`),
);
const allWords = /\b(?:all|every|each|both|alle|jede[nr]?|beide|todos|todas|cada)\b/i;

/** Whether a word is said of anything, and names nothing by itself. */
export const isPlain = (word: string): boolean =>
  emptyWords.has(word) ||
  isLoose(word) ||
  isChangedWord(word) ||
  actionNamed(word) !== undefined ||
  ordinalNamed(word) !== undefined;

/** The numbers that a text shows: 1299 of "€1,299.00", 270.3 of "270,30". Dates with dots are none. */
export function figuresIn(text: string): number[] {
  return (text.match(/\d[\d.,]*\d|\d/g) ?? [])
    .map((written) => Number(written.replaceAll(/[.,](?=\d{3}(?!\d))/g, "").replace(",", ".")))
    .filter((figure) => !Number.isNaN(figure));
}

const suggestsField = set("box bar entry text");

export function describe(text: string): Description {
  const words = namedWords(wordsOf(text));
  const description: Description = {
    content: [],
    roles: [],
    actions: [],
    ordinal: undefined,
    changed: false,
    all: allWords.test(text) || /[^su]s$/.test(words.at(-1)?.literal ?? ""),
    number: /\b(?:number|nummer|numero)\b/.test(fold(text)),
    figures: figuresIn(text),
    loose: false,
  };
  for (const word of words) {
    const role = roleNamed(word.name);
    const ordinal = ordinalNamed(word.name);
    const action = actionNamed(word.name);
    if (role) description.roles.push(role);
    else if (ordinal !== undefined) description.ordinal = ordinal;
    else if (action) description.actions.push(action);
    else if (isChangedWord(word.name)) description.changed = true;
    else if (isLoose(word.name)) {
      description.loose = true;
      if (suggestsField.has(word.name)) description.hint = "field";
    } else if (!emptyWords.has(word.name) && !/^\d+$/.test(word.name)) description.content.push(word);
  }
  return description;
}

export const hasReference = ({ content, roles, actions, ordinal, changed }: Description): boolean =>
  content.length > 0 || roles.length > 0 || actions.length > 0 || ordinal !== undefined || changed;
