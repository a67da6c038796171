import type { Progress } from "../platform.ts";
import { left } from "../words.ts";

const BAR_CELLS = 14;

/** One line on a job; `plain` and `bold` are how the platform writes plain and bold words. */
export function progressLine(
  { subject, stage, percent, etaMs, state }: Progress,
  { plain, bold }: { plain(text: string): string; bold(escaped: string): string },
): string {
  const name = bold(plain(subject));
  if (state === "done") return `${name}  ·  done`;
  if (state === "canceled") return `${name}  ·  canceled`;
  if (state === "failed") return `${name}  ·  did not work out`;
  const parts = [percent === null ? "" : `${bar(percent)}  ${Math.round(percent)} %`, plain(stage), left(etaMs)];
  return `${name}  ·  ${parts.filter(Boolean).join("  ·  ")}`;
}

function bar(percent: number): string {
  const full = Math.round((Math.min(100, Math.max(0, percent)) / 100) * BAR_CELLS);
  return "▰".repeat(full) + "▱".repeat(BAR_CELLS - full);
}
