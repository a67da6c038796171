import { set } from "../../words.ts";

export { set };

/** The words that times are told with, folded, in English, German and Spanish. */

export const articles = set(
  "the a an das die der den dem des ein eine einen einem einer el la los las lo un una its this that very my",
);
export const fromWords = set("from between von vom zwischen del desde entre de ab since starting");
export const toWords = set("to until till til through thru bis a al hasta and und y zum up");
export const beforeWords = set("before vor antes prior preceding");
export const afterWords = set("after nach despues past following hinter tras beyond onward");
/** Said of what is seen from then on, rather than of what is done. */
export const appearingWords = set(
  "show shows appear appears appearing come comes pop pops visible erscheint auftaucht kommt sichtbar aparece sale aparezca salga",
);
/** The same in two words: "turns up", "is there". */
export const appearingPairs = set(
  "turns_up turn_up turned_up kicks_in kick_in drops_in drop_in is_there are_there is_in you_see we_see can_see taucht_auf ist_da esta_ahi",
);
/** What something does that says other words from then on; "to" may follow. */
export const sayingWords = set(
  "say says reads read shows drops drop falls fall goes go gets changes change turns turn becomes become jumps rises is hits reaches switches sagt zeigt steht wird fallt sinkt springt dice pone muestra baja sube cambia",
);
/** How what was done with a thing comes out. */
export const goodOutcomes = set(
  "accepted applied confirmed approved valid works worked succeeds goes_through went_through akzeptiert angenommen klappt funktioniert aceptado aceptada aplicado funciona",
);
export const badOutcomes = set(
  "rejected refused declined denied fails failed invalid wrong abgelehnt falsch rechazado rechazada falla",
);
export const passiveWords = set("is are was were gets get got being been wird wurde ist es esta fue se");
export const untilWords = set("until till til bis hasta");
export const atWords = set("at ans um bei beim en around about near by on gegen an");
export const whenWords = set(
  "when while where as once during whenever wenn wo als wahrend sobald cuando mientras donde durante over",
);
export const forWords = set("for lasting fur lang por durante during of long");
export const firstWords = set(
  "first opening initial erste ersten erster primer primero primera primeros primeras beginning",
);
export const lastWords = set("last final closing letzte letzten letzter ultimo ultima ultimos ultimas ending");
export const startWords = set(
  "start beginning begin front opening intro anfang beginn inicio principio comienzo begining",
);
export const endWords = set("end ending back ende schluss fin final tail");
export const middleWords = set("middle halfway mitte medio mitad center centre midpoint");
export const secondUnits = set("s sec secs second seconds sek sekunde sekunden segundo segundos seg secound secounds");
export const minuteUnits = set("m min mins minute minutes minuten minuto minutos");
const fractionLines: readonly [number, string][] = [
  [1 / 2, "half halfte mitad"],
  [1 / 3, "third thirds drittel tercio tercios"],
  [1 / 4, "quarter quarters viertel cuarto"],
  [1 / 5, "fifth"],
];
export const fractionNamed = (word: string): number | undefined =>
  fractionLines.find(([, words]) => set(words).has(word))?.[0];
export const secondOrdinals = set("second 2nd other zweite zweiten segunda segundo latter back");
export const boundaryWords = set("for at for for fur por with using mit con please bitte instead so then");
/** Words for a piece of a video, of which is then said what happens in it. */
export const pieceWords = set(
  "end ending start beginning part parts bit bits piece moment section stretch stuff shot scene stelle teil parte trozo momento",
);
