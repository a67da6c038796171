import type { Box } from "../../../convex/model/recording.ts";
import type { ContextShot } from "../../context.ts";
import { ground } from "../../resolve/ground.ts";
import { around } from "../../resolve/groups.ts";
import { nameOf } from "../../resolve/question.ts";
import { thingsOf } from "../../resolve/things.ts";
import { boldIn } from "../thread/answers/openQuestion.ts";
import { kindNamed } from "../thread/orders/namedEdits.ts";
import type { Reading } from "../words/reading.ts";
import { ask, calls, type Filled } from "./filled.ts";

/** "crop the menu out", "cut off the payment section at the bottom": what of the picture is left beside a thing. */

const side = "(?:(?:at|on|in|from|to) the |up )?(?:very )?(?:top|bottom|left|right)(?: side| hand side)?";
const picture = "(?:picture|frame|screen|image|view|shot|crop)";
const verbs = "crop|cut|trim|leave|take|get|remove|drop";
const trailing = new RegExp(
  `(?: (?:if (?:you can|possible)|please|then|too|as well|instead|completely|entirely|for me|${side}|(?:from|out of|of) the ${picture}))+$`,
  "iu",
);
const patterns: readonly RegExp[] = [
  new RegExp(`\\b(?:${verbs}) (?:out|off|away) (?<what>.+)$`, "iu"),
  new RegExp(`\\b(?:${verbs}) (?<what>.+?) (?:out|off|away)(?: of the ${picture})?$`, "iu"),
  new RegExp(`\\b(?:${verbs}|keep) (?<what>.+?) (?:from|out of|off) the ${picture}$`, "iu"),
  /\bcrop (?:it )?(?:so that )?without (?<what>.+)$/iu,
  new RegExp(`\\b(?:${verbs}) (?<what>.+)$`, "iu"),
];
/** Where a thing stands is said, or that it is of the picture. */
const ofPicture = new RegExp(
  `\\b(?:at|on|in) the (?:very )?(?:top|bottom|left|right)\\b|\\b(?:from|out of) the ${picture}\\b`,
  "iu",
);
const isIt = /^(?:it|that|this|them|those|these)$/iu;

/** The words for what is to go; null where nothing is said to go out of the picture. */
function wordsIn({ source }: Reading): string | null {
  const said = source.trim().replace(/[.!?]+$/, "");
  // "crop to the summary on the right"
  if (cropTo.test(said)) return null;
  const isCrop = /\bcrop/i.test(said) && /\b(?:out|off|away|without)\b/i.test(said);
  if ((!isCrop && !ofPicture.test(said)) || allElse.test(said)) return null;
  const plain = said.replace(trailing, "");
  const what = [said, plain].flatMap((text) => patterns.map((one) => one.exec(text)?.groups?.what)).find(Boolean);
  return what?.replace(trailing, "").trim() ?? null;
}

const cropTo = /\bcrop (?:(?:it|this|that|in|down|the (?:video|picture|frame|shot)) )*(?:to|around|onto|in on)\b/iu;
const allElse = /\b(?:everything|anything|all|the rest) (?:but|except|else|other|around)\b|\bthe rest\b/iu;

/** Whether something on screen is said to go out of the picture. */
export const isCropOut = (reading: Reading): boolean => {
  const words = wordsIn(reading);
  return words !== null && kindNamed(words) === undefined && goneFrom(words, reading) !== null;
};

export function fillCropOut(reading: Reading): Filled | null {
  const words = wordsIn(reading);
  const gone = words === null ? null : goneFrom(words, reading);
  if (!gone || !reading.view) return null;
  const { take } = reading.view;
  const left = beside(gone.box, take);
  if (left.width * left.height < LEAST_LEFT * take.width * take.height)
    return ask(`Without ${gone.name} little of the picture would be left. Shall I **blur ${gone.plain}** instead?`);
  const done = calls({ tool: "crop", input: left });
  return gone.isMoving
    ? { ...done, beside: `When the page scrolls, ${gone.name} may still come into the picture.` }
    : done;
}
const LEAST_LEFT = 0.2;
const ROOM_PX = 8;

/** The largest part of the picture above, below, left or right of a box. */
function beside({ x, y, width, height }: Box, picture: { width: number; height: number }): Box {
  const even = (px: number): number => 2 * Math.floor(Math.max(0, px) / 2);
  const [right, below] = [x + width + ROOM_PX, y + height + ROOM_PX];
  const [rightPx, belowPx] = [even(picture.width - right), even(picture.height - below)];
  const rests: Box[] = [
    { x: 0, y: 0, width: picture.width, height: even(y - ROOM_PX) },
    { x: 0, y: 0, width: even(x - ROOM_PX), height: picture.height },
    { x: 0, y: picture.height - belowPx, width: picture.width, height: belowPx },
    { x: picture.width - rightPx, y: 0, width: rightPx, height: picture.height },
  ];
  return rests.reduce((best, one) => (one.width * one.height > best.width * best.height ? one : best));
}

type Gone = { box: Box; name: string; plain: string; isMoving: boolean };

function goneFrom(words: string, reading: Reading): Gone | null {
  const { context, view } = reading;
  const name = isIt.test(words) ? (reading.thingBefore ?? toldLast(reading)) : words;
  const found = name === undefined || !view ? null : ground(context, name, { needsBox: true });
  const thing = found?.kind === "found" ? (found.whole ?? found.shot) : null;
  if (thing?.box) return { box: thing.box, name: nameOf(thing), plain: thing.label, isMoving: moves(thing) };
  const band = view && barAt(words, reading, view.take.height);
  return band ? { box: band, name: words, plain: words, isMoving: false } : null;
}

/** What the last reply named first. */
const toldLast = ({ context }: Reading): string | undefined =>
  boldIn(context.messages.findLast(({ role }) => role === "assistant")?.content ?? "")[0];

/** It stands elsewhere at other times: a take knows where it stands longest. */
const moves = ({ startMs, endMs, stay }: ContextShot): boolean =>
  stay !== undefined && endMs - startMs - (stay.endMs - stay.startMs) > MOVES_MS;
const MOVES_MS = 500;

const header =
  /^(?:the |this |that )?(?:page |site |top |main |whole |entire )?(?:header|menu|nav|navigation|top bar|nav ?bar|menu ?bar|tool ?bar)(?: bar)?$/iu;
const footer = /^(?:the |this |that )?(?:page |site |whole |entire )?(?:footer|bottom bar)$/iu;
const BAR_PX = 90;

/** The bar at the top or the bottom of a page: all that stands there. */
function barAt(words: string, { context }: Reading, heightPx: number): Box | null {
  const boxes = thingsOf(context).all.map(({ box }) => box);
  const top = header.test(words) ? boxes.filter(({ y, height }) => y + height <= BAR_PX) : [];
  const bottom = footer.test(words) ? boxes.filter(({ y }) => y >= heightPx - BAR_PX + ROOM_PX) : [];
  const inBar = [...top, ...bottom];
  return inBar.length > 0 ? around(inBar) : null;
}
