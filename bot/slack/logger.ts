import { type Logger, LogLevel } from "@slack/bolt";

import type { Log } from "../log.ts";

const door = "slack";

/** Bolt's words in Aura's log. What it says at debug level holds bodies and tokens, and is dropped. */
export function boltLogger(log: Log): Logger {
  const said = (words: unknown[]): string =>
    words.map((word) => (word instanceof Error ? word.message : String(word))).join(" ");
  return {
    debug: () => undefined,
    info: (...words) => log.info({ door }, said(words)),
    warn: (...words) => log.warn({ door }, said(words)),
    error: (...words) => log.error({ door, err: words.find((word) => word instanceof Error) }, said(words)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
