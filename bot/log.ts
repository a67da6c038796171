import { type Logger, pino } from "pino";

export type Log = Pick<Logger, "info" | "warn" | "error">;

/** The bot's log: JSON lines in a file, so that the terminal stays with the conversation. */
export function openLog(file: string): Log {
  return pino({ name: "bot" }, pino.destination({ dest: file, mkdir: true, sync: true }));
}
