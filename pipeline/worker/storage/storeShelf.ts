import type { Store } from "../../../convex/client.ts";
import type { Shelf } from "./shelf.ts";

const GET_LIMIT_MS = 120_000;

/** Parts as files of the store: put under an id, and found by the address that the store gives for it. */
export const storeShelf = (store: Store): Shelf => ({
  kind: "store",
  put: async (_name, part) => await store.upload(part, "application/octet-stream"),
  get: async (address, signal) => {
    const answer = await fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(GET_LIMIT_MS)]) });
    if (!answer.ok) throw new Error(`The store answered ${answer.status} for a part of a pack.`);
    return await answer.bytes();
  },
  remove: async () => undefined,
});
