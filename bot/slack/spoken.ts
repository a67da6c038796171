import { z } from "zod";

/** Edits, joins and bots' posts have subtypes or bot ids; a message with a file is a message all the same. */
const spoken = z.object({
  channel: z.string(),
  ts: z.string(),
  user: z.string(),
  text: z.string().default(""),
  thread_ts: z.string().optional(),
  subtype: z.literal("file_share").optional(),
  bot_id: z.undefined().optional(),
});

/** What a person said in an event; null when it is something else. */
export function spokenIn(event: unknown) {
  const parsed = spoken.safeParse(event);
  if (!parsed.success) return null;
  const { thread_ts: threadTs, user: userId, ...rest } = parsed.data;
  return { ...rest, threadTs, userId };
}

type Action = { type: string; value?: string; selected_option?: { value: string } | null };

/** What a button or a menu's choice says. */
export function wordsOf(action: unknown): string {
  const { value, selected_option: selected } = action as Action;
  return value ?? selected?.value ?? "";
}
