import { set } from "../words.ts";
import { wordAt } from "./words/lexer.ts";
import type { Reading } from "./words/reading.ts";

/** Whether a colour is what something is to have, rather than how a thing is told from others. */

export const colours = set(
  `red blue green yellow orange purple pink black white grey gray brown beige turquoise teal navy gold silver cream lime magenta
  rot blau grun gelb lila rosa schwarz weiss grau braun rojo azul verde amarillo morado negro blanco gris marron`,
);
const tones = set("dark darker light lighter bright brighter pale plain neutral dunkel hell oscuro claro");
const named = set("colour color colours colors coloured colored farbe farben color colores");
/** What has a colour of the video's own. */
const painted = set(
  `background backdrop surround around behind frame border bars text texts letters lettering font caption captions title subtitles
  cursor pointer mouse hintergrund fondo`,
);
/** What follows a colour that names no thing. */
const unnamed = set(
  `instead please now bitte maybe perhaps would will is are if rather then too or and but like for of to might could should might
  looks look works better nicer vielleicht ware quiza mejor`,
);
const indefinite = set("a an some another ein eine einen un una");
const leading = set("in to into auf zu a en de colour color farbe");
const ofWish = ["make", "change", "caption", "add", "crop", "style"] as const;

/** "in red", "make it purple", "a dark background", "#F6F1E7", unlike "the blue one" and "#482". */
export function asksColour(reading: Reading): boolean {
  const isWish = reading.has(...ofWish) || reading.word("around", "behind", "use", "background", "backdrop");
  return (
    coloursIn(reading).some((at) => isWish || leading.has(wordAt(reading.clause.tokens, at - 1))) || isHex(reading)
  );
}

/** The same of words that mean nothing else: "orange maybe", "a different colour for it". */
export const speaksOfColour = (reading: Reading): boolean => coloursIn(reading).length > 0 || isHex(reading);

const isHex = ({ source }: Reading): boolean => /#(?=\d*[a-f])[0-9a-f]{6}\b/i.test(source);

function coloursIn({ clause: { tokens } }: Reading): number[] {
  return tokens.flatMap((token, at) => {
    const { word } = token;
    const next = tokens[at + 1];
    if (token.kind !== "word" || token.isName) return [];
    if (tones.has(word)) return painted.has(next?.word ?? "") ? [at] : [];
    if (!colours.has(word) && !named.has(word)) return [];
    const isOne = (next?.word === "one" || next?.word === "ones") && indefinite.has(wordAt(tokens, at - 1));
    const isFree = next === undefined || next.kind === "mark" || unnamed.has(next.word) || painted.has(next.word);
    return isFree || isOne ? [at] : [];
  });
}
