import type { Page } from "playwright-core";

export type ConsoleError = { atMs: number; text: string };

const mostErrors = 50;
const longestText = 500;

/** Collects what the page complains of, once each, with the take time at which it did. */
export function watchConsole(page: Page, nowMs: () => number): ConsoleError[] {
  const errors: ConsoleError[] = [];
  const seen = new Set<string>();
  const add = (text: string) => {
    const short = text.trim().slice(0, longestText);
    if (!short || seen.has(short) || errors.length >= mostErrors) return;
    seen.add(short);
    errors.push({ atMs: nowMs(), text: short });
  };
  page.on("pageerror", (error) => add(`${error.name}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") add(message.text());
  });
  return errors;
}
