import { fold, wordsOf } from "../words.ts";
import { sameThings } from "./sameThings.ts";

/** Words for what is on a screen, in English, German and Spanish. Each line is one meaning. */
const roleLines: Record<string, { roles: string; words: string }> = {
  button: { roles: "button menuitem", words: "button buttons btn knopf schaltflache boton" },
  field: {
    roles: "textbox searchbox combobox spinbutton textarea input",
    words: "field fields input inputs textbox textfield feld eingabefeld eingabe campo casilla",
  },
  link: { roles: "link", words: "link links hyperlink enlace" },
  page: { roles: "page main document", words: "page pages screen view seite pagina pantalla ansicht" },
  section: {
    roles: "region group form list table article complementary navigation banner contentinfo",
    words: "section panel region form formular formulario bereich abschnitt seccion",
  },
  select: {
    roles: "combobox listbox select menu",
    words: "dropdown select menu auswahl auswahlliste desplegable",
  },
  choice: {
    roles: "radio checkbox switch option combobox listbox select menuitemradio",
    words: "choice choices option options picker opcion opciones auswahlmoglichkeit",
  },
  checkbox: {
    roles: "checkbox switch radio",
    words: "checkbox toggle switch radio kastchen schalter interruptor",
  },
  tab: { roles: "tab", words: "tab tabs reiter pestana" },
  dialog: { roles: "dialog alertdialog", words: "dialog modal popup pop-up dialogo" },
  heading: { roles: "heading", words: "heading headline uberschrift" },
  image: { roles: "img image", words: "image picture logo icon photo bild imagen" },
  message: {
    roles: "alert status log tooltip paragraph",
    words:
      "message error alert notice notification warning toast hint confirmation fehlermeldung meldung hinweis bestatigung mensaje aviso confirmacion",
  },
  slider: { roles: "slider", words: "slider regler" },
};

export type RoleName = keyof typeof roleLines & string;

const roleOfWord = new Map(
  Object.entries(roleLines).flatMap(([name, line]) => line.words.split(" ").map((word) => [fold(word), name] as const)),
);

export const roleNamed = (word: string): RoleName | undefined => roleOfWord.get(word);
const rolesByName = new Map(Object.entries(roleLines).map(([name, { roles }]) => [name, roles.split(" ")] as const));
export const rolesOf = (name: RoleName): readonly string[] => rolesByName.get(name) ?? [];

/** Words that may stand for an element of any kind, and add nothing to its name. */
const looseWords = new Set(
  wordsOf(`thing things element item control part parts area bit section box bar spot stuff one ones place portion piece line lines row rows
    flow process step steps phase attempt attempts try widget component label text entry value content slot slots teil stelle element ding
    parte cosa elemento zona trozo cuando versuch versuche intento intentos badge badges tag tags chip chips pill sticker`),
);
export const isLoose = (word: string): boolean => looseWords.has(word);

const actionLines: Record<string, string> = {
  click:
    "click clicks clicked clicking press presses pressed pressing tap taps tapped klick klicks klickt klicken geklickt angeklickt drucken druckt gedruckt clic pulsa pulsado pulsar pulsan pulsar clican hit hits pushes",
  type: "type types typed typing enter enters entered entering writes fill fills filled filling eingeben eingibt eingegeben tippen tippt getippt escribe escriben escribir introduce rellena",
  scroll: "scroll scrolls scrolled scrolling scrollt scrollen desplaza",
  navigate:
    "navigate navigates open opens opened opening loads load loading arrives arrive visit visits land lands offnet llega abre",
  select:
    "select selects selected selecting choose chooses chosen choosing pick picks picked picking wahlt gewahlt elige elegido",
  toggle: "toggle toggles check checks ticks tick",
  submit: "submit submits submitted absenden",
  hover: "hover hovers hovering",
};
const actionOfWord = new Map(
  Object.entries(actionLines).flatMap(([action, words]) =>
    words.split(" ").map((word) => [fold(word), action] as const),
  ),
);
export const actionNamed = (word: string): string | undefined => actionOfWord.get(word);

const changedWords = new Set(
  wordsOf(
    "changed change changes changing new newly added modified updated different neu neue neuen neuer neues geandert geanderte nuevo nueva cambio cambiado",
  ),
);
export const isChangedWord = (word: string): boolean => changedWords.has(word);

/** The words for 1, for 2 and so on; those for the last one at the end. */
const ordinalLines = [
  "first 1st erste ersten erster primer primera primero",
  "second 2nd zweite zweiten segundo segunda",
  "third 3rd dritte dritten tercer tercera tercero",
  "fourth 4th vierte vierten cuarto cuarta",
  "fifth 5th funfte funften quinto quinta",
  "sixth 6th",
];
const lastWords = "last final letzte letzten letzter ultimo ultima latest";
const ordinals = new Map([
  ...ordinalLines.flatMap((line, at) => line.split(" ").map((word) => [word, at + 1] as const)),
  ...lastWords.split(" ").map((word) => [word, -1] as const),
]);
/** 1 for "first", -1 for "last"; undefined for a word that counts nothing. */
export const ordinalNamed = (word: string): number | undefined => ordinals.get(word);

/** Every single word for what is on a screen, for the spelling. */
export function* screenWords(): Iterable<string> {
  yield* roleOfWord.keys();
  yield* looseWords;
  yield* actionOfWord.keys();
  yield* changedWords;
  yield* ordinals.keys();
  for (const line of sameThings) for (const phrase of line) yield* phrase;
}
