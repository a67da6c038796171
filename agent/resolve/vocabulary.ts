import { fold, wordsOf } from "../words.ts";

/** Words for what is on a screen, in English, German and Spanish. Each line is one meaning. */
const roleLines: Record<string, { roles: string[]; words: string }> = {
  button: { roles: ["button", "menuitem"], words: "button buttons btn knopf schaltflache boton" },
  field: {
    roles: ["textbox", "searchbox", "combobox", "spinbutton", "textarea", "input"],
    words: "field fields input inputs textbox textfield feld eingabefeld eingabe campo casilla",
  },
  link: { roles: ["link"], words: "link links hyperlink enlace" },
  page: { roles: ["page", "main", "document"], words: "page pages screen view seite pagina pantalla ansicht" },
  section: {
    roles: [
      "region",
      "group",
      "form",
      "list",
      "table",
      "article",
      "complementary",
      "navigation",
      "banner",
      "contentinfo",
    ],
    words: "section panel region form formular formulario bereich abschnitt seccion",
  },
  select: {
    roles: ["combobox", "listbox", "select", "menu"],
    words: "dropdown select menu auswahl auswahlliste desplegable",
  },
  choice: {
    roles: ["radio", "checkbox", "switch", "option", "combobox", "listbox", "select", "menuitemradio"],
    words: "choice choices option options picker opcion opciones auswahlmoglichkeit",
  },
  checkbox: {
    roles: ["checkbox", "switch", "radio"],
    words: "checkbox toggle switch radio kastchen schalter interruptor",
  },
  tab: { roles: ["tab"], words: "tab tabs reiter pestana" },
  dialog: { roles: ["dialog", "alertdialog"], words: "dialog modal popup pop-up dialogo" },
  heading: { roles: ["heading"], words: "heading headline uberschrift" },
  image: { roles: ["img", "image"], words: "image picture logo icon photo bild imagen" },
  message: {
    roles: ["alert", "status", "log", "tooltip", "paragraph"],
    words:
      "message error alert notice notification warning toast hint confirmation fehlermeldung meldung hinweis bestatigung mensaje aviso confirmacion",
  },
  slider: { roles: ["slider"], words: "slider regler" },
};

export type RoleName = keyof typeof roleLines & string;

const roleOfWord = new Map(
  Object.entries(roleLines).flatMap(([name, line]) => line.words.split(" ").map((word) => [fold(word), name] as const)),
);

export const roleNamed = (word: string): RoleName | undefined => roleOfWord.get(word);
export const rolesOf = (name: RoleName): readonly string[] => roleLines[name]?.roles ?? [];

/** Words that may stand for an element of any kind, and add nothing to its name. */
const looseWords = new Set(
  wordsOf(`thing things element item control part parts area bit section box bar spot stuff one ones place portion piece line lines row rows
    flow process step steps phase attempt attempts try widget component label text entry value content slot slots teil stelle element ding
    parte cosa elemento zona trozo cuando versuch versuche intento intentos`),
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

const ordinals: Record<string, number> = {
  first: 1,
  "1st": 1,
  erste: 1,
  ersten: 1,
  erster: 1,
  primer: 1,
  primera: 1,
  primero: 1,
  second: 2,
  "2nd": 2,
  zweite: 2,
  zweiten: 2,
  segundo: 2,
  segunda: 2,
  third: 3,
  "3rd": 3,
  dritte: 3,
  dritten: 3,
  tercer: 3,
  tercera: 3,
  tercero: 3,
  fourth: 4,
  "4th": 4,
  vierte: 4,
  vierten: 4,
  cuarto: 4,
  cuarta: 4,
  fifth: 5,
  "5th": 5,
  funfte: 5,
  funften: 5,
  quinto: 5,
  quinta: 5,
  sixth: 6,
  "6th": 6,
  last: -1,
  final: -1,
  letzte: -1,
  letzten: -1,
  letzter: -1,
  ultimo: -1,
  ultima: -1,
  latest: -1,
};
/** 1 for "first", -1 for "last"; undefined for a word that counts nothing. */
export const ordinalNamed = (word: string): number | undefined =>
  Object.hasOwn(ordinals, word) ? ordinals[word] : undefined;

/** Phrases that mean one thing on a screen; the first of a line is its name. Longer phrases stand before shorter ones. */
const sameThings = [
  ["signup", "sign up", "signing up", "register", "registration", "registrieren", "registrarse", "registro"],
  ["signout", "sign out", "log out", "logout", "signing out", "logging out", "abmelden", "cerrar sesion"],
  [
    "signin",
    "sign in",
    "log in",
    "login",
    "logn",
    "log on",
    "logon",
    "signing in",
    "signs in",
    "sign ins",
    "logging in",
    "logs in",
    "logged in",
    "anmelden",
    "anmeldung",
    "einloggen",
    "iniciar sesion",
    "inicio de sesion",
  ],
  [
    "email",
    "e mail",
    "mail",
    "emails",
    "correo",
    "email address",
    "e mail address",
    "mail address",
    "email addresses",
    "mailadresse",
    "emailadresse",
    "e mail adresse",
    "direccion de correo",
  ],
  ["checkout", "check out", "kasse"],
  ["cart", "basket", "warenkorb", "carrito", "einkaufswagen"],
  ["coupon", "voucher", "promo", "gutschein", "cupon", "coupons"],
  ["home", "homepage", "home page", "startseite", "landing page", "landing"],
  ["password", "passwort", "contrasena", "passphrase", "pw"],
  ["settings", "preferences", "einstellungen", "ajustes"],
  ["search", "suche", "buscar", "busqueda"],
  ["apply", "anwenden", "aplicar", "einlosen"],
  ["continue", "weiter", "continuar", "proceed"],
  ["save", "speichern", "guardar"],
  ["username", "user name", "benutzername", "usuario"],
  ["dropdown", "drop down"],
  ["popup", "pop up"],
  ["code", "codigo", "kode"],
  ["order", "bestellung", "bestell", "pedido"],
  ["summary", "resumen", "ubersicht", "zusammenfassung", "totals"],
  ["profile", "profil", "perfil"],
  ["product", "produkt", "producto"],
  ["price", "preis", "precio", "prices", "preise", "precios"],
  ["delete", "loschen", "eliminar"],
  ["cancel", "abbrechen", "cancelar"],
  ["address", "adresse", "direccion"],
  ["total", "gesamtsumme", "summe"],
  ["discount", "rabatt", "nachlass", "ermassigung", "descuento", "rebaja"],
  ["delivery", "lieferung", "liefer", "zustellung", "entrega", "envio"],
  ["shipping", "versand"],
  ["day", "tag", "tage", "dia", "dias", "days"],
  ["date", "datum", "fecha"],
  ["time", "uhrzeit", "hora"],
  ["phone", "telefon", "telefonnummer", "phone number", "telefono"],
  ["name", "nombre"],
  ["card", "karte", "tarjeta"],
  ["payment", "zahlung", "bezahlung", "pago"],
  ["pay", "bezahlen", "zahlen", "pagar"],
  ["buy", "kaufen", "comprar"],
  ["street", "strasse", "calle"],
  ["city", "stadt", "ciudad"],
  ["postcode", "zip", "zip code", "postal code", "postleitzahl", "plz", "codigo postal"],
  ["quantity", "menge", "anzahl", "cantidad"],
  ["color", "colour", "farbe"],
  ["size", "grosse", "talla", "tamano"],
  ["review", "bewertung", "resena", "opinion"],
  ["lamp", "lampe", "lampara"],
  ["user", "benutzer", "nutzer"],
  ["account", "konto", "cuenta"],
  ["message", "nachricht"],
  ["error", "fehler"],
  ["send", "absenden", "enviar"],
  ["radio", "radio button", "radio buttons", "radiobutton"],
  ["textbox", "text box", "text field", "textfield"],
  ["monday", "mon", "mondays", "montag", "lunes"],
  ["tuesday", "tue", "tues", "tuesdays", "dienstag", "martes"],
  ["wednesday", "wed", "weds", "wednesdays", "mittwoch", "miercoles"],
  ["thursday", "thu", "thur", "thurs", "thursdays", "donnerstag", "jueves"],
  ["friday", "fri", "fridays", "freitag", "viernes"],
  ["saturday", "sat", "saturdays", "samstag", "sabado"],
  ["sunday", "sun", "sundays", "sonntag", "domingo"],
  ["january", "jan", "januar", "enero"],
  ["february", "feb", "februar", "febrero"],
  ["april", "apr", "abril"],
  ["august", "aug", "agosto"],
  ["september", "sep", "sept", "septiembre"],
  ["october", "oct", "oktober", "octubre"],
  ["november", "nov", "noviembre"],
  ["december", "dec", "dezember", "diciembre"],
].map((line) => line.map((phrase) => phrase.split(" ")));

/** Those that begin with a word, and the names of what they mean. */
const sameByFirstWord = new Map<string, { phrase: readonly string[]; name: string }[]>();
for (const line of sameThings)
  for (const phrase of line) {
    const [first = ""] = phrase;
    const begun = sameByFirstWord.get(first) ?? [];
    sameByFirstWord.set(first, [...begun, { phrase, name: line[0]?.[0] ?? "" }]);
  }

export type Word = { literal: string; name: string };

/** Words with the name of what they mean: "log in" and "login" both become one word named "signin". */
export function namedWords(written: readonly string[]): Word[] {
  const words = written.flatMap(compoundParts);
  const named: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const match = longestAt(words, at);
    if (match) named.push({ literal: words.slice(at, at + match.length).join(" "), name: match.name });
    else named.push({ literal: words[at] ?? "", name: words[at] ?? "" });
    at += match?.length ?? 1;
  }
  return named;
}

/** "Gutscheinfeld" is a Gutschein and a Feld. */
function compoundParts(word: string): string[] {
  const kind = /(?:eingabe)?feld$|knopf$|button$|schaltflache$|seite$|bereich$|ubersicht$|code$|tag$|datum$/.exec(
    word,
  )?.[0];
  return kind !== undefined && word.length - kind.length >= 4
    ? [word.slice(0, -kind.length).replace(/(?<=..)s$/, ""), kind]
    : [word];
}

function longestAt(words: readonly string[], at: number): { name: string; length: number } | null {
  let best: { name: string; length: number } | null = null;
  for (const { phrase, name } of sameByFirstWord.get(words[at] ?? "") ?? []) {
    const fits = phrase.every((word, offset) => words[at + offset] === word);
    if (fits && phrase.length > (best?.length ?? 0)) best = { name, length: phrase.length };
  }
  return best;
}

/** Every single word of this file, for the spelling. */
export function* screenWords(): Iterable<string> {
  yield* roleOfWord.keys();
  yield* looseWords;
  yield* actionOfWord.keys();
  yield* changedWords;
  yield* Object.keys(ordinals);
  for (const line of sameThings) for (const phrase of line) yield* phrase;
}
