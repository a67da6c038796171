import type { Page } from "playwright-core";
import { inTime } from "../deadline.ts";

/** A page's state, as far as being ready to be shown goes. */
export type PageState = {
  /** The document is read; scripts, styles and pictures may still come. */
  parsed: boolean;
  loaded: boolean;
  fontsReady: boolean;
  /** Pictures in view have come or failed, and frames of the same site are loaded. */
  embedsReady: boolean;
  /** The browser has drawn something of it: text, a picture. */
  painted: boolean;
  /** Something is there to be seen: text, a picture, a control. */
  hasContent: boolean;
  /** Hardly anything can be read or used, as on a splash screen. */
  isSparse: boolean;
  /** A spinner, a skeleton, a word for waiting is in view. */
  showsLoading: boolean;
  /** Sum over the places of everything near the top; two that differ mean that the layout moved. */
  layout: number;
  /** What the development server's error overlay says, on a page that has nothing else to show. */
  errorOverlay: string | null;
  /** The colour behind everything, as CSS. */
  background: string;
};

const lookLimitMs = 5000;

/** Runs in the page. */
function look(): PageState {
  const body = document.body;
  const mostElements = 1500;
  const seen = (element: Element) => {
    const { width, height, top, bottom } = element.getBoundingClientRect();
    const isDrawn = width > 1 && height > 1 && bottom > 0 && top < innerHeight;
    return isDrawn && element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  };
  const some = (selector: string, holds: (element: Element) => boolean) =>
    [...(body?.querySelectorAll(selector) ?? [])].slice(0, mostElements).some(holds);

  const { innerText: visibleText = "" } = body ?? {};
  const text = visibleText.trim();
  const hasControls = some("a[href], button, input, select, textarea, [role=button], canvas, video, iframe", seen);
  const hasContent = text.length > 0 || hasControls || some("img, svg", seen);
  const isSparse = !hasControls && text.length < 60;

  const waitingSigns =
    "[aria-busy=true], [role=progressbar]:not([aria-valuenow]), [class*=spinner i], [class*=loader i], [class*=loading i], [class*=skeleton i], [class*=splash i], [class*=shimmer i], [id*=splash i], .animate-spin, .animate-pulse";
  const waitingWords =
    /\b(loading|please wait|one moment|starting|initiali[sz]ing|laden|lädt|wird geladen|bitte warten|cargando|espere|chargement|patientez|veuillez patienter)\b/i;
  const showsLoading = (isSparse && waitingWords.test(text)) || some(waitingSigns, seen);

  let layout = 0;
  const all = body?.getElementsByTagName("*") ?? [];
  for (let index = 0; index < Math.min(all.length, mostElements); index++) {
    const { x, y, width, height } = (all[index] as Element).getBoundingClientRect();
    layout = (Math.imul(layout, 31) + Math.round(x + scrollX) * 7 + Math.round(y + scrollY) * 13) | 0;
    layout = (layout + Math.round(width) * 17 + Math.round(height) * 19) | 0;
  }

  const backgroundOf = (element: Element | null) => {
    const colour = element ? getComputedStyle(element).backgroundColor : "";
    return colour && !/^(transparent|rgba\(.*, 0\))$/.test(colour) ? colour : null;
  };
  const stillComing = (frame: HTMLIFrameElement) =>
    frame.contentDocument !== null && frame.contentDocument.readyState !== "complete";
  const overlay = document.querySelector("vite-error-overlay");
  const overlayText = overlay?.shadowRoot?.querySelector(".message-body")?.textContent ?? overlay?.textContent ?? "";
  return {
    parsed: document.readyState !== "loading",
    loaded: document.readyState === "complete",
    fontsReady: document.fonts.status === "loaded",
    embedsReady:
      !some("img", (image) => !(image as HTMLImageElement).complete && seen(image)) &&
      !some("iframe", (frame) => seen(frame) && stillComing(frame as HTMLIFrameElement)),
    painted: performance.getEntriesByName("first-contentful-paint").length > 0,
    hasContent,
    isSparse,
    showsLoading,
    layout,
    errorOverlay: overlay && !hasContent ? overlayText.trim() || "an error" : null,
    background: backgroundOf(body) ?? backgroundOf(document.documentElement) ?? "rgb(255, 255, 255)",
  };
}

/** Null while the page is between two documents, or too busy to answer. */
export async function inspectPage(page: Page): Promise<PageState | null> {
  return inTime(page.evaluate(look), lookLimitMs).catch(() => null);
}
