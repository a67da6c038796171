import { classesOf, eventsOf, type MarkupElement, overlaps, textAttribute, textsOf } from "./markup.ts";
import type { ChangedElement, ElementAspect, LineRange } from "./types.ts";

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
): ChangedElement[] {
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
    found.push(describe(file, element, before, head.elements));
  }
  const isFresh = new Set(fresh);
  for (const element of head.elements) {
    if (isFresh.has(element) || base === null) continue;
    const aspects = aspectsByNames(element, changedNames);
    if (aspects.length > 0) found.push({ ...describe(file, element, element, head.elements), aspects });
  }
  for (const element of gone) {
    if (!spent.has(element)) found.push({ ...describe(file, element, null, base?.elements ?? []), change: "removed" });
  }
  return found.sort((a, b) => a.line - b.line);
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

/** The base's element that this one was made from: the same kind of thing with most in common. */
function mostAlike(element: MarkupElement, candidates: readonly MarkupElement[]): MarkupElement | null {
  const scored = candidates
    .filter(({ tag }) => tag === element.tag)
    .map((candidate) => ({ candidate, score: likeness(element, candidate) }))
    .sort((a, b) => b.score - a.score);
  const best = scored[0];
  return best && best.score >= 0.5 ? best.candidate : null;
}

function likeness(a: MarkupElement, b: MarkupElement): number {
  const parts = (element: MarkupElement): string[] => [
    ...[...element.attributes].map(
      ([name, value]) => `${name}=${value.kind === "text" ? value.text : value.kind === "code" ? value.source : ""}`,
    ),
    ...element.texts,
    `in ${element.parent?.tag ?? ""}`,
  ];
  const [one, other] = [new Set(parts(a)), new Set(parts(b))];
  const shared = [...one].filter((part) => other.has(part)).length;
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
    ...set("testId", textAttribute(element, "data-testid", "data-test-id", "data-test", "data-cy", "testId")),
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
  };
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
  const own = ["aria-label", "ariaLabel", "label", "alt", "title", "heading", "legend", "caption", "text"].map((name) =>
    textAttribute(element, name),
  );
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

const styleNames = /^(style|sx|css|:style|color|variant|size|width|height|fill|stroke)$/;
const labelNames = /^(aria-label|label|alt|title|placeholder)$/;

function aspectOfAttribute(name: string): ElementAspect {
  if (/^(class|className|class:.*|:class)$/.test(name)) return "class";
  if (styleNames.test(name)) return "style";
  if (labelNames.test(name)) return "label";
  if (/^(on[A-Z:]|@|v-on:|action$|formAction$)/.test(name)) return "behaviour";
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
  for (const [name, value] of element.attributes) {
    if (value.kind !== "code") continue;
    const words = new Set(value.source.match(/[A-Za-z_$][\w$]*/g) ?? []);
    if ([...changedNames].some((changed) => words.has(changed))) aspects.add(aspectOfAttribute(name));
  }
  return aspects.size > 0 ? [...aspects] : ["data"];
}
