import { isUtility } from "../compare/classNames.ts";
import type { ChangedElement } from "../diff/types.ts";
import { elementKind, isControl, liveKind } from "./kinds.ts";
import { containsPieces, hasClass, isInside, plain } from "./live.ts";
import { matchesSelector } from "./selectorMatch.ts";
import type { Thing } from "./things.ts";
import { isFindable } from "./things.ts";
import type { PageElement, PageSnapshot } from "./types.ts";

/** A changed thing and where it stands on a live page, the best place first. */
export type Match = {
  thing: Thing;
  live: PageElement;
  all: PageElement[];
  /** Base has nothing in this place. */
  isNew?: boolean;
};

/** Below this a likeness is chance. */
const leastScore = 25;

export function matchThings(things: readonly Thing[], snapshot: PageSnapshot): Match[] {
  return things.flatMap((thing) => {
    const all = isFindable(thing) ? placesOf(thing, snapshot) : [];
    const live = all[0];
    return live ? [{ thing, live, all }] : [];
  });
}

function placesOf(thing: Thing, { elements }: PageSnapshot): PageElement[] {
  const scored = elements
    .map((live) => ({ live, score: scoreOf(thing, live, elements) }))
    .filter(({ score }) => score >= leastScore);
  const best = Math.max(0, ...scored.map(({ score }) => score));
  // Of nested elements with the same text the innermost is meant.
  return scored
    .filter(({ score }) => score >= best - 5)
    .sort((a, b) => b.score - a.score)
    .map(({ live }) => live)
    .filter(
      (live, _, all) =>
        !all.some(
          (other) => other !== live && thing.kind === "text" && isInside(other, live) && other.text === live.text,
        ),
    );
}

function scoreOf(thing: Thing, live: PageElement, elements: readonly PageElement[]): number {
  switch (thing.source.kind) {
    case "element":
      return likeness(thing.source.element, live);
    case "style":
      return matchesSelector(thing.source.style, live, elements) ? 50 : 0;
    case "string":
      return containsPieces(live.text, [thing.source.value])
        ? 40 + Math.min(20, (thing.source.value.length / Math.max(1, live.text.length)) * 20)
        : 0;
    case "screen":
      return 0;
  }
}

/** How surely the live element is the one that the source describes, from 0 to 100. */
function likeness(element: ChangedElement, live: PageElement): number {
  if (element.testId && element.testId === live.testId) return 100;
  if (element.id && element.id === live.id) return 95;
  if (!isSameKind(element, live)) return 0;
  const [name, classes] = [byName(element, live), byClasses(element, live)];
  const isSure = name > 0 && classes > 0;
  return Math.max(name, classes, byBeingOfItsKind(element)) + (isSure ? 12 : 0);
}

/** A component of the app may become anything; a plain tag stays what it is. */
function isSameKind(element: ChangedElement, live: PageElement): boolean {
  if (/^[A-Z]|\./.test(element.tag)) return true;
  if (element.role && element.role === live.role) return true;
  return element.tag === live.tag && (element.tag !== "input" || elementKind(element) === liveKind(live));
}

function byName(element: ChangedElement, live: PageElement): number {
  const isUsable = isControl(liveKind(live)) ? 5 : 0;
  const names = [...element.labels, element.texts.join(" ")].map(plain).filter(Boolean);
  const shown = [plain(live.name), plain(live.text)].filter(Boolean);
  if (names.some((name) => shown.includes(name))) return 80 + isUsable;
  // A label around a list holds the list's own options, too.
  const isList = live.tag === "select" && live.name.length >= 2;
  if (isList && names.some((name) => name.startsWith(`${plain(live.name)} `))) return 75 + isUsable;
  if (element.placeholder && element.placeholder === live.placeholder) return 75 + isUsable;
  if (element.href && live.href && element.href === live.href) return 55;
  const pieces = element.texts.filter((piece) => /\p{L}{2}/u.test(piece));
  const length = pieces.join("").length;
  if (length < 3 || !/^[a-z]/.test(element.tag)) return 0;
  // The more of what stands there is from the source, the surer: a whole page contains every text.
  const said = Math.max(live.text.length, live.name.length);
  const share = (own: number): number => (own < said * 0.12 ? 0 : 27 + 30 * Math.min(1, own / Math.max(1, said)));
  if (containsPieces(live.text, pieces) || containsPieces(live.name, pieces)) return share(length);
  // Of a text with conditions in it only some pieces stand there at once.
  const there = pieces.filter((piece) => piece.length >= 6 && containsPieces(live.text, [piece]));
  return there.length > 0 ? Math.max(0, share(there.join("").length) - 10) : 0;
}

function byClasses({ classes, someClasses, tag, texts }: ChangedElement, live: PageElement): number {
  if (!/^[a-z]/.test(tag) || !classes.every((name) => hasClass(live, name))) return 0;
  const some = someClasses.filter((name) => hasClass(live, name)).length;
  if (classes.length + some === 0) return 0;
  // Utility classes are on everything: a few of them say nothing.
  const own = [...classes, ...someClasses].filter((name) => !isUtility(name));
  if (own.length === 0 && classes.length < 4) return 0;
  const isTextOff = texts.length > 0 && live.text !== "" && !texts.some((piece) => containsPieces(live.text, [piece]));
  return (classes.length > 0 ? 45 : 35) + Math.min(5, classes.length + some) - (isTextOff ? 15 : 0);
}

/** A shared control without any name of its own: the first of its kind will do. */
const byBeingOfItsKind = (element: ChangedElement): number => {
  const isAnonymous =
    !element.labels.length &&
    !element.texts.length &&
    !element.placeholder &&
    !element.classes.length &&
    !element.someClasses.length &&
    !element.id &&
    !element.testId;
  return isAnonymous && /^[a-z]/.test(element.tag) && isControl(elementKind(element)) ? 26 : 0;
};
