import { classesOf, eventsOf, type MarkupElement, overlaps, textAttribute, textsOf } from "./markup.ts";
import type { ChangedElement, ElementAspect, ElementHolder, LineRange } from "./types.ts";

/** A version of a file's markup, with the lines that the diff touched in it. */
export type MarkupVersion = { elements: readonly MarkupElement[]; changedLines: readonly LineRange[] };

/**
 * Compares the elements of two versions. What only moved or was indented is not changed; an element whose own parts are the
 * same but whose code means something else (`changedNames`) is.
 */
export function changedElements(
  file: string,
  head: MarkupVersion,
  base: MarkupVersion | null,
  changedNames: ReadonlySet<string>,
  linesOf: (name: string) => LineRange[] = () => [],
): ChangedElement[] {
  const told = (element: MarkupElement, before: MarkupElement | null): ChangedElement => {
    const madeAt = [...element.uses].filter((name) => changedNames.has(name)).flatMap(linesOf);
    return { ...describe(file, element, before, head.elements), ...(madeAt.length > 0 && { madeAt }) };
  };
  const touched = head.elements.filter(({ ownLines }) => base === null || overlaps(ownLines, head.changedLines));
  const gone = unmatched(base?.elements.filter(({ ownLines }) => overlaps(ownLines, base.changedLines)) ?? [], touched);
  const fresh = unmatched(
    touched,
    base?.elements.filter(({ ownLines }) => overlaps(ownLines, base.changedLines)) ?? [],
  );

  const found: ChangedElement[] = [];
  const spent = new Set<MarkupElement>();
  for (const element of fresh) {
    const before = mostAlike(
      element,
      gone.filter((one) => !spent.has(one)),
    );
    if (before) spent.add(before);
    found.push(told(element, before));
  }
  const isFresh = new Set(fresh);
  for (const element of base === null ? [] : head.elements) {
    const aspects = isFresh.has(element) ? [] : aspectsByNames(element, changedNames);
    if (aspects.length > 0) found.push({ ...told(element, element), aspects });
  }
  for (const element of gone) {
    if (!spent.has(element)) found.push({ ...describe(file, element, null, base?.elements ?? []), change: "removed" });
  }
  return found.sort((a, b) => a.line - b.line);
}

/** Elements that are written as before, while code that they use means something else. */
export function affectedElements(
  file: string,
  elements: readonly MarkupElement[],
  all: readonly MarkupElement[],
  changedNames: ReadonlySet<string>,
): ChangedElement[] {
  if (changedNames.size === 0) return [];
  return elements.flatMap((element) => {
    const aspects = aspectsByNames(element, changedNames);
    return aspects.length > 0 ? [{ ...describe(file, element, element, all), aspects }] : [];
  });
}

/** Those of `elements` that have no equal among `others`; each other stands for one. */
function unmatched(elements: readonly MarkupElement[], others: readonly MarkupElement[]): MarkupElement[] {
  const left = new Map<string, number>();
  for (const { signature } of others) left.set(signature, (left.get(signature) ?? 0) + 1);
  return elements.filter(({ signature }) => {
    const count = left.get(signature) ?? 0;
    left.set(signature, count - 1);
    return count <= 0;
  });
}

/** A file that was written anew would else be compared piece by piece with all that it was. */
const mostCompared = 200;

/** The base's element that this one was made from: the same kind of thing with most in common. */
function mostAlike(element: MarkupElement, candidates: readonly MarkupElement[]): MarkupElement | null {
  const scored = candidates
    .filter(({ tag }) => tag === element.tag)
    .slice(0, mostCompared)
    .map((candidate) => ({
      candidate,
      score: likeness(element, candidate) + (isSamePlace(element, candidate) ? 0.3 : 0),
    }))
    .sort((a, b) => b.score - a.score);
  const best = scored[0];
  return best && best.score >= 0.5 ? best.candidate : null;
}

/** The same path of tags from the top, and the same number among its brothers: a heading that was worded anew. */
const isSamePlace = (a: MarkupElement, b: MarkupElement): boolean => placeOf(a) === placeOf(b);

const knownPlaces = new WeakMap<MarkupElement, string>();

function placeOf(element: MarkupElement): string {
  const known = knownPlaces.get(element);
  if (known !== undefined) return known;
  const brothers = element.parent?.children.filter(({ tag }) => tag === element.tag) ?? [];
  const tags = withParents(element).map(({ tag }) => tag);
  const place = `${element.component} ${tags.join("<")} ${brothers.indexOf(element)}`;
  knownPlaces.set(element, place);
  return place;
}

const knownParts = new WeakMap<MarkupElement, Set<string>>();

function partsOf(element: MarkupElement): Set<string> {
  const known = knownParts.get(element);
  if (known) return known;
  const parts = new Set([
    ...[...element.attributes].map(
      ([name, value]) => `${name}=${value.kind === "text" ? value.text : value.kind === "code" ? value.source : ""}`,
    ),
    ...element.texts,
    `in ${element.parent?.tag ?? ""}`,
  ]);
  knownParts.set(element, parts);
  return parts;
}

function likeness(a: MarkupElement, b: MarkupElement): number {
  const [one, other] = [partsOf(a), partsOf(b)];
  let shared = 0;
  for (const part of one) if (other.has(part)) shared++;
  return shared / Math.max(one.size, other.size, 1);
}

function describe(
  file: string,
  element: MarkupElement,
  before: MarkupElement | null,
  all: readonly MarkupElement[],
): ChangedElement {
  const set = (name: keyof ChangedElement, value: string | undefined): object =>
    value === undefined ? {} : { [name]: value };
  const texts = textsOf(element);
  const labels = labelsOf(element, all);
  const classes = classesOf(element);
  const labelBefore = before && before !== element ? labelsOf(before, [])[0] : undefined;
  const previous = before && before !== element ? textsOf(before).join(" ") : "";
  return {
    file,
    line: element.line,
    change: before ? "altered" : "added",
    aspects: before ? aspectsOf(element, before) : ["text"],
    tag: element.tag,
    component: element.component,
    texts,
    ownTexts: element.texts,
    labels,
    ...set("placeholder", textAttribute(element, "placeholder")),
    ...set("name", textAttribute(element, "name")),
    ...set("type", textAttribute(element, "type")),
    ...set("role", textAttribute(element, "role")),
    ...set("testId", textAttribute(element, ...testIds)),
    ...set("id", textAttribute(element, "id")),
    ...set("href", textAttribute(element, "href", "to")),
    ...set("pattern", textAttribute(element, "pattern")),
    classes: classes.always,
    someClasses: classes.sometimes,
    events: eventsOf(element),
    ...set("wraps", wrappedControl(element)),
    isConditional: withParents(element).some((one) => one.isConditional),
    isRepeated: withParents(element).some((one) => one.isRepeated),
    ...set("previousText", previous !== "" && previous !== texts.join(" ") ? previous : undefined),
    ...set("previousLabel", labelBefore !== labels[0] ? labelBefore : undefined),
    ...holderOf(element, all, texts.length + labels.length > 0),
  };
}

const testIds = ["data-testid", "data-test-id", "data-test", "data-cy", "data-qa", "testId"];

/** Only for an element without a text or a label: the nearest one around it that has something to be found by. */
function holderOf(element: MarkupElement, all: readonly MarkupElement[], isNamed: boolean): { holder?: ElementHolder } {
  if (isNamed) return {};
  for (const around of parentsOf(element)) {
    const [texts, labels, classes] = [textsOf(around), labelsOf(around, all), classesOf(around).always];
    const [testId, id] = [textAttribute(around, ...testIds), textAttribute(around, "id")];
    if (texts.length + labels.length + classes.length === 0 && !testId && !id) continue;
    const [role, href] = [textAttribute(around, "role"), textAttribute(around, "href", "to")];
    return {
      holder: {
        tag: around.tag,
        texts: texts.slice(0, 12),
        labels,
        classes,
        ...(testId && { testId }),
        ...(id && { id }),
        ...(role && { role }),
        ...(href && { href }),
      },
    };
  }
  return {};
}

/** The type of a control that stands inside a label, which is then what a person sees and presses. */
function wrappedControl(element: MarkupElement): string | undefined {
  if (element.tag !== "label") return undefined;
  const inside = (at: MarkupElement): MarkupElement[] => at.children.flatMap((child) => [child, ...inside(child)]);
  const control = inside(element).find(({ tag }) => tag === "input");
  const type = control && textAttribute(control, "type");
  return type && /^(radio|checkbox)$/.test(type) ? type : undefined;
}

function* parentsOf(element: MarkupElement): Generator<MarkupElement> {
  for (let at = element.parent; at; at = at.parent) yield at;
}

const withParents = (element: MarkupElement): MarkupElement[] => [element, ...parentsOf(element)];

/** aria-label, alt and title, the text of its label, and what a component of the app is given to show. */
function labelsOf(element: MarkupElement, all: readonly MarkupElement[]): string[] {
  const own = [
    "aria-label",
    "ariaLabel",
    "label",
    "alt",
    "title",
    "heading",
    "legend",
    "caption",
    "text",
    "defaultMessage",
  ].map((name) => textAttribute(element, name));
  const isField =
    /^(input|select|textarea)$/i.test(element.tag) ||
    /Input|Field|Select|Checkbox|Switch|Toggle|Slider/.test(element.tag);
  const around = isField ? [...parentsOf(element)].find(({ tag }) => /^label$/i.test(tag)) : undefined;
  const pointing = isField ? all.filter((other) => /label$/i.test(other.tag) && pointsAt(other, element)) : [];
  const labels = [...(around ? [around] : []), ...pointing].map((label) => textsOf(label).join(" "));
  return [...new Set([...own, ...labels].filter((text): text is string => text !== undefined && text !== ""))];
}

/** By a fixed id, or by the same code: `htmlFor={id}` and `id={id}`. */
function pointsAt(label: MarkupElement, field: MarkupElement): boolean {
  const wanted = label.attributes.get("htmlFor") ?? label.attributes.get("for");
  const id = field.attributes.get("id");
  if (!wanted || !id || label.component !== field.component) return false;
  if (wanted.kind === "text") return id.kind === "text" && wanted.text === id.text;
  return wanted.kind === "code" && id.kind === "code" && wanted.source === id.source;
}

/** What changes the look of a plain element or of the usual components. */
const styleNames =
  /^(style|sx|css|:style|color|colour|tone|theme|variant|severity|appearance|intent|kind|size|width|height|fill|stroke|d|points|viewBox|src|srcset|srcSet|icon|\w+Icon|gap|spacing|padding|margin|align|justify|rounded|shape|disabled|hidden)$/;
const labelNames = /^(aria-label|label|alt|title|placeholder)$/;

function aspectOfAttribute(name: string): ElementAspect {
  if (/^(class|className|class:.*|:class|ngClass)$/.test(name)) return "class";
  if (styleNames.test(name)) return "style";
  if (labelNames.test(name)) return "label";
  if (/^(on[A-Z:]|on[a-z]+$|@|v-on:|v-model|bind:|action$|formAction$)/.test(name)) return "behaviour";
  return "attribute";
}

function aspectsOf(element: MarkupElement, before: MarkupElement): ElementAspect[] {
  const aspects = new Set<ElementAspect>();
  if (element.texts.join(" ") !== before.texts.join(" ")) aspects.add("text");
  for (const name of new Set([...element.attributes.keys(), ...before.attributes.keys()])) {
    if (JSON.stringify(element.attributes.get(name)) !== JSON.stringify(before.attributes.get(name)))
      aspects.add(aspectOfAttribute(name));
  }
  return aspects.size > 0 ? [...aspects] : ["data"];
}

/** What of an element means something else now, though it is written the same. */
function aspectsByNames(element: MarkupElement, changedNames: ReadonlySet<string>): ElementAspect[] {
  if (![...element.uses].some((name) => changedNames.has(name))) return [];
  const aspects = new Set<ElementAspect>();
  // A tag that is made by a library of styles: `const Card = styled.div`.
  if (changedNames.has(element.tag.split(".")[0] ?? "")) aspects.add("style");
  for (const [name, value] of element.attributes) {
    if (value.kind !== "code") continue;
    const words = new Set(value.source.match(/[A-Za-z_$][\w$]*/g) ?? []);
    if ([...changedNames].some((changed) => words.has(changed))) aspects.add(aspectOfAttribute(name));
  }
  return aspects.size > 0 ? [...aspects] : ["data"];
}
