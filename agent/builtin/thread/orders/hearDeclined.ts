import { set } from "../../times/words.ts";
import { changeIn } from "./hearChange.ts";
import type { Edit } from "./namedEdits.ts";
import { kindAlone } from "./namedEdits.ts";
import { type Piece, says, written } from "./orderWords.ts";

/** What is said not to be wanted of what was made: a kind of edit, of changes of speed those one way. */
export type Declined = {
  type: Edit["type"] | "cut";
  isSlower?: boolean;
  /** "I didn't want": it was made, whenever. */
  isPast: boolean;
  /** "not closer": what was changed is as it was, rather than gone. */
  isDegree?: boolean;
};

/** "don't zoom there", "not faster", "I didn't want it faster", "no speed up"; null when a clause declines nothing, or more. */
export function declinedIn(pieces: readonly Piece[]): Declined | null {
  const at = pieces.findIndex(({ token }) => negations.has(token.word));
  if (at < 0 || !pieces.slice(0, at).every(({ token }) => subjects.has(token.word))) return null;
  const isPast = past.has(pieces[at]?.token.word ?? "") || pieces.some(({ token }) => wished.has(token.word));
  const isAround = ({ token: { word } }: Piece): boolean =>
    around.has(word) || negations.has(word) || subjects.has(word);
  const rest = pieces.slice(at + 1).filter((one) => !isAround(one) || one.text.includes(" "));
  if (rest.length === 0 || pieces.some((one) => says(one, "too", "notSo", "as") || one.token.word === "enough"))
    return null;
  const named = written(rest);
  if (cutting.test(named)) return { type: "cut", isPast };
  const type = kindAlone(named);
  const isSlower = /slow|langsam|lent/i.test(named);
  if (type === "speed" || rest.every((one) => says(one, "faster", "slower")))
    return { type: "speed", isSlower, isPast };
  if (type && type !== "crop" && type !== "cursor_emphasis") return { type, isPast };
  const changes = changeIn(rest);
  const isCloser =
    changes?.which === "" && changes.changes.every(({ scale, isLess }) => scale === "strength" && !isLess);
  return isCloser ? { type: "zoom", isPast, isDegree: true } : null;
}

const cutting = /^(?:cuts?|cutting|trims?|trimming|schnitte?|schneiden|cortes?|cortar)(?: out| off| away)?$/iu;
const negations = set("not dont didnt never no without nicht kein keine keinen ohne sin");
const past = set("didnt never");
const wished = set("wanted asked meant wollte pedia queria");
const subjects = set("i we it that this so but and please pls ok okay hey well ich wir es das aber");
const around = set(
  `want wanted need needed ask asked mean meant for it to be have that this there here tho though any more at all please pls a an the
  make made do did in on yet wollte will bitte da dort es das quiero queria ahi alli eso`,
);

/** "just the slow part is enough", "only the waiting cut out": what it was to be, after something was declined. */
export const isAllWanted = (pieces: readonly Piece[]): boolean =>
  limits.has(pieces[0]?.token.word ?? "") || /\b(?:enough|fine|plenty|will do)$/i.test(written(pieces));
const limits = set("just only nur bloss solo");
