import type { Box } from "../../convex/model/recording.ts";
import type { ContextShot, ThreadContext } from "../context.ts";
import { set } from "../words.ts";
import { choose, type Grounded, type GroundOptions } from "./choice.ts";
import type { Description } from "./describe.ts";
import type { Seen } from "./groups.ts";
import { best, isDone, labelWords } from "./likeness.ts";
import { thingsOf } from "./things.ts";

/** "the first card", "the last product card": large things of one width that stand in rows. */

export const cardWords = set("card cards tile tiles karte karten kachel kacheln tarjeta tarjetas ficha fichas");
/** What is shown on a card of any kind. */
export const anyWords = set("product products item items produkt artikel producto productos");
const cardRoles = set("link article listitem button");
const LEAST_PX = 120;
const FEWEST = 3;
const SAME_PX = 8;

/** Null where no cards are spoken of, something else bears that name ("Card number"), or nothing looks like one. */
export function groundCard(context: ThreadContext, wanted: Description, options: GroundOptions): Grounded | null {
  const { content, roles, actions, ordinal } = wanted;
  const said = content.filter(({ literal }) => !cardWords.has(literal));
  const { all } = thingsOf(context);
  const saysCard = said.length < content.length;
  if (content.length === 0 || roles.length > 0 || (saysCard && all.some(isCalledCard))) return null;
  const about = said.filter(({ literal }) => !anyWords.has(literal));
  const isMeant = ({ label }: Seen): boolean => about.every((word) => best(word, labelWords(label)) > 0);
  const cards = cardsInRows(context).flat().filter(isMeant);
  const usesOf = ({ elementId }: Seen): ContextShot[] =>
    context.shots.filter((shot) => shot.elementId === elementId && shot.box !== undefined);
  const used = cards.filter((card) => usesOf(card).length > 0);
  // "the second lamp", where each card is of a lamp
  if (!saysCard && (cards.length < FEWEST || used.length === 0 || about.length === 0)) return null;
  const done = used.filter((card) => actions.length > 0 && usesOf(card).some((shot) => isDone(shot, actions)));
  const among = done.length > 0 ? done : used;
  if (ordinal !== undefined && ordinal < 0 && among.length > 0) {
    const last = among
      .flatMap(usesOf)
      .toSorted((a, b) => a.startMs - b.startMs)
      .at(ordinal);
    return last ? { kind: "found", shot: last } : null;
  }
  const counted = done.length > 0 ? done : cards;
  const picked = ordinal === undefined ? (among.length > 0 ? among : cards) : [counted.at(ordinal - 1) ?? []].flat();
  const shots = picked.flatMap((card) => (usesOf(card).length > 0 ? usesOf(card) : [card]));
  return shots.length > 0 ? choose(shots, options) : null;
}

const isCalledCard = ({ label }: Seen): boolean => labelWords(label).some(({ literal }) => cardWords.has(literal));

function cardsOf(all: readonly Seen[]): Seen[] {
  const large = all.filter(({ role, box }) => cardRoles.has(role) && box.width >= LEAST_PX && box.height >= LEAST_PX);
  const alike = (one: Seen): Seen[] =>
    large.filter(({ role, route, box }) => {
      return role === one.role && route === one.route && Math.abs(box.width - one.box.width) <= SAME_PX;
    });
  return large.filter((one) => alike(one).length >= FEWEST);
}

/** Row by row; what is lifted a little as it is pointed at stands in its row. */
export function cardsInRows(context: ThreadContext): Seen[][] {
  const rows: Seen[][] = [];
  const cards = cardsOf(thingsOf(context).all);
  for (const card of cards.toSorted((a, b) => middleOf(a.box) - middleOf(b.box))) {
    const row = rows.at(-1);
    const isSame = row?.[0] && middleOf(card.box) - middleOf(row[0].box) < row[0].box.height / 2;
    // What stands where another does is seen when that has gone.
    const isFree = row?.every(({ box }) => box.x + box.width <= card.box.x || card.box.x + card.box.width <= box.x);
    if (row && isSame && isFree) row.push(card);
    else rows.push([card]);
  }
  return rows.map((row) => row.toSorted((a, b) => a.box.x - b.box.x));
}
const middleOf = ({ y, height }: Box): number => y + height / 2;
