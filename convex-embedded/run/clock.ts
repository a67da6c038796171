const ONE_DAY_NS = 86_400_000_000_000n;

/** Timestamps of commits in nanoseconds: they follow the wall clock and always grow. */
export class CommitClock {
  #latest = BigInt(Date.now()) * 1_000_000n;

  get latest(): bigint {
    return this.#latest;
  }

  advance(): bigint {
    const now = BigInt(Date.now()) * 1_000_000n;
    this.#latest = now > this.#latest ? now : this.#latest + 1n;
    return this.#latest;
  }

  /** A client that saw a later time before a restart must not be sent back; absurd claims are ignored. */
  observe(seen: bigint): void {
    const isPlausible = seen < BigInt(Date.now()) * 1_000_000n + ONE_DAY_NS;
    if (isPlausible && seen > this.#latest) this.#latest = seen;
  }
}
