import { set } from "../../times/words.ts";
import type { Token } from "../../words/lexer.ts";
import { degreeOf } from "../orders/hearChange.ts";
import { kindNamed } from "../orders/namedEdits.ts";
import { type Piece, piecesOf, says, written } from "../orders/orderWords.ts";

/** The words of one more edit: "another one on Heron", "the same for the phone", and what it is to be like. */

/** "just as close as the first": what of it is as another has it, and the words for that one, "" where it is the last. */
export type Like = { scales: readonly ("strength" | "length")[]; name: string };

const opening = set(
  `and now then also please pls ok okay yes so can could we i you lets us me do add make put give get have want need like to would with
  und jetzt dann auch bitte noch mach setz y ahora pon haz`,
);
const heads = set("one another same eine einen otra otro mismo");
const afterHead = set("more second one thing zoom blur again too also well just like that this it there please");
const leading = set("on for to around over of auf fur bei en para a sobre");
const articles = set("the a an das eine einen el la lo un una");
const trailing = set("too also well as please pls again likewise auch tambien");

/** "add one on the Heron card too": the words for the other thing and when; null where no other of the kind is asked for. */
export function whereNext(
  clause: readonly Token[],
  text: string,
): { words: string; kind: "zoom" | "redact" | null; isLike: boolean } | null {
  const said = clause.filter(({ kind }) => kind !== "mark");
  const way = sameWay.exec(text.slice(said[0]?.start ?? 0, said.at(-1)?.end))?.groups;
  const treated = way?.what ?? way?.thing;
  if (treated) return { words: treated, kind: null, isLike: true };
  const also = onlyAlso(said, text);
  const head = also === null ? said.findIndex(({ word }) => heads.has(word)) : also - 1;
  if (also === null && (head < 0 || !said.slice(0, head).every(({ word }) => opening.has(word) || articles.has(word))))
    return null;
  const lead = also ?? said.findIndex(({ word }, at) => at > head && leading.has(word));
  const between = said.slice(head + 1, Math.max(head + 1, lead));
  if (lead < 0 || !between.every(({ word }) => afterHead.has(word))) return null;
  const last = said.findLastIndex(({ word }) => !trailing.has(word));
  const [from, to] = [said[lead + 1], said[last]];
  if (!from || !to || last <= lead) return null;
  const kind = kindNamed(between.map(({ raw }) => raw).join(" "));
  const isLike = said[head]?.word === "same" || between.some(({ word }) => word === "like");
  return { words: text.slice(from.start, to.end), kind: kind === "zoom" || kind === "redact" ? kind : null, isLike };
}

/** "do the second lamp the same way", "now the heron the same way" */
const sameWay =
  /^(?:(?:and|now|then|please|can you|could you) )*(?:(?:(?:do|make|treat|mach|haz) )(?<what>.{3,40}?) (?:(?:in |just |exactly )*the same(?: way| thing)?|likewise|genauso|igual)|(?<thing>.{3,40}?) (?:in |just |exactly )*the same way)(?: too| please)?$/iu;

/** "and on Heron", and nothing before it: where "on" stands. */
function onlyAlso(said: readonly Token[], text: string): number | null {
  const at = said.findIndex(({ word }) => !opening.has(word));
  const before = text.slice(0, said[at]?.start);
  return onto.has(said[at]?.word ?? "") && alsoBefore.test(before) ? at : null;
}
const onto = set("on auf en");
const alsoBefore =
  /^(?:[^.!?;]{0,20}[,.;!]\s*)?(?:and|also|und|auch|y|tambi[eé]n)(?: (?:also|then|maybe|please))*\s+$/iu;

const measures: Record<Like["scales"][number], ReadonlySet<string>> = {
  strength: set(
    "strength intensity level closeness size amount factor strong close tight starke nah fuerza intensidad",
  ),
  length: set("length duration time long lange dauer duracion"),
};
/** "same strength", "just as close as on Porcini", "like the first one". */
export function likeIn(clause: readonly Token[], text: string): Like | null {
  const pieces = piecesOf(clause, text).filter((one) => !says(one, "polite") || isLike(one));
  const [first] = pieces;
  const isOf = (one: Piece, scale: Like["scales"][number]): boolean =>
    measures[scale].has(one.token.word) || degreeOf(one)?.scale === scale;
  const telling = pieces.map(
    (one) => says(one, "as") || isLikeThat(one) || isOf(one, "strength") || isOf(one, "length"),
  );
  if (!first || !isLike(first) || !telling.includes(true)) return null;
  const last = telling.lastIndexOf(true);
  const rest = pieces.slice(last + 1).filter((one) => !leading.has(one.token.word) && !says(one, "it"));
  const scales = (["strength", "length"] as const).filter((scale) =>
    pieces.slice(0, last + 1).some((one) => isOf(one, scale)),
  );
  return { scales: scales.length > 0 ? scales : ["strength", "length"], name: written(rest) };
}
const isLike = (one: Piece): boolean => says(one, "same", "as") || isLikeThat(one) || equally.has(one.token.word);
const isLikeThat = ({ text }: Piece): boolean => /^like (?:that|this|it)$/i.test(text);
const equally = set("equally genauso ebenso igual");

/** "when the cursor gets there": when it is used, as it is anyway. */
export const onlyThere = (clause: readonly Token[]): boolean =>
  whens.has(clause[0]?.word ?? "") &&
  clause.some(({ word }) => places.has(word)) &&
  clause.slice(1).every(({ word, kind }) => kind === "mark" || moving.has(word) || places.has(word));
const whens = set("when once where as wenn sobald cuando");
const places = set("there it dort da ihn alli");
const moving = set(
  `the a cursor mouse pointer they he she it is gets goes comes arrives hovers moves reaches lands on over to at soon as der die zeiger
  maus kommt ist el raton llega`,
);

/** "…, same as on Porcini": a clause that names what another is to be like. */
export const namesLike = (clauses: readonly (readonly Token[])[], text: string): boolean =>
  clauses.some((clause) => (likeIn(clause, text)?.name ?? "") !== "");
