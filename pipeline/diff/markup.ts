import type { LineRange } from "./types.ts";

/** What an attribute says: a fixed text, code (with the fixed texts in it), or that it is there at all. */
export type AttributeValue =
  | { kind: "text"; text: string }
  | { kind: "code"; texts: string[]; source: string }
  | { kind: "flag" };

/** One element of a template, whatever language it was written in. Only its own parts: what its children say is theirs. */
export type MarkupElement = {
  tag: string;
  attributes: Map<string, AttributeValue>;
  /** Static pieces of its own text, in order. */
  texts: string[];
  /** Its own parts as written, without its children and with blanks made even: two elements with the same are the same. */
  signature: string;
  /** Where its own parts stand. */
  ownLines: LineRange[];
  line: number;
  parent: MarkupElement | null;
  children: MarkupElement[];
  component: string | null;
  isConditional: boolean;
  isRepeated: boolean;
  /** Names of the code that its own parts use. */
  uses: Set<string>;
};

/** Static text of the element and everything in it, in order of writing. */
export function textsOf(element: MarkupElement): string[] {
  return [...element.texts, ...element.children.flatMap(textsOf)];
}

export function textAttribute(element: MarkupElement, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = element.attributes.get(name);
    if (value?.kind === "text" && value.text.trim() !== "") return value.text.trim();
    if (value?.kind === "code" && value.texts.length === 1 && /^[`"']/.test(value.source)) return value.texts[0];
  }
  return undefined;
}

const classNames = ["class", "className", "class:list", ":class"];

/** Classes that are written out, and those that stand in conditions and template strings. */
export function classesOf(element: MarkupElement): { always: string[]; sometimes: string[] } {
  const values = classNames.flatMap((name) => element.attributes.get(name) ?? []);
  const split = (texts: readonly string[]): string[] => [
    ...new Set(texts.flatMap((text) => text.split(/\s+/)).filter((name) => /^-?[a-zA-Z_][\w:/.[\]-]*$/.test(name))),
  ];
  // Svelte's `class:open={…}` and Angular's `[class.open]`.
  const switched = [...element.attributes.keys()].flatMap((name) => /^class:(?!list$)(.+)/.exec(name)?.[1] ?? []);
  return {
    always: split(values.flatMap((value) => (value.kind === "text" ? [value.text] : []))),
    sometimes: split([...switched, ...values.flatMap((value) => (value.kind === "code" ? value.texts : []))]),
  };
}

/** Names of the events it listens to, "click" for onClick, @click, on:click. */
export function eventsOf(element: MarkupElement): string[] {
  return [...element.attributes.keys()].flatMap((name) => {
    if (name === "v-model" || /^bind:(value|checked|group)$/.test(name)) return ["input"];
    const event = /^(?:on(?=[A-Z:])|on(?=[a-z]+$)|@):?([a-zA-Z]+)/.exec(name)?.[1];
    return event ? [event.toLowerCase()] : [];
  });
}

export const overlaps = (lines: readonly LineRange[], others: readonly LineRange[]): boolean =>
  lines.some((line) => others.some((other) => line.from <= other.to && other.from <= line.to));
