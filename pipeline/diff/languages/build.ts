import { readExpression } from "../expressions.ts";
import type { AttributeValue, MarkupElement } from "../markup.ts";
import { squeeze } from "../syntax.ts";
import type { LineRange } from "../types.ts";

/** A condition or a loop of a template: it is no element, but what it says decides about those in it. */
export type Surroundings = {
  parent: MarkupElement | null;
  component: string;
  isConditional: boolean;
  isRepeated: boolean;
  /** Conditions and loops since the parent, as written, and where. */
  rules: { source: string; lines: LineRange }[];
};

export const atTop = (component: string): Surroundings => ({
  parent: null,
  component,
  isConditional: false,
  isRepeated: false,
  rules: [],
});

export const inside = (
  outer: Surroundings,
  rule: { source: string; lines: LineRange; kind: "condition" | "loop" | "other" },
): Surroundings => ({
  ...outer,
  isConditional: outer.isConditional || rule.kind === "condition",
  isRepeated: outer.isRepeated || rule.kind === "loop",
  rules: [...outer.rules, { source: squeeze(rule.source), lines: rule.lines }],
});

export const below = (outer: Surroundings, parent: MarkupElement): Surroundings => ({
  ...outer,
  parent,
  isConditional: false,
  isRepeated: false,
  rules: [],
});

/** Something that stands directly in an element: a text, or code whose value is shown. */
export type Piece = { kind: "text" | "code"; source: string; value: string; line: number };

/** An element from what every template language says about one; hung under its parent. */
export function buildElement({
  tag,
  attributes,
  attributeSource,
  pieces,
  tagLines,
  around,
}: {
  tag: string;
  attributes: readonly (readonly [string, AttributeValue])[];
  /** The opening tag's insides as written. */
  attributeSource: string;
  pieces: readonly Piece[];
  tagLines: LineRange;
  around: Surroundings;
}): MarkupElement {
  const read = pieces.map((piece) => ({ piece, code: piece.kind === "code" ? readExpression(piece.value) : null }));
  const values = attributes.flatMap(([, value]) => (value.kind === "code" ? [readExpression(value.source)] : []));
  const rules = around.rules.map(({ source }) => readExpression(source));
  const element: MarkupElement = {
    tag,
    attributes: new Map(attributes),
    texts: read.flatMap(({ piece, code }) => code?.shown ?? [squeeze(piece.value)]).filter(Boolean),
    signature: [
      ...around.rules.map(({ source }) => source),
      tag,
      squeeze(attributeSource),
      ...pieces.map(({ source }) => squeeze(source)),
    ]
      .filter(Boolean)
      .join(" "),
    ownLines: [...around.rules.map(({ lines }) => lines), tagLines, ...pieces.flatMap(linesOf)],
    line: tagLines.from,
    parent: around.parent,
    children: [],
    component: around.component,
    isConditional: around.isConditional,
    isRepeated: around.isRepeated,
    uses: new Set([
      ...read.flatMap(({ code }) => code?.names ?? []),
      ...[...values, ...rules].flatMap(({ names }) => names),
    ]),
  };
  around.parent?.children.push(element);
  return element;
}

/** The lines of a piece's letters: the blanks around them belong to the layout. */
function linesOf({ source, line }: Piece): LineRange[] {
  if (source.trim() === "") return [];
  const from = line + source.slice(0, source.length - source.trimStart().length).split("\n").length - 1;
  return [{ from, to: from + source.trim().split("\n").length - 1 }];
}

/** An attribute whose value is code. A lone text in it is as good as a written one. */
export function codeValue(source: string, isClass = false): AttributeValue {
  const { shown, literals, members } = readExpression(source);
  const [only] = shown;
  if (only !== undefined && shown.length === 1 && literals.length <= 1) return { kind: "text", text: only };
  return { kind: "code", texts: isClass ? [...literals, ...members] : literals, source: squeeze(source) };
}
