import type { Log } from "../log.ts";
import type { DraftBoard, Platform, ThreadAddress } from "../platform.ts";
import { coalesce } from "./coalesce.ts";

/** A reply while it grows, as the platforms of a thread show it. */
export type DraftFeed = {
  /** Whether there is a platform that can show it. */
  readonly isShown: boolean;
  /** The whole text so far; "" when what was shown is taken back. */
  tell(text: string): void;
  /** Resolves when no platform is showing a draft any more, so that the reply itself may stand in its place. */
  close(): Promise<void>;
};

/**
 * Shows a growing reply where it can be shown: the newest text, one call at a time, and as seldom as the platform wants it.
 * A platform that fails shows no more of it; the reply comes in the end anyway.
 */
export function openDraftFeed(options: {
  platforms: readonly Platform[];
  thread: ThreadAddress;
  key: string;
  log: Log;
}): DraftFeed {
  const { platforms, thread, key, log } = options;
  const boards = platforms.flatMap(({ drafts }) => (drafts ? [drafts] : []));
  const channels = boards.map((board) => openChannel(board, (text) => board.show({ thread, key, text }), log));
  return {
    isShown: channels.length > 0,
    tell: (text) => {
      for (const channel of channels) channel.tell(text);
    },
    close: async () => {
      await Promise.all(channels.map((channel) => channel.close()));
    },
  };
}

function openChannel({ everyMs }: DraftBoard, show: (text: string) => Promise<void>, log: Log) {
  let newest = "";
  let shown = "";
  let isBroken = false;
  let shownAtMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;

  const showing = coalesce(
    async () => {
      if (newest === shown || isBroken) return;
      shown = newest;
      shownAtMs = performance.now();
      await show(shown);
      if (newest !== shown) later();
    },
    (error) => {
      isBroken = true;
      log.warn({ err: error }, "a reply is not shown while it grows");
    },
  );

  function later(): void {
    timer ??= setTimeout(
      () => {
        timer = null;
        showing.request();
      },
      Math.max(0, shownAtMs + everyMs - performance.now()),
    );
  }

  return {
    tell: (text: string): void => {
      newest = text;
      if (!isBroken) later();
    },
    close: async (): Promise<void> => {
      if (timer) clearTimeout(timer);
      timer = null;
      await showing.stop();
      if (timer) clearTimeout(timer);
    },
  };
}
