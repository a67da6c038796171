import { PipelineError } from "../../failure.ts";
import type { PlanStep } from "../../plan/types.ts";
import type { ConsoleError } from "../page/consoleErrors.ts";
import type { PageState } from "../page/inspect.ts";
import type { Track } from "./track.ts";

const pageProblems = new Set(["page_error", "page_blank", "page_answer", "address_refused", "page_unreachable"]);

/** The page is at fault, not the browser: another page may do better. */
export function isAboutPage(error: unknown): error is PipelineError {
  return error instanceof PipelineError && pageProblems.has(error.code);
}

/** What a failed opening means; anything but the network's fault stays what it is. */
export function openingFailed(route: string, error: unknown): unknown {
  const isNetwork = error instanceof Error && (/net::ERR_/.test(error.message) || error.name === "TimeoutError");
  if (!isNetwork) return error;
  const [, why = "it does not answer"] = /net::ERR_([A-Z_]+)/.exec(error.message) ?? [];
  return new PipelineError(
    "page_unreachable",
    `The page ${route} does not open (${why.replaceAll("_", " ").toLowerCase()}); check that the app is still running.`,
    { cause: error, isRetryable: true },
  );
}

/** It may do better when it is loaded again: nothing came, or the server was not ready for it. */
export function isWorthReloading(error: unknown): boolean {
  return (
    error instanceof PipelineError &&
    (error.code === "page_blank" || (error.code === "page_answer" && error.isRetryable))
  );
}

export function answeredWith(route: string, status: number): PipelineError {
  const meaning = status === 404 ? "there is no such page" : "the app failed to answer";
  return new PipelineError("page_answer", `The page ${route} answers ${status}: ${meaning}.`, {
    isRetryable: status >= 500,
  });
}

export function nothingDone(steps: readonly PlanStep[], track: Track): PipelineError {
  const missing = track.notShown.map(({ what }) => `"${what}"`).slice(0, 3);
  return new PipelineError(
    "nothing_recorded",
    missing.length > 0
      ? `Nothing could be recorded: ${missing.join(", ")} ${missing.length === 1 ? "was" : "were"} not found on the page.`
      : `Nothing could be recorded: the plan has ${steps.length} steps and none could be done.`,
  );
}

export function notShowable(
  route: string,
  state: PageState | null,
  consoleErrors: readonly ConsoleError[],
): PipelineError {
  const overlay = state?.errorOverlay?.split("\n")[0]?.slice(0, 200);
  if (overlay) {
    return new PipelineError("page_error", `The page ${route} shows a build error instead of itself: ${overlay}`);
  }
  const complaint = consoleErrors[0]?.text.split("\n")[0]?.slice(0, 200);
  return new PipelineError(
    "page_blank",
    complaint
      ? `The page ${route} stays empty; its first error is: ${complaint}`
      : `The page ${route} stays empty; open it in a browser to see what it waits for.`,
  );
}
