import type { Box } from "../../convex/model/recording.ts";
import type { ContextShot, ThreadContext } from "../context.ts";
import { describe } from "./describe.ts";
import { type Grounded, type GroundOptions, ground } from "./ground.ts";
import { rolesOf } from "./vocabulary.ts";

type Boxed = ContextShot & { box: Box };
type Side = "any" | "above" | "below" | "left" | "right";

/** "the button next to the coupon field": how one thing stands to another, the longest words first. */
const relations: readonly [RegExp, Side][] = [
  [/^(.*?)\b(?:(?:to|on) the )?right(?:hand side)? of\b(.+)$/, "right"],
  [/^(.*?)\b(?:(?:to|on) the )?left(?:hand side)? of\b(.+)$/, "left"],
  [/^(.*?)\b(?:rechts (?:von|neben)|a la derecha de)\b(.+)$/, "right"],
  [/^(.*?)\b(?:links (?:von|neben)|a la izquierda de)\b(.+)$/, "left"],
  [/^(.*?)\b(?:right |directly )?(?:above|on top of|uber|encima de)\b(.+)$/, "above"],
  [/^(.*?)\b(?:right |directly )?(?:below|underneath|beneath|under|unter|debajo de)\b(.+)$/, "below"],
  [
    /^(.*?)\b(?:right |just |directly )?(?:next to|beside|alongside|adjacent to|neben|al lado de|junto a)\b(.+)$/,
    "any",
  ],
];

/** The element that is described by where it stands; null when the words say nothing of the kind. */
export function groundBeside(context: ThreadContext, words: string, options: GroundOptions): Grounded | null {
  for (const [pattern, side] of relations) {
    const found = pattern.exec(words);
    if (!found) continue;
    const [, what = "", where = ""] = found;
    const anchor = ground(context, where, options);
    if (anchor.kind !== "found" || !anchor.shot.box) continue;
    const shot = nearest(context.shots, anchor.shot as Boxed, side, what);
    if (shot) return { kind: "found", shot };
  }
  return null;
}

function nearest(shots: readonly ContextShot[], anchor: Boxed, side: Side, what: string): ContextShot | undefined {
  const { roles } = describe(what);
  const fits = (shot: ContextShot): shot is Boxed =>
    shot.box !== undefined &&
    shot.route === anchor.route &&
    shot.label !== anchor.label &&
    roles.every((role) => rolesOf(role).includes(shot.role)) &&
    isOnSide(shot.box, anchor.box, side);
  return shots.filter(fits).toSorted((a, b) => gap(a.box, anchor.box) - gap(b.box, anchor.box))[0];
}

const middle = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 });

function isOnSide(box: Box, of: Box, side: Side): boolean {
  const [a, b] = [middle(box), middle(of)];
  switch (side) {
    case "above":
      return a.y < b.y;
    case "below":
      return a.y > b.y;
    case "left":
      return a.x < b.x;
    case "right":
      return a.x > b.x;
    case "any":
      return true;
  }
}

/** Pixels between the edges of two boxes, 0 where they overlap. */
function gap(a: Box, b: Box): number {
  const across = Math.max(0, a.x - (b.x + b.width), b.x - (a.x + a.width));
  const down = Math.max(0, a.y - (b.y + b.height), b.y - (a.y + a.height));
  return Math.hypot(across, down);
}
