import type { ElementHandle, Frame, Locator, Page } from "playwright-core";
import type { Box } from "../../../convex/model/recording.ts";
import type { ElementTarget } from "../../plan/types.ts";
import { impliedRoles, inputRoles } from "../page/roles.ts";

export type Found = {
  handle: ElementHandle<HTMLElement>;
  /** What a person sees of it: the label, when the control itself is not drawn. */
  drawn: ElementHandle<HTMLElement>;
  kind: ElementKind;
  role: string;
  /** The name over a set of choices that it is one of; "" for anything else. */
  group: string;
};

/** How the element takes input. */
type ElementKind = "text" | "select" | "check" | "range" | "value" | "other";

type Role = Parameters<Frame["getByRole"]>[0];

const mostCandidates = 30;
const roleTables = { impliedRoles, inputRoles };

/**
 * The element that a person would mean: by role and name first, CSS last, in the page and then in its frames; the first one
 * that can be seen. Null when there is none.
 */
export async function locate(page: Page, target: ElementTarget): Promise<Found | null> {
  const frames = [page.mainFrame(), ...page.frames().filter((frame) => frame !== page.mainFrame())];
  for (const frame of frames) {
    const named = await preferred(frame, target);
    for (const locator of searches(frame, target)) {
      const handle = await firstSeen(locator, named);
      if (handle) return describe(handle);
    }
    const placed = target.selector ? await firstSeen(frame.locator(target.selector), null) : null;
    if (placed && (await isCalledLike(placed, target))) return describe(placed);
  }
  return null;
}

/** From the most telling to the least. */
function searches(frame: Frame, { role, name, testId, text, selector }: ElementTarget): Locator[] {
  const byRole = role ? (role as Role) : undefined;
  const found: Locator[] = [];
  if (byRole && name) {
    found.push(frame.getByRole(byRole, { name, exact: true }), frame.getByRole(byRole, { name }));
  }
  if (testId) found.push(frame.getByTestId(testId));
  if (name) found.push(frame.getByLabel(name, { exact: true }), frame.getByPlaceholder(name, { exact: true }));
  if (text && byRole) found.push(frame.getByRole(byRole).filter({ hasText: text }));
  if (text) found.push(frame.getByText(text, { exact: true }), frame.getByText(text));
  if (byRole && name && /\d/.test(name)) found.push(frame.getByRole(byRole, { name: anyNumbers(name) }));
  if (name && !selector) found.push(frame.getByText(name, { exact: true }));
  if (byRole && !name && !text && !testId && !selector) found.push(frame.getByRole(byRole));
  return found;
}

/** A counter in a name ("Cart (2)") may have gone on. */
function anyNumbers(name: string): RegExp {
  const parts = name.split(/\d+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^\\s*${parts.join("\\d+")}\\s*$`, "i");
}

/** Whether what stands in the element's old place is still that element: it shares a word of its name, or says nothing. */
async function isCalledLike(handle: ElementHandle<HTMLElement>, { name, text }: ElementTarget): Promise<boolean> {
  const wanted = wordsOf(`${name ?? ""} ${text ?? ""}`);
  if (wanted.length === 0) return true;
  const said = await handle
    .evaluate((element) => {
      const { innerText = "", title } = element;
      const given = ["aria-label", "placeholder", "value", "alt", "name"].map((one) => element.getAttribute(one) ?? "");
      const labels = "labels" in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
      return [innerText, title, ...given, ...labels.map((label) => label.innerText)].join(" ");
    })
    .catch(() => "");
  const words = wordsOf(said);
  return words.length === 0 || wanted.some((word) => words.includes(word));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
}

/** The selector's own element, which decides between several of the same name. */
async function preferred(frame: Frame, { selector }: ElementTarget): Promise<ElementHandle | null> {
  if (!selector) return null;
  return frame.$(selector).catch(() => null);
}

async function firstSeen(locator: Locator, named: ElementHandle | null): Promise<ElementHandle<HTMLElement> | null> {
  const handles = (await locator.elementHandles().catch(() => [])).slice(0, mostCandidates);
  const seen: ElementHandle<HTMLElement>[] = [];
  for (const handle of handles) {
    const element = handle as ElementHandle<HTMLElement>;
    const visible = await element.evaluate(isSeen).catch(() => false);
    if (!visible) continue;
    if (!named) return element;
    if (await element.evaluate((node, other) => node === other, named).catch(() => false)) return element;
    seen.push(element);
  }
  return seen[0] ?? null;
}

/** Runs in the page. A control that is drawn by its label counts as seen. */
function isSeen(element: Element): boolean {
  const shown = (node: Element) => {
    const { width, height } = node.getBoundingClientRect();
    return width > 1 && height > 1 && node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  };
  if (shown(element)) return true;
  return element instanceof HTMLInputElement && [...(element.labels ?? [])].some(shown);
}

async function describe(handle: ElementHandle<HTMLElement>): Promise<Found> {
  const { kind, role, group } = await handle.evaluate((element, { impliedRoles, inputRoles }) => {
    const inputType = element instanceof HTMLInputElement ? element.type : "";
    const ownRole = inputType ? (inputRoles[inputType] ?? "textbox") : (impliedRoles[element.tagName] ?? "generic");
    const roleName = element.getAttribute("role") ?? ownRole;
    const kindOf = () => {
      if (element instanceof HTMLSelectElement) return "select" as const;
      if (element instanceof HTMLTextAreaElement || element.isContentEditable) return "text" as const;
      if (!(element instanceof HTMLInputElement)) return "other" as const;
      if (inputType === "checkbox" || inputType === "radio") return "check" as const;
      if (inputType === "range") return "range" as const;
      if (["date", "time", "datetime-local", "month", "week", "color"].includes(inputType)) return "value" as const;
      return ["submit", "button", "reset", "image", "file"].includes(inputType)
        ? ("other" as const)
        : ("text" as const);
    };
    const groupOf = () => {
      if (!["radio", "checkbox", "switch", "option", "tab"].includes(roleName)) return "";
      const set = element.closest("fieldset, [role=radiogroup], [role=group], [role=listbox], [role=tablist]");
      const titleId = set?.getAttribute("aria-labelledby");
      const title = titleId ? document.getElementById(titleId) : set?.querySelector(":scope > legend");
      return (set?.getAttribute("aria-label") ?? title?.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 80);
    };
    return { kind: kindOf(), role: roleName, group: groupOf() };
  }, roleTables);
  const label = kind === "check" ? await labelInstead(handle) : null;
  return { handle, drawn: label ?? handle, kind, role, group };
}

/** The label of a control that is drawn by its label. */
async function labelInstead(handle: ElementHandle<HTMLElement>): Promise<ElementHandle<HTMLElement> | null> {
  const label = await handle.evaluateHandle((element) => {
    const { width, height } = element.getBoundingClientRect();
    const isDrawn = width > 1 && height > 1 && element.checkVisibility({ checkOpacity: true });
    return isDrawn ? null : ((element as HTMLInputElement).labels?.[0] ?? null);
  });
  return label.asElement();
}

/** Where the element is in the picture, in CSS pixels of the main frame. */
export async function boxOf({ drawn }: Found): Promise<Box | null> {
  return drawn.boundingBox().catch(() => null);
}

/** The part of a box that is in the picture, in whole pixels; null when nothing of it is. */
export function inPicture(box: Box, size: { width: number; height: number }): Box | null {
  const left = Math.max(0, Math.round(box.x));
  const top = Math.max(0, Math.round(box.y));
  const right = Math.min(size.width, Math.round(box.x + box.width));
  const bottom = Math.min(size.height, Math.round(box.y + box.height));
  if (right <= left || bottom <= top) return null;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
