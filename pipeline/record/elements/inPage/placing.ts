/** Left, top, right and bottom in CSS pixels of the viewport. */
export type Edges = [left: number, top: number, right: number, bottom: number];

type Extent = "box" | "words" | "words in box";
type Placed = { node: Element; isInk: boolean };

/**
 * Runs in the page, so it is self-contained: tells where elements are to be seen. Without what scrolls or hides around them
 * cuts off, and without what lies under something opaque, such as a header that stays.
 */
export function placing() {
  const range = document.createRange();
  const rects = new Map<Element, DOMRect>();
  const cutBy = new Map<Element, readonly Element[]>();
  const extents = new Map<Element, Extent>();
  const lids = new Set<Element>();
  const mostLids = 12;
  const leastPx = 4;

  const above = (element: Element): Element | null =>
    element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;
  const holds = (outer: Element, element: Element): boolean => {
    for (let at: Element | null = element; at; at = above(at)) if (at === outer) return true;
    return false;
  };
  const rectOf = (element: Element): DOMRect => {
    const known = rects.get(element) ?? element.getBoundingClientRect();
    rects.set(element, known);
    return known;
  };

  /** What scrolls or hides its overflow around an element. */
  const cuttersOf = (element: Element): readonly Element[] => {
    const known = cutBy.get(element);
    if (known) return known;
    const { position } = getComputedStyle(element);
    const around =
      position === "fixed" ? null : position === "absolute" ? (element as HTMLElement).offsetParent : above(element);
    const isViewport = !around || around === document.body || around === document.documentElement;
    const cuts = !isViewport && getComputedStyle(around).overflow !== "visible";
    const cutters = isViewport ? [] : cuts ? [around, ...cuttersOf(around)] : cuttersOf(around);
    cutBy.set(element, cutters);
    return cutters;
  };

  const isInView = ({ left, top, right, bottom, width, height }: DOMRect): boolean =>
    width >= 1 && height >= 1 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });

  /** A tick box that is drawn by its label. */
  const drawnOf = (element: Element): Element | null => {
    if (isInView(element.getBoundingClientRect()) && isShown(element)) return element;
    const label = /^(checkbox|radio)$/.test((element as HTMLInputElement).type)
      ? (element as HTMLInputElement).labels?.[0]
      : null;
    return label && isInView(label.getBoundingClientRect()) && isShown(label) ? label : null;
  };

  const alphaOf = (colour: string): number => {
    const [, slashed] = /\/\s*([\d.]+%?)\s*\)$/.exec(colour) ?? /^rgba\([^)]*,\s*([\d.]+)\)$/.exec(colour) ?? [];
    if (colour === "transparent") return 0;
    if (slashed === undefined) return 1;
    return slashed.endsWith("%") ? Number.parseFloat(slashed) / 100 : Number(slashed);
  };

  /** A badge is its box, a line of text in a wide column its words. */
  const extentOf = (element: Element): Extent => {
    const known = extents.get(element);
    if (known) return known;
    const { backgroundColor, backgroundImage, borderTopWidth, overflow } = getComputedStyle(element);
    const isDrawn = alphaOf(backgroundColor) > 0 || backgroundImage !== "none" || Number.parseFloat(borderTopWidth) > 0;
    const extent = isDrawn ? "box" : overflow === "visible" ? "words" : "words in box";
    extents.set(element, extent);
    return extent;
  };

  const edgesOf = ({ node, isInk }: Placed): Edges | null => {
    const drawn = node.isConnected ? drawnOf(node) : null;
    if (!drawn) return null;
    const box = drawn.getBoundingClientRect();
    // So small is only what screen readers read.
    if (box.width < leastPx || box.height < leastPx) return null;
    const extent = isInk ? extentOf(drawn) : "box";
    let { left, top, right, bottom } = box;
    if (extent !== "box") {
      range.selectNodeContents(drawn);
      const ink = range.getBoundingClientRect();
      if (ink.width >= 1 && ink.height >= 1) ({ left, top, right, bottom } = ink);
    }
    const cutters = cuttersOf(drawn);
    for (const cutter of extent === "words in box" ? [drawn, ...cutters] : cutters) {
      const edge = rectOf(cutter);
      left = Math.max(left, edge.left);
      top = Math.max(top, edge.top);
      right = Math.min(right, edge.right);
      bottom = Math.min(bottom, edge.bottom);
    }
    const isSeen =
      right - left >= 1 && bottom - top >= 1 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
    return isSeen ? [left, top, right, bottom] : null;
  };

  /** Nothing of what lies below can be read through it. */
  const isOpaque = (element: Element): boolean => {
    const style = getComputedStyle(element);
    if (Number(style.opacity) < 1) return false;
    const { backdropFilter = "none" } = style;
    if (alphaOf(style.backgroundColor) >= (/blur/.test(backdropFilter) ? 0.75 : 0.97)) return true;
    return /gradient/.test(style.backgroundImage) && !/rgba|transparent|\//.test(style.backgroundImage);
  };

  const hitAt = (x: number, y: number): Element | null => {
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot) {
      const inner: Element | null = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    return hit;
  };

  const middle = ([left, top, right, bottom]: Edges): [x: number, y: number] => [
    (Math.max(0, left) + Math.min(innerWidth, right)) / 2,
    (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2,
  ];

  /** Remembers what lies over the middle of an element and lets nothing through. */
  const findLid = (node: Element, edges: Edges): void => {
    const hit = lids.size < mostLids ? hitAt(...middle(edges)) : null;
    if (!hit || holds(node, hit) || holds(hit, node)) return;
    let lid: Element | null = null;
    for (let at: Element | null = hit; at && !holds(at, node); at = above(at)) {
      if (Number(getComputedStyle(at).opacity) < 1) lid = null;
      else if (isOpaque(at)) lid = at;
    }
    if (lid) lids.add(lid);
  };

  /** What of an element no lid lies over: one that lies over a corner only takes nothing away. */
  const uncovered = (node: Element, edges: Edges): Edges | null => {
    const [inLeft, inTop] = [Math.max(0, edges[0]), Math.max(0, edges[1])];
    const [inRight, inBottom] = [Math.min(innerWidth, edges[2]), Math.min(innerHeight, edges[3])];
    let [left, top, right, bottom] = [inLeft, inTop, inRight, inBottom];
    for (const lid of lids) {
      if (!lid.isConnected) lids.delete(lid);
      const edge = rectOf(lid);
      const shared: Edges = [
        Math.max(left, edge.left),
        Math.max(top, edge.top),
        Math.min(right, edge.right),
        Math.min(bottom, edge.bottom),
      ];
      if (shared[2] - shared[0] < 1 || shared[3] - shared[1] < 1 || holds(lid, node)) continue;
      const hit = hitAt(...middle(shared));
      if (!hit || !holds(lid, hit) || !isShown(lid) || !isOpaque(lid)) continue;
      const isWide = edge.left <= left + 1 && edge.right >= right - 1;
      const isTall = edge.top <= top + 1 && edge.bottom >= bottom - 1;
      if (isWide && isTall) return null;
      if (isWide && edge.top <= top) top = edge.bottom;
      else if (isWide && edge.bottom >= bottom) bottom = edge.top;
      else if (isTall && edge.left <= left) left = edge.right;
      else if (isTall && edge.right >= right) right = edge.left;
    }
    if (left === inLeft && top === inTop && right === inRight && bottom === inBottom) return edges;
    return right - left >= 1 && bottom - top >= 1 ? [left, top, right, bottom] : null;
  };

  return {
    edgesOf,
    findLid,
    uncovered,
    /** Another frame. */
    begin(): void {
      rects.clear();
    },
    /** Styles may have changed. */
    forget(): void {
      cutBy.clear();
      extents.clear();
    },
  };
}
