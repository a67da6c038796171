import { useEffect, useRef, useState } from "preact/hooks";
import type { Announcement, DraftView, HouseView, ThreadEntry, ThreadView } from "../pageTypes.ts";

export type Live = {
  house: HouseView | null;
  threads: ThreadEntry[] | null;
  thread: ThreadView | null;
  /** The reply that is being written, until it stands in the thread. */
  draft: DraftView | null;
  isConnected: boolean;
  trouble: string | null;
};

const RECONNECT_AFTER_MS = 1_500;
const nothing: Live = { house: null, threads: null, thread: null, draft: null, isConnected: true, trouble: null };

/** What the server tells, as it changes. Another thread begins empty; lists stay while the connection is away. */
export function useLive(threadId: string | null, onAnnouncement: (announcement: Announcement) => void): Live {
  const [live, setLive] = useState<Live>(nothing);
  const listener = useRef(onAnnouncement);
  listener.current = onAnnouncement;

  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const change = (news: Partial<Live>) => setLive((before) => ({ ...before, ...news }));

    const connect = (): void => {
      source = new EventSource(`/api/live${threadId ? `?thread=${encodeURIComponent(threadId)}` : ""}`);
      const on = (event: string, take: (data: never) => void) =>
        source?.addEventListener(event, (told) => take(JSON.parse((told as MessageEvent<string>).data) as never));
      source.addEventListener("open", () => change({ isConnected: true, trouble: null }));
      on("house", (house: HouseView) => change({ house }));
      on("threads", (threads: ThreadEntry[]) => change({ threads }));
      on("thread", (thread: ThreadView) => change({ thread }));
      on("draft", (draft: DraftView) => change({ draft }));
      on("trouble", ({ message }: { message: string }) => change({ trouble: message }));
      on("announcement", (announcement: Announcement) => listener.current(announcement));
      source.addEventListener("error", () => {
        source?.close();
        if (isOver) return;
        change({ isConnected: false, draft: null });
        timer = setTimeout(reconnect, RECONNECT_AFTER_MS);
      });
    };
    // A new start of Aura has a new session: the page's own address gives its cookie.
    const reconnect = (): void => {
      fetch("/", { cache: "no-store" }).then(
        () => !isOver && connect(),
        () => {
          if (!isOver) timer = setTimeout(reconnect, RECONNECT_AFTER_MS);
        },
      );
    };

    change({ thread: null, draft: null, trouble: null });
    connect();
    return () => {
      isOver = true;
      clearTimeout(timer);
      source?.close();
    };
  }, [threadId]);

  return live;
}

export type Sending = { id: string; threadKey: string; channel: string; text: string };

/** Hands a message in; sending it again under the same id is safe. Throws an Error with a sentence for the person. */
export async function sendMessage(message: Sending): Promise<{ threadId: string }> {
  const { threadId } = await post("/api/messages", message);
  if (!threadId) throw new Error("Aura could not take the message.");
  return { threadId };
}

/** Decides on a version. Throws an Error with a sentence for the person. */
export async function sendReview(versionId: string, decision: "approved" | "rejected"): Promise<void> {
  await post("/api/reviews", { id: crypto.randomUUID(), versionId, decision });
}

async function post(path: string, body: object): Promise<{ threadId?: string }> {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error("Aura does not answer; is it still running in the terminal?");
  });
  const told = (await answer.json().catch(() => ({}))) as { threadId?: string; message?: string };
  if (!answer.ok) throw new Error(told.message ?? "Aura could not take the message.");
  return told;
}
