import cronstrue from "cronstrue";
import type { Digest } from "../actions.ts";

/** "0 9 * * 1" → "at 09:00, only on Monday". */
export function scheduleInWords(cron: string): string {
  const words = cronstrue.toString(cron, { use24HourTimeFormat: true, verbose: false });
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** "Mon, 23 Nov, 09:00". */
export const momentInWords = (atMs: number, timezone: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: timezone,
  }).format(atMs);

const states = { asked: " (has not answered yet)", confirmed: "", declined: " (does not want it)" } as const;

/** "to team@acme.com, at 09:00, only on Monday (Europe/Berlin), next on Mon, 23 Nov, 09:00". */
export function digestInWords({ recipients, cron, timezone, nextRunAt }: Digest): string {
  const places = recipients.map(({ to, state }) => `${to}${states[state]}`).join(", ");
  return `to ${places}, ${scheduleInWords(cron)} (${timezone}), next on ${momentInWords(nextRunAt, timezone)}`;
}

/** One to a line, with the number by which it is stopped. */
export const numberedDigests = (digests: readonly Digest[]): string =>
  digests.map((digest, at) => `${at + 1}. ${digestInWords(digest)}`).join("\n");
