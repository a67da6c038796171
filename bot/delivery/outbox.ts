import { api } from "../../convex/_generated/api.js";
import { type Store, type StoreArgs, storeErrorOf } from "../../convex/client.ts";
import { DELIVERY_LEASE_MS } from "../../convex/model/deliveries.ts";
import type { Delivery } from "../../convex/model/documents.ts";
import { coalesce } from "../conversation/coalesce.ts";
import type { Log } from "../log.ts";
import { type Attempting, attemptDelivery, type Outcome } from "./attempt.ts";
import { noticeOf } from "./words.ts";

export type Outbox = {
  /** Ends what is under way; what is unfinished is due again at once. */
  close(): Promise<void>;
};

export type OutboxOptions = Attempting & {
  store: Store;
  log: Log;
  /** How many are sent at the same time. */
  atOnce?: number;
};

const AT_ONCE = 4;
/** The store's clock may be a little behind this one. */
const SOONEST_MS = 250;
const LATEST_MS = 2 ** 31 - 1;

/**
 * Sends whatever is due in the store's outbox, for as long as it is open. A live query wakes it; a delivery is held under a
 * lease, so that of several senders one sends it, and another takes over from one that died.
 */
export function openOutbox({ store, log, atOnce = AT_ONCE, ...attempting }: OutboxOptions): Outbox {
  const closing = new AbortController();
  const underWay = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | null = null;

  const looking = coalesce(fill, (error) => {
    if (!closing.signal.aborted) log.error({ err: error }, "the outbox could not be read");
  });
  const stopWatching = store.watch(
    api.deliveries.due,
    {},
    ({ next, leaseUntil }) => {
      lookAt(Math.min(next?.notBefore ?? Number.POSITIVE_INFINITY, leaseUntil ?? Number.POSITIVE_INFINITY));
    },
    (error) => log.error({ err: error }, "the outbox cannot be watched"),
  );

  function lookAt(atMs: number): void {
    if (timer) clearTimeout(timer);
    timer = null;
    const inMs = atMs - Date.now();
    if (inMs <= 0) looking.request();
    else if (Number.isFinite(inMs)) timer = setTimeout(looking.request, Math.min(LATEST_MS, inMs + SOONEST_MS));
  }

  /** Takes what is due, until nothing is or enough is under way; each that ends looks again. */
  async function fill(): Promise<void> {
    while (underWay.size < atOnce && !closing.signal.aborted) {
      const delivery = await store.mutation(api.deliveries.claim, {});
      if (delivery === null) return;
      const sending = send(delivery).finally(() => {
        underWay.delete(sending);
        looking.request();
      });
      underWay.add(sending);
    }
  }

  async function send(delivery: Delivery): Promise<void> {
    const { _id: id, attempt } = delivery;
    const named = { delivery: id, purpose: delivery.purpose, channel: delivery.channel, to: delivery.to, attempt };
    const held = { id, attempt };
    const beat = setInterval(() => {
      store.mutation(api.deliveries.renew, held).catch((error: unknown) => {
        log.warn({ err: error, ...named }, "the lease of a delivery was not renewed");
      });
    }, DELIVERY_LEASE_MS / 3);
    try {
      const outcome = await attemptDelivery(delivery, {
        ...attempting,
        warn: (details, message) => log.warn({ ...named, ...details }, message),
        signal: closing.signal,
        begin: async (route) => void (await store.mutation(api.deliveries.renew, { ...held, route })),
      });
      if (closing.signal.aborted && outcome.kind !== "sent") await store.mutation(api.deliveries.release, held);
      else await settle(delivery, outcome);
    } catch (error) {
      // Another sender has it, or the store is going away: the lease decides.
      const code = storeErrorOf(error)?.code;
      if (code !== "stale_attempt" && !closing.signal.aborted)
        log.error({ err: error, ...named }, "a delivery stopped");
    } finally {
      clearInterval(beat);
    }
  }

  async function settle(delivery: Delivery, outcome: Outcome): Promise<void> {
    const { _id: id, attempt } = delivery;
    const notice = noticeOf(delivery, outcome);
    const settled: StoreArgs<typeof api.deliveries.settle> = { id, attempt, outcome };
    await store.mutation(api.deliveries.settle, notice === null ? settled : { ...settled, notice });
  }

  return {
    close: async () => {
      stopWatching();
      if (timer) clearTimeout(timer);
      closing.abort();
      await looking.stop();
      await Promise.all(underWay);
    },
  };
}
