import type { Id } from "../../convex/_generated/dataModel.js";
import type { Author, MessagePart } from "../../convex/model/message.ts";

type AgentRequest = {
  threadId: Id<"threads">;
  /** The person's message, which is in the store already. */
  messageId: Id<"messages">;
  text: string;
  author: Author;
  /** The house is being closed: an answer is no longer wanted. */
  signal: AbortSignal;
  /** Hears the reply while it is being written: the whole text each time, "" when what was told is taken back. */
  onText?(text: string): void;
};

/** `ok` is false when nothing that was asked for could be done. */
type AgentReply = { text: string; ok: boolean; parts?: MessagePart[] };

/** What the conductor needs of the agent: a message and its thread become work in the store, and a reply. */
export type Agent = {
  respond(request: AgentRequest): Promise<AgentReply>;
  /** Ends what the agent holds open; nothing is asked of it afterwards. */
  close?(): Promise<void>;
};
