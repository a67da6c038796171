import type { PageElement, PageSnapshot } from "../plan/types.ts";
import { tidy } from "./words.ts";

type Size = { width: number; height: number };

/** A part of a page under a heading of its own, in CSS pixels of the document. */
export type Part = {
  name: string;
  heading: PageElement;
  /** Where what belongs to it begins and ends. */
  topPx: number;
  heightPx: number;
  /** Characters that can be read. */
  textLength: number;
  /** Things side by side, each under a heading of its own; the boxes around them where the page has such. */
  cards: { name: string; live: PageElement }[];
  /** Rows of smaller headings below the first: a long part is looked at in these places. */
  rests: { name: string; heading: PageElement }[];
  controls: PageElement[];
  /** What something costs is told here. */
  isPrices: boolean;
};

const aboutPrices = /\bpric|\bplans?\b|preis|tarif|precio/i;
const amount = /[€$£¥]\s?\d|\d\s?(€|EUR\b|USD\b|CHF\b)/;
/** Headings nearer than this stand side by side. */
const rowPx = 56;
/** Air above a heading that may hold a line that belongs to it. */
const mostAbovePx = 130;

/**
 * What a page is made of, from its top to its footer, as its headings tell. Navigation, footers, sidebars and dialogs are no
 * parts.
 */
export function partsOf(snapshot: PageSnapshot, size: Size): Part[] {
  const { elements } = snapshot;
  const content = elements.filter((live) => !isAside(live, elements));
  const endPx = footerTop(snapshot);
  const headings = content.filter(
    ({ role, box }) =>
      role === "heading" && box.width > 8 && box.height > 6 && box.x >= 0 && box.x < size.width && box.y < endPx,
  );
  const named = headings.map((heading) => ({
    heading,
    level: levelOf(heading, snapshot),
    name: tidy(nameOf(heading)),
  }));
  const usable = named.filter(({ name }) => name !== "").sort((a, b) => a.heading.box.y - b.heading.box.y);
  const level = levelOfParts(usable, size);
  const rows = rowsOf(usable.filter((one) => one.level <= level));
  const leaves = content.filter(isSeenThing);
  return rows.map((row, index): Part => {
    const [first] = row as [Named, ...Named[]];
    const { heading } = first;
    const next = rows[index + 1]?.[0]?.heading.box.y;
    const untilPx = next === undefined ? endPx : next - 24;
    const previous = rows[index - 1]?.[0]?.heading;
    const fromPx = Math.max(previous ? previous.box.y + previous.box.height : 0, heading.box.y - mostAbovePx);
    const inside = leaves.filter(({ box }) => box.y >= heading.box.y - 4 && box.y + box.height / 2 < untilPx);
    const above = leaves.filter(
      ({ box, role }) => box.y >= fromPx && box.y < heading.box.y && box.height < 60 && role !== "button" && index > 0,
    );
    const topPx = Math.min(heading.box.y, ...above.map(({ box }) => box.y));
    const bottomPx = Math.min(untilPx, Math.max(...inside.map(({ box }) => box.y + box.height), topPx + 40));
    const smaller = usable.filter(
      (one) => one.level > level && one.heading.box.y > heading.box.y && one.heading.box.y < untilPx,
    );
    const lower = rowsOf(smaller);
    const members = row.length > 1 ? row : (lower.find((one) => one.length > 1) ?? []);
    return {
      name: row.length > 1 ? tidy(row.map(({ name }) => name).join(", ")) : first.name,
      heading,
      topPx,
      heightPx: Math.round(bottomPx - topPx),
      isPrices: aboutPrices.test(first.name) || inside.filter(({ text }) => amount.test(text)).length > 1,
      textLength: inside.reduce((sum, { ownText = "" }) => sum + ownText.length, 0),
      cards: members.slice(0, 4).map((one) => ({ name: one.name, live: around(one.heading, members, elements) })),
      rests: lower.flatMap(([one]) => (one ? [{ name: one.name, heading: one.heading }] : [])),
      controls: inside.filter(({ role, tag }) => role === "button" || role === "link" || tag === "button"),
    };
  });
}

type Named = { heading: PageElement; level: number; name: string };

/** What can be seen by itself: a text, a picture, a control. */
export const isSeenThing = ({ ownText = "", drawing, role, box }: PageElement): boolean =>
  box.height > 4 && (ownText !== "" || drawing !== undefined || /^(img|button|link|textbox|combobox|tab)$/.test(role));

const nameOf = ({ name, text }: PageElement): string => name || text;

/** Inside navigation, a footer, a sidebar or a dialog. */
export function isAside(live: PageElement, elements: readonly PageElement[]): boolean {
  for (let at: PageElement | undefined = live; at; at = at.parent === undefined ? undefined : elements[at.parent]) {
    if (/^(navigation|contentinfo|complementary|dialog|alertdialog)$/.test(at.role)) return true;
    if (/^(nav|footer|aside|dialog)$/.test(at.tag)) return true;
  }
  return false;
}

function footerTop({ elements, documentHeight }: PageSnapshot): number {
  const tops = elements
    .filter(({ role, tag, box }) => (role === "contentinfo" || tag === "footer") && box.y > documentHeight * 0.5)
    .map(({ box }) => box.y);
  return Math.min(documentHeight, ...tops);
}

function levelOf({ tag, box }: PageElement, { headings }: PageSnapshot): number {
  const told = /^h([1-6])$/.exec(tag)?.[1];
  if (told) return Number(told);
  return headings.find((one) => one.box.x === box.x && one.box.y === box.y)?.level ?? 2;
}

/** The highest level of which there are several down the page; a lone main heading belongs to the top of the page. */
function levelOfParts(headings: readonly Named[], { height }: Size): number {
  const levels = [...new Set(headings.map(({ level }) => level))].sort((a, b) => a - b);
  for (const level of levels) {
    const rows = rowsOf(headings.filter((one) => one.level <= level));
    const [first, last] = [rows[0]?.[0], rows.at(-1)?.[0]];
    const spreadPx = first && last ? last.heading.box.y - first.heading.box.y : 0;
    if (rows.length > 2 || (rows.length === 2 && spreadPx > height * 0.5)) return level;
  }
  return levels.at(-1) ?? 2;
}

/** Headings side by side count as one; the order is the page's. */
function rowsOf(headings: readonly Named[]): Named[][] {
  const rows: Named[][] = [];
  for (const one of headings) {
    const row = rows.at(-1);
    const isBeside = row?.[0] && one.heading.box.y - row[0].heading.box.y < rowPx && one.level === row[0].level;
    if (isBeside) row.push(one);
    else rows.push([one]);
  }
  return rows.map((row) => row.toSorted((a, b) => a.heading.box.x - b.heading.box.x));
}

/** The largest thing around a heading that is around none of its neighbours: the card that it stands in. */
function around(heading: PageElement, neighbours: readonly Named[], elements: readonly PageElement[]): PageElement {
  const others = neighbours.map((one) => one.heading).filter((one) => one !== heading);
  const holds = (outer: PageElement, inner: PageElement): boolean => {
    for (let at = inner.parent; at !== undefined; at = elements[at]?.parent) if (elements[at] === outer) return true;
    return false;
  };
  let card = heading;
  for (let at = heading.parent; at !== undefined; at = elements[at]?.parent) {
    const outer = elements[at];
    if (!outer || others.some((other) => holds(outer, other))) break;
    card = outer;
  }
  return card;
}
