import type { Progress } from "../platform.ts";

/** Hands each job's news on at most once in `intervalMs`, the newest last; the end of a job is told at once. */
export type ProgressFeed = { tell(progress: Progress): void; close(): void };

type Channel = { toldAtMs: number; toldText: string; waiting: Progress | null; timer: NodeJS.Timeout | null };

export function openProgressFeed(show: (progress: Progress) => void, intervalMs = 1000): ProgressFeed {
  const channels = new Map<string, Channel>();

  const hand = (channel: Channel, progress: Progress): void => {
    if (channel.timer) clearTimeout(channel.timer);
    const text = JSON.stringify(progress);
    Object.assign(channel, { timer: null, waiting: null });
    if (text === channel.toldText) return;
    Object.assign(channel, { toldAtMs: performance.now(), toldText: text });
    show(progress);
  };

  return {
    tell: (progress) => {
      const fresh: Channel = { toldAtMs: Number.NEGATIVE_INFINITY, toldText: "", waiting: null, timer: null };
      const channel = channels.get(progress.jobId) ?? fresh;
      channels.set(progress.jobId, channel);
      const dueInMs = channel.toldAtMs + intervalMs - performance.now();
      if (progress.state !== "active") {
        hand(channel, progress);
        channels.delete(progress.jobId);
      } else if (dueInMs <= 0) {
        hand(channel, progress);
      } else {
        channel.waiting = progress;
        channel.timer ??= setTimeout(() => channel.waiting && hand(channel, channel.waiting), dueInMs);
      }
    },
    close: () => {
      for (const channel of channels.values()) if (channel.timer) clearTimeout(channel.timer);
      channels.clear();
    },
  };
}
