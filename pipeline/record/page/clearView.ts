import type { OverlayWords } from "./overlayWords.ts";

type Wanted = { texts: string[]; selectors: string[] };
type View = { words: OverlayWords; keep: Wanted; tried: WeakMap<Element, number> };

/** Runs in the page, so it is self-contained: finds what stands before the page and presses its mildest way out. */
export function clearView({ words, keep, tried }: View): { labels: string[]; needsEscape: boolean } {
  const mostElements = 6000;
  const mostTries = 2;
  const longestOverlayText = 3000;
  const longestName = 40;
  const consent = new RegExp(words.consent, "iu");
  const invitation = new RegExp(words.invitation, "iu");
  const failure = new RegExp(words.failure, "iu");
  const controls = "button, [role=button], a, input[type=button], input[type=submit], [aria-label]";
  const dialogs = "dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true]";
  const toasts = "[role=alert], [role=status], [data-sonner-toast], [class*=toast i], [class*=snackbar i]";

  const plain = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ").trim().toLowerCase();
  const textOf = (element: Element) => plain((element as HTMLElement).innerText ?? element.textContent);
  const nameOf = (element: Element) =>
    plain(element.getAttribute("aria-label")) ||
    textOf(element) ||
    plain(element.getAttribute("title") ?? element.getAttribute("value"));
  const isSeen = (element: Element) => {
    const { width, height, bottom, right, top, left } = element.getBoundingClientRect();
    const isInView = width > 1 && height > 1 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    return isInView && element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  };

  /** Everything of the page, open shadow trees too. */
  const everything = (root: ParentNode, found: Element[] = []): Element[] => {
    for (const element of root.querySelectorAll("*")) {
      if (found.length >= mostElements) break;
      found.push(element);
      if (element.shadowRoot) everything(element.shadowRoot, found);
    }
    return found;
  };
  const all = everything(document);
  const inside = (overlay: Element) =>
    overlay.shadowRoot ? everything(overlay.shadowRoot) : [...overlay.querySelectorAll("*")];

  const isWanted = (overlay: Element) => {
    const parts = [overlay, ...inside(overlay)].slice(0, mostElements);
    const names = keep.texts.map(plain).filter((text) => text.length > 1);
    const matches = (element: Element, selector: string) => {
      try {
        return element.matches(selector);
      } catch {
        return false;
      }
    };
    const holdsName = (element: Element) => {
      const name = nameOf(element);
      return name.length < 400 && names.some((wanted) => name === wanted || textOf(element) === wanted);
    };
    return parts.some((part) => keep.selectors.some((one) => matches(part, one)) || holdsName(part));
  };

  const wayOut = (overlay: Element, lists: readonly (readonly string[])[]): Element | null => {
    const offered = inside(overlay).filter((element) => element.matches(controls) && isSeen(element));
    for (const list of lists) {
      const fitting = offered.find((element) => {
        const name = nameOf(element);
        const leads =
          element instanceof HTMLAnchorElement && /^(https?:)?\/\/|^\//.test(element.getAttribute("href") ?? "");
        const isNamed = name.length <= longestName && list.some((word) => name === word || name.startsWith(`${word} `));
        return isNamed && !leads && (tried.get(element) ?? 0) < mostTries;
      });
      if (fitting) return fitting;
    }
    return null;
  };

  const isPinned = (element: Element) => /fixed|sticky/.test(getComputedStyle(element).position);
  const coversMiddle = (element: Element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return left < innerWidth / 2 && right > innerWidth / 2 && top < innerHeight / 2 && bottom > innerHeight / 2;
  };
  /** A bar across the top, for a while at most: an announcement, not the page's own header. */
  const isAnnouncement = (element: Element) => {
    const { top, width, height } = element.getBoundingClientRect();
    const isBar = top < 60 && width > innerWidth * 0.8 && height > 16 && height < 120;
    const isNavigation = element.matches("header, nav, [role=navigation]") || element.querySelectorAll("a").length > 3;
    const calls = `${element.id} ${element.className}`;
    return isBar && !isNavigation && /banner|promo|announce|notice/i.test(calls);
  };

  /** The lists of names to press by, mildest first; null for what is no overlay. */
  const manners = (element: Element): readonly (readonly string[])[] | null => {
    const text = textOf(element);
    if (text.length > longestOverlayText || element.querySelector("input[type=password]")) return null;
    const { reject, close, agree } = words;
    const isDialog = element.matches(dialogs);
    const pinned = isPinned(element);
    if ((isDialog || pinned) && consent.test(text)) return [reject, close, agree];
    if (isDialog) return [close, reject, agree];
    const isSmall = text.length < 600 && element.querySelectorAll("nav, main, header").length === 0;
    if (pinned && isSmall && invitation.test(text)) return [close, reject];
    if (element.matches(toasts) && failure.test(text)) return [close];
    return isAnnouncement(element) ? [close] : null;
  };

  const labels: string[] = [];
  const handled: Element[] = [];
  let needsEscape = false;
  for (const element of all) {
    if (handled.some((other) => other.contains(element))) continue;
    if (!isSeen(element)) continue;
    const lists = manners(element);
    if (!lists) continue;
    if (isWanted(element)) {
      handled.push(element);
      continue;
    }
    const control = wayOut(element, lists);
    if (control) {
      handled.push(element);
      tried.set(control, (tried.get(control) ?? 0) + 1);
      labels.push(nameOf(control));
      (control as HTMLElement).click();
    } else if (element.matches(dialogs) && coversMiddle(element) && (tried.get(element) ?? 0) < mostTries) {
      handled.push(element);
      tried.set(element, (tried.get(element) ?? 0) + 1);
      needsEscape = true;
    }
  }
  return { labels, needsEscape };
}
