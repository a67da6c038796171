import type { PageElement } from "../plan/types.ts";

/** The listed elements as they stand in each other. Numbers are places in the list. */
export type Tree = { roots: number[]; children: number[][] };

export function treeOf(elements: readonly PageElement[]): Tree {
  const children: number[][] = elements.map(() => []);
  const roots: number[] = [];
  for (const [place, { parent }] of elements.entries()) {
    const siblings = parent === undefined ? roots : (children[parent] ?? roots);
    siblings.push(place);
  }
  return { roots, children };
}

/** One number for each content: elements of both sides with the same number say and draw the same. */
export function contentIds(elements: readonly PageElement[], tree: Tree, intern: Map<string, number>): number[] {
  const ids = elements.map(() => -1);
  // A parent comes before its children, so that from the end each child is known before its parent.
  for (let place = elements.length - 1; place >= 0; place--) {
    const element = elements[place];
    if (!element) continue;
    const inside = (tree.children[place] ?? []).map((child) => ids[child]);
    const content = JSON.stringify([...saying(element), ...inside]);
    const id = intern.get(content) ?? intern.size;
    intern.set(content, id);
    ids[place] = id;
  }
  return ids;
}

const saying = (element: PageElement): (string | undefined)[] => [
  element.tag,
  element.role,
  element.ownText ?? element.text,
  element.drawing,
  element.placeholder,
  element.inputType,
];
