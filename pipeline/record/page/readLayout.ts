import type { Page } from "playwright-core";
import { z } from "zod";
import { inTime } from "../deadline.ts";

/** Reading it is quick; a page that is too busy to answer does without. */
const readLimitMs = 5_000;

const rectSchema = z.tuple([z.int(), z.int(), z.int().positive(), z.int().positive()]);
const layoutSchema = z.object({ units: z.array(rectSchema).max(300), panels: z.array(rectSchema).max(80) });

/**
 * What stands in the picture, for the camera to frame: `units` are cut by no good framing (lines of text, buttons, fields,
 * icons), `panels` are the boxes that are drawn around them. Left, top, width, height in whole CSS pixels of the viewport.
 */
export type PageLayout = z.infer<typeof layoutSchema>;

/** Null while the page is between two documents, or does not answer. */
export async function readLayout(page: Page): Promise<PageLayout | null> {
  const read = await inTime(page.evaluate(layoutInView), readLimitMs).catch(() => null);
  // The page may have changed what its own functions give.
  const { data } = layoutSchema.safeParse(read);
  return data ?? null;
}

/** Runs in the page, so it is self-contained. What is covered, as behind a dialog, is left out. */
function layoutInView(): PageLayout {
  type Rect = [number, number, number, number];
  const mostNodes = 6000;
  const units: Rect[] = [];
  const panels: Rect[] = [];
  const clip = ({ left, top, right, bottom }: DOMRect): Rect | null => {
    const x = Math.max(0, Math.floor(left));
    const y = Math.max(0, Math.floor(top));
    const width = Math.min(innerWidth, Math.ceil(right)) - x;
    const height = Math.min(innerHeight, Math.ceil(bottom)) - y;
    return width >= 3 && height >= 3 ? [x, y, width, height] : null;
  };
  const isOnTop = (element: Element, [x, y, width, height]: Rect): boolean => {
    const root = element.getRootNode() as Document | ShadowRoot;
    const hit = root.elementFromPoint(x + width / 2, y + height / 2);
    return hit !== null && (hit === element || hit.contains(element) || element.contains(hit));
  };
  const add = (list: Rect[], most: number, element: Element, box: DOMRect): void => {
    const rect = list.length < most ? clip(box) : null;
    if (rect && isOnTop(element, rect)) list.push(rect);
  };

  const isClear = (colour: string) => /^transparent$|, 0\)$|\/ 0\)$/.test(colour);
  const isDrawn = (style: CSSStyleDeclaration) =>
    !isClear(style.backgroundColor) ||
    style.backgroundImage !== "none" ||
    style.boxShadow !== "none" ||
    (Number.parseFloat(style.borderTopWidth) > 0 && !isClear(style.borderTopColor));
  const isAtom = (element: Element) =>
    /^(BUTTON|INPUT|SELECT|IMG|SVG|CANVAS|VIDEO|METER|PROGRESS)$/i.test(element.tagName);

  const range = document.createRange();
  const addText = (text: Text): void => {
    const parent = text.parentElement;
    if (!parent || text.data.trim() === "") return;
    range.selectNodeContents(text);
    for (const line of range.getClientRects()) add(units, 300, parent, line);
  };
  let seen = 0;
  const walk = (node: Node): void => {
    if (seen++ > mostNodes) return;
    if (node instanceof Text) addText(node);
    if (node instanceof Element) {
      const box = node.getBoundingClientRect();
      const isBox = box.width > 0 && box.height > 0;
      if (isBox && !node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return;
      const isInView = isBox && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
      const isSmall = box.width < innerWidth * 0.3 && box.height < innerHeight * 0.12;
      if (isInView && (isAtom(node) || isDrawn(getComputedStyle(node)))) {
        if (isSmall) add(units, 300, node, box);
        else if (box.width < innerWidth * 0.96 || box.height < innerHeight * 0.5) add(panels, 80, node, box);
      }
      if (isAtom(node) && node.tagName !== "BUTTON") return;
    }
    const inside = node instanceof Element ? (node.shadowRoot ?? node) : node;
    for (const child of inside.childNodes) walk(child);
  };
  if (document.body) walk(document.body);
  return { units, panels };
}
