import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { Thread } from "../../convex/model/documents.ts";
import type { Author, Message } from "../platform.ts";
import { localWorkspace } from "./local.ts";

/** The person at this machine. */
export function localAuthor(): Author {
  try {
    const { username } = userInfo();
    return { id: username, name: username };
  } catch {
    return { id: "local", name: "you" };
  }
}

/** One conversation's name among those of this machine; the terminal and the web page share them. */
export type LocalConversation = { threadKey: string; channel: string };

export const newConversation = (): LocalConversation => ({ threadKey: randomUUID(), channel: "local" });

export const conversationOf = (thread: Thread): LocalConversation => ({
  threadKey: thread.externalId,
  channel: thread.channelTarget,
});

/** What a person typed or clicked at a local door. `id` lets a repeated request be told from a new one. */
export function localMessage(
  conversation: LocalConversation,
  text: string,
  { id = randomUUID(), author = localAuthor() }: { id?: string; author?: Author } = {},
): Message {
  const { platform, externalId: workspaceId, name: workspaceName } = localWorkspace;
  return { id, platform, workspaceId, workspaceName, ...conversation, author, text, receivedAtMs: Date.now() };
}

/** A start at which nothing is said leaves an empty thread; so many of them do not hide the others. */
const SILENT_THREADS = 50;

/** This machine's conversations in which something was said, newest first. */
export async function listConversations(store: Store, workspaceId: Id<"workspaces">, count: number): Promise<Thread[]> {
  const paginationOpts = { numItems: count + SILENT_THREADS, cursor: null };
  const { page } = await store.query(api.threads.list, { workspaceId, paginationOpts });
  return page.filter((thread) => thread.title !== "").slice(0, count);
}
