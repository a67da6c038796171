import type { ContextShot, ThreadContext } from "../context.ts";
import { isPage } from "../context.ts";
import { fold, set, wordsOf } from "../words.ts";
import { plainName } from "./groups.ts";
import { thingsOf } from "./things.ts";

/** Things that people know by how they look or where they stand, and that a page calls otherwise. */

const opening = "^(?:(?:on|in|at|the|that|this|its|whole|entire|der|die|das|den|el|la) )*";
const place = "(?: (?:section|area|part|bit|image|there|at the (?:top|start|beginning|bottom)|in the beginning))*$";
const hero = new RegExp(`${opening}(?:hero|hero banner|hero image|banner)${place}`);
const coloured = new RegExp(
  `${opening}(?:(?:big|small|little|new) )?(?<colour>green|red|grun\\p{L}*|rot\\p{L}*|verde|roj[oa])(?: success| error)? (?:box|bar|banner|message|text|line|notice|label|stripe|one|thing|kasten|balken|meldung|caja|barra|mensaje)${place}`,
  "u",
);
const passing = new RegExp(
  `${opening}(?:(?:black|dark|little|small) )*(?:pop ?up|toast|notification|snackbar|pop up)${place}`,
);
const uses = set("type click select toggle");

/** "the hero", "the green box", "the toast at the bottom"; null where nothing of the kind is there, or something is called so. */
export function knownByLook(context: ThreadContext, text: string): ContextShot | null {
  const said = fold(text).trim();
  const isCalled = (name: string): boolean => thingsOf(context).all.some(({ label }) => wordsOf(label).includes(name));
  if (hero.test(said)) return isCalled("hero") ? null : heroOf(context);
  const colour = coloured.exec(said)?.groups?.colour;
  if (colour) return isCalled(colour) ? null : outcomeOf(context, /^(?:red|rot|roj)/.test(colour));
  return passing.test(said) ? passingOf(context) : readOnLabel(context, said);
}

/** What a word or two are read on. */
export const labelNouns = set("badge badges tag tags chip chips pill sticker");
const articles = set("the a an that this on at to in into of das die der el la");

/** "the badge New", "the last few badge": what is read on it. */
function readOnLabel(context: ThreadContext, said: string): ContextShot | null {
  const words = wordsOf(said).filter((word) => !articles.has(word));
  const read = words.filter((word) => !labelNouns.has(word)).join(" ");
  if (read === "" || words.every((word) => !labelNouns.has(word))) return null;
  const [only, ...others] = thingsOf(context).all.filter(({ label }) => plainName(label) === read);
  return only && others.length === 0 ? only : null;
}

/** The page as it is seen first. */
export const isHero = (text: string): boolean => hero.test(fold(text).trim());

/** What stands under the largest heading that is seen first. */
function heroOf(context: ThreadContext): ContextShot | null {
  const { all, groups } = thingsOf(context);
  const headings = all.filter(({ role, startMs }) => role === "heading" && startMs < AT_ONCE_MS);
  const [largest] = headings.toSorted((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
  return groups.find(({ id }) => id === `section of ${largest?.id}`) ?? largest ?? null;
}
const AT_ONCE_MS = 500;

/** What a page answers is green where it went well, and red where it did not. */
function outcomeOf({ shots }: ThreadContext, isBad: boolean): ContextShot | null {
  const answers = shots.filter(
    (shot, at) =>
      !isPage(shot) && !uses.has(shot.action ?? "") && shots.slice(0, at).some(({ action = "" }) => uses.has(action)),
  );
  return answers.find(({ role }) => (role === "alert") === isBad) ?? null;
}

/** The lowest of what comes up and goes again by itself. */
function passingOf(context: ThreadContext): ContextShot | null {
  const { all } = thingsOf(context);
  const lastMs = Math.max(...all.map(({ endMs }) => endMs));
  const comesAndGoes = all.filter(
    ({ startMs, endMs, role }) =>
      startMs > AT_ONCE_MS && endMs < lastMs - AT_ONCE_MS && endMs - startMs < LONGEST_MS && role !== "link",
  );
  return comesAndGoes.toSorted((a, b) => b.box.y - a.box.y)[0] ?? null;
}
const LONGEST_MS = 8000;
