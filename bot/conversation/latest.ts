/** News of one subject go out one after the other; what waits is replaced by what is newer. */
export function openLatest(onError: (error: unknown) => void) {
  const waiting = new Map<string, () => Promise<void>>();
  const running = new Map<string, Promise<void>>();

  async function run(subject: string): Promise<void> {
    for (let next = waiting.get(subject); next; next = waiting.get(subject)) {
      waiting.delete(subject);
      await next().catch(onError);
    }
    running.delete(subject);
  }

  return {
    show: (subject: string, send: () => Promise<void>): Promise<void> => {
      waiting.set(subject, send);
      const under = running.get(subject) ?? run(subject);
      running.set(subject, under);
      return under;
    },
  };
}
