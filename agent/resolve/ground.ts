import Fuse from "fuse.js";
import type { ContextShot, ThreadContext } from "../context.ts";
import { isPage, momentOf, shotIdOf } from "../context.ts";
import { isEnglish } from "../english.ts";
import { clock, listed, looksLike, wordsOf } from "../words.ts";
import {
  actionNamed,
  isChangedWord,
  isLoose,
  namedWords,
  ordinalNamed,
  type RoleName,
  roleNamed,
  rolesOf,
  type Word,
} from "./vocabulary.ts";

/** What a person's words for an element come to. */
export type Grounded =
  | { kind: "found"; shot: ContextShot; alsoChanged?: ContextShot }
  | { kind: "ambiguous"; shots: ContextShot[] }
  | { kind: "unknown"; words: string; near: ContextShot[] }
  /** The words name nothing: "it", "there", or none at all. */
  | { kind: "nothing" };

type Description = {
  content: Word[];
  roles: RoleName[];
  actions: string[];
  ordinal: number | undefined;
  changed: boolean;
  loose: boolean;
  /** A kind that a loose word suggests without insisting: a "box" is likely a field. */
  hint?: RoleName;
};

const emptyWords = new Set(
  wordsOf(`the a an this that these those it its of on in at to into onto for with and or my our your their his her they them he
    she we you i user users person people someone customer where when while as is are was were be been there here please up
    out off by from right just down back away bit little then now so very which who what thats only whole entire all number no video clip recording us me him them everyone viewer viewers audience uh um uhm er erm hmm let give bring entirely completely totally altogether fully overall really actually nice properly bit thingy shouldnt mustnt readable legible visible seen shown tight tightly around closely could would should can will may lasts last lasting camera comes come coming shows show appears appear appearing pops erscheint erscheinen auftaucht sichtbar aparece aparecen aparezca sale salga view everybody really that go goes going get gets getting make makes run runs play plays look looks feel more very faster slower pace tempo playback movie footage see hard difficult impossible but both customers users needs need has have must
    same again selben selbe gleichen gleiche mismo misma nochmal
    der die das den dem des ein eine einen einem einer auf im am an zu zum zur von vom mit wo wenn wird bitte und sie er man
    ich du wir hatte gern gerne einen mochte will soll sollte konnte kann fur bei uber quiero quisiera me nos podrias puedes sobre
    el la los las un una en de del al con que cuando durante por favor se lo su y donde`),
);
const suggestsField = new Set(["box", "bar", "entry", "text"]);

export function describe(text: string): Description {
  const words = namedWords(wordsOf(text));
  const description: Description = {
    content: [],
    roles: [],
    actions: [],
    ordinal: undefined,
    changed: false,
    loose: false,
  };
  for (const word of words) {
    const role = roleNamed(word.name);
    const ordinal = ordinalNamed(word.name);
    const action = actionNamed(word.name);
    if (role) description.roles.push(role);
    else if (ordinal !== undefined) description.ordinal = ordinal;
    else if (action) description.actions.push(action);
    else if (isChangedWord(word.name)) description.changed = true;
    else if (isLoose(word.name)) {
      description.loose = true;
      if (suggestsField.has(word.name)) description.hint = "field";
    } else if (!emptyWords.has(word.name) && !/^\d+$/.test(word.name)) description.content.push(word);
  }
  return description;
}

/** "the coupon or the email": a choice that is not the video's to make. Null when it names no two things. */
export function eitherOf(context: ThreadContext, text: string, options: GroundOptions): Grounded | null {
  const parts = text.split(/\s(?:or|oder|o)\s/).map((part) => part.replace(/^(?:either|entweder)\s/, ""));
  if (parts.length < 2) return null;
  const shots = parts.flatMap((part) => {
    const grounded = ground(context, part, options);
    return grounded.kind === "found" ? [grounded.shot] : grounded.kind === "ambiguous" ? grounded.shots : [];
  });
  const different = distinct(shots);
  return different.length > 1 ? { kind: "ambiguous", shots: different } : null;
}

const hasReference = ({ content, roles, actions, ordinal, changed }: Description): boolean =>
  content.length > 0 || roles.length > 0 || actions.length > 0 || ordinal !== undefined || changed;

export type GroundOptions = {
  /** Only elements with a place on screen can be zoomed, cropped to or covered. */
  needsBox: boolean;
  /** Take time that the person named beside the element ("the button at 0:16"). */
  nearMs?: number | undefined;
  /** Only what is done before, or after, this take time: the last such, or the first. */
  beforeMs?: number | undefined;
  afterMs?: number | undefined;
};

/** Finds the element that a person's words mean among the shots: by label, role, route, action, order and salience. */
export function ground(context: ThreadContext, text: string, options: GroundOptions): Grounded {
  const shots = context.shots.filter((shot) => !options.needsBox || shot.box);
  const exact = shots.filter((shot) => shotIdOf(context, shot) === text.trim());
  if (exact[0]) return { kind: "found", shot: exact[0] };
  const labelled = exactLabel(shots, text);
  if (labelled.length > 0) return choose(labelled, options);

  const wanted = describe(text);
  if (!hasReference(wanted)) return { kind: "nothing" };
  if (wanted.content.length === 0) return bySalience(shots, wanted, options) ?? unknown(shots, text);

  const onPage = elementsOfPage(shots, wanted);
  if (onPage) return choose(wanted.ordinal === undefined ? onPage : nth(onPage, wanted.ordinal), options);
  const scored = shots
    .map((shot) => ({ shot, score: scoreOf(shot, wanted) }))
    .filter(({ score }) => score >= 0.65)
    .sort((a, b) => b.score - a.score);
  const top = scored[0];
  if (!top) return unknown(shots, text);
  const equals = scored.filter(({ score }) => top.score - score < 0.2).map(({ shot }) => shot);
  return choose(wanted.ordinal === undefined ? lastOfGroup(equals, wanted) : nth(equals, wanted.ordinal), options);
}

/** "the delivery day", of which several were tried: one thing, and the last of them. */
function lastOfGroup(equals: readonly ContextShot[], { content }: Description): readonly ContextShot[] {
  const [first, ...others] = equals;
  const last = equals.at(-1);
  const isOne = first?.group && others.every(({ group, route }) => group === first.group && route === first.route);
  const words = labelWords(first?.group ?? "");
  return isOne && last && content.every((word) => best(word, words) > 0) ? [last] : equals;
}

function exactLabel(shots: readonly ContextShot[], text: string): ContextShot[] {
  const wanted = wordsOf(text).join(" ");
  return wanted ? shots.filter((shot) => wordsOf(shot.label).join(" ") === wanted) : [];
}

/** Without a name: by role, action, order and whether it changed; else the changed one, else the last one clicked. */
function bySalience(shots: readonly ContextShot[], wanted: Description, options: GroundOptions): Grounded | null {
  let fitting = shots.filter((shot) => wanted.roles.every((role) => rolesOf(role).includes(shot.role)));
  const performed = wanted.actions.filter((action) => shots.some((shot) => shot.action === action));
  if (performed.length > 0) fitting = fitting.filter((shot) => performed.includes(shot.action));
  else if (wanted.actions.length > 0 && wanted.roles.length === 0 && wanted.ordinal === undefined) return null;
  if (wanted.changed) fitting = fitting.filter((shot) => shot.changed);
  const { beforeMs, afterMs } = options;
  if (beforeMs !== undefined || afterMs !== undefined) {
    const inTime = fitting.filter(
      (shot) => momentOf(shot) < (beforeMs ?? Infinity) && momentOf(shot) >= (afterMs ?? 0),
    );
    const shot = beforeMs !== undefined ? inTime.at(-1) : inTime[0];
    if (shot) return { kind: "found", shot };
  }
  if (fitting.length === 0) return null;
  if (options.nearMs !== undefined) return { kind: "found", shot: nearest(fitting, options.nearMs) };
  if (wanted.ordinal !== undefined) return choose(nth(fitting, wanted.ordinal), options);
  const changed = fitting.filter((shot) => shot.changed);
  if (distinct(changed).length > 1 && wanted.roles.length > 0) return { kind: "ambiguous", shots: distinct(changed) };
  const clicked = (list: readonly ContextShot[]) => list.findLast((shot) => shot.action === "click") ?? list.at(-1);
  const shot = clicked(changed) ?? clicked(fitting);
  if (!shot) return null;
  const other = changed.find((one) => one.label !== shot.label);
  return { kind: "found", shot, ...(other && wanted.changed ? { alsoChanged: other } : {}) };
}

/** "the login form": a part of the page at /login, and so any element there. */
function elementsOfPage(shots: readonly ContextShot[], { content, roles, actions }: Description): ContextShot[] | null {
  const [word] = content;
  const kinds = roles.filter((role) => role !== "page" && role !== "section");
  if (!word || content.length > 1 || roles.length === 0 || (kinds.length > 0 && !roles.includes("page"))) return null;
  const onRoute = shots.filter((shot) => routeWords(shot.route).some(({ literal }) => literal === word.literal));
  const ofKind = onRoute.filter((shot) => kinds.every((kind) => rolesOf(kind).includes(shot.role)));
  if (kinds.length > 0) return ofKind.length > 0 ? ofKind : null;
  const used = onRoute.filter((shot) => actions.includes(shot.action));
  const among = used.length > 0 ? used : onRoute;
  const labelled = shots.some((shot) => labelWords(shot.label).some(({ literal }) => literal === word.literal));
  return among.length > 0 && !labelled ? among : null;
}

function nth(shots: readonly ContextShot[], ordinal: number): ContextShot[] {
  const inOrder = shots.toSorted((a, b) => momentOf(a) - momentOf(b));
  const shot = ordinal < 0 ? inOrder.at(ordinal) : inOrder[ordinal - 1];
  return shot ? [shot] : [];
}

const nearest = (shots: readonly ContextShot[], atMs: number): ContextShot =>
  shots.reduce((best, shot) => (awayFrom(shot, atMs) < awayFrom(best, atMs) ? shot : best));
const awayFrom = (shot: ContextShot, atMs: number): number =>
  atMs >= shot.startMs && atMs < shot.endMs ? 0 : Math.min(Math.abs(atMs - shot.startMs), Math.abs(atMs - shot.endMs));

function choose(shots: readonly ContextShot[], { nearMs }: GroundOptions): Grounded {
  const different = distinct(shots);
  const [only] = different;
  if (!only) return { kind: "nothing" };
  if (different.length === 1 && nearMs !== undefined) return { kind: "found", shot: nearest(shots, nearMs) };
  // Of the times that one element comes up the last counts: by then it does what it is there for.
  if (different.length === 1)
    return { kind: "found", shot: shots.findLast((shot) => shot.changed) ?? shots.at(-1) ?? only };
  if (nearMs !== undefined) return { kind: "found", shot: nearest(different, nearMs) };
  return { kind: "ambiguous", shots: different };
}

/** One of each element: the same label and role on the same page, shown several times, is one thing. */
function distinct(shots: readonly ContextShot[]): ContextShot[] {
  const seen = new Map(shots.map((shot) => [`${shot.label}\n${shot.role}\n${shot.route}`, shot] as const).toReversed());
  return shots.filter((shot) => seen.get(`${shot.label}\n${shot.role}\n${shot.route}`) === shot);
}

function unknown(shots: readonly ContextShot[], text: string): Grounded {
  const named = distinct(shots).filter((shot) => !isPage(shot));
  const search = new Fuse(named, { keys: ["label"], threshold: 0.45, ignoreLocation: true });
  const near = search.search(text, { limit: 3 }).map(({ item }) => item);
  const changedFirst = named.toSorted((a, b) => Number(b.changed ?? false) - Number(a.changed ?? false));
  return { kind: "unknown", words: text.trim(), near: near.length > 0 ? near : changedFirst.slice(0, 4) };
}

/** How like a person's word is to one of a label, 0 to 1. */
export function likeness(a: Word, b: Word): number {
  if (a.literal === b.literal) return 1;
  if (a.name === b.name) return 0.85;
  if (stem(a.name) === stem(b.name)) return 0.95;
  if (!isEnglish(a.name) && looksLike(a.name, b.name)) return 0.75;
  const [short, long] = a.name.length < b.name.length ? [a.name, b.name] : [b.name, a.name];
  return short.length >= 4 && long.startsWith(short) ? 0.7 : 0;
}

function stem(word: string): string {
  if (word.length > 5 && /(?:ied|ies)$/.test(word)) return `${word.slice(0, -3)}y`;
  return word.length > 4 ? word.replace(/(ings?|ed|es|s|en)$/, "") : word;
}

const best = (word: Word, among: readonly Word[]): number =>
  among.reduce((most, other) => Math.max(most, likeness(word, other)), 0);

export const routeWords = (route: string): Word[] => {
  const words = namedWords(wordsOf(route.split("?")[0] ?? ""));
  return words.length > 0 ? words : [{ literal: "home", name: "home" }];
};
export const labelWords = (label: string): Word[] => namedWords(wordsOf(label));

/** Above 0.65 when the words can mean this shot; more for each word, the whole label, the right role and action. */
export function scoreOf(shot: ContextShot, wanted: Description): number {
  const label = labelWords(shot.label);
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
  const whole = label.every((word) => isSaid(word) || /^\d+$/.test(word.name));
  const role = roleFit(shot, wanted.roles);
  // "the email box" of an element that calls itself otherwise: a whole label outweighs a wrong word for its kind.
  if (role < 0 && !(whole && wanted.roles.every((name) => name === "section"))) return 0;
  if (byLabel === 0 && wanted.roles.length === 0 && wanted.actions.length === 0) return 0;
  const action = wanted.actions.includes(shot.action) ? 0.4 : 0;
  const changed = wanted.changed ? (shot.changed ? 0.5 : -0.5) : 0;
  const kind = wanted.hint && rolesOf(wanted.hint).includes(shot.role) ? 0.3 : 0;
  return score + kind + (whole && byLabel > 0 ? 0.5 : 0) + Math.max(0, role) + action + changed - 0.6 * unmatched;
}

function roleFit(shot: ContextShot, roles: readonly RoleName[]): number {
  if (roles.length === 0) return 0;
  return roles.some((name) => rolesOf(name).includes(shot.role)) ? 0.6 : -1;
}

/** A label as a reply shows it: on one line, without marks, and not too long. */
/** A label in a sentence: without the mark that ends a sentence of its own ("Is it spelt right?"). */
export function shortLabel(label: string): string {
  const plain = label.replaceAll(/[\s*_`<>]+/g, " ").trim();
  const line = plain.replace(/[\s.?!:]+$/, "") || plain;
  return line.length > 48 ? `${line.slice(0, 47).trimEnd()}…` : line;
}

/** "**Apply coupon** (0:37)" for a question that names several. */
function namesOf(shots: readonly ContextShot[], timeOf?: (shot: ContextShot) => number): string[] {
  const labels = shots.map((shot) => shot.label);
  return shots.map((shot) => {
    const twice = labels.filter((label) => label === shot.label).length > 1;
    const place = twice ? ` on ${shot.route}` : "";
    return `**${shortLabel(shot.label)}**${place}${twice && timeOf ? ` at ${clock(timeOf(shot))}` : ""}`;
  });
}

/** The question that settles an unclear element; `verb` is what is to be done with it ("zoom on"). */
export function elementQuestion(grounded: Exclude<Grounded, { kind: "found" }>, verb: string): string {
  if (grounded.kind === "ambiguous") return `Which one should I ${verb}: ${listed(namesOf(grounded.shots))}?`;
  if (grounded.kind === "nothing") return `What should I ${verb}?`;
  const choices = namesOf(grounded.near);
  const seen = `I do not see ${nameIn(grounded.words) ?? "that"} in this video.`;
  return choices.length > 0 ? `${seen} Should I ${verb} ${listed(choices)}?` : `${seen} What should I ${verb}?`;
}

/** The words in quotation marks when they can be a name; a fragment of a sentence is none. */
function nameIn(text: string): string | null {
  const bare = text.trim().replace(edgeWords, "").replace(edgeWords, "").trim();
  const isName = bare !== "" && bare.split(/\s+/).length <= 4 && !ofSentence.test(bare);
  return isName ? `“${bare}”` : null;
}
const edgeWords =
  /^(?:(?:the|an?|my|our|your|this|that|on|in|at|of|to|das|die|der|den|dem|el|la|los|las)\s+)+|\s+(?:please|too|again|bitte|now|then|the|of)$/gi;
const ofSentence =
  /\b(?:is|are|was|be|do|does|did|has|have|get|got|rid|remove|all|anything|everything|something|nothing|leave|keep|put|make|made|end|earlier|later|where|when|how|what|which|who|why|about|if|not|no|only|just|others?|more|less|it|them|they|you|i|we|there|here|again|back|than|then|very|so|as|without|until|while|shows?|comes?|goes|should|could|would|can|will|want|please|nur|ist|sind|wo|wenn|nicht|solo|doble|mitad|doppelt|halfte|donde|cuando)\b/i;
