/** Rejects when the work takes longer; what it does afterwards is refused because its frame is closed. */
export async function withDeadline<Result>(work: Promise<Result>, limitMs: number, name: string): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${name} did not end within ${limitMs / 1000} seconds and was stopped.`)),
      limitMs,
    );
    timer.unref();
  });
  // A late failure of abandoned work has nobody to tell.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
