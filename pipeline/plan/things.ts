import type { Difference } from "../compare/types.ts";
import type { ChangedElement, ChangedStyle, DiffAnalysis } from "../diff/types.ts";
import { elementKind, isControl, type ThingKind } from "./kinds.ts";

/** One thing that the diff changed and a viewer may see. */
export type Thing = {
  file: string;
  line: number;
  kind: ThingKind;
  /** What a person calls it; null for what has no name of its own. */
  name: string | null;
  /** How much a demo wants to show it. */
  weight: number;
  source:
    | { kind: "element"; element: ChangedElement }
    | { kind: "style"; style: ChangedStyle }
    | { kind: "string"; value: string }
    /** Only the comparison with base told of it. */
    | { kind: "screen"; difference: Difference };
};

/** Everything of the diff that may be looked for on a live page, the most telling first. */
export function thingsOf(analysis: DiffAnalysis): Thing[] {
  const elements = analysis.elements.filter(({ change }) => change !== "removed").map(fromElement);
  const styles = analysis.styles.map(fromStyle);
  const strings = analysis.strings
    .filter(({ kind, value }) => kind === "text" && looksLikeProse(value))
    .map(
      ({ file, line, value }): Thing => ({
        file,
        line,
        kind: "text",
        name: value,
        weight: 3,
        source: { kind: "string", value },
      }),
    );
  return [...elements, ...styles, ...strings].sort((a, b) => b.weight - a.weight);
}

function fromElement(element: ChangedElement): Thing {
  const kind = elementKind(element);
  const isMinor =
    element.change === "altered" && element.aspects.every((aspect) => aspect === "data" || aspect === "attribute");
  const base = isControl(kind) ? 10 : kind === "text" ? 5 : 2;
  const { file, line } = element;
  return {
    file,
    line,
    kind,
    name: nameOf(element, kind),
    // What only uses the change is less than what it made.
    weight: (isMinor ? base / 2 : base) * (element.drawnIn === undefined ? 1 : 0.3),
    source: { kind: "element", element },
  };
}

const fromStyle = (style: ChangedStyle): Thing => ({
  file: style.file,
  line: style.line,
  kind: "box",
  name: null,
  weight: style.states.length > 0 ? 1.5 : 1,
  source: { kind: "style", style },
});

function nameOf({ labels, texts, placeholder }: ChangedElement, kind: ThingKind): string | null {
  const text = texts.join(" ").trim();
  if (kind === "box") return labels[0] ?? null;
  return labels[0] ?? (text !== "" && text.length <= 60 ? text : (texts[0] ?? placeholder ?? null));
}

/** A text that a person would read, not a key, a class list, a path or a piece of code. */
const looksLikeProse = (value: string): boolean =>
  value.length >= 3 &&
  value.length <= 200 &&
  /[a-zA-Z]{2}/.test(value) &&
  (/\s/.test(value) ? !/[{}<>;=]|--|^[a-z-]+( [a-z-]+:?[\w[\]/.-]*)+$/.test(value) : /^[A-Z][a-z]+$/.test(value));

/** Things that can be told from others on a page at all. */
export function isFindable({ source }: Thing): boolean {
  if (source.kind !== "element") return true;
  const { element } = source;
  return Boolean(
    element.texts.some((text) => /\p{L}{2}/u.test(text)) ||
      element.labels.length ||
      element.placeholder ||
      element.testId ||
      element.id ||
      element.classes.length ||
      element.someClasses.length ||
      element.role ||
      element.href ||
      isControl(elementKind(element)),
  );
}

/** What happened to it, for the words about it; null for a style or a text, of which only the place is known. */
export function changeOf({ source }: Thing): "added" | "altered" | "removed" | null {
  if (source.kind === "element") return source.element.change;
  if (source.kind !== "screen") return null;
  return source.difference.kind === "moved" ? "altered" : source.difference.kind;
}

/** It looks as before: only what it does may be different. */
export const isOnlyBehaviour = ({ source }: Thing): boolean =>
  source.kind === "element" &&
  source.element.change === "altered" &&
  source.element.aspects.every((aspect) => aspect === "behaviour");
