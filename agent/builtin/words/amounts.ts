import { wordsOf } from "../../words.ts";

/** How much more or less of an edit a few words ask for: "bit less", "eine Stufe größer noch", "a notch closer". */
export type Amount = { isLess: boolean; isLittle: boolean };

const words = (list: string): ReadonlySet<string> => new Set(wordsOf(list));
const more = words(
  "more stronger harder bigger larger closer tighter deeper nearer heavier mehr starker grosser groesser naher naeher enger mas fuerte grande cerca intenso",
);
const less = words(
  "less softer weaker smaller gentler subtler weniger schwacher kleiner sanfter menos suave pequeno debil lejos",
);
const little = words(
  "bit little tad touch slightly etwas bisschen wenig leicht poco poquito ligeramente tiny hair smidge",
);
const step = words("step notch stufe paso punto pizca stufen level schritt");
const beside = words(
  "a an one ein eine einen un una uno just even still way much noch and und y ok okay hm hmm no please bitte por favor maybe make it go now nochmal again of that this than so the el la lo es das nur ruhig kann gern i would like to bring get mach hazlo haz todavia aun another otra otro up nice good",
);

/** Null when anything else is said. */
export function amountSaid(said: string): Amount | null {
  const all = wordsOf(said);
  const has = (set: ReadonlySet<string>): boolean => all.some((word) => set.has(word));
  if (all.length > 9 || !all.every((word) => [more, less, little, step, beside].some((set) => set.has(word))))
    return null;
  if (!has(more) && !has(less) && !has(step)) return null;
  return { isLess: has(less), isLittle: has(little) || has(step) };
}
