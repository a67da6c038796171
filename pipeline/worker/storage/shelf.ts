/**
 * Where the parts of a pack lie so that every worker finds them. One contract, tested for each kind (shelves.test.ts). A part
 * is at most `PART_BYTES` long, so that it fits into one request and into memory.
 */
export type Shelf = {
  kind: "store" | "bucket";
  /** Puts one part and answers its reference. `name` is the pack's and the part's own. */
  put(name: string, part: Uint8Array, signal: AbortSignal): Promise<string>;
  /** A part's bytes. Throws when it is gone or cannot be reached. */
  get(reference: string, signal: AbortSignal): Promise<Uint8Array>;
  /** Deletes parts, also some that are gone already. The store's own parts it deletes by itself. */
  remove(references: readonly string[]): Promise<void>;
};

export const PART_BYTES = 8 * 1024 * 1024;
