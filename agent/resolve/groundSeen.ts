import type { ContextShot, ThreadContext } from "../context.ts";
import { isPage } from "../context.ts";
import { fold, set, wordsOf } from "../words.ts";
import type { Grounded, GroundOptions } from "./choice.ts";
import { type Description, isPlain } from "./describe.ts";
import { groundFigure, LEAST_LIKENESS } from "./figures.ts";
import { allTogether, type Group, isGroup, isTitle, plainName, type Seen } from "./groups.ts";
import { best, labelWords, namesHead, natureWords, OF_HEAD, routeWords } from "./likeness.ts";
import type { Word } from "./sameThings.ts";
import { inReadingOrder, thingsOf } from "./things.ts";
import { isLoose, rolesOf } from "./vocabulary.ts";

type Thing = Seen | Group;
/** `score` is as `scoreOf` gives it to a shot. */
type SeenGrounded = { score: number; grounded: Extract<Grounded, { kind: "found" | "ambiguous" }> };

/** What scores so little less is as good. */
const AS_GOOD = 0.2;

/**
 * Finds what a person's words mean among the elements that are seen and were not used. Stricter than among the shots, since a
 * page has hundreds of words: all that was said of it must be found in its label, its group or what kind of thing it is.
 */
export function groundSeen(
  context: ThreadContext,
  text: string,
  wanted: Description,
  options: GroundOptions,
): SeenGrounded | null {
  const { all, unused, groups, sayings } = thingsOf(context);
  const figure = groundFigure(context, wanted, options.nearMs);
  if (figure) return { score: wanted.content.length + 1 + WHOLE, grounded: { kind: "found", shot: figure } };
  if (unused.length === 0) return null;
  if (namesPage(context, wanted)) return null;
  const labelled = named(unused, text);
  if (labelled.length > 0) return settled(context, labelled, wanted, options, wanted.content.length + WHOLE);
  if (wanted.content.length === 0) return byKind(context, wanted, options);
  const isUnused = (group: Group): boolean => group.members.some((member) => unused.includes(member));
  const scored = [...groups.filter(isUnused), ...unused]
    .map((thing) => ({ thing, score: likenessTo(thing, wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  const [top] = scored;
  if (!top) {
    const said = named(
      sayings.filter((one) => !all.includes(one)),
      text,
    );
    return said.length > 0 ? settled(context, said, wanted, options, wanted.content.length + WHOLE) : null;
  }
  const equals = scored.filter(({ score }) => top.score - score < AS_GOOD).map(({ thing }) => thing);
  return settled(context, equals, wanted, options, top.score);
}

/** What a label adds that is said from its first word to its last. */
const WHOLE = 0.5;

/** Those whose label these words are, but for an article. Words that are said of anything name nothing. */
function named(things: readonly Seen[], text: string): Seen[] {
  const words = wordsOf(text);
  const bare = articles.has(words[0] ?? "") ? words.slice(1) : words;
  // "the address" may be a label, "that part" is none.
  return bare.length === 0 || bare.every((word) => isPlain(word) && !(isLoose(word) && word.length > 4))
    ? []
    : things.filter(({ label }) => plainName(label) === bare.join(" "));
}
const articles = set("the a an my our das die der den dem el la los las");

/** "the heading", "the second image": by what it is alone. */
function byKind(context: ThreadContext, wanted: Description, options: GroundOptions): SeenGrounded | null {
  if (wanted.roles.length === 0 || wanted.actions.length > 0) return null;
  const { all, unused } = thingsOf(context);
  // Of a page's many paragraphs one is a message when it has come or changed.
  const isOfKind = ({ role, changed }: Seen): boolean =>
    wanted.roles.every((name) => rolesOf(name).includes(role)) &&
    ((!wanted.changed && role !== "paragraph") || changed === true);
  // Whoever counts counts what was used, too.
  const fitting = (wanted.ordinal === undefined ? unused : all).filter(isOfKind);
  return fitting.length === 0 ? null : settled(context, fitting, wanted, options, AS_GOOD);
}

/** "the checkout" is the page of this name, and not the heading on it. */
function namesPage(context: ThreadContext, { content, roles, ordinal }: Description): boolean {
  const isPart = roles.some((name) => name !== "page" && name !== "section");
  if (content.length === 0 || isPart || ordinal !== undefined) return false;
  const pages = context.shots.flatMap((shot) => [
    routeWords(shot.route),
    ...(isPage(shot) ? [labelWords(shot.label)] : []),
  ]);
  return pages.some((page) => content.every((word) => best(word, page) >= LEAST_LIKENESS));
}

const BUTTON_PX = 32;
const isNumber = /number|nummer|numero/;

/** 0 when these words do not mean it. */
function likenessTo(thing: Thing, { content, roles, changed, number }: Description): number {
  const label = labelWords(thing.label);
  const about = [...labelWords(thing.group ?? ""), ...natureWords(isGroup(thing) ? onlyValue(thing) : thing.label)];
  if (number && !/\d{4}/.test(thing.label) && !isNumber.test(fold(`${thing.label} ${thing.group ?? ""}`))) return 0;
  const isOfRole = roles.some((name) => rolesOf(name).includes(thing.role));
  // "the cart button": a link that is as large as one.
  const isLinkAsButton = roles.includes("button") && thing.role === "link" && (thing.box?.height ?? 0) >= BUTTON_PX;
  const isRight = roles.length === 0 || isOfRole || (isLinkAsButton && content.length > 0);
  if (!isRight || (changed && !thing.changed)) return 0;
  let score = isOfRole ? 0.6 : isLinkAsButton ? 0.4 : 0;
  let missing = 0;
  for (const word of content) {
    const alike = Math.max(best(word, label), best(word, about) * 0.9);
    if (alike < LEAST_LIKENESS * 0.9) missing += 1;
    else score += alike;
  }
  const isSaid = (word: Word): boolean => best(word, content) > 0 || isPlain(word.name) || /^\d+$/.test(word.name);
  const whole = label.every(isSaid);
  const head = content.at(-1);
  // "the order total" is the total, "the total order" is not.
  const isHead = whole && label.length === 1 && head?.name === label[0]?.name;
  const isMostlySaid = missing === 0 || (missing === 1 && (content.length >= 3 || isHead));
  const isOfHead = !isGroup(thing) && namesHead(content, thing.group);
  return isMostlySaid ? score - 0.6 * missing + (whole ? WHOLE : 0) + (isOfHead ? OF_HEAD : 0) : 0;
}

const onlyValue = ({ members }: Group): string => (members.length === 1 ? (members[0]?.label ?? "") : "");

/** Of candidates that are equally good the one that is meant, or all of them. */
function settled(
  context: ThreadContext,
  equals: readonly Thing[],
  wanted: Description,
  { nearMs }: GroundOptions,
  score: number,
): SeenGrounded {
  const there = equals.filter(({ startMs, endMs }) => nearMs !== undefined && startMs <= nearMs && nearMs < endMs);
  const candidates = there.length > 0 ? there : equals;
  const found = (shot: ContextShot): SeenGrounded => ({ score, grounded: { kind: "found", shot } });
  if (wanted.ordinal !== undefined) {
    const inOrder = inReadingOrder(candidates.filter((thing) => !isGroup(thing) || thing.members.length === 1));
    const nth = wanted.ordinal < 0 ? inOrder.at(wanted.ordinal) : inOrder[wanted.ordinal - 1];
    return nth ? found(nth) : { score, grounded: { kind: "ambiguous", shots: [...inReadingOrder(candidates)] } };
  }
  const whole = groupOf(context, candidates, wanted);
  if (whole) return found(whole);
  const different = onePerName(candidates);
  const changed = different.filter((thing) => thing.changed);
  const only = different.length === 1 ? different[0] : changed.length === 1 ? changed[0] : undefined;
  if (only) return found(only);
  if (wanted.all && wanted.content.length > 0)
    return found(allTogether(different, `all ${wanted.content.map(({ literal }) => literal).join(" ")}`));
  return { score, grounded: { kind: "ambiguous", shots: inReadingOrder(different) } };
}

/** The group that is named, when all candidates belong to it or bear its name. */
function groupOf(context: ThreadContext, candidates: readonly Thing[], { content }: Description): Group | undefined {
  const bearsName = (thing: Thing, group: Group): boolean =>
    thing === group || (isTitle(thing) && plainName(thing.label) === plainName(group.label));
  const isNamed = (group: Group): boolean => {
    const words = labelWords(group.label);
    const isSaid = content.length > 0 && content.every((word) => best(word, words) >= LEAST_LIKENESS);
    return isSaid || candidates.some((thing) => bearsName(thing, group));
  };
  return thingsOf(context).groups.find(
    (group) =>
      isNamed(group) &&
      candidates.every((thing) => bearsName(thing, group) || group.members.some((member) => member === thing)),
  );
}

/** The same label in the same group is one thing on several pages; on one page it is several. */
const onePerName = (things: readonly Thing[]): Thing[] =>
  things.filter((thing, at) => {
    const before = things.slice(0, at);
    return !before.some((one) => one.route !== thing.route && nameOf(one) === nameOf(thing));
  });
const nameOf = ({ label, role, group }: Thing): string => [label, role, group].join("\n");
