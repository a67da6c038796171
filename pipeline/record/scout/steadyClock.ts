/**
 * Runs in every document before the page's own code: the date that a page shows is the same on every visit, while the time
 * that it measures passes. Self-contained, because it is sent to the page as text.
 */
export function steadyClock({ startAtMs }: { startAtMs: number }): void {
  const shownStepMs = 10_000;
  const passedMs = performance.now.bind(performance);
  const measured = () => Math.round(startAtMs + passedMs());
  const shown = () => startAtMs + Math.floor(passedMs() / shownStepMs) * shownStepMs;
  window.Date = new Proxy(Date, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [shown()] : values, newTarget) as Date,
    apply: () => new Date(shown()).toString(),
    get: (target, name) => (name === "now" ? measured : Reflect.get(target, name)),
  });
}
