/** Keys of one index from `low` up to, and not including, `high`. */
export type KeyRange = { indexId: number; low: Buffer; high: Buffer };
export type WrittenKey = { indexId: number; key: Buffer };

/** What a query has read, so that a commit can tell whether its answer may have changed. */
export class ReadSet {
  readonly #ranges = new Map<number, KeyRange[]>();

  /** The range object may still be widened by the scan that owns it. */
  add(range: KeyRange): void {
    const ranges = this.#ranges.get(range.indexId);
    if (ranges === undefined) this.#ranges.set(range.indexId, [range]);
    else ranges.push(range);
  }

  /** The indexes that were read. */
  get indexIds(): Iterable<number> {
    return this.#ranges.keys();
  }

  isTouchedBy(written: readonly WrittenKey[]): boolean {
    return written.some(({ indexId, key }) =>
      this.#ranges.get(indexId)?.some((range) => range.low.compare(key) <= 0 && range.high.compare(key) > 0),
    );
  }
}
