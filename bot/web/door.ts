import type { Platform, ThreadAddress } from "../platform.ts";
import type { Announcement, DraftView } from "./pageTypes.ts";

/** The web page as a door. Listeners are the open pages. */
export type WebDoor = Platform & {
  onAnnouncement(listen: (announcement: Announcement) => void): () => void;
  onDraft(listen: (draft: DraftView) => void): () => void;
};

/** Several times a second: as fast as people read. */
const DRAFT_EVERY_MS = 80;

/**
 * The page draws what the store holds, and the conductor stores whatever it posts. So posting here means telling the open
 * pages that something new is about to stand there: they read it out, or begin to play it.
 */
export function openWebDoor(): WebDoor {
  const listeners = new Set<(announcement: Announcement) => void>();
  const readers = new Set<(draft: DraftView) => void>();
  const posted = new Set<string>();

  const announce = async (thread: ThreadAddress, key: string, kind: Announcement["kind"]): Promise<void> => {
    if (posted.has(key)) return;
    posted.add(key);
    for (const listen of listeners) listen({ threadId: thread.id, key, kind });
  };

  return {
    name: "local",
    capabilities: { maxUploadBytes: null, editsMessages: true },
    postReply: ({ thread, key }) => announce(thread, key, "reply"),
    drafts: {
      everyMs: DRAFT_EVERY_MS,
      show: async ({ thread, key, text }) => {
        for (const read of readers) read({ threadId: thread.id, key, text });
      },
    },
    // The page reads each job's progress from the store.
    showProgress: async () => undefined,
    postVideo: ({ thread, key }) => announce(thread, key, "video"),
    postFile: ({ thread, key }) => announce(thread, key, "file"),
    postError: ({ thread, key }) => announce(thread, key, "failure"),
    onAnnouncement: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    onDraft: (read) => {
      readers.add(read);
      return () => readers.delete(read);
    },
  };
}
