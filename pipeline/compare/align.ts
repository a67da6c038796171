import type { PageElement } from "../plan/types.ts";
import { likenessOf } from "./likeness.ts";
import { commonOf } from "./sequence.ts";
import { contentIds, type Tree, treeOf } from "./tree.ts";

/** Which element of head is which one of base. Numbers are places in the lists of elements. */
export type Alignment = {
  /** [base, head], parents before their children. */
  pairs: [number, number][];
  /** Pairs that stand somewhere else than on base, by order or container. */
  moved: [number, number][];
  /** The outermost elements that are only on one side. */
  added: number[];
  removed: number[];
};

/** Below this two elements of one place are taken for different things. */
const leastLikeness = 0.45;

/**
 * Pairs elements by what they are, not where: from the outermost inwards, what is alike in content first, then what is alike
 * in kind. What was put in or taken out above leaves the rest paired.
 */
export function alignPages(base: readonly PageElement[], head: readonly PageElement[]): Alignment {
  const intern = new Map<string, number>();
  const [before, after] = [treeOf(base), treeOf(head)];
  const aligning: Aligning = {
    base,
    head,
    before,
    after,
    beforeIds: contentIds(base, before, intern),
    afterIds: contentIds(head, after, intern),
    pairs: [],
    added: [],
    removed: [],
  };
  alignChildren(aligning, before.roots, after.roots);
  const moved = findMoved(aligning);
  return { pairs: aligning.pairs, moved, added: aligning.added, removed: aligning.removed };
}

type Aligning = Omit<Alignment, "moved"> & {
  base: readonly PageElement[];
  head: readonly PageElement[];
  before: Tree;
  after: Tree;
  beforeIds: readonly number[];
  afterIds: readonly number[];
};

function pair(aligning: Aligning, b: number, h: number): void {
  aligning.pairs.push([b, h]);
  alignChildren(aligning, aligning.before.children[b] ?? [], aligning.after.children[h] ?? []);
}

function alignChildren(aligning: Aligning, before: readonly number[], after: readonly number[]): void {
  const { beforeIds, afterIds } = aligning;
  const same = commonOf(
    before.map((b) => beforeIds[b] ?? -1),
    after.map((h) => afterIds[h] ?? -2),
  );
  let [b, h] = [0, 0];
  for (const [sameB, sameH] of [...same, [before.length, after.length] as const]) {
    alignGap(aligning, before.slice(b, sameB), after.slice(h, sameH));
    const [ownB, ownH] = [before[sameB], after[sameH]];
    if (ownB !== undefined && ownH !== undefined) pair(aligning, ownB, ownH);
    [b, h] = [sameB + 1, sameH + 1];
  }
}

/** Between two elements that are the same on both sides: the likeliest first. */
function alignGap(aligning: Aligning, before: readonly number[], after: readonly number[]): void {
  const likely = before
    .flatMap((b, placeB) =>
      after.map((h, placeH) => {
        const near = before.length === after.length && placeB === placeH;
        const [one, other] = [aligning.base[b], aligning.head[h]];
        return { b, h, likeness: one && other ? likenessOf(one, other) + (near ? 0.15 : 0) : 0 };
      }),
    )
    .filter(({ likeness }) => likeness >= leastLikeness)
    .sort((x, y) => y.likeness - x.likeness);
  const taken = { before: new Set<number>(), after: new Set<number>() };
  for (const { b, h } of likely) {
    if (taken.before.has(b) || taken.after.has(h)) continue;
    taken.before.add(b);
    taken.after.add(h);
    pair(aligning, b, h);
  }
  aligning.removed.push(...before.filter((b) => !taken.before.has(b)));
  aligning.added.push(...after.filter((h) => !taken.after.has(h)));
}

/** What is gone in one place and new in another with the same content was moved; a new container around it is no move. */
function findMoved(aligning: Aligning): [number, number][] {
  const { base, head, before, after, beforeIds, afterIds } = aligning;
  const fresh = aligning.added.flatMap((h) => withDescendants(after, h));
  const gone = aligning.removed.flatMap((b) => withDescendants(before, b));
  const places = new Map<number, number[]>();
  for (const h of fresh) {
    const id = afterIds[h] ?? -1;
    places.set(id, [...(places.get(id) ?? []), h]);
  }
  const moved: [number, number][] = [];
  const settled = { before: new Set<number>(), after: new Set<number>() };
  for (const b of gone) {
    const element = base[b];
    if (settled.before.has(b) || !element || (element.text === "" && !element.drawing)) continue;
    const h = places.get(beforeIds[b] ?? -1)?.find((place) => !settled.after.has(place));
    const other = h === undefined ? undefined : head[h];
    if (h === undefined || !other) continue;
    const [ownB, ownH] = [withDescendants(before, b), withDescendants(after, h)];
    for (const [index, place] of ownB.entries()) {
      settled.before.add(place);
      settled.after.add(ownH[index] ?? h);
      aligning.pairs.push([place, ownH[index] ?? h]);
    }
    const isRewrapped = !aligning.removed.includes(b) || !aligning.added.includes(h);
    if (!isRewrapped || Math.abs(element.box.x - other.box.x) > 24) moved.push([b, h]);
  }
  aligning.removed = remaining(aligning.removed, settled.before, before, base);
  aligning.added = remaining(aligning.added, settled.after, after, head);
  return moved;
}

function withDescendants(tree: Tree, place: number): number[] {
  return [place, ...(tree.children[place] ?? []).flatMap((child) => withDescendants(tree, child))];
}

/** Of what is on one side only, what is left once its moved parts are taken out: nothing, if it only held those. */
function remaining(
  places: readonly number[],
  settled: ReadonlySet<number>,
  tree: Tree,
  elements: readonly PageElement[],
): number[] {
  return places.flatMap((place): number[] => {
    if (settled.has(place)) return [];
    const children = tree.children[place] ?? [];
    const isTouched = withDescendants(tree, place).some((one) => settled.has(one));
    if (!isTouched) return [place];
    return elements[place]?.ownText ? [place] : remaining(children, settled, tree, elements);
  });
}
