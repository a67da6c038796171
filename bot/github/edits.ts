import { setTimeout as delay } from "node:timers/promises";

export type Edits = {
  /** Resolves when a write of this kind that began after this call has ended; calls meanwhile share it. */
  request(subject: string, kind: string, write: () => Promise<void>): Promise<void>;
  close(): void;
};

/** Writes of one subject go out one after the other, and at most one in `intervalMs`. */
export function openEdits(intervalMs: number): Edits {
  const closing = new AbortController();
  const lines = new Map<string, Promise<void>>();
  const waiting = new Map<string, Promise<void>>();
  const writtenAtMs = new Map<string, number>();

  async function turn(subject: string, name: string, write: () => Promise<void>): Promise<void> {
    await lines.get(subject);
    const dueInMs = (writtenAtMs.get(subject) ?? Number.NEGATIVE_INFINITY) + intervalMs - performance.now();
    if (dueInMs > 0) await delay(dueInMs, undefined, { signal: closing.signal, ref: false });
    closing.signal.throwIfAborted();
    waiting.delete(name);
    await write();
    writtenAtMs.set(subject, performance.now());
  }

  return {
    request: (subject, kind, write) => {
      const name = `${subject} ${kind}`;
      const known = waiting.get(name);
      if (known) return known;
      const next = turn(subject, name, write);
      waiting.set(name, next);
      const end = next.catch(() => undefined);
      lines.set(subject, end);
      return next;
    },
    close: () => closing.abort(),
  };
}
