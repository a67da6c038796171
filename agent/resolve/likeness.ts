import { stemmer } from "stemmer";
import type { ContextShot } from "../context.ts";
import { isEnglish } from "../english.ts";
import { looksLike, remembering, wordsOf } from "../words.ts";
import { type Description, emptyWords } from "./describe.ts";
import { namedWords, type Word } from "./sameThings.ts";
import { type RoleName, rolesOf } from "./vocabulary.ts";

const stem = remembering((word: string): string => stemmer(word));

/** How like a person's word is to one of a label, 0 to 1. */
export function likeness(a: Word, b: Word): number {
  if (a.literal === b.literal) return 1;
  if (a.name === b.name) return 0.85;
  if (stem(a.name) === stem(b.name)) return 0.9;
  if (!isEnglish(a.name) && looksLike(a.name, b.name)) return 0.75;
  // "check" of "checkout", unlike "hero" of "Heron"
  const [short, long] = a.name.length < b.name.length ? [a.name, b.name] : [b.name, a.name];
  const isBeginning = short.length >= 4 && long.startsWith(short);
  return isBeginning && (long.length > short.length + 1 || !isEnglish(short)) ? 0.7 : 0;
}

export const best = (word: Word, among: readonly Word[]): number =>
  among.reduce((most, other) => Math.max(most, likeness(word, other)), 0);

export const routeWords = remembering((route): readonly Word[] => {
  const words = namedWords(wordsOf(route.split("?")[0] ?? ""));
  return words.length > 0 ? words : [{ literal: "home", name: "home" }];
});
export const labelWords = remembering((label): readonly Word[] => namedWords(wordsOf(label)));

const kinds: readonly [RegExp, string][] = [
  [
    /^(?=.*[€$£¥₹]|.*\b(?:EUR|USD|GBP|CHF)\b)(?:\P{L}|EUR|USD|GBP|CHF)*\d(?:\P{L}|EUR|USD|GBP|CHF)*$/u,
    "price amount cost sum figure",
  ],
  [/^\S+@\S+\.\w{2,}$/, "email"],
  [/^(?:\+|0)[\d\s()/-]{7,20}$/, "phone number"],
];

/** What people call a text that is nothing but a price, an e-mail address or a phone number. */
export const natureWords = remembering((text): readonly Word[] =>
  kinds.flatMap(([kind, words]) => (kind.test(text) ? namedWords(words.split(" ")) : [])),
);

/** Above 0.65 when the words can mean this shot; more for each word, the whole label, the right role and action. */
export function scoreOf(shot: ContextShot, wanted: Description): number {
  const label = [...labelWords(shot.label), ...typedWords(shot, wanted)];
  const route = routeWords(shot.route);
  const group = labelWords(shot.group ?? "");
  let score = 0;
  let byLabel = 0;
  let unmatched = 0;
  for (const word of wanted.content) {
    const inLabel = Math.max(best(word, label), best(word, group) * 0.9);
    const inRoute = Math.max(best(word, route) * 0.5, word.name === shot.role ? 0.6 : 0);
    if (inLabel > 0) byLabel += 1;
    if (Math.max(inLabel, inRoute) === 0) unmatched += 1;
    score += Math.max(inLabel, inRoute);
  }
  if (unmatched >= wanted.content.length) return 0;
  const isSaid = (word: Word): boolean => best(word, wanted.content) > 0 || emptyWords.has(word.name);
  // Numbers are not among what was said: in "tue 24 nov" they may have been a time.
  const isFigure = ({ name }: Word): boolean => /^\d+$/.test(name);
  const whole = label.every((word) => isSaid(word) || isFigure(word)) && !label.every(isFigure);
  const role = roleFit(shot, wanted.roles);
  // "the email box" of an element that calls itself otherwise: a whole label outweighs a wrong word for its kind.
  const isPressed = pressed.includes(shot.role ?? "");
  const mayBe = (name: RoleName): boolean =>
    name === "section" || (isPressed && (name === "link" || name === "button"));
  if (role < 0 && !(whole && wanted.roles.every(mayBe))) return 0;
  if (byLabel === 0 && wanted.roles.length === 0 && wanted.actions.length === 0) return 0;
  const action = isDone(shot, wanted.actions) ? 0.4 : 0;
  const changed = wanted.changed ? (shot.changed ? 0.5 : -0.5) : 0;
  const head = namesHead(wanted.content, shot.group) ? OF_HEAD : 0;
  const kind = wanted.hint && rolesOf(wanted.hint).includes(shot.role) ? 0.3 : 0;
  return (
    score + kind + head + (whole && byLabel > 0 ? 0.5 : 0) + Math.max(0, role) + action + changed - 0.6 * unmatched
  );
}

/** "where they type GLOW15": what was typed is told by the title of the step. */
const typedWords = (shot: ContextShot, { actions }: Description): readonly Word[] =>
  shot.action === "type" && isDone(shot, actions) ? labelWords(shot.title?.slice(shot.label.length) ?? "") : [];

/** What one presses is called a link or a button alike. */
const pressed = ["button", "link", "tab", "menuitem"];

function roleFit(shot: ContextShot, roles: readonly RoleName[]): number {
  if (roles.length === 0) return 0;
  return roles.some((name) => rolesOf(name).includes(shot.role)) ? 0.6 : -1;
}

/** Whether it is one of these things that is done to it; a click on one of several chooses it. */
export const isDone = ({ action, role }: ContextShot, actions: readonly string[]): boolean =>
  action !== undefined &&
  (actions.includes(action) ||
    (actions.includes("select") &&
      (action === "toggle" || (action === "click" && rolesOf("choice").includes(role ?? "")))));

/** What a name is of: the "day" of "Delivery day", the "time" of "Time of day". */
const headOf = remembering((name): readonly Word[] =>
  namedWords(wordsOf(name.split(/\s(?:of|for|on|in|de|del|von|für|der)\s/iu)[0] ?? "")).slice(-1),
);
/** So much more a name fits when the word that is said is what it is of. */
export const OF_HEAD = 0.4;
export const namesHead = (content: readonly Word[], name = ""): boolean =>
  content.some((word) => best(word, headOf(name)) >= 0.85);
