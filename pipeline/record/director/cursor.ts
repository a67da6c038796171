import type { PointerSample } from "../../take/take.ts";

export type Cursor = PointerSample["cursor"];

/**
 * An expression for the page: the CSS cursor under a point, also inside frames of the same origin. Without its own rule the
 * browser shows a text cursor in fields; over running text an arrow is calmer.
 */
export function cursorExpression(x: number, y: number): string {
  return `(() => {
    let root = document, x = ${x}, y = ${y}, element = root.elementFromPoint(x, y);
    while (element && element.tagName === "IFRAME" && element.contentDocument) {
      const box = element.getBoundingClientRect();
      x -= box.x + element.clientLeft; y -= box.y + element.clientTop;
      root = element.contentDocument;
      const inner = root.elementFromPoint(x, y);
      if (!inner) break;
      element = inner;
    }
    while (element && element.shadowRoot && element.shadowRoot.elementFromPoint(x, y) !== element) {
      const inner = element.shadowRoot.elementFromPoint(x, y);
      if (!inner) break;
      element = inner;
    }
    return element ? getComputedStyle(element).cursor : "default";
  })()`;
}

/** A page's CSS cursor as one of those that the renderer draws. */
export function drawnCursor(css: unknown): Cursor {
  const name = typeof css === "string" ? (css.split(",").at(-1)?.trim() ?? "") : "";
  if (name === "pointer" || name === "grab" || name === "grabbing") return "pointer";
  return name === "text" || name === "vertical-text" ? "text" : "default";
}
