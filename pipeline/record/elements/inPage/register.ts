import type { listing, Named } from "./listing.ts";
import type { naming, Tables } from "./naming.ts";
import type { Edges, placing } from "./placing.ts";

/** What the page told at one look, as JSON; see `lookSchema`. */
export type Register = {
  look(): string;
  /** The key of the element that the event named `token` was last given to; null when it is none of the list. */
  asked(): number | null;
};

type Listed = Named & { key: number; edges: string; told: string };

/**
 * Runs in the page, in a world of its own that the page's code cannot reach: keeps a list of what can be named, made anew when
 * the document changes, and tells at each look what has moved, come or gone since the last. A node keeps its key for good.
 */
export function openRegister(
  tables: Tables,
  token: string,
  makeNames: typeof naming,
  makeList: typeof listing,
  makePlaces: typeof placing,
): Register {
  /** A change of looks alone is waited out for so many looks; and what nobody tells of (a new shadow tree) for so many. */
  const looksUntilRestyled = 8;
  const looksUntilAnew = 40;
  const mostHits = 80;
  const list = makeList(tables, makeNames(tables));
  const places = makePlaces();
  const keys = new WeakMap<Element, number>();
  const observed = new WeakSet<Node>();
  let things: Listed[] = [];
  let lastKey = 0;
  let rebuilt = true;
  let restyled = 0;
  let restyledBefore = 0;
  let looks = 0;
  let lastAsked: Element | null = null;

  const namingAttributes = new Set("role alt title placeholder aria-label aria-labelledby href for".split(" "));
  const note = (records: MutationRecord[]): void => {
    for (const { type, attributeName } of records) {
      if (type !== "attributes" || namingAttributes.has(attributeName ?? "")) rebuilt = true;
      else restyled += 1;
    }
  };
  const observer = new MutationObserver(note);
  const observe = (root: Node): void => {
    if (observed.has(root)) return;
    observed.add(root);
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  };
  addEventListener(token, (event) => (lastAsked = (event.composedPath()[0] as Element | undefined) ?? null), true);

  const isListDue = (): boolean => {
    note(observer.takeRecords());
    const isSettled = restyled > 0 && restyled === restyledBefore;
    restyledBefore = restyled;
    return rebuilt || isSettled || (restyled > 0 && looks >= looksUntilRestyled) || looks >= looksUntilAnew;
  };

  const listAnew = (): void => {
    observe(document);
    const known = new Map(things.map((thing) => [thing.node, thing]));
    things = list().map((named) => {
      const key = keys.get(named.node) ?? ++lastKey;
      keys.set(named.node, key);
      const root = named.node.getRootNode();
      if (root !== document) observe(root);
      const { edges = "", told = "" } = known.get(named.node) ?? {};
      return { ...named, key, edges, told };
    });
    places.forget();
    rebuilt = false;
    restyled = 0;
    restyledBefore = 0;
    looks = 0;
  };

  return {
    look() {
      looks += 1;
      const isNew = isListDue();
      if (isNew) listAnew();
      places.begin();
      const found: (Edges | null)[] = [];
      let hits = 0;
      for (const thing of things) {
        const edges = places.edgesOf(thing);
        const said = String(edges);
        if (edges && (isNew || said !== thing.edges) && hits++ < mostHits) places.findLid(thing.node, edges);
        thing.edges = said;
        found.push(edges);
      }
      const moved: number[][] = [];
      for (const [index, thing] of things.entries()) {
        const edges = found[index];
        const seen = edges ? places.uncovered(thing.node, edges) : null;
        const box: number[] = [];
        if (seen) {
          const [left, top] = [Math.floor(seen[0]), Math.floor(seen[1])];
          box.push(left, top, Math.ceil(seen[2]) - left, Math.ceil(seen[3]) - top);
        }
        const told = box.join();
        if (told !== thing.told) moved.push([thing.key, ...box]);
        thing.told = told;
      }
      const { pathname, hash } = location;
      return JSON.stringify({
        nowMs: Date.now(),
        route: (hash.startsWith("#/") ? `/${hash}` : pathname).slice(0, 500),
        moved,
        ...(isNew && {
          things: things.map(({ key, role, label, group, isValue, spot }) => ({
            key,
            role,
            label,
            group,
            isValue,
            spot,
          })),
        }),
      });
    },
    asked() {
      const element = lastAsked;
      lastAsked = null;
      if (!element) return null;
      const area = (one: Element): number => {
        const { width, height } = one.getBoundingClientRect();
        return width * height;
      };
      const isAlike = (one: Element): boolean => Math.abs(area(one) / Math.max(1, area(element)) - 1) < 0.5;
      const exact = things.find(({ node }) => node === element);
      const near = (node: Element): boolean => (node.contains(element) || element.contains(node)) && isAlike(node);
      return (exact ?? things.find(({ node }) => near(node)))?.key ?? null;
    },
  };
}
