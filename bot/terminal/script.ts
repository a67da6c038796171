import type { Conductor } from "../conversation/conductor.ts";
import type { LocalConversation } from "../house/conversations.ts";
import { localMessage } from "../house/conversations.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Plays messages as one conversation: each is said when everything before it is finished. What an earlier start left under
 * way in the conversation is finished first. Answers whether everything that was asked for came about.
 */
export async function playScript(
  messages: readonly string[],
  { conductor, terminal, conversation }: { conductor: Conductor; terminal: Terminal; conversation: LocalConversation },
): Promise<boolean> {
  let isAllDone = true;
  const opening = localMessage(conversation, "");
  terminal.openThread = await conductor.threadOf(opening);
  await conductor.settled(terminal.openThread);
  for (const text of messages) {
    terminal.say("you", text);
    const { ok, threadId } = await conductor.receive(localMessage(conversation, text));
    await conductor.settled(threadId);
    isAllDone &&= ok;
  }
  return isAllDone && terminal.failures === 0;
}
