import type { Page } from "playwright-core";

/** A page's state, as far as being ready to be shown goes. */
export type PageState = {
  loaded: boolean;
  fontsReady: boolean;
  /** Something is there to be seen: text, a picture, a control. */
  hasContent: boolean;
  /** What the development server's error overlay says. */
  errorOverlay: string | null;
  /** The colour behind everything, as CSS. */
  background: string;
};

/** Runs in the page. */
function look(): PageState {
  const seen = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  };
  const body = document.body;
  const { innerText: visibleText = "" } = body ?? {};
  const hasText = visibleText.trim().length > 0;
  const things = body?.querySelectorAll("img, svg, canvas, video, input, button, select, textarea, iframe") ?? [];
  const backgroundOf = (element: Element | null) => {
    const colour = element ? getComputedStyle(element).backgroundColor : "";
    return colour && !/^(transparent|rgba\(.*, 0\))$/.test(colour) ? colour : null;
  };
  const overlay = document.querySelector("vite-error-overlay");
  const overlayText = overlay?.shadowRoot?.querySelector(".message-body")?.textContent ?? overlay?.textContent ?? "";
  return {
    loaded: document.readyState === "complete",
    fontsReady: document.fonts.status === "loaded",
    hasContent: hasText || [...things].some(seen),
    errorOverlay: overlay ? overlayText.trim() || "an error" : null,
    background: backgroundOf(body) ?? backgroundOf(document.documentElement) ?? "rgb(255, 255, 255)",
  };
}

/** Null while the page is between two documents. */
export async function inspectPage(page: Page): Promise<PageState | null> {
  return page.evaluate(look).catch(() => null);
}
