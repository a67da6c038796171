import Fuse from "fuse.js";
import type { Operation } from "../../convex/model/operations.ts";
import type { ContextShot, ThreadContext } from "../context.ts";
import { isPage, momentOf } from "../context.ts";
import { listed, wordsOf } from "../words.ts";
import { type Description, describe, hasReference } from "./describe.ts";
import { groundSeen } from "./groundSeen.ts";
import { best, isDone, labelWords, routeWords, scoreOf } from "./likeness.ts";
import { withoutLooks } from "./looks.ts";
import { type Group, groupNamed, plainName, thingById, thingsOf } from "./things.ts";
import { actionNamed, namedWords, rolesOf } from "./vocabulary.ts";

/** What a person's words for an element come to. */
export type Grounded =
  /** `whole`: the group that the words name, of which `shot` is the one that was used. */
  | { kind: "found"; shot: ContextShot; alsoChanged?: ContextShot; whole?: Group }
  | { kind: "ambiguous"; shots: ContextShot[] }
  | { kind: "unknown"; words: string; near: ContextShot[] }
  /** The words name nothing: "it", "there", or none at all. */
  | { kind: "nothing" };

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

export type GroundOptions = {
  /** Only elements with a place on screen can be zoomed, cropped to or covered. */
  needsBox: boolean;
  /** Take time that the person named beside the element ("the button at 0:16"). */
  nearMs?: number | undefined;
  /** Only what is done before, or after, this take time: the last such, or the first. */
  beforeMs?: number | undefined;
  afterMs?: number | undefined;
};

/**
 * Finds the element that a person's words mean: among the shots by label, role, route, action, order and salience, and where
 * these have nothing as good, among the elements that are only seen.
 */
export function ground(context: ThreadContext, text: string, options: GroundOptions): Grounded {
  const named = thingById(context, text.trim());
  if (named && (named.box || !options.needsBox)) return { kind: "found", shot: named };
  const shots = context.shots.filter((shot) => !options.needsBox || shot.box);
  const labelled = exactLabel(shots, text);
  if (labelled.length > 0) return choose(labelled, options);
  const wanted = withNamesAmongDeeds(withoutLooks(describe(text), context), text, shots);
  const used = groundUsed(context, shots, wanted, options);
  const seen = groundSeen(context, text, wanted, options);
  if (seen && (!used || seen.score >= used.score + MUCH_BETTER)) return seen.grounded;
  return used?.grounded ?? (hasReference(wanted) ? unknown(context, shots, text, options) : { kind: "nothing" });
}

/** "the arrives line": a deed's word that a label begins with is a name beside a word for a thing. */
function withNamesAmongDeeds(wanted: Description, text: string, shots: readonly ContextShot[]): Description {
  if (wanted.actions.length === 0 || wanted.content.length > 0 || !wanted.loose) return wanted;
  const openings = new Set(shots.map(({ label }) => wordsOf(label)[0]));
  const content = namedWords(wordsOf(text)).filter(({ name }) => actionNamed(name) && openings.has(name));
  return content.length > 0 ? { ...wanted, content, actions: [] } : wanted;
}

/** What an edit was made for: the step, or the element that is seen during it. */
export function anchoredTo(context: ThreadContext, anchor: NonNullable<Operation["anchor"]>): ContextShot | undefined {
  const shot = thingById(context, anchor.shotId);
  if (anchor.elementId === undefined || shot?.label === anchor.element) return shot;
  const own = thingById(context, anchor.elementId);
  if (own?.label === anchor.element) return own;
  const named = ground(context, anchor.element, { needsBox: true });
  return named.kind === "found" ? named.shot : own;
}

/** By so much what was never used has to fit better than what was. */
const MUCH_BETTER = 0.6;

function groundUsed(
  context: ThreadContext,
  shots: readonly ContextShot[],
  wanted: Description,
  options: GroundOptions,
): { score: number; grounded: Grounded } | null {
  if (!hasReference(wanted)) return null;
  const surely = (grounded: Grounded | null) => grounded && { score: Number.POSITIVE_INFINITY, grounded };
  if (wanted.content.length === 0) return surely(bySalience(shots, wanted, options));
  const onPage = elementsOfPage(shots, wanted);
  if (onPage) return surely(choose(wanted.ordinal === undefined ? onPage : nth(onPage, wanted.ordinal), options));
  const scored = shots
    .map((shot) => ({ shot, score: scoreOf(shot, wanted) }))
    .filter(({ score }) => score >= 0.65)
    .sort((a, b) => b.score - a.score);
  const top = scored[0];
  if (!top) return null;
  const equals = scored.filter(({ score }) => top.score - score < 0.2).map(({ shot }) => shot);
  const meant = wanted.ordinal === undefined ? lastOfGroup(equals, wanted) : nth(equals, wanted.ordinal);
  // The name that stands over a choice is as good a name as its own.
  const isOfGroup = namesGroup(top.shot, wanted);
  const grounded = choose(meant, options);
  const whole = isOfGroup && grounded.kind === "found" ? groupNamed(context, grounded.shot) : undefined;
  return { score: top.score + (isOfGroup ? 0.5 : 0), grounded: { ...grounded, ...(whole ? { whole } : {}) } };
}

/** Whether all words are in the name of the group that something is one of. */
function namesGroup({ group }: ContextShot, { content }: Description): boolean {
  const words = labelWords(group ?? "");
  return content.every((word) => best(word, words) > 0);
}

/** "the delivery day", of which several were tried: one thing, and the last of them. */
function lastOfGroup(equals: readonly ContextShot[], wanted: Description): readonly ContextShot[] {
  const [first, ...others] = equals;
  const last = equals.at(-1);
  const isOne = first?.group && others.every(({ group, route }) => group === first.group && route === first.route);
  return isOne && last && namesGroup(first, wanted) ? [last] : equals;
}

function exactLabel(shots: readonly ContextShot[], text: string): ContextShot[] {
  // "the 12 – 15": of figures nothing else is left to know it by.
  const wanted = wordsOf(text)
    .join(" ")
    .replace(/^(?:the|das|die|der|den|el|la) (?=[\d ]+$)/, "");
  return wanted ? shots.filter((shot) => plainName(shot.label) === wanted) : [];
}

/** Without a name: by role, action, order and whether it changed; else the changed one, else the last one clicked. */
function bySalience(shots: readonly ContextShot[], wanted: Description, options: GroundOptions): Grounded | null {
  let fitting = shots.filter((shot) => wanted.roles.every((role) => rolesOf(role).includes(shot.role)));
  const performed = wanted.actions.filter((action) => shots.some((shot) => shot.action === action));
  if (performed.length > 0) fitting = fitting.filter((shot) => isDone(shot, performed));
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
  const used = onRoute.filter((shot) => isDone(shot, actions));
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

function unknown(
  context: ThreadContext,
  shots: readonly ContextShot[],
  text: string,
  { nearMs }: GroundOptions,
): Grounded {
  // Only a question tells what is near, and it takes long to find.
  let near: ContextShot[] | undefined;
  return {
    kind: "unknown",
    words: text.trim(),
    get near() {
      near ??= nearTo(context, shots, text, nearMs);
      return near;
    },
  };
}

function nearTo(
  context: ThreadContext,
  shots: readonly ContextShot[],
  text: string,
  nearMs: number | undefined,
): ContextShot[] {
  const named = distinct(shots).filter((shot) => !isPage(shot));
  const seen = thingsOf(context).unused.filter(
    ({ startMs, endMs }) => nearMs === undefined || (startMs <= nearMs && nearMs < endMs),
  );
  const keys = seen.length > 0 ? ["label", "group"] : ["label"];
  const search = new Fuse([...named, ...seen], { keys, threshold: 0.45, ignoreLocation: true });
  const alike = search.search(text, { limit: seen.length > 0 ? MOST_NEAR : 3 }).map(({ item }) => item);
  const near = [...new Set([...seen.filter((one) => sharesWord(one, text)), ...alike])].slice(0, MOST_NEAR);
  const changedFirst = [...named, ...seen].toSorted((a, b) => Number(b.changed ?? false) - Number(a.changed ?? false));
  return near.length > 0 ? near : changedFirst.slice(0, MOST_NEAR);
}
const MOST_NEAR = 4;

const sharesWord = ({ label, group = "" }: ContextShot, text: string): boolean =>
  describe(text).content.some((word) => Math.max(best(word, labelWords(label)), best(word, labelWords(group))) > 0.8);

/** A label in a sentence: on one line, not too long, without marks and without the mark that ends a sentence of its own ("Is it spelt right?"). */
export function shortLabel(label: string): string {
  const plain = label.replaceAll(/[\s*_`<>]+/g, " ").trim();
  const line = plain.replace(/[\s.?!:]+$/, "") || plain;
  return line.length > 48 ? `${line.slice(0, 47).trimEnd()}…` : line;
}

/** A thing in bold; a value, which says nothing by itself, with what it is the value of. */
export function nameOf({ label, group }: ContextShot): string {
  const isValue = group !== undefined && !/\p{L}{2}/u.test(label);
  return `**${shortLabel(isValue ? `${group} ${label}` : label)}**`;
}

/** "**Apply coupon** on /cart": apart from others of the same name by their group, their page or their place. */
function namesOf(shots: readonly ContextShot[]): string[] {
  return shots.map((shot) => {
    const name = nameOf(shot);
    const twins = shots.filter((other) => nameOf(other) === name);
    if (twins.length < 2) return name;
    if (shot.group && twins.every((other) => other === shot || other.group !== shot.group))
      return `${name} (${shortLabel(shot.group)})`;
    return ` ${name} on ${shot.route}`.trim();
  });
}

/** Of more than so many things a question names the first few, and says how many there are. */
const MOST_NAMED = 4;
const FEW_NAMED = 3;

/** The question that settles an unclear element; `verb` is what is to be done with it ("zoom on"). */
export function elementQuestion(grounded: Exclude<Grounded, { kind: "found" }>, verb: string): string {
  if (grounded.kind === "ambiguous") {
    const names = [...new Set(namesOf(grounded.shots))];
    const isFew = names.length <= MOST_NAMED;
    const told = isFew ? names : [...names.slice(0, FEW_NAMED), `one of ${names.length - FEW_NAMED} more`];
    return `Which one should I ${verb}: ${listed(told)}?`;
  }
  if (grounded.kind === "nothing") return `What should I ${verb}?`;
  const choices = namesOf(grounded.near);
  const seen = `I cannot point at ${nameIn(grounded.words) ?? "that"} in this video.`;
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
