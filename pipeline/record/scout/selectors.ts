import type { DomNode } from "./dom.ts";

/**
 * Makes a CSS selector for each element that fits it alone: by an id or a test id that occurs once, else the way down from
 * the nearest ancestor that has one.
 */
export function selectorsFor(nodes: readonly DomNode[]): (node: DomNode) => string {
  const byIndex = new Map(nodes.map((node) => [node.index, node]));
  const idCounts = count(nodes, "id");
  const testIdCounts = count(nodes, "data-testid");
  const places = placesAmongSiblings(nodes);
  const known = new Map<number, string>();

  const selectorOf = (node: DomNode): string => {
    const ready = known.get(node.index);
    if (ready) return ready;
    const selector = ownName(node) ?? fromAbove(node);
    known.set(node.index, selector);
    return selector;
  };

  const ownName = ({ attributes }: DomNode): string | null => {
    const id = attributes.id;
    if (id && idCounts.get(id) === 1) return `[id=${quoted(id)}]`;
    const testId = attributes["data-testid"];
    return testId && testIdCounts.get(testId) === 1 ? `[data-testid=${quoted(testId)}]` : null;
  };

  const fromAbove = (node: DomNode): string => {
    const step = `${node.tag.toLowerCase()}:nth-of-type(${places.get(node.index) ?? 1})`;
    const parent = byIndex.get(node.parent);
    if (!parent) return node.tag.toLowerCase();
    // A child combinator does not cross into a shadow tree; a descendant one does in Playwright.
    return `${selectorOf(parent)}${node.isShadowTop ? " " : " > "}${step}`;
  };

  return selectorOf;
}

function count(nodes: readonly DomNode[], attribute: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { attributes } of nodes) {
    const value = attributes[attribute];
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function placesAmongSiblings(nodes: readonly DomNode[]): Map<number, number> {
  const seen = new Map<string, number>();
  const places = new Map<number, number>();
  for (const { index, parent, tag, isShadowTop } of nodes) {
    const kind = `${parent} ${isShadowTop} ${tag}`;
    const place = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, place);
    places.set(index, place);
  }
  return places;
}

/** A CSS string. Line breaks and quotes are written as code points. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"\n\r\f]/g, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`;
}
